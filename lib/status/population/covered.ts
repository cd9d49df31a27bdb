/** Reads a set of everyone who was assessed: it holds them all, and of all others one in 2^rate. */
import { findHash } from './hashes.ts'
import type { KeyedHash } from './keyed-hash.ts'
import { openRibbon } from './ribbon.ts'
import { openFrame } from './set-words.ts'
import { openExceptions } from './subset.ts'
import type { Universe } from './universe.ts'

/** A set `covered`, opened. */
export interface CoveredSet {
  readonly universe: Universe
  /** One in 2^rate who was never assessed is taken for covered. */
  readonly rate: number
  /** Whether a hash is covered; one in so many that are not is called so too. */
  readonly has: (hash: KeyedHash) => boolean
  /** The same for a hash within an array. */
  readonly hasAt: (hashes: Uint32Array, at: number) => boolean
}

/**
 * Opens the data of a member `covered`.
 *
 * @throws GreengateError `ERR_POPULATION_MALFORMED` for whatever is not one to the last bit.
 */
export function openCovered(data: Uint8Array): CoveredSet {
  const { universe, reader } = openFrame(data, 'covered')
  const exceptions = openExceptions(reader)
  const ribbon = openRibbon(reader)
  reader.end()
  const hasAt = (hashes: Uint32Array, at: number): boolean =>
    ribbon.matches(hashes, at) || findHash(exceptions, hashes, at) >= 0
  return { universe, rate: ribbon.bits, has: (hash) => hasAt(hash, 0), hasAt }
}
