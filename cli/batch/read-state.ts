/** Reads how far a batch is, of its folder alone. */
import { join } from 'node:path'
import { kindAt } from '../edges/file.ts'
import { instantText } from '../edges/instant.ts'
import { checkOutput, findManifest, type RulesName } from './manifest.ts'
import { findJob } from './output.ts'
import { findShards } from './shard-files.ts'

/** How far it is. */
export interface BatchState {
  readonly job: string
  readonly verb: 'assess' | 'issue'
  readonly rules: RulesName
  readonly now: string
  /** Of the input. */
  readonly bytes: number
  readonly bytesDone: number
  readonly shards: number
  readonly people: number
  readonly rejected: number
  readonly codes: number
  /** Whether the manifest is written. */
  readonly isDone: boolean
  readonly isRunning: boolean
  /** Whether every file was held against its digest. */
  readonly isChecked: boolean
}

/**
 * Reads it; undefined for a folder without a batch.
 *
 * @param isChecking - Whether every file is read.
 * @throws {@link OperatorError} for a file that is not what was written
 */
export async function readState(
  folder: string,
  isChecking: boolean,
): Promise<BatchState | undefined> {
  const job = await findJob(folder)
  if (job === undefined) return undefined
  const entries = await findShards(folder, job.id)
  const manifest = await findManifest(folder)
  if (isChecking) await checkOutput(folder, job, entries, manifest)
  const sum = (count: 'people' | 'rejected' | 'codes'): number =>
    entries.reduce((all, entry) => all + entry[count], 0)
  const { id, version } = job.rules.value as RulesName
  return {
    job: job.id,
    verb: job.verb,
    rules: { id, version },
    now: instantText(new Date(job.now * 1000)),
    bytes: job.input.bytes,
    bytesDone: entries.reduce((all, { start, end }) => all + end - start, 0),
    shards: entries.length,
    people: sum('people'),
    rejected: sum('rejected'),
    codes: sum('codes'),
    isDone: manifest?.shards.length === entries.length,
    isRunning: (await kindAt(join(folder, '.running'))) === 'file',
    isChecked: isChecking,
  }
}
