/** What every part of the page is drawn from: holdings, what their codes say, their keys, the verifier's data, and the time. */
import type { Bundle } from 'greengate'
import { holderKeyOf, type HolderKey } from 'greengate/holder'
import { readersOf } from '../edges/readers.ts'
import type { Holder } from './holder.ts'
import type { Holdings, KeptCode, Person } from './holdings.ts'
import { lookAtCode, type CodeLook } from './look-at-code.ts'

/** What is known of the codes and keys that are held. */
export interface Known {
  /** By the code's id; what cannot be read any more is not among them. */
  readonly looks: ReadonlyMap<string, CodeLook>
  /** By the key's id. */
  readonly keys: ReadonlyMap<string, HolderKey>
}

/** All that a part is drawn from. */
export interface HolderWorld extends Known {
  readonly holder: Holder
  readonly holdings: Holdings
  /** The verifier's data; undefined while there are none. */
  readonly bundle: Bundle | undefined
  readonly now: Date
  /** Whose codes are shown. */
  readonly person: Person | undefined
  /** The id of the code that was chosen or added last. */
  readonly chosen: string | undefined
}

/** Looks at every code that is held. */
export async function lookAtAll(
  holdings: Holdings,
  bundle: Bundle | undefined,
  now: Date,
): Promise<Known> {
  const keys = new Map<string, HolderKey>()
  for (const { id, pair } of holdings.keys) keys.set(id, await holderKeyOf(pair))
  const publicKeys = [...keys.values()].map(({ publicJwk }) => publicJwk)
  const looks = new Map<string, CodeLook>()
  for (const { id, texts } of holdings.codes) {
    const readers = await readersOf(texts)
    const look = await lookAtCode(texts, { now, bundle, keys: publicKeys, ...readers })
    if (look !== undefined) looks.set(id, look)
  }
  return { looks, keys }
}

/** The codes of the person at hand. */
export function ownCodes({ holdings, person }: HolderWorld): readonly KeptCode[] {
  return holdings.codes.filter((code) => code.person === person?.id)
}

/** The one that was chosen; or else what one came to show: the newest that is good for something. */
export function shownCode(world: HolderWorld): KeptCode | undefined {
  const { looks, now } = world
  const codes = ownCodes(world)
  const isGood = ({ id }: KeptCode): boolean => {
    const look = looks.get(id)
    return look !== undefined && look.binding !== 'other' && timeOf(look, now) === 'in-time'
  }
  return codes.find(({ id }) => id === world.chosen) ?? codes.findLast(isGood) ?? codes.at(-1)
}

/** Where a code's window lies now: it moves on while the page is open. */
export function timeOf(
  { validFrom, validUntil }: CodeLook,
  now: Date,
): 'in-time' | 'expired' | 'not-yet-valid' {
  if (validUntil !== undefined && now.getTime() >= Date.parse(validUntil)) return 'expired'
  return validFrom !== undefined && now.getTime() < Date.parse(validFrom)
    ? 'not-yet-valid'
    : 'in-time'
}

/** Seconds by which this device is behind what the data were signed at; 0: nothing says that it is. */
export function secondsBehind(bundle: Bundle | undefined, now: Date): number {
  if (bundle === undefined) return 0
  const trusted = bundle.floor - bundle.root.clockUncertainty
  return Math.max(0, Math.round(trusted - now.getTime() / 1000))
}
