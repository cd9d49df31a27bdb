/** What the checker finds in a rule set (docs/rules.md 9). Types only. */
import type { Words } from '../../encoding/json-shape.ts'
import type { Scalar } from '../vocabulary.ts'

/** What is wrong, as a stable code. */
export type FindingCode =
  | 'malformed'
  | 'missing-member'
  | 'unknown-member'
  | 'unknown-name'
  | 'duplicate'
  | 'type'
  | 'unit'
  | 'engine'
  | 'cost'
  | 'base'
  | 'loosens'
  | 'no-basis'
  | 'no-accepts'
  | 'no-pass-rule'
  | 'unused'
  | 'future'
  | 'idle-waiver'
  | 'unreachable'
  | 'shadowed'
  | 'uncovered'

/** Errors refuse; what cannot be proved refuses unless it is waived; warnings do not refuse. */
export type Severity = 'error' | 'cannot-prove' | 'warning'

/** An invented person of whom everything is known. */
export interface Example {
  /** The same in words, in English. */
  readonly words: string
  /** The same in words, in both languages. */
  readonly said: Words
  /** RFC 3339, UTC. */
  readonly now: string
  /** All that there is; every kind is covered up to now. */
  readonly facts: readonly {
    readonly kind: string
    readonly fields: Readonly<Record<string, Scalar>>
  }[]
  readonly onSite: Readonly<Record<string, number>>
}

/** One thing that is wrong with a rule set. */
export interface Finding {
  readonly code: FindingCode
  readonly severity: Severity
  /** The path in the set's JSON, such as `rules[3].when.of[0].left`; empty: the set itself. */
  readonly at: string
  /** The number of the rule it stands in. */
  readonly no?: number
  /** What is wrong, in English. */
  readonly message: string
  /** The same in both languages; names stand as they are in the document. */
  readonly words: Words
  /** The name that was probably meant, or what to do. */
  readonly suggestion: string | null
  /** The same in both languages; a name is the same in both. */
  readonly advice: Words | null
  /** Of `uncovered`: a person for whom no rule is true. */
  readonly example?: Example
}

/** What became of a check. */
export interface CheckReport {
  readonly findings: readonly Finding[]
  /** Found, and let stand by a waiver. */
  readonly waived: readonly Finding[]
  /** Where rules make exceptions by `unless`: no faults, but to be seen. */
  readonly exemptions: readonly { readonly no: number; readonly at: string }[]
}
