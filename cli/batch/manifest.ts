/** Ends a batch: holds every file against its digest, puts the rejected lines together, and writes what all of it came to. */
import { createHash, type Hash } from 'node:crypto'
import { open, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { fileError, kindAt, readBytes, systemCode, writeWhole } from '../edges/file.ts'
import { parseJson } from '../edges/json-file.ts'
import type { Language } from '../edges/language.ts'
import { OperatorError } from '../operator-error.ts'
import type { BatchJob, Shard } from './job.ts'
import { openRules } from './open-rules.ts'
import {
  readShard,
  rejectedLine,
  shardKinds,
  shardPath,
  type ShardEntry,
  type ShardKind,
} from './shard-files.ts'
import { summaryOf, type BatchSummary, type BatchTally } from './summary/main.ts'
import { sumOfTallies } from './tallies.ts'

/** What a batch came to. */
export interface Manifest {
  readonly format: 'greengate-batch-manifest-1'
  readonly job: Omit<BatchJob, 'rules' | 'factTypes' | 'earlier'> & {
    readonly rules: RulesName
    /** The earlier batch that people were carried over from. */
    readonly earlier?: { readonly id: string; readonly rules: RulesName }
  }
  readonly lines: number
  /** All that was in: people and rejected. */
  readonly records: number
  readonly people: number
  readonly rejected: number
  /** Of the people: whose outcome was carried over. */
  readonly skipped: number
  readonly codes: number
  /** Of all lines of all shards, one after another. */
  readonly sha256: Readonly<Record<'outcomes' | 'codes' | 'openings', string>>
  readonly shards: readonly Omit<ShardEntry, 'tally' | 'job'>[]
}

/** Which rules they were. */
export interface RulesName {
  readonly id: string
  readonly version: number
}

/** What a batch came to, and its people counted. */
export interface Finished {
  readonly manifest: Manifest
  readonly summary: BatchSummary
}

/** What the end of a batch has to go by beside the files. */
export interface Ended {
  readonly manifest: Manifest
  readonly tally: BatchTally
}

export const manifestFile = 'manifest.json'
const blockBytes = 1_048_576

/**
 * Checks, and writes the rest.
 *
 * @throws {@link OperatorError} for a shard that is missing or was changed
 */
export async function finishOutput(
  folder: string,
  job: BatchJob,
  shards: readonly Shard[],
  language: Language,
): Promise<Finished> {
  const { manifest, tally } = await checkOutput(folder, job, shards, true)
  const { verb, now } = job
  const summary = summaryOf(tally, { verb, now, ruleSet: openRules(job) }, manifest)
  await writeWhole(join(folder, 'summary.json'), `${JSON.stringify(summary)}\n`)
  // Charts are a lot of code: whoever starts the command does not wait for it.
  const { summaryPage } = await import('./summary/summary-page.ts')
  await writeWhole(join(folder, 'summary.html'), summaryPage(summary, language))
  // Last: it says that all is there.
  await writeWhole(join(folder, manifestFile), `${JSON.stringify(manifest)}\n`)
  return { manifest, summary }
}

/** The manifest of a folder; undefined where there is none. */
export async function findManifest(folder: string): Promise<Manifest | undefined> {
  const path = join(folder, manifestFile)
  if ((await kindAt(path)) === 'nothing') return undefined
  const what = 'the manifest of a batch'
  return parseJson(await readBytes(path, what), path, what) as Manifest
}

/**
 * Reads all files of all shards.
 *
 * @param isWriting - Whether the rejected lines are put together on the way.
 */
export async function checkOutput(
  folder: string,
  job: BatchJob,
  shards: readonly Shard[],
  isWriting: boolean,
): Promise<Ended> {
  const all = { outcomes: sha256(), codes: sha256(), openings: sha256() }
  const entries: ShardEntry[] = []
  let rejected = ''
  // The line that names the columns.
  let lines = job.input.form.kind === 'csv' ? 1 : 0
  for (const shard of shards) {
    const entry = await readShard(folder, job.id, shard)
    if (entry === undefined) throw changed(shardPath(folder, shard.shard, 'entry'))
    for (const kind of shardKinds) {
      const held = await holdAgainst(
        folder,
        entry,
        kind,
        kind === 'rejected' ? undefined : all[kind],
      )
      if (kind === 'rejected') rejected += withAbsoluteLines(held, lines)
    }
    lines += entry.lines
    entries.push(entry)
  }
  if (isWriting) await writeWhole(join(folder, 'rejected.ndjson'), rejected)
  const sum = (count: 'records' | 'people' | 'rejected' | 'skipped' | 'codes'): number =>
    entries.reduce((of, entry) => of + entry[count], 0)
  const { rules, factTypes: _, earlier, ...rest } = job
  const manifest: Manifest = {
    format: 'greengate-batch-manifest-1',
    job: {
      ...rest,
      rules: nameOf(rules.value),
      ...(earlier === undefined
        ? {}
        : { earlier: { id: earlier.id, rules: nameOf(earlier.rules.value) } }),
    },
    lines,
    records: sum('records'),
    people: sum('people'),
    rejected: sum('rejected'),
    skipped: sum('skipped'),
    codes: sum('codes'),
    sha256: {
      outcomes: all.outcomes.digest('hex'),
      codes: all.codes.digest('hex'),
      openings: all.openings.digest('hex'),
    },
    shards: entries.map(({ tally: __, job: ___, ...entry }) => entry),
  }
  if (manifest.records !== manifest.people + manifest.rejected) {
    throw new TypeError('what is in must be what is out and what is rejected')
  }
  return { manifest, tally: sumOfTallies(entries.map(({ tally }) => tally)) }
}

function nameOf(value: unknown): RulesName {
  const { id, version } = value as RulesName
  return { id, version }
}

function sha256(): Hash {
  return createHash('sha256')
}

/** Reads a file block by block; gives the text of one whose lines are wanted. */
async function holdAgainst(
  folder: string,
  entry: ShardEntry,
  kind: ShardKind,
  all: Hash | undefined,
): Promise<string> {
  const { bytes, sha256: digest } = entry.files[kind]
  if (bytes === 0) return ''
  const path = shardPath(folder, entry.shard, kind)
  const own = sha256()
  const kept: Buffer[] = []
  let file: FileHandle | undefined
  try {
    file = await open(path, 'r')
    const block = Buffer.allocUnsafe(Math.min(bytes, blockBytes))
    for (let at = 0; at < bytes;) {
      const { bytesRead } = await file.read(block, 0, block.length, at)
      if (bytesRead === 0) break
      const read = block.subarray(0, bytesRead)
      own.update(read)
      all?.update(read)
      if (all === undefined) kept.push(Buffer.from(read))
      at += bytesRead
    }
  } catch (error) {
    if (systemCode(error) === 'ENOENT') throw changed(path)
    throw fileError(path, error, 'see that it can be read')
  } finally {
    await file?.close()
  }
  if (own.digest('hex') !== digest) throw changed(path)
  return Buffer.concat(kept).toString('utf8')
}

function withAbsoluteLines(text: string, before: number): string {
  if (text === '') return ''
  const lines = text.trimEnd().split('\n')
  return lines
    .map((line) => JSON.parse(line) as { line: number; reason: string })
    .map(({ line, reason }) => rejectedLine({ line: line + before, reason }))
    .join('')
}

function changed(path: string): OperatorError {
  return new OperatorError(
    `${path}: is not what was written; delete the .json of that shard, and run the batch again`,
  )
}
