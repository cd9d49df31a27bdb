/** Whether a code is in its time, by a clock that may be behind (docs/format.md 6.4). */
import type { Bundle } from '../bundle/bundle.ts'
import type { OtherCredential } from '../formats/format.ts'
import { turnsAt, type Findings } from './findings.ts'

/** From its issuing, or a later begin of its own, to its end. */
export function checkValidity(
  credential: Pick<OtherCredential, 'issuedAt' | 'validFrom' | 'validUntil'>,
  bundle: Bundle,
  findings: Findings,
): 'expired' | 'not-yet-valid' | undefined {
  const { issuedAt, validFrom, validUntil } = credential
  const begins = Math.max(issuedAt ?? -Infinity, validFrom ?? -Infinity)
  return checkWindow(begins, validUntil ?? Infinity, bundle, findings)
}

/** Where now lies; a clock that is behind the floor tells that a window is over, and nothing else. */
export function checkWindow(
  from: number,
  until: number,
  { floor, root }: Bundle,
  findings: Findings,
): 'expired' | 'not-yet-valid' | undefined {
  const { now } = findings
  turnsAt(findings, until)
  if (until <= Math.max(now, floor)) return 'expired'
  const trusted = floor - root.clockUncertainty
  turnsAt(findings, trusted)
  if (now < trusted) {
    findings.reasons.push({ code: 'clock-suspect' })
    return undefined
  }
  const begins = from - root.clockUncertainty
  turnsAt(findings, begins)
  return now < begins ? 'not-yet-valid' : undefined
}
