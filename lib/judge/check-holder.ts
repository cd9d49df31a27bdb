/** Whether whoever shows a code is its holder, and for the first time (docs/format.md 6.6). */
import type { Bundle } from '../bundle/bundle.ts'
import type { Credential } from '../credential/credential.ts'
import { liveSeconds, stepSeconds } from '../credential/layout.ts'
import type { ContextBasis, Reason } from '../decision.ts'
import { parseInstant } from '../encoding/instant.ts'
import { checkWindow } from './check-validity.ts'
import type { Findings } from './findings.ts'

/** Pushes what is in doubt; gives the reason that makes the code one not to be relied on. */
export function checkHolder(
  credential: Pick<Credential, 'holderKey' | 'live' | 'tag' | 'class'>,
  proven: boolean,
  bundle: Bundle,
  context: ContextBasis,
  findings: Findings,
): Reason | undefined {
  const { reasons } = findings
  const { live } = credential
  if (!proven) return { code: 'live-proof-invalid' }
  if (live !== null) {
    const at = live.step * stepSeconds
    const margin = liveSeconds + bundle.root.clockUncertainty
    const time = checkWindow(at - liveSeconds, at + margin + 1, bundle, findings)
    if (time !== undefined) return { code: `live-proof-${time}` }
    const { startedAt } = context
    // The process before may have let this very proof pass.
    if (startedAt !== undefined && at <= (parseInstant(startedAt) as number) + margin) {
      reasons.push({ code: 'station-just-started' })
    }
  }
  if (live === null && credential.holderKey !== null) reasons.push({ code: 'live-proof-missing' })
  else if (live === null && context.requireLive) reasons.push({ code: 'live-required' })
  if (context.card === 'mismatch' && credential.tag !== null) return { code: 'card-mismatch' }
  if (context.seenBefore === 'proof') return { code: 'replayed' }
  if (context.card !== 'absent' && context.card !== 'match') {
    reasons.push({ code: credential.tag === null ? 'tag-missing' : 'binding-key-missing' })
  } else if (context.card === 'absent' && (context.requireCard ?? credential.class === 'paper')) {
    reasons.push({ code: 'card-required' })
  }
  checkSeen(context, findings)
  return undefined
}

/** Pushes what the station's replay store makes doubtful. */
export function checkSeen(
  { seenBefore, station }: Pick<ContextBasis, 'seenBefore' | 'station'>,
  { reasons }: Findings,
): void {
  const seen = seenBefore ?? (station === null ? 'no' : 'unknown')
  if (seen === 'code') reasons.push({ code: 'already-used' })
  if (seen === 'unknown') reasons.push({ code: 'replay-unknown' })
}
