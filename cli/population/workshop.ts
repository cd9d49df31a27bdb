/** Where sets are made: threads, and a folder for what does not fit into memory, both gone when it is left. */
import { randomBytes } from 'node:crypto'
import { mkdir, rm, statfs } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileError } from '../edges/file.ts'
import { OperatorError } from '../operator-error.ts'
import { gather, planOf, type Gathered, type Plan, type Progress } from './gather.ts'
import type { Job, Task } from './job.ts'
import { openPool, type Pool } from './pool.ts'

/** What is to be read, and how. */
export interface Work extends Pick<Job, 'path' | 'reading' | 'key'> {
  /** Threads, at most; undefined: one a core. */
  readonly workers: number | undefined
  /** Where a folder for the meantime is made; undefined: where the system has such things. */
  readonly temp: string | undefined
  readonly signal: AbortSignal
  readonly onProgress: (progress: Progress) => void
}

/** A file that was read, and what goes on with it. */
export interface Workshop extends AsyncDisposable {
  readonly work: Work
  readonly plan: Plan
  readonly folder: string
  readonly pool: Pool<Task>
  /** A thread for what one thread must do from its beginning to its end. */
  readonly alone: Pool<Task>
  readonly gathered: Gathered
}

/** More threads than these would hold more memory than a set may take. */
const mostThreads = 6

/** From the sources a worker is one of them; built, it lies beside the command. */
const workerFile = new URL(
  import.meta.url.endsWith('.ts') ? 'worker.ts' : 'population-worker.js',
  import.meta.url,
)

/** Reads the file, and puts everybody in it in order. */
export async function openWorkshop(work: Work): Promise<Workshop> {
  const { path, reading, key, signal } = work
  const plan = planOf(path)
  const folder = join(
    work.temp ?? tmpdir(),
    `greengate-population-${randomBytes(8).toString('hex')}`,
  )
  try {
    // Hashes under a key, and the key makes them guessable: nobody else may look.
    await mkdir(folder, { mode: 0o700 })
    await refuseFull(folder, plan.cut.bytes)
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw fileError(folder, error, 'name a folder that can be written with --temp')
  }
  const job: Job = { path, reading, key, folder, bucketBits: plan.bucketBits }
  const count = Math.min(
    work.workers ?? availableParallelism(),
    mostThreads,
    plan.cut.ranges.length,
  )
  const pool = openPool<Task>(workerFile, job, count, signal)
  // For a small file one thread is enough for everything.
  const alone = count === 1 ? pool : openPool<Task>(workerFile, job, 1, signal)
  const leave = async (): Promise<void> => {
    await Promise.all([pool.close(), alone.close()])
    await rm(folder, { recursive: true, force: true })
  }
  try {
    const gathered = await gather(plan, pool, work.onProgress)
    return { work, plan, folder, pool, alone, gathered, [Symbol.asyncDispose]: leave }
  } catch (error) {
    await leave()
    throw error
  }
}

/** Before an hour's work, not after it. */
async function refuseFull(folder: string, rowsBytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder)
  // An entry has 28 bytes, a row seldom less than 25.
  if (bavail * bsize > rowsBytes * 1.2) return
  throw new OperatorError(
    `${folder}: has no room for the meantime; name another folder with --temp`,
  )
}
