/** Runs a batch on the cores of this machine: shards dealt out to threads, never more than these can hold. */
import { Piscina } from 'piscina'
import { OperatorError } from '../../operator-error.ts'
import type { Shard } from '../job.ts'
import type { Output } from '../output.ts'
import type { ShardEntry } from '../shard-files.ts'
import type { ShardTask, ThreadData } from './thread-data.ts'
import type { Answer } from './worker.ts'

/** How it is run. */
export interface LocalRun {
  readonly output: Output
  readonly input: string
  readonly keys: ThreadData['keys']
  readonly previous?: string
  /** Threads, at most. */
  readonly workers: number
  /** Gives out the status indexes of a shard, before it is dealt out. */
  readonly reserve?: (shard: Shard) => Promise<readonly number[]>
  /** Told of each shard that is on the disk, in any order. */
  readonly onShard?: (entry: ShardEntry) => void
  /** Ends it after the shards under way. */
  readonly signal?: AbortSignal
  /** The file of the threads; another one in tests. */
  readonly thread?: URL
}

/** From the sources it is one of them; built, it lies beside the command. */
const workerFile = new URL(
  import.meta.url.endsWith('.ts') ? 'worker.ts' : 'batch-worker.js',
  import.meta.url,
)

/** A shard is on its way while the one before it is written down. */
const tasksOfThread = 2
const youngMegabytes = 64
/** A thread that dies is replaced, and what it had begun is begun again, so often. */
const attempts = 2

/**
 * Does every shard that is missing.
 *
 * @returns Whether all are done; not where the signal ended it.
 * @throws {@link OperatorError}
 */
export async function runLocal(run: LocalRun): Promise<boolean> {
  const { output, signal } = run
  const { missing, job, folder } = output
  if (missing.length === 0) return true
  const threads = Math.max(1, Math.min(run.workers, missing.length))
  const data: ThreadData = {
    job,
    input: run.input,
    out: folder,
    ...(run.keys === undefined ? {} : { keys: run.keys }),
    ...(run.previous === undefined ? {} : { previous: run.previous }),
  }
  const pool = new Piscina<ShardTask, Answer>({
    filename: (run.thread ?? workerFile).href,
    name: 'doShard',
    minThreads: threads,
    maxThreads: threads,
    concurrentTasksPerWorker: tasksOfThread,
    workerData: data,
    // What comes of a part lives until it is done: with room for it, hardly anything is copied meanwhile.
    resourceLimits: { maxYoungGenerationSizeMb: youngMegabytes },
  })
  let next = 0
  let failed: Error | undefined
  pool.on('error', (error: Error) => {
    failed ??= error
  })
  const follow = async (): Promise<void> => {
    while (next < missing.length && failed === undefined && signal?.aborted !== true) {
      const shard = missing[next++] as Shard
      try {
        const statusIndexes = await run.reserve?.(shard)
        const task = { shard, ...(statusIndexes === undefined ? {} : { statusIndexes }) }
        // Not inside the call: where nobody listens its argument would not be made.
        const entry = await doShard(pool, task)
        run.onShard?.(entry)
      } catch (error) {
        if (!(error instanceof Error)) throw error
        failed ??= error
      }
    }
  }
  try {
    await Promise.all(Array.from({ length: threads * tasksOfThread }, follow))
  } finally {
    await pool.destroy()
  }
  if (failed !== undefined) throw failed
  return next >= missing.length
}

async function doShard(pool: Piscina<ShardTask, Answer>, task: ShardTask): Promise<ShardEntry> {
  for (let attempt = 1; ; attempt++) {
    try {
      const answer = await pool.run(task)
      if ('done' in answer) return answer.done
      throw new OperatorError(answer.refused)
    } catch (error) {
      if (error instanceof OperatorError) throw error
      if (!isDeath(error)) throw error
      if (attempt === attempts) {
        throw new OperatorError(
          `shard ${task.shard.shard}: its thread ended ${attempts} times; see that there is memory, and run the batch again to go on`,
        )
      }
    }
  }
}

/** Piscina says so of a thread that is gone; whatever a thread throws is a fault of ours. */
function isDeath(error: unknown): boolean {
  return (
    error instanceof Error &&
    /worker exited|ERR_WORKER_OUT_OF_MEMORY|Terminating worker/i.test(error.message)
  )
}
