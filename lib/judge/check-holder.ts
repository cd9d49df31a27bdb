/** Whether whoever shows a code is its holder, and for the first time (docs/format.md 6.6). */
import type { Credential } from '../credential/credential.ts'
import type { ContextBasis, Reason } from '../decision.ts'
import type { Findings } from './findings.ts'

/** Pushes what is in doubt; gives the reason that makes the code one not to be relied on. */
export function checkHolder(
  credential: Pick<Credential, 'holderKey' | 'tag' | 'class'>,
  context: ContextBasis,
  findings: Findings,
): Reason | undefined {
  const { reasons } = findings
  if (context.seenBefore === 'proof') return { code: 'replayed' }
  if (credential.holderKey !== null) reasons.push({ code: 'live-proof-missing' })
  else if (context.requireLive) reasons.push({ code: 'live-required' })
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
