/** Builds an exact subset: a filter of the members first, then, over whoever passes it, the bit that tells them apart. */
import { estimateBits, fitRibbon } from './fit-ribbon.ts'
import { orderOf, pickHashes, sortHashes, withoutHashes } from './hashes.ts'
import { hashWords } from './keyed-hash.ts'
import { matchesOf, openRibbon } from './ribbon.ts'
import { mix } from './row.ts'
import { joinWords, wordReader } from './set-words.ts'
import { subsetForms } from './subset.ts'

/** A subset whose filter is made; what passes it has yet to be told. */
export interface SubsetDraft {
  /** Sorted, none twice. */
  readonly members: Uint32Array
  readonly form: (typeof subsetForms)[keyof typeof subsetForms]
  /** The filter as it stands in a file; empty where the form has none, so that everyone passes. */
  readonly filter: Uint32Array
  /** Members that the filter could not take. */
  readonly excepted: Uint32Array
  /** What seeds are made of: other ones for every ribbon of a set. */
  readonly seed: number
}

/** Seeds that a subset uses up. */
export const seedsOfSubset = 2

/**
 * Chooses the form and makes the filter.
 *
 * @param members - Sorted, none twice.
 * @param others - How many there are that are not members.
 */
export function draftSubset(members: Uint32Array, others: number, seed: number): SubsetDraft {
  const count = members.length / hashWords
  const bits = bitsOfFilter(count, others)
  const cost = costOf(count, others, bits)
  if (count * hashWords * 32 <= cost) {
    return { members, form: subsetForms.list, filter: new Uint32Array(0), excepted: members, seed }
  }
  if (bits === 0) {
    return {
      members,
      form: subsetForms.bit,
      filter: new Uint32Array(0),
      excepted: new Uint32Array(0),
      seed,
    }
  }
  const { words, refused } = fitRibbon(members, bits, mix(seed + 1))
  return { members, form: subsetForms.filtered, filter: joinWords(words), excepted: refused, seed }
}

/** The bits of the filter that make a subset smallest; 0: none. */
function bitsOfFilter(members: number, others: number): number {
  let best = 0
  for (let bits = 1; bits <= 32; bits++) {
    if (costOf(members, others, bits) < costOf(members, others, best)) best = bits
  }
  return best
}

function costOf(members: number, others: number, bits: number): number {
  const filter = bits === 0 ? 0 : estimateBits(members, bits)
  return filter + estimateBits(members + Math.ceil(others / 2 ** bits), 1)
}

/** Those of an array that pass the filter of a draft: all, where it has none. */
export function passing({ filter }: SubsetDraft, hashes: Uint32Array): Uint32Array {
  return filter.length === 0 ? hashes : matchesOf(openRibbon(wordReader(filter, 0)), hashes)
}

/**
 * The subset as it stands in a file.
 *
 * @param passing - Hashes of others that pass the filter; members among them do no harm, nor does one told twice.
 */
export function finishSubset(
  { members, form, filter, excepted, seed }: SubsetDraft,
  passing: readonly Uint32Array[],
): ArrayLike<number>[] {
  if (form === subsetForms.list) {
    return [[form, members.length / hashWords], members, [0]]
  }
  const inside = withoutHashes(members, excepted)
  const outside = withoutHashes(sortHashes(joinWords(passing)), members)
  const [hashes, values] = merge(inside, outside)
  const { words, refused } = fitRibbon(hashes, 1, mix(seed + 2), values)
  const outsiders = withoutHashes(refused, members)
  const insiders = sortHashes(joinWords([excepted, withoutHashes(refused, outsiders)]))
  return [
    [form, insiders.length / hashWords],
    insiders,
    [outsiders.length / hashWords],
    outsiders,
    filter,
    ...words,
  ]
}

/** Two sorted arrays as one sorted one, and for each hash whether it is of the first. */
function merge(
  first: Uint32Array,
  second: Uint32Array,
): [hashes: Uint32Array, ofFirst: Uint8Array] {
  const joined = joinWords([first, second])
  const order = orderOf(joined)
  const count = first.length / hashWords
  return [pickHashes(joined, order), Uint8Array.from(order, (place) => (place < count ? 1 : 0))]
}
