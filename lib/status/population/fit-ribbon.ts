/** Finds the ribbon that costs the fewest bytes: more slots, or more hashes that it cannot take. */
import { pickHashes } from './hashes.ts'
import { hashWords } from './keyed-hash.ts'
import { wordBits } from './row.ts'
import { mostShards, ribbonWords, shardOf } from './ribbon.ts'
import {
  eliminate,
  mostSlots,
  slotsFor,
  substitute,
  type Eliminated,
  type RibbonShape,
} from './solve-ribbon.ts'

/** A ribbon with what it could not take. */
export interface FittedRibbon {
  /** As it stands in a file. */
  readonly words: readonly ArrayLike<number>[]
  /** Hashes whose value it does not give, in the order of the input. */
  readonly refused: Uint32Array
}

/** Slots added for each hash, tried from the tightest on. */
const slacks: Readonly<Record<number, readonly number[]>> = {
  1: [0.05, 0.1, 0.2, 0.35],
  2: [0.02, 0.04, 0.06, 0.09, 0.14, 0.2],
  4: [0.01, 0.02, 0.03, 0.045, 0.06, 0.09],
  8: [0.004, 0.007, 0.01, 0.0125, 0.016, 0.022, 0.035, 0.06],
}

/** Hashes that one shard takes well. */
const ofShard = 1_500_000

/**
 * Fits a ribbon over hashes.
 *
 * @param hashes - Sorted, none twice.
 * @param values - A bit for each; undefined: its fingerprint of `bits` bits.
 */
export function fitRibbon(
  hashes: Uint32Array,
  bits: number,
  seed: number,
  values?: Uint8Array,
): FittedRibbon {
  const count = hashes.length / hashWords
  const shards = Math.max(1, Math.ceil(count / ofShard))
  if (shards > mostShards) throw new TypeError('more hashes than a set can hold')
  let best: { shape: RibbonShape; cost: number; parts: Eliminated[] } | undefined
  for (const words of widthsFor(count)) {
    const shape: RibbonShape = { seed, words, bits }
    const parts = Array.from({ length: shards }, (_, shard) => {
      const [from, to] = bounds(hashes, shard, shards)
      return fitShard(
        shape,
        hashes.subarray(from * hashWords, to * hashWords),
        values?.subarray(from, to),
      )
    })
    const cost = parts.reduce((sum, part) => sum + costOf(part), 0)
    if (best === undefined || cost < best.cost) best = { shape, cost, parts }
  }
  const { shape, parts } = best as NonNullable<typeof best>
  return {
    words: ribbonWords(
      shape,
      parts.map((part) => ({ slots: part.slots, planes: substitute(part) })),
    ),
    refused: pickHashes(
      hashes,
      parts.flatMap((part, shard) => {
        const [from] = bounds(hashes, shard, shards)
        return part.refused.map((place) => place + from)
      }),
    ),
  }
}

/** About how many bits the ribbon of so many hashes takes in a file. */
export function estimateBits(count: number, bits: number): number {
  const slots = widthsFor(count).map((words) =>
    slotsFor(count, words, (slacks[words] as readonly number[])[3] as number),
  )
  return Math.min(...slots) * bits + 4 * wordBits
}

/** Wide rows need few spare slots each, but as many at the end as they are wide. */
function widthsFor(count: number): readonly number[] {
  return count > 20_000 ? [8] : count > 4_000 ? [8, 4] : count > 600 ? [4, 2] : [2, 1]
}

/** From which to which place the hashes of a shard stand. */
function bounds(hashes: Uint32Array, shard: number, shards: number): [from: number, to: number] {
  return [firstOf(hashes, shard, shards), firstOf(hashes, shard + 1, shards)]
}

function firstOf(hashes: Uint32Array, shard: number, shards: number): number {
  let low = 0
  let high = hashes.length / hashWords
  while (low < high) {
    const middle = (low + high) >>> 1
    if (shardOf(hashes[middle * hashWords] as number, shards) < shard) low = middle + 1
    else high = middle
  }
  return low
}

/** Bits of a shard in a file, with its exceptions. */
function costOf({ slots, shape, refused }: Eliminated): number {
  return slots * shape.bits + refused.length * hashWords * wordBits
}

/** The cheapest of the slacks; stops as soon as slots alone cost more than the best. */
export function fitShard(
  shape: RibbonShape,
  hashes: Uint32Array,
  values?: ArrayLike<number>,
  tried: readonly number[] = slacks[shape.words] as readonly number[],
): Eliminated {
  const count = hashes.length / hashWords
  if (count === 0) return eliminate(shape, 0, hashes, values)
  let best: Eliminated | undefined
  for (const slack of tried) {
    const slots = slotsFor(count, shape.words, slack)
    if (slots > mostSlots) throw new TypeError('more hashes than a shard can hold')
    const bound = best === undefined ? Infinity : costOf(best)
    if (slots * shape.bits >= bound) break
    const most = (bound - slots * shape.bits) / (hashWords * wordBits)
    const found = eliminate(shape, slots, hashes, values, most)
    if (best === undefined || costOf(found) < bound) best = found
    if (found.refused.length === 0) break
  }
  return best as Eliminated
}
