/** What a thread does with each of its tasks. */
import {
  addToUniverse,
  draftNotGreen,
  draftPatch,
  emptyUniverse,
  passFilter,
  type NotGreenDraft,
} from 'greengate/issue'
import { openSets, type CoveredRoom, type OpenedSets } from './ask-sets.ts'
import { hashesPath, othersPath, readWords, takeEntries, writeWords } from './bucket-files.ts'
import { compareBucket, membersOf } from './compare-bucket.ts'
import type { AskedSets, Drafted, Job, SiftedBucket, Task, ThreadData } from './job.ts'
import { proveRange } from './prove-range.ts'
import { rangeReader } from './read-range.ts'
import { siftBucket } from './sift.ts'
import { shardSolver } from './solve-shard.ts'
import { startSpill, type Spill } from './spill.ts'

/** Makes the thread of a place. */
export function threadOf({ job, place }: ThreadData): (task: Task) => unknown {
  const read = rangeReader(job.path, job.reading, job.key)
  const solve = shardSolver(job)
  const opened = new Map<string, OpenedSets>()
  const room: CoveredRoom = {}
  let spill: Spill | undefined
  let draft: NotGreenDraft | undefined
  const setsOf = (asked: AskedSets): OpenedSets => {
    const name = JSON.stringify(asked)
    const known = opened.get(name)
    if (known !== undefined) return known
    // One at a time, and in the same place: the set of everybody takes as much memory as its file.
    opened.clear()
    const sets = openSets(asked, room)
    opened.set(name, sets)
    return sets
  }
  return (task): unknown => {
    switch (task.is) {
      case 'read':
        return read(task.range, (hash, code, line) => {
          spill ??= startSpill(job.folder, place, job.bucketBits)
          spill.add(hash, code, task.place, line)
        })
      case 'flush':
        spill?.flush()
        // What it held is free for what comes next.
        spill = undefined
        return undefined
      case 'sift':
        return sift(job, task.bucket, task.threads)
      case 'shard':
        return solve(task.plan, task.shard)
      case 'compare':
        return compareBucket(job, task.bucket, task.sets.classes, setsOf(task.sets))
      case 'draft': {
        const { universe, classes, changes } = task
        const members = changes ?? membersOf(job, classes)
        draft =
          changes === undefined
            ? draftNotGreen({ universe, ...members })
            : draftPatch({ universe, ...members })
        const { filter, needsPass } = draft
        return { filter, needsPass } satisfies Drafted
      }
      case 'finish': {
        if (draft === undefined) throw new TypeError('nothing is drafted')
        const data = draft.finish(task.passed)
        draft = undefined
        return data
      }
      case 'pass':
        return passFilter(task.filter, readWords(hashesPath(job.folder, task.bucket)))
      case 'prove':
        return proveRange(read, setsOf(task.sets), task.range, task.skipped)
    }
  }
}

function sift({ folder }: Job, bucket: number, threads: number): SiftedBucket {
  const { hashes, others, repeats, conflicts, ...rest } = siftBucket(
    takeEntries(folder, bucket, threads),
  )
  writeWords(hashesPath(folder, bucket), hashes)
  writeWords(othersPath(folder, bucket), others)
  return {
    ...rest,
    universe: addToUniverse(emptyUniverse, hashes),
    repeats: Uint32Array.from(repeats),
    conflicts: Uint32Array.from(conflicts),
  }
}
