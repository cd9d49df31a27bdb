/** Collects reasons and the first instant at which any of them may change. */
import type { Held } from '../bundle/bundle.ts'
import type { StatusHeader } from '../bundle/status-header.ts'
import type { Reason } from '../decision.ts'

/** What one pass over the checks has found so far. */
export interface Findings {
  /** Unix seconds at which the checks are made. */
  readonly now: number
  readonly reasons: Reason[]
  /** The first instant after `now` at which a check that was made may turn out otherwise. */
  next: number
  /** The status lists that were looked into. */
  lists?: (StatusHeader & Held)[]
}

/** Notes an instant at which a check turns, if it is still to come. */
export function turnsAt(findings: Findings, instant: number): void {
  if (instant > findings.now && instant < findings.next) findings.next = instant
}
