/** What a decision is: an outcome, its reasons, and the basis on which anyone can repeat it. Types only. */
import type { Outcome, ReasonCode } from './reasons.ts'

/** An instant as RFC 3339 text in UTC with whole seconds: `2020-03-01T00:00:00Z`. */
export type InstantText = string

/** A signed document as the basis names it. */
export interface DocumentBasis {
  readonly version: number
  /** SHA-256 of the document's payload, base64url. */
  readonly sha256: string
}

/** Names the rule that made an outcome, so that whoever got it can recompute it. */
export interface RuleReference {
  readonly set: string
  readonly version: number
  /** The rule's permanent number in its set. */
  readonly no: number
}

/** The formats of other people's codes that can be read beside our own (docs/formats.md). */
export type FormatName = 'hcert' | 'shc' | 'nzcp' | 'vds-nc' | 'claim169'

/** The kinds of foreign QR text the library can name: what is not read here, or is no health code. */
export type OtherCode =
  | 'eu-dcc'
  | 'smart-health-card'
  | 'nzcp'
  | 'vds-nc'
  /** A WHO Digital Documentation of COVID-19 Certificate: it begins as a DCC does. */
  | 'who-ddcc'
  /** A signed `HC1:` text that holds no DCC. */
  | 'hcert-other'
  /** An identity code (CWT claim 169) that is encrypted, or not read here. */
  | 'claim169'
  /** A SMART Health Link: it names records on a server, which a gate does not ask. */
  | 'health-link'
  | 'url'
  | 'payment'
  | 'wifi'
  | 'contact'
  | 'ticket'

/** The roles of a bundle whose age can degrade a decision. */
export type StaleRole = 'timestamp' | 'trust' | 'facts' | 'status' | 'notGreen' | 'covered'

/** One reason. `code` says which; what more there is to know stands only where it means something. */
export type Reason =
  | {
      readonly code: Exclude<
        ReasonCode,
        | 'other-code'
        | 'bundle-stale'
        | 'different-persons'
        | RuleReasonCode
        | 'fact-missing'
        | 'fact-type-unknown'
      >
      /** Of which format the code is that this is about; absent: our own. */
      readonly format?: FormatName
    }
  | {
      readonly code: 'different-persons'
      /** What the codes state otherwise. */
      readonly differs: readonly ('name' | 'birth-date')[]
    }
  | { readonly code: 'other-code'; readonly kind: OtherCode }
  | { readonly code: 'bundle-stale'; readonly role: StaleRole }
  | { readonly code: RuleReasonCode; readonly rule: RuleReference }
  /** `kinds`: the kinds of fact and measurements that the rules in doubt read. */
  | { readonly code: 'fact-missing' | 'fact-type-unknown'; readonly kinds: readonly string[] }

/** The reasons that name a rule. */
export type RuleReasonCode =
  'assessed-stop' | 'assessed-check' | 'assessed-pass' | 'rule-stop' | 'rule-check' | 'rule-pass'

/** What became of a card that was read beside codes; `no-key`: it cannot be told whether it is the holder's. */
export type CardMatch = 'match' | 'mismatch' | 'no-key' | 'absent'

/** The part of the context that a decision rested on. Never a card number, never a claim. */
export interface ContextBasis {
  readonly ruleSet: string | null
  readonly station: string | null
  readonly lane: string | null
  readonly requireLive: boolean
  /** null: not stated, so that paper codes need a card and app codes do not. */
  readonly requireCard: boolean | null
  /** What became of a card beside a code; of a card alone what the population sets say of it. */
  readonly card: CardMatch | CardLookUps
  readonly onSite: Readonly<Record<string, number>>
  readonly seenBefore: SeenBefore | null
  /** When the station started, where it said so: live proofs from before are refused. */
  readonly startedAt?: InstantText
}

/** What the two look-ups of a card came to, in place of its number (docs/format.md 8). */
export interface CardLookUps {
  readonly source: 'chip' | 'mrz' | 'typed'
  /** Whether the card is in its own time: as of the decision's `now`. */
  readonly validity: 'valid' | 'expired' | 'not-yet-valid'
  /** When that changes: said only where nothing else ends the decision before. */
  readonly turnsAt?: InstantText
  /** The number, its type or the dates are none: nothing was looked up. */
  readonly malformed?: true
  /** null: there is no such set, or no key for it. */
  readonly covered: boolean | null
  /** `green`: not in the set; null: no such set, no key for it, or certainly nobody of its universe. */
  readonly notGreen: 'green' | { readonly outcome: 'check' | 'stop'; readonly rule: number } | null
}

/** A status list that a decision rested on. */
export interface StatusBasis extends DocumentBasis {
  /** Issuer and month: `cn-3301/2026-03`. */
  readonly list: string
}

/** The population sets that a decision over a card rested on: the members that hold them. */
export interface PopulationBasis {
  readonly covered: DocumentBasis | null
  readonly notGreen: DocumentBasis | null
}

/** What the station's replay store knows of a presentation. */
export type SeenBefore = 'no' | 'code' | 'proof' | 'unknown'

/** Everything a decision rested on beside the texts. Same texts and same basis give the same decision. */
export interface Basis {
  readonly now: InstantText
  readonly context: ContextBasis
  /** The snapshot's version, 0 before the first; `sha256` is over all that the bundle decides by (docs/bundle.md 7). */
  readonly bundle: DocumentBasis | null
  /** `correction`: it took effect without the usual notice. */
  readonly ruleSet: (DocumentBasis & { readonly id: string; readonly correction?: true }) | null
  readonly trust: DocumentBasis | null
  readonly facts: DocumentBasis | null
  /** The status lists that were looked into, in the order of their names; null: none. */
  readonly status: readonly StatusBasis[] | null
  /** Of `decideCard` alone. */
  readonly population?: PopulationBasis
  /** Version of the rule engine that decided. */
  readonly engine: number
}

interface Decided {
  /** How the rule set in force presents this outcome; null where no rule set was reached. */
  readonly colour: string | null
  /** The earliest instant at which this decision could change for time alone; null: never. */
  readonly holdsUntil: InstantText | null
  readonly basis: Basis
}

/**
 * A decision. `outcome === 'pass'` is the only way through a gate; every other outcome carries at least
 * one reason. Plain JSON: the same texts and basis give the same bytes on every backend.
 */
export type Decision =
  | (Decided & { readonly outcome: 'pass'; readonly reasons: readonly Reason[] })
  | (Decided & {
      readonly outcome: Exclude<Outcome, 'pass'>
      readonly reasons: readonly [Reason, ...Reason[]]
    })
