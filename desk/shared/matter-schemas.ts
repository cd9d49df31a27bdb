/** The pieces of a matter as officers have it: what may be proposed, what was done, and what it is about. */
import Type from 'typebox'
import {
  exactly,
  factName,
  fields,
  id,
  instant,
  kind,
  oneOf,
  person,
  statedFact,
  told,
  whole,
  wish,
} from './schemas.ts'

/** What sort of matter. */
export const matterKind = oneOf('correction', 'appeal', 'held-fact')
/** How far it is. */
export const matterState = oneOf('open', 'proposed', 'granted', 'refused', 'withdrawn')

/** What is to be done, once two agree. */
export const proposal = Type.Union([
  exactly({ do: Type.Literal('refuse') }),
  exactly({ do: Type.Literal('retract'), fact: factName }),
  exactly({ do: Type.Literal('move'), fact: factName, person: id }),
  exactly({ do: Type.Literal('assign'), fact: factName, person: id }),
  exactly({ do: Type.Literal('drop'), fact: factName }),
  exactly({
    do: Type.Literal('add'),
    /** Absent in answers once retention took it. */
    added: Type.Optional(
      exactly({
        kind,
        fields,
        basis: Type.String({ minLength: 1, maxLength: 200 }),
        document: Type.String({ minLength: 1, maxLength: 200 }),
      }),
    ),
  }),
  exactly({ do: Type.Literal('assess-again') }),
])
const officer = exactly({ id, name: Type.String() })
const act = exactly({
  /** Of a proposal: what `agreed` and `disagreed` name. */
  seq: whole,
  what: oneOf('noted', 'proposed', 'agreed', 'disagreed', 'withdrawn'),
  officer: Type.Optional(officer),
  at: instant,
  /** Absent once retention took it. */
  text: Type.Optional(Type.String()),
  proposal: Type.Optional(proposal),
  /** Of a proposal that gives a record to somebody: to whom. */
  to: Type.Optional(person),
})
/** In the worklist. */
export const matter = exactly({
  id,
  kind: matterKind,
  state: matterState,
  openedAt: instant,
  dueAt: instant,
  /** Absent: nobody knows yet whom it is about. */
  person: Type.Optional(person),
  /** What the applicant wrote. */
  text: Type.Optional(Type.String()),
  /** Of a correction, what is wished; of an appeal, what was told. */
  wish: Type.Optional(wish),
  told: Type.Optional(told),
  /** Of a proposal that waits: another officer must decide it. */
  proposedBy: Type.Optional(officer),
})
/** With what was done about it. */
export const matterFile = exactly({
  ...matter.properties,
  facts: Type.Array(statedFact),
  acts: Type.Array(act),
})
