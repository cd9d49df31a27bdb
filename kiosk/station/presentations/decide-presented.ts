/** Makes a decision of what was shown: by its codes, by a card alone, or by codes beside a card. */
import {
  allFormats,
  decideCard,
  verify,
  type Bundle,
  type Decision,
  type VerifyOptions,
} from 'greengate'
import { countryRules } from 'greengate/rules'
import type { KeysOfGroup } from '../enrolled-station.ts'
import type { Claim, Replay } from '../replay/replay.ts'
import { worst } from './claim-shown.ts'
import type { Presented } from './presented.ts'

/** What a decision rests on beside what is shown. */
export interface DecidingParts {
  readonly name: string
  readonly lane: string
  /** The rule set that applies at this gate. */
  readonly ruleSet: string
  readonly replay: Pick<Replay, 'knowsForMs'>
  /** The keys of its group; absent: it is enrolled in none. */
  readonly stationKeys?: KeysOfGroup
  readonly monotonicMs: () => number
  /** What was measured of whoever stands there. */
  readonly onSite: (nowMs: number) => Readonly<Record<string, number>> | undefined
}

/** When it was shown, by both clocks. */
export interface Moment {
  readonly at: Date
  readonly atMs: number
}

/** A decision, and what it was made with; `options`: of codes alone, which the next version is asked over too. */
export interface Decided {
  readonly decision: Decision
  readonly options: VerifyOptions | undefined
}

/** Decides. */
export async function decidePresented(
  { texts, card }: Presented,
  claims: readonly Claim[],
  bundle: Bundle,
  { at, atMs }: Moment,
  parts: DecidingParts,
): Promise<Decided> {
  // For how long it had known when the code was shown: another lane may have taken its time to answer.
  const knewForMs = parts.replay.knowsForMs() - (parts.monotonicMs() - atMs)
  const onSite = parts.onSite(atMs)
  const stationKeys = await parts.stationKeys?.(bundle)
  const context = {
    ruleSet: parts.ruleSet,
    station: parts.name,
    lane: parts.lane,
    seenBefore: worst(claims),
    ...(onSite !== undefined && { onSite }),
  }
  const base = { bundle, now: at, ...(stationKeys !== undefined && { stationKeys }) }
  if (card !== undefined && texts.length === 0)
    return { decision: await decideCard(card, { ...base, context }), options: undefined }
  const startedAt = new Date(at.getTime() - knewForMs)
  const beside = card === undefined ? { startedAt } : { startedAt, card }
  const options = {
    ...base,
    context: { ...context, ...beside },
    formats: allFormats,
    countryRules,
  }
  // A card is in memory for as long as somebody waits, and no longer: no shadow is made of it.
  return {
    decision: await verify(texts, options),
    options: card === undefined ? options : undefined,
  }
}
