/** The pieces that the routes' schemas are made of; every object refuses members that it does not name. */
import { idTypes, type IdType, type Words } from 'greengate'
import Type, { type TProperties } from 'typebox'

/** An object with these members and no others. */
export const exactly = <T extends TProperties>(members: T) =>
  Type.Object(members, { additionalProperties: false })

/** One of some texts. */
export const oneOf = <const T extends string>(...values: readonly T[]) =>
  Type.Unsafe<T>({ type: 'string', enum: [...values] })

/** A name of the desk's own making: of a person, a matter, a source. */
export const id = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}$' })
/** RFC 3339 in UTC with whole seconds. */
export const instant = Type.String({
  pattern: String.raw`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$`,
  description: 'RFC 3339, UTC, whole seconds',
})
/** A civil date. */
export const date = Type.String({ pattern: String.raw`^\d{4}-\d\d-\d\d$` })
/** What a person writes. */
export const prose = Type.String({ minLength: 1, maxLength: 2000 })
/** A kind of fact, as the fact types name it. */
export const kind = Type.String({ pattern: '^[a-z][A-Za-z0-9-]{0,31}$' })
/** Counts and numbers that only grow. */
export const whole = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })
/** Text in both languages. */
export const words = Type.Unsafe<Words>(exactly({ zh: Type.String(), en: Type.String() }))
/** What the rules may come to. */
export const outcome = oneOf('pass', 'check', 'stop')
/** A kind of identity card. */
export const idType = oneOf<IdType>(...idTypes)
/** As a card, a machine-readable zone or a person writes it. */
export const idNumber = Type.String({ minLength: 4, maxLength: 40 })
/** A person's whole name: kept by the desk, shown masked. */
export const fullName = Type.String({ minLength: 1, maxLength: 100 })
/** How a person's number is known. */
const identity = oneOf('recorded', 'declared', 'verified')
/** On whose behalf an account acts. */
export const relation = oneOf('self', 'child', 'parent', 'ward')
/** What an officer may do. */
export const role = oneOf('counter', 'worklist', 'orders', 'sources', 'audit')
/** An officer's role. */
export type Role = Type.Static<typeof role>
/** The SHA-256 thumbprint of a holder's key, or other digests, as base64url. */
export const digest = Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' })

/** The fields of a fact; which there are, and what they mean, is in the fact types of the bundle. */
export const fields = Type.Record(
  Type.String({ pattern: '^[a-z][A-Za-z0-9]{0,31}$' }),
  Type.Union([Type.String({ maxLength: 200 }), Type.Number(), Type.Boolean()]),
  { additionalProperties: false, maxProperties: 16 },
)
/** A kind of fact with its fields, so that forms are made of data. */
export const kindOfFact = exactly({
  kind,
  labels: words,
  fields: Type.Array(
    exactly({
      name: Type.String(),
      type: oneOf(
        'instant',
        'date',
        'integer',
        'decimal',
        'boolean',
        'text',
        'region',
        'enumeration',
      ),
      labels: Type.Optional(words),
      unit: Type.Optional(Type.String()),
      values: Type.Optional(Type.Array(Type.String())),
    }),
  ),
})
/** Names a fact: ids are a source's own. */
export const factName = exactly({ source: id, id: Type.String({ minLength: 1, maxLength: 128 }) })
/** A fact as the desk shows it to whom it is about. */
export const statedFact = exactly({
  ...factName.properties,
  sourceName: words,
  kind,
  recordedAt: instant,
  fields,
  state: oneOf('good', 'retracted', 'moved', 'held', 'refused'),
})
/** Until when everything of a kind is known. */
export const coverage = exactly({ kind, until: instant })

/** What the rules make of a person now. */
const standing = exactly({
  outcome,
  /** Absent where no rule decided: facts are missing. */
  rule: Type.Optional(Type.Integer({ minimum: 1 })),
  ruleSet: id,
  version: whole,
  /** In plain words why. */
  reason: words,
  assessedAt: instant,
  /** Absent: time alone never changes it. */
  holdsUntil: Type.Optional(instant),
  /** The kinds of fact that would have to be known. */
  missing: Type.Array(kind),
})

/** A person as a list shows them. */
export const person = exactly({
  id,
  /** Masked. */
  name: Type.Optional(Type.String()),
  lastFour: Type.String(),
  idType,
  identity,
  relation: Type.Optional(relation),
  outcome: Type.Optional(outcome),
  /** Of whoever acts for them: whether a counter or a provider says so too. Until then an account reads what it declared. */
  claim: Type.Optional(oneOf('declared', 'confirmed')),
})
/** Everything that the desk knows of a person, but their name and number. */
export const personFile = exactly({
  ...person.properties,
  /** Absent until the first assessment. */
  standing: Type.Optional(standing),
  facts: Type.Array(statedFact),
  covers: Type.Array(coverage),
})

/** An outcome, and what it came by: rule 0 where none decided. */
export const told = exactly({ outcome, ruleSet: id, version: whole, rule: whole })
/** What somebody appeals against: the number that a gate showed, and as much of the rest as they know; or all of the rest. */
export const toldPartly = exactly({
  outcome: Type.Optional(outcome),
  ruleSet: Type.Optional(id),
  version: Type.Optional(whole),
  rule: Type.Optional(whole),
  receipt: Type.Optional(Type.String({ maxLength: 40 })),
})

/** A code that was made. */
export const code = exactly({
  cti: Type.String({ pattern: '^[0-9a-f]{16}$' }),
  class: oneOf('app', 'paper'),
  text: Type.String(),
  /** What reveals the commitment in the code: JSON, for its holder alone. */
  opening: Type.Optional(Type.String()),
  issuedAt: instant,
  validUntil: instant,
  /** When to ask for the next one. */
  refreshAt: instant,
  outcome,
  rule: Type.Optional(Type.Integer({ minimum: 1 })),
  ruleSet: id,
  version: whole,
})

/** What somebody wishes to be corrected. */
export const wish = oneOf('not-mine', 'wrong', 'missing', 'identity')
