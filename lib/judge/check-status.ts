/** Whether a code has been revoked since it was issued (docs/format.md 6.5). */
import type { Issuer } from '../trust/trust-list.ts'
import type { Findings } from './findings.ts'

/** Pushes what is in doubt. */
export function checkStatus(issuer: Issuer, findings: Findings): void {
  if (issuer.status !== 'none') findings.reasons.push({ code: 'status-missing' })
}
