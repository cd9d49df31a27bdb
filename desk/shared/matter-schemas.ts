/** The forms of matters: what is asked, what is proposed, what was done. */
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
  toldPartly,
  whole,
  wish,
  words,
} from './schemas.ts'

/** What a matter is about. */
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
/** An officer, as others see them. */
const officer = exactly({ id, name: Type.String() })
/** What was done. */
const act = exactly({
  /** Of a proposal: what `agreed` and `disagreed` name. */
  seq: whole,
  what: oneOf('noted', 'proposed', 'agreed', 'disagreed', 'withdrawn'),
  officer: Type.Optional(officer),
  at: instant,
  /** Absent once retention took it. */
  text: Type.Optional(Type.String()),
  proposal: Type.Optional(proposal),
  /** What the receipt of the appeal's number says, as the officer read it. */
  told: Type.Optional(told),
  /** Of a proposal that gives a record to somebody: to whom. */
  to: Type.Optional(person),
})
/** A record that counts for nobody yet: enough to say whose it is, and no more of anybody than that. */
const heldRecord = exactly({
  ...factName.properties,
  sourceName: words,
  kind,
  recordedAt: instant,
  takenAt: instant,
  /** Absent, and so is whom it names, once retention took it. */
  why: Type.Optional(oneOf('number-unreadable', 'other-name')),
  /** As the record says; the name masked. */
  names: Type.Optional(
    exactly({ idType: Type.String(), name: Type.Optional(Type.String()), lastFour: Type.String() }),
  ),
  /** Who has that number here. */
  candidate: Type.Optional(person),
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
  held: Type.Optional(heldRecord),
  told: Type.Optional(toldPartly),
  /** Of a proposal that waits: another officer must decide it. */
  proposedBy: Type.Optional(officer),
})
/** With what was done, and the record that it is about. */
export const matterFile = exactly({
  ...matter.properties,
  /** Of an appeal by number: the receipts that have it, and what they say. Absent: there is no collector here. */
  receipts: Type.Optional(
    Type.Array(
      exactly({
        station: Type.String(),
        at: instant,
        outcome: oneOf('pass', 'check', 'stop', 'invalid', 'unreadable'),
        ruleSet: Type.Optional(id),
        version: Type.Optional(whole),
        rule: Type.Optional(whole),
      }),
    ),
  ),
  facts: Type.Array(statedFact),
  acts: Type.Array(act),
})
