/** For the walk: what an issuer states of somebody who passes, with the facts that are to be committed to. */
import type { Claims } from 'greengate/issue'
import { healthAt } from '../../cli/demo/health.ts'

/** Claims with facts and an assessment of them. */
export function claimsToCommit(now: Date): Claims {
  const { stated, assessed, test, checkin } = healthAt(now)
  const passed = { outcome: 'pass', version: 2, rule: 1 } as const
  return {
    ...stated('林*', '123X', test(20), checkin(3)),
    ...assessed('林*', '123X', 1, passed),
  }
}
