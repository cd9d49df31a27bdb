/** What a Greengate code says, as plain JSON: the form that `issue` takes and `decode` gives. Types only. */
import type { PublicJwk } from '../crypto/jwk.ts'

/** A value of a fact's field: instants and civil dates are text of exactly their form (format 5). */
export type FieldValue = string | number | boolean

/** One dated, sourced thing that rules may read. */
export interface Fact {
  readonly id: string
  readonly kind: string
  readonly source: string
  /** RFC 3339, UTC, whole seconds. */
  readonly recordedAt: string
  readonly fields: Readonly<Record<string, FieldValue>>
  /** The id of a fact that this one takes back. */
  readonly retracts?: string
}

/** States that all facts of a kind that the issuer knows up to `until` are in the code. */
export interface Coverage {
  readonly kind: string
  readonly until: string
}

/** What a rule set version made of the person's facts when the code was issued. */
export interface Assessment {
  readonly outcome: 'pass' | 'check' | 'stop'
  /** Default: the issuer's own id. */
  readonly ruleSet?: string
  readonly version: number
  /** The number of the rule that decided; only a pass may lack it. */
  readonly rule?: number
  readonly assessedAt: string
  /** Until when the assessment holds for time alone; not in the code, it bounds `validUntil`. */
  readonly holdsUntil?: string
}

/** Whom a code is about, as far as a person at a gate may compare by eye. */
export interface Subject {
  readonly maskedName?: string
  /** The last four characters of the identity number: digits or capital letters. */
  readonly lastFour?: string
}

/**
 * The claims of a code. Instants are RFC 3339 text in UTC with whole seconds.
 *
 * @example
 * ```ts
 * import type { Claims } from 'greengate/issue'
 *
 * const claims: Claims = {
 *   issuer: 'cn-3301',
 *   class: 'app',
 *   issuedAt: '2020-03-01T00:00:00Z',
 *   validUntil: '2020-03-01T12:00:00Z',
 *   covers: [{ kind: 'contact', until: '2020-03-01T00:00:00Z' }],
 *   facts: [],
 * }
 * ```
 */
export interface Claims {
  readonly issuer: string
  readonly class: 'app' | 'paper'
  readonly issuedAt: string
  readonly validFrom?: string
  readonly validUntil: string
  readonly subject?: Subject
  readonly statusIndex?: number
  readonly assessment?: Assessment
  readonly covers?: readonly Coverage[]
  readonly facts?: readonly Fact[]
  /** Where it was issued, by the issuer's own count, so that a site's codes can be withdrawn alone. */
  readonly site?: number
  /** Binds the code to a key of its holder. */
  readonly holderKey?: PublicJwk
}
