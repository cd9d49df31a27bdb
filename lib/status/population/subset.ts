/** An exact subset of those that it was built among: exceptions, then a filter, then one bit for whoever passes it. */
import { compareHashes, findHash } from './hashes.ts'
import { hashWords } from './keyed-hash.ts'
import { openRibbon } from './ribbon.ts'
import { malformedSet, type WordReader } from './set-words.ts'

/** How a subset is written. */
export const subsetForms = {
  /** The exceptions are all there is. */
  list: 0,
  /** One bit for everyone. */
  bit: 1,
  /** A filter of the members, and one bit for whoever passes it. */
  filtered: 2,
} as const

/** Whether a hash is in. Exact for those that it was built among; of others it says something or other. */
export type Subset = (hashes: Uint32Array, at: number) => boolean

/** @throws GreengateError `ERR_POPULATION_MALFORMED` */
export function openSubset(reader: WordReader): Subset {
  const form = reader.next()
  const insiders = openExceptions(reader)
  const outsiders = openExceptions(reader)
  if (form === subsetForms.list) {
    if (outsiders.length > 0) throw malformedSet('excepts from nothing')
    return (hashes, at) => findHash(insiders, hashes, at) >= 0
  }
  if (form !== subsetForms.bit && form !== subsetForms.filtered) {
    throw malformedSet('has a subset of another form')
  }
  const filter = form === subsetForms.filtered ? openRibbon(reader) : undefined
  const exact = openRibbon(reader)
  if (exact.bits !== 1) throw malformedSet('has more than a bit for a member')
  return (hashes, at) => {
    if (findHash(insiders, hashes, at) >= 0) return true
    if (filter !== undefined && !filter.matches(hashes, at)) return false
    return findHash(outsiders, hashes, at) < 0 && exact.bitOf(hashes, at) === 1
  }
}

/** Hashes that a ribbon could not take, in order. */
export function openExceptions(reader: WordReader): Uint32Array {
  const count = reader.next()
  const hashes = reader.take(count * hashWords)
  for (let at = hashWords; at < hashes.length; at += hashWords) {
    if (compareHashes(hashes, at - hashWords, hashes, at) >= 0) {
      throw malformedSet('has exceptions that are not in order')
    }
  }
  return hashes
}
