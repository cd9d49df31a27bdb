/** Solves shards of the set of everybody, from the files in which everybody lies in order. */
import {
  coveredShardOf,
  solveCoveredShard,
  type CoveredPlan,
  type CoveredShard,
} from 'greengate/issue'
import { hashesPath, readWords } from './bucket-files.ts'
import { hashWords } from './entry.ts'
import type { Job } from './job.ts'

/** Makes a solver. Shards that follow one another mostly lie in one bucket, which is read once. */
export function shardSolver({
  folder,
  bucketBits,
}: Job): (plan: CoveredPlan, shard: number) => CoveredShard {
  let kept: { readonly bucket: number; readonly hashes: Uint32Array } | undefined
  const bucketOf = (bucket: number): Uint32Array => {
    if (kept?.bucket !== bucket) kept = { bucket, hashes: readWords(hashesPath(folder, bucket)) }
    return kept.hashes
  }
  return (plan, shard) => {
    const buckets = 2 ** bucketBits
    const first = Math.floor((shard * buckets) / plan.shards)
    const last = Math.min(buckets - 1, Math.floor(((shard + 1) * buckets) / plan.shards))
    const parts: Uint32Array[] = []
    for (let bucket = first; bucket <= last; bucket++) {
      const hashes = bucketOf(bucket)
      const from = placeOf(plan, shard, hashes)
      parts.push(hashes.subarray(from, placeOf(plan, shard + 1, hashes)))
    }
    return solveCoveredShard(plan, shard, joined(parts))
  }
}

/** Where the hashes of a shard begin among sorted ones. */
function placeOf(plan: CoveredPlan, shard: number, hashes: Uint32Array): number {
  let [low, high] = [0, hashes.length / hashWords]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (coveredShardOf(plan, hashes, middle * hashWords) < shard) low = middle + 1
    else high = middle
  }
  return low * hashWords
}

function joined(parts: readonly Uint32Array[]): Uint32Array {
  const [only] = parts
  if (parts.length === 1 && only !== undefined) return only
  const all = new Uint32Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
