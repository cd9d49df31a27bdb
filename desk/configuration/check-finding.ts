/** What is wrong with a desk though its file is right: where in the file it hangs, what, and what to do. Types only. */

/** The kinds of it. */
export type CheckKind =
  /** Rules read a kind of fact that nobody covers. */
  | 'uncovered'
  /** It does not have the issuer, or not this key. */
  | 'not-trusted'
  /** The key is not yet good, or no more. */
  | 'out-of-time'
  /** Its codes are revoked as a whole. */
  | 'key-revoked'
  /** It may not speak for the rule set, or gates would not look for what it revokes. */
  | 'not-allowed'
  /** The rules do not go by what it assesses. */
  | 'not-accepted'
  /** Too few keys of a role that the desk must sign as. */
  | 'not-in-role'
  /** A version that cannot be run here. */
  | 'unusable'

/** One of them. */
export interface CheckFinding {
  readonly kind: CheckKind
  /** The member of desk.yaml, or `sources`. */
  readonly path: string
  /** The kind of fact, the role, or the version. */
  readonly about?: string
  /** The rules that it concerns. */
  readonly rules?: readonly number[]
  readonly what: string
  /** What to do. */
  readonly write: string
}
