/** Runs a batch from beginning to end on this machine: one at a time in a folder, with a bar, until it is done or ended. */
import { stat } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { makeFolder } from '../../station/binding-key.ts'
import { alone } from '../../edges/alone.ts'
import { fileError } from '../../edges/file.ts'
import type { Language } from '../../edges/language.ts'
import { startProgressBar } from '../../impact/progress-bar.ts'
import { OperatorError } from '../../operator-error.ts'
import type { Finished } from '../manifest.ts'
import { openOutput } from '../output.ts'
import type { Order } from '../read-order.ts'
import type { Reserving } from '../reserve-indexes.ts'
import type { ShardEntry } from '../shard-files.ts'
import type { StreamTerms } from '../stream/run-stream.ts'
import { runLocal } from './run-local.ts'
import type { ThreadData } from './thread-data.ts'

/** How a batch is run. */
export interface BatchRun {
  readonly order: Order
  readonly input: string
  readonly out: string
  readonly workers?: string
  /** Of the page. */
  readonly language: Language
  readonly keys?: ThreadData['keys']
  readonly previous?: string
  readonly reserving?: Pick<Reserving, 'reserve' | 'knows'>
  /** Where others do it. */
  readonly stream?: StreamTerms
}

/**
 * Runs it.
 *
 * @returns Undefined where somebody ended it before it was done.
 * @throws {@link OperatorError}
 */
export async function runBatch(run: BatchRun): Promise<Finished | undefined> {
  const { order, out } = run
  const workers = threadsOf(run.workers)
  await makeFolder(out)
  return alone(join(out, '.running'), 'somebody else runs a batch here', async () => {
    const output = await openOutput(out, order.job, order.shards)
    run.reserving?.knows(output.done)
    const ended = new AbortController()
    const end = (): void => {
      ended.abort()
    }
    process.once('SIGINT', end).once('SIGTERM', end)
    const bar = startProgressBar()
    const before = output.done.reduce((sum, { start, end: to }) => sum + to - start, 0)
    const whole = order.job.input.bytes
    let [done, people] = [before, 0]
    try {
      const shards = {
        output,
        input: run.input,
        signal: ended.signal,
        ...(run.reserving === undefined ? {} : { reserve: run.reserving.reserve }),
        ...(run.previous === undefined ? {} : { previous: run.previous }),
        onShard(entry: ShardEntry) {
          done += entry.end - entry.start
          people += entry.people
          // Time left is reckoned from what this run has done.
          bar.show({ done: done - before, whole: whole - before, people })
        },
      }
      const isDone =
        run.stream === undefined
          ? await runLocal({ ...shards, keys: run.keys, workers })
          : await (
              await import('../stream/run-stream.ts')
            ).runStream({
              ...shards,
              terms: run.stream,
            })
      if (!isDone) return undefined
      await seeThatItIsWhole(run.input, whole)
      return await output.finish(run.language)
    } finally {
      bar.end()
      process.off('SIGINT', end).off('SIGTERM', end)
    }
  })
}

/** What is written behind the last shard meanwhile would be missing without a word. */
async function seeThatItIsWhole(input: string, bytes: number): Promise<void> {
  let size: number
  try {
    size = (await stat(input)).size
  } catch (error) {
    throw fileError(input, error, 'see that it can be read, and run it again to end it')
  }
  if (size === bytes) return
  throw new OperatorError(
    `${input}: was changed while it was read; run the batch again, with a new --out`,
  )
}

const mostThreads = 256

function threadsOf(text: string | undefined): number {
  if (text === undefined) return availableParallelism()
  const count = /^[1-9]\d{0,2}$/.test(text) ? Number(text) : 0
  if (count >= 1 && count <= mostThreads) return count
  throw new OperatorError(`--workers: must be a whole number from 1 to ${mostThreads}; give digits`)
}
