/** A gate in twenty lines: what it knows, how it takes up what is newer, and what it decides. Only `pass` opens it. */
import { acceptBundle, allFormats, decideCard, openStationKeys, pinRoot, verify } from 'greengate'
import type { Card, Context, Decision, GroupKey, PinOptions, StationKeys } from 'greengate'
import { countryRules } from 'greengate/rules'

/** Opens a gate that trusts this root and knows nothing else yet; a group's key makes it an enrolled station. */
export async function openGate(root: Uint8Array, options: PinOptions, groupKey?: GroupKey) {
  let bundle = await pinRoot(root, options)
  let stationKeys: StationKeys | undefined
  return {
    /** Takes up a bundle. Throws, and keeps what it had, if that is unsigned, older or out of date. */
    async take(bytes: Uint8Array, now: Date): Promise<void> {
      const next = await acceptBundle(bundle, bytes, now)
      stationKeys = groupKey && (await openStationKeys(next, groupKey))
      bundle = next
    },
    /** Decides about the codes of one person, as the scanner read them, or about a card alone. */
    async decide(shown: readonly string[] | Card, now: Date, context: Context): Promise<Decision> {
      const known = { bundle, now, context, ...(stationKeys && { stationKeys }) }
      if ('number' in shown) return decideCard(shown, known)
      return verify(shown, { ...known, formats: allFormats, countryRules })
    },
  }
}
