/** The folder that a batch is written to: what is done of it, shards as they come, and the manifest at the end. */
import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileError, kindAt, readBytes, systemCode, writeWhole } from '../edges/file.ts'
import type { Language } from '../edges/language.ts'
import { asObject, parseJson } from '../edges/json-file.ts'
import { OperatorError } from '../operator-error.ts'
import { isNamedRight } from './job-id.ts'
import type { BatchJob, PartResult, Shard } from './job.ts'
import { finishOutput, manifestFile, type Finished } from './manifest.ts'
import { folderOfShards, readShard, writeShard, type ShardEntry } from './shard-files.ts'

/** An open folder. */
export interface Output {
  readonly folder: string
  readonly job: BatchJob
  /** Which shards have yet to be done, in order. */
  readonly missing: readonly Shard[]
  /** What is done already. */
  readonly done: readonly ShardEntry[]
  /**
   * Writes a shard: on the disk when it is answered.
   *
   * @param results - Of all its parts, in order.
   */
  put(shard: Shard, results: readonly PartResult[]): Promise<ShardEntry>
  /**
   * Makes the rest of the files, when no shard is missing any more.
   *
   * @throws {@link OperatorError} for files that are not what they were when they were written
   */
  finish(language: Language): Promise<Finished>
}

const jobFile = 'job.json'

/** What may be in a folder before its job is; the last is what a process that was killed while it wrote leaves. */
const before = /^(secret\.json|\.running|\.(job|secret)\.json\.[0-9a-f]+\.part)$/

/** The job of a folder; undefined where there is none yet, and nothing else either. */
export async function findJob(folder: string): Promise<BatchJob | undefined> {
  const path = join(folder, jobFile)
  if ((await kindAt(path)) === 'nothing') {
    const strange = (await namesIn(folder)).filter((name) => !before.test(name))
    if (strange.length === 0) return undefined
    throw new OperatorError(`${folder}: holds other files, and no job; name a new --out`)
  }
  const what = 'a folder that "greengate batch" made'
  const value = asObject(parseJson(await readBytes(path, what), path, what))
  const job = value as unknown as BatchJob | undefined
  if (job?.format !== 'greengate-batch-job-1' || !isNamedRight(job)) {
    throw new OperatorError(`${path}: is no job, or was changed; name another --out`)
  }
  return job
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return []
    throw fileError(folder, error, 'name a folder that can be written')
  }
}

/**
 * Opens a folder for a job: a new one, or one in which the same job was begun.
 *
 * @param shards - All shards of the input, in order.
 * @throws {@link OperatorError} for a folder with another job or with other files in it, and one that cannot be written
 */
export async function openOutput(
  folder: string,
  job: BatchJob,
  shards: readonly Shard[],
): Promise<Output> {
  const begun = await findJob(folder)
  if (begun === undefined) {
    await writeWhole(join(folder, jobFile), `${JSON.stringify(job)}\n`, { fresh: true })
  } else if (begun.id !== job.id) {
    throw new OperatorError(
      `${folder}: holds the job ${begun.id}, and this is ${job.id}: ${differenceOf(begun, job)}; name another --out`,
    )
  }
  try {
    await mkdir(join(folder, folderOfShards), { recursive: true, mode: 0o700 })
  } catch (error) {
    throw fileError(folder, error, 'name a folder that can be written')
  }
  const found: (ShardEntry | undefined)[] = []
  for (const shard of shards) found.push(await readShard(folder, job.id, shard))
  const missing = shards.filter((_, i) => found[i] === undefined)
  // It says that all is there.
  if (missing.length > 0) await rm(join(folder, manifestFile), { force: true })
  return {
    folder,
    job,
    missing,
    done: found.filter((entry) => entry !== undefined),
    put: (shard, results) => writeShard(folder, job.id, shard, results),
    finish: (language) => finishOutput(folder, job, shards, language),
  }
}

/** Which members differ: what they are may be a rule set of many pages. */
function differenceOf(before: BatchJob, after: BatchJob): string {
  const flat = (job: BatchJob): Readonly<Record<string, unknown>> => ({ ...job, ...job.codes })
  const [a, b] = [flat(before), flat(after)]
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])]
  const differ = names.filter(
    (name) =>
      name !== 'id' && name !== 'codes' && JSON.stringify(a[name]) !== JSON.stringify(b[name]),
  )
  return `${differ.join(', ')} differ${differ.length === 1 ? 's' : ''}`
}
