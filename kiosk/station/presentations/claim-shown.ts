/** Claims what is shown in the replay store: every code by its signed bytes, a card by its number, all as keyed hashes. */
import { allFormats, presentationIds, type SeenBefore } from 'greengate'
import type { DayKeys } from '../day-keys.ts'
import type { Claim, Replay, ShownCode } from '../replay/replay.ts'
import { mostProofMs } from '../replay/replay-messages.ts'
import type { Presented } from './presented.ts'

/** What was claimed, and under which name the receipt has it. */
export interface Claimed {
  readonly subject: string | null
  readonly claims: readonly Claim[]
}

/** Whom to ask. */
export interface ClaimParts {
  readonly replay: Replay
  readonly dayKeys: DayKeys
}

/** A live proof's step, and for how long after it the proof is accepted (docs/format.md 6.6). */
const stepSeconds = 30
const acceptedSeconds = 60

/**
 * Claims it all; where one claim cannot be made, none stands.
 *
 * @param clockUncertainty - As the bundle's root says it, in seconds.
 */
export async function claimShown(
  { texts, card }: Presented,
  at: Date,
  clockUncertainty: number,
  { replay, dayKeys }: ClaimParts,
): Promise<Claimed> {
  const ids = await presentationIds(texts, allFormats)
  const shown: ShownCode[] = await Promise.all(
    ids.map(async ({ code, step }) => {
      const proofMs = step === null ? 0 : acceptableForMs(step, at, clockUncertainty)
      return { ...(await dayKeys.names(code, at)), step, proofMs }
    }),
  )
  if (card !== undefined) {
    const named = await dayKeys.names(`card:${card.type}:${card.number}`, at)
    shown.push({ ...named, step: null, proofMs: 0 })
  }
  const claims = await Promise.all(shown.map((one) => replay.claim(one)))
  return { subject: shown[0]?.names[0] ?? null, claims }
}

/** Several codes are as fresh as the worst of them. */
export function worst(claims: readonly Claim[]): SeenBefore {
  const has = (seen: SeenBefore) => claims.some(({ seenBefore }) => seenBefore === seen)
  return (['proof', 'code', 'unknown'] as const).find(has) ?? 'no'
}

/** For how long a live proof can still be accepted; a step that is far off was never signed by anybody sane. */
function acceptableForMs(step: number, at: Date, clockUncertainty: number): number {
  const ends = (step + 1) * stepSeconds + acceptedSeconds + clockUncertainty
  return Math.min(Math.max(0, ends * 1000 - at.getTime()), mostProofMs)
}
