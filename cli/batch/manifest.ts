/** Ends a batch: holds every file against its digest, puts the rejected lines together, and writes what all of it came to. */
import { createHash, type Hash } from 'node:crypto'
import { join } from 'node:path'
import { canonicalJson } from 'greengate/issue'
import { fileError, kindAt, readBytes, systemCode, writeWhole } from '../edges/file.ts'
import { asObject, parseJson } from '../edges/json-file.ts'
import type { Language } from '../edges/language.ts'
import { OperatorError } from '../operator-error.ts'
import { readKnown, writeDurably, type KnownFile, type Take } from './durable-file.ts'
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
  /** The files beside it that were made of all shards. */
  readonly files: Readonly<Record<WholeFile, KnownFile>>
}

const wholeFiles = ['rejected.ndjson', 'summary.json', 'summary.html'] as const

type WholeFile = (typeof wholeFiles)[number]

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

/** What the shards of a batch come to. */
interface Ended {
  readonly manifest: Omit<Manifest, 'files'>
  readonly tally: BatchTally
}

export const manifestFile = 'manifest.json'

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
  const write = async (name: WholeFile, fill: (take: Take) => Promise<void> | void) => {
    const path = join(folder, name)
    try {
      return await writeDurably(path, fill)
    } catch (error) {
      throw fileError(path, error, 'see that there is room; run it again to go on')
    }
  }
  let ended = undefined as Ended | undefined
  const rejected = await write('rejected.ndjson', async (take) => {
    ended = await readShards(folder, job, shards, take)
  })
  const { manifest: counted, tally } = ended as Ended
  const { verb, now } = job
  const summary = summaryOf(tally, { verb, now, ruleSet: openRules(job) }, counted)
  const json = await write('summary.json', (take) => take(bytesOf(summary)))
  // Charts are a lot of code: whoever starts the command does not wait for it.
  const { summaryPage } = await import('./summary/summary-page.ts')
  const page = Buffer.from(summaryPage(summary, language))
  const html = await write('summary.html', (take) => take(page))
  const files = { 'rejected.ndjson': rejected, 'summary.json': json, 'summary.html': html }
  const manifest: Manifest = { ...counted, files }
  // Last: it says that all is there.
  await writeWhole(join(folder, manifestFile), bytesOf(manifest))
  return { manifest, summary }
}

function bytesOf(value: object): Buffer {
  return Buffer.from(`${JSON.stringify(value)}\n`)
}

/** The manifest of a folder; undefined where there is none. */
export async function findManifest(folder: string): Promise<Manifest | undefined> {
  const path = join(folder, manifestFile)
  if ((await kindAt(path)) === 'nothing') return undefined
  const what = 'the manifest of a batch'
  const value = asObject(parseJson(await readBytes(path, what), path, what))
  const isOne = Array.isArray(value?.['shards']) && asObject(value['files']) !== undefined
  if (isOne) return value as unknown as Manifest
  throw changedWhole(folder, manifestFile)
}

/**
 * Reads every file of a batch, done or not, and holds it against its digest; of one that is done also each shard and the
 * sums against the manifest.
 *
 * @param shards - That should be there.
 * @throws {@link OperatorError} for what is missing or was changed
 */
export async function checkOutput(
  folder: string,
  job: BatchJob,
  shards: readonly Shard[],
  manifest: Manifest | undefined,
): Promise<void> {
  const { manifest: found } = await readShards(folder, job, manifest?.shards ?? shards)
  if (manifest === undefined) return
  const { files, ...said } = manifest
  if (canonicalJson(found) !== canonicalJson(said)) throw changedWhole(folder, manifestFile)
  for (const name of wholeFiles) await holdWhole(folder, name, files[name])
}

async function holdWhole(folder: string, name: WholeFile, { sha256 }: KnownFile): Promise<void> {
  const known = await readFound(join(folder, name))
  if (known?.sha256 !== sha256) throw changedWhole(folder, name)
}

/** Reads all files of all shards; hands over the rejected lines with their numbers in the input. */
async function readShards(
  folder: string,
  job: BatchJob,
  shards: readonly Shard[],
  takeRejected?: Take,
): Promise<Ended> {
  const all = { outcomes: sha256(), codes: sha256(), openings: sha256() }
  const entries: ShardEntry[] = []
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
      if (kind === 'rejected') await takeRejected?.(withAbsoluteLines(held, lines))
    }
    lines += entry.lines
    entries.push(entry)
  }
  const sum = (count: 'records' | 'people' | 'rejected' | 'skipped' | 'codes'): number =>
    entries.reduce((of, entry) => of + entry[count], 0)
  const { rules, factTypes: _, earlier, ...rest } = job
  const manifest: Ended['manifest'] = {
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
  const kept: Buffer[] = []
  const known = await readFound(path, (piece) => {
    all?.update(piece)
    if (all === undefined) kept.push(Buffer.from(piece))
  })
  if (known?.sha256 !== digest) throw changed(path)
  return Buffer.concat(kept).toString('utf8')
}

/** Undefined: it is not there. */
async function readFound(path: string, take?: Take): Promise<KnownFile | undefined> {
  try {
    return await readKnown(path, take)
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined
    throw fileError(path, error, 'see that it can be read')
  }
}

function withAbsoluteLines(text: string, before: number): Buffer {
  const lines = text === '' ? [] : text.trimEnd().split('\n')
  const all = lines
    .map((line) => JSON.parse(line) as { line: number; reason: string })
    .map(({ line, reason }) => rejectedLine({ line: line + before, reason }))
    .join('')
  return Buffer.from(all)
}

function changed(path: string): OperatorError {
  return new OperatorError(
    `${path}: is not what was written; delete the .json of that shard, and run the batch again`,
  )
}

function changedWhole(folder: string, name: string): OperatorError {
  return new OperatorError(
    `${join(folder, name)}: is not what was written; delete manifest.json, and run the batch again`,
  )
}
