/** The answer to an appeal, as JSON prints it: what the gate said, what comes of it again, and by which rule. */
import type { DecidedRule, Outcome, ReasonCode, RuleReference } from 'greengate'
import type { Said } from '../rules/replay/said.ts'
import type { Finding } from './compare.ts'

type Words = Readonly<Record<'zh' | 'en', string>>

/** The rule that made the outcome, as it was published. */
export interface NamedRule extends RuleReference {
  readonly id: string
  readonly outcome: string
  /** Of the set. */
  readonly title: Words
  /** What the rule says to people. */
  readonly reason: Words
  /** Its condition, as rule authors write it; `unless` where it has exemptions. */
  readonly when: string
  readonly unless?: string
  /** Of the version: documents and articles. */
  readonly legalBasis: readonly string[]
  readonly from: string
  readonly until: string
}

/** Everything that came of an appeal. No fact is in it but in `rules`, which explain. */
export interface Answer extends Finding {
  readonly number: string | null
  /** What the gate said. */
  readonly gate: {
    readonly source: 'number' | 'slip' | 'receipt' | 'journal'
    readonly at: string | null
    readonly station: string | null
    readonly lane: string | null
    readonly outcome: Outcome | null
    readonly reasons: readonly ReasonCode[] | null
    readonly rule: RuleReference | null
  }
  /** Whether the gate decided rightly about what was shown, and whether the code's own colour was right. */
  readonly parts: { readonly gate: Finding; readonly colour: Finding | null }
  /** What the data were; null: none of then are here. */
  readonly bundle: {
    readonly file: string
    readonly version: number
    readonly sha256: string
    readonly root: string
    /** Whether they are those that the receipt names; null: nothing names them. */
    readonly isNamed: boolean | null
  } | null
  /** Bundles that were found and are not of this root, or damaged. */
  readonly refused: readonly { readonly file: string; readonly code: string }[]
  /** What comes of the code again. */
  readonly again: {
    readonly outcome: Outcome
    readonly reasons: readonly ReasonCode[]
    readonly rule: RuleReference | null
    readonly ruleSet: { readonly id: string; readonly version: number } | null
  } | null
  /** What the code says was assessed, and what comes of the opened facts. */
  readonly colour: {
    readonly outcome: string
    readonly ruleSet: string
    readonly version: number
    readonly rule: number | null
    readonly assessedAt: string
    readonly again: Said | null
  } | null
  readonly tag: 'match' | 'mismatch' | 'no-key' | null
  readonly rule: NamedRule | null
  /** Every rule, and what each of its parts came to; it tells facts. */
  readonly rules: readonly DecidedRule[]
  /** What the version in force today says of the same facts as of the same instant. */
  readonly today: { readonly id: string; readonly version: number; readonly said: Said } | null
  /** Of the receipt in a journal. */
  readonly journal: {
    readonly segment: string
    readonly seq: number
    /** null: no key was given. */
    readonly isSigned: boolean | null
    readonly isOpened: boolean
  } | null
  readonly next: {
    /** Where. */
    readonly at: 'desk'
    readonly number: string | null
    /** Until when the gate's receipt is surely kept, where nothing shorter was declared; null: when is not known. */
    readonly receiptUntil: string | null
    /** Until when what was shown can be opened; null: nothing was sealed, or nobody says. */
    readonly sealedUntil: string | null
  }
}
