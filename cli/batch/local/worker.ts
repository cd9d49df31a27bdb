/** A thread of a batch: reads the bytes of a shard by itself, does its parts, and writes its files. */
import { workerData } from 'piscina'
import { OperatorError } from '../../operator-error.ts'
import { cutParts } from '../cut-parts.ts'
import { openEarlier, type Earlier } from '../earlier.ts'
import type { Part, PartResult } from '../job.ts'
import { openKeyedParts } from '../open-keyed-parts.ts'
import type { DoPart } from '../part.ts'
import { countFilled } from '../people/main.ts'
import { readShardBytes } from '../shard-bytes.ts'
import { writeShard, type ShardEntry } from '../shard-files.ts'
import type { ShardTask, ThreadData } from './thread-data.ts'

const data = workerData as ThreadData
let opened: Promise<DoPart> | undefined
let earlier: Promise<Earlier> | undefined

/** What a thread answers: an error of the operator's is told, since it would cross as any error. */
export type Answer = { readonly done: ShardEntry } | { readonly refused: string }
export type PartAnswer = { readonly done: PartResult } | { readonly refused: string }

/** Does a shard: piscina calls this. */
export async function doShard({ shard, statusIndexes }: ShardTask): Promise<Answer> {
  try {
    opened ??= openKeyedParts(data.job, data.keys)
    const doNext = await opened
    const bytes = await readShardBytes(data.input, shard)
    if (data.previous !== undefined) earlier ??= openEarlier(data.previous, data.job)
    const parts = await (await earlier)?.partsOf(shard)
    const results: PartResult[] = []
    let used = 0
    for (const part of cutParts(data.job, shard, bytes)) {
      const indexes = statusIndexes?.slice(used)
      const known = parts?.[part.part]
      const result = await doNext({
        ...part,
        ...(indexes === undefined ? {} : { statusIndexes: indexes }),
        ...(known === undefined ? {} : { earlier: known }),
      })
      // One for each line that is not blank: known before the part is done, which other machines need.
      used += countFilled(part.bytes)
      results.push(result)
    }
    return { done: await writeShard(data.out, data.job.id, shard, results) }
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error
    return { refused: error.message }
  }
}

/** Does a part, and leaves writing it to whoever asks. */
export async function doPart(part: Part): Promise<PartAnswer> {
  try {
    opened ??= openKeyedParts(data.job, data.keys)
    return { done: await (await opened)(part) }
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error
    return { refused: error.message }
  }
}
