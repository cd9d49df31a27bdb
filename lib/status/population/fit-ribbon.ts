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

/**
 * Hashes that a shard takes well. How evenly they fall over its slots differs from place to place by about the square
 * root of their number: where that is no more than a row is wide, hardly a slot need be spare.
 */
export const shardHashes = 16_384

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
  const shards = Math.max(1, Math.ceil(count / shardHashes))
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
  const shards = Math.max(1, Math.ceil(count / shardHashes))
  const spare = Math.sqrt(count / shards) / 2 + 12
  return (count + spare * shards) * bits + (3 + shards) * wordBits
}

const widest = 8

/** The widest is the tightest, unless there are fewer slots than that. */
function widthsFor(count: number): readonly number[] {
  return count > 1000 ? [widest] : [widest, 4, 2, 1]
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

/**
 * The cheapest of ever more slots: with few more than hashes some are refused, and each costs what many slots do. Stops
 * where none is, or where slots alone cost more than the best.
 *
 * @param patience - With how many spare slots to begin, as a part of the square root of the hashes: less is smaller and
 * takes longer.
 */
export function fitShard(
  shape: RibbonShape,
  hashes: Uint32Array,
  values?: ArrayLike<number>,
  patience = 0.3,
): Eliminated {
  const count = hashes.length / hashWords
  if (count === 0) return eliminate(shape, 0, hashes, values)
  let best: Eliminated | undefined
  let last = 0
  for (let spare = Math.sqrt(count) * patience; ; spare = spare * 1.3 + 4) {
    const slots = slotsFor(count + spare, shape.words)
    if (slots === last) continue
    last = slots
    if (slots > mostSlots) throw new TypeError('more hashes than a shard can hold')
    const bound = best === undefined ? count * shape.bits * 1.5 + 10_000 : costOf(best)
    const most = (bound - slots * shape.bits) / (hashWords * wordBits)
    if (most < 0 && best !== undefined) return best
    const found = eliminate(shape, slots, hashes, values, most)
    if (found.refused.length <= most) best = found
    if (found.refused.length === 0) return found
  }
}
