/** Builds a set `covered` shard by shard: each alone, in any order, in any thread. */
import { fitShard, shardHashes } from './fit-ribbon.ts'
import { pickHashes, sortHashes } from './hashes.ts'
import { hashWords } from './keyed-hash.ts'
import { mostShards, ribbonWords, shardOf } from './ribbon.ts'
import { frameSet, joinWords } from './set-words.ts'
import { substitute, type RibbonShape } from './solve-ribbon.ts'
import type { Universe } from './universe.ts'

/** A shard that is solved. */
export interface CoveredShard {
  /** Which one. */
  readonly shard: number
  /** How many hashes it was made of. */
  readonly count: number
  readonly slots: number
  readonly planes: Uint32Array
  /** Hashes that the ribbon could not take. */
  readonly exceptions: Uint32Array
}

/** How all shards of a set are built. */
export interface CoveredPlan {
  /** How many there are; the one of a hash is that of {@link coveredShardOf}. */
  readonly shards: number
  /** One in 2^rate of those who were never assessed is taken for covered. */
  readonly rate: number
  readonly seed: number
}

/** The plan for so many people. */
export function planCovered(count: number, rate: number, seed = 0): CoveredPlan {
  if (!Number.isInteger(rate) || rate < 1 || rate > 32) throw new TypeError('a rate is 1 to 32')
  const shards = Math.max(1, Math.ceil(count / shardHashes))
  if (shards > mostShards) throw new TypeError('more people than a set can hold')
  return { shards, rate, seed }
}

/** The shard of a hash, by its first word: sorted hashes come shard by shard. */
export function coveredShardOf(plan: CoveredPlan, hashes: Uint32Array, at: number): number {
  return shardOf(hashes[at] as number, plan.shards)
}

/** Solves one shard: `hashes` are all of that shard, in any order, none twice. */
export function solveCoveredShard(
  plan: CoveredPlan,
  shard: number,
  hashes: Uint32Array,
): CoveredShard {
  const sorted = sortHashes(hashes)
  const solved = fitShard(shapeOf(plan), sorted, undefined, patience)
  return {
    shard,
    count: hashes.length / hashWords,
    slots: solved.slots,
    planes: substitute(solved),
    exceptions: pickHashes(sorted, solved.refused),
  }
}

/** The data of all shards, in any order. */
export function assembleCovered(
  plan: CoveredPlan,
  universe: Universe,
  solved: readonly CoveredShard[],
): Uint8Array {
  const shards = solved.toSorted((a, b) => a.shard - b.shard)
  const complete = shards.length === plan.shards && shards.every(({ shard }, at) => shard === at)
  const count = shards.reduce((sum, shard) => sum + shard.count, 0)
  if (!complete || count !== universe.count) throw new TypeError('shards or people are missing')
  const exceptions = joinWords(shards.map((shard) => shard.exceptions))
  return frameSet('covered', universe, [
    [exceptions.length / hashWords],
    sortHashes(exceptions),
    ...ribbonWords(shapeOf(plan), shards),
  ])
}

/** Builds a set of hashes in parts; holds them all, which {@link solveCoveredShard} need not. */
export async function buildCovered(
  input: { readonly universe: Universe; readonly rate: number; readonly seed?: number },
  everyone: () => Iterable<Uint32Array> | AsyncIterable<Uint32Array>,
): Promise<Uint8Array> {
  const plan = planCovered(input.universe.count, input.rate, input.seed)
  const parts: Uint32Array[] = []
  for await (const part of everyone()) parts.push(part)
  const sorted = sortHashes(joinWords(parts))
  const shards: CoveredShard[] = []
  let from = 0
  for (let shard = 0; shard < plan.shards; shard++) {
    let to = from
    while (to < sorted.length && coveredShardOf(plan, sorted, to) === shard) to += hashWords
    shards.push(solveCoveredShard(plan, shard, sorted.subarray(from, to)))
    from = to
  }
  return assembleCovered(plan, input.universe, shards)
}

/** Narrower than of other sets: a little larger, and solved in a third of the time. */
const words = 4

/** More slots at once than the fewest that would do: 1 % larger, and solved in half the time. */
const patience = 2.2

function shapeOf({ rate, seed }: CoveredPlan): RibbonShape {
  return { seed, words, bits: rate }
}
