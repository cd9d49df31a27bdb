/** Does once, before anybody stands there, what the first person would wait for: the key of the day, the keys of the group, the paths of a decision. */
import { allFormats, decideCard, presentationIds, verify, warmUp, type Bundle } from 'greengate'
import { countryRules } from 'greengate/rules'
import type { DayKeys } from './day-keys.ts'
import type { KeysOfGroup } from './enrolled-station.ts'
import { StationError } from './station-error.ts'

/** A number that is looked up and that nobody has, and a text that is no code. */
const nobody = { type: 'passport', number: 'ZZ0000000', source: 'chip' } as const
const noCode = 'GG1:0'
/** What ran a few times is compiled. */
const rounds = 10

/** What is warmed. */
export interface WarmedParts {
  readonly bundle: Bundle
  readonly ruleSet: string
  readonly stationKeys: KeysOfGroup | undefined
  readonly dayKeys: Pick<DayKeys, 'names'>
  readonly now: Date
}

/** Decides about nobody, and leaves no trace of it: nothing is claimed, and nothing is written down but keys. */
export async function warmStation(parts: WarmedParts): Promise<void> {
  const { bundle, ruleSet, dayKeys, now } = parts
  await warmUp(bundle, allFormats)
  const stationKeys = await parts.stationKeys?.(bundle)
  const base = { bundle, now, ...(stationKeys !== undefined && { stationKeys }) }
  const options = { ...base, context: { ruleSet } }
  try {
    for (let round = 0; round < rounds; round++) {
      await presentationIds([noCode], allFormats)
      await dayKeys.names('', now)
      await decideCard(nobody, options)
      await verify([noCode], { ...options, formats: allFormats, countryRules })
    }
  } catch (error) {
    // A folder that takes no keys: whoever comes first finds out, and the lane says so.
    if (!(error instanceof StationError)) throw error
  }
}
