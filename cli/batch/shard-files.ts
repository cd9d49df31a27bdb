/** The files of a shard: what is in them, written so that a shard is there wholly or not at all. */
import { open, readdir, readFile, rm, stat, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { fileError, systemCode } from '../edges/file.ts'
import { asObject } from '../edges/json-file.ts'
import { emptyFile, writeDurably, type KnownFile } from './durable-file.ts'
import type { PartResult, RejectedLine, Shard } from './job.ts'
import { sumOfTallies } from './tallies.ts'

/** What a shard has files of; one without content has none. */
export const shardKinds = ['outcomes', 'codes', 'openings', 'rejected'] as const

export type ShardKind = (typeof shardKinds)[number]

/** What `shards/NNNNNN.json` says: there when all of the shard is. */
export interface ShardEntry extends Shard {
  readonly job: string
  readonly lines: number
  readonly records: number
  readonly people: number
  readonly codes: number
  readonly rejected: number
  readonly skipped: number
  readonly tally: unknown
  /** Of each part its lines, and the bytes of its outcomes: for a later batch of the same people. */
  readonly parts: readonly (readonly [lines: number, outcomes: number])[]
  readonly files: Readonly<Record<ShardKind, KnownFile>>
}

const newline = 0x0a
/** Of an entry: numbers. */
const counts = [
  'shard',
  'start',
  'end',
  'lines',
  'records',
  'people',
  'codes',
  'rejected',
  'skipped',
]
export const folderOfShards = 'shards'
const advice = 'see that there is room and that files can be written there; run it again to go on'

/** The path of a file of a shard. */
export function shardPath(out: string, shard: number, kind: ShardKind | 'entry'): string {
  const name = shard.toString().padStart(6, '0')
  return join(out, folderOfShards, kind === 'entry' ? `${name}.json` : `${name}.${kind}.ndjson`)
}

/**
 * Writes a shard, its entry last: whatever stops the process before that leaves nothing that counts.
 *
 * @param results - Of all its parts, in order.
 * @throws {@link OperatorError} for what the disk refuses
 */
export async function writeShard(
  out: string,
  job: string,
  shard: Shard,
  results: readonly PartResult[],
): Promise<ShardEntry> {
  const contents = {
    outcomes: Buffer.concat(results.map(({ outcomes }) => outcomes)),
    codes: Buffer.concat(results.map(({ codes }) => codes)),
    openings: Buffer.concat(results.map(({ openings }) => openings)),
    rejected: Buffer.from(rejectedLines(results)),
  }
  const sum = (count: 'lines' | 'records' | 'people' | 'skipped'): number =>
    results.reduce((all, result) => all + result[count], 0)
  const { start, end, sha256 } = shard
  const folder = join(out, folderOfShards)
  try {
    const files = await Promise.all(
      shardKinds.map(
        async (kind) => [kind, await writeKind(out, shard.shard, kind, contents[kind])] as const,
      ),
    )
    const entry: ShardEntry = {
      ...{ job, shard: shard.shard, start, end, sha256 },
      lines: sum('lines'),
      records: sum('records'),
      people: sum('people'),
      codes: linesIn(contents.codes),
      rejected: results.reduce((all, { rejected }) => all + rejected.length, 0),
      skipped: sum('skipped'),
      tally: sumOfTallies(results.map(({ tally }) => tally)),
      parts: results.map(({ lines, outcomes }) => [lines, outcomes.length] as const),
      files: Object.fromEntries(files) as ShardEntry['files'],
    }
    const json = Buffer.from(`${JSON.stringify(entry)}\n`)
    await writeDurably(shardPath(out, shard.shard, 'entry'), (take) => take(json))
    await syncFolder(folder)
    return entry
  } catch (error) {
    throw fileError(folder, error, advice)
  }
}

/** One without content has no file, whatever lay there. */
async function writeKind(
  out: string,
  shard: number,
  kind: ShardKind,
  content: Uint8Array,
): Promise<KnownFile> {
  const path = shardPath(out, shard, kind)
  if (content.length === 0) {
    await rm(path, { force: true })
    return emptyFile
  }
  return writeDurably(path, (take) => take(content))
}

async function syncFolder(path: string): Promise<void> {
  let folder: FileHandle | undefined
  try {
    folder = await open(path, 'r')
    await folder.sync()
  } catch (error) {
    // Windows opens no folders, and writes names down by itself.
    if (!['EISDIR', 'EPERM', 'EACCES', 'EINVAL'].includes(systemCode(error) ?? '')) throw error
  } finally {
    await folder?.close()
  }
}

/** Line numbers count from the shard's first line. */
function rejectedLines(results: readonly PartResult[]): string {
  let [before, text] = [0, '']
  for (const { rejected, lines } of results) {
    for (const { line, reason } of rejected) text += rejectedLine({ line: line + before, reason })
    before += lines
  }
  return text
}

/** A rejected record as a line of JSON. */
export function rejectedLine({ line, reason }: RejectedLine): string {
  return `${JSON.stringify({ line, reason })}\n`
}

function linesIn(bytes: Uint8Array): number {
  let lines = 0
  for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, at + 1)) lines++
  return lines
}

/** The entry of a shard that is whole; undefined where it is not there, of another job, or lacks something. */
export async function readShard(
  out: string,
  job: string,
  shard: Shard,
): Promise<ShardEntry | undefined> {
  let text: string
  try {
    text = await readFile(shardPath(out, shard.shard, 'entry'), 'utf8')
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined
    throw fileError(shardPath(out, shard.shard, 'entry'), error, 'see that it can be read')
  }
  const entry = entryOf(text)
  if (entry?.job !== job || entry.sha256 !== shard.sha256 || entry.start !== shard.start) {
    return undefined
  }
  const lengths = await Promise.all(
    shardKinds.map((kind) => lengthOf(shardPath(out, shard.shard, kind))),
  )
  return shardKinds.every((kind, i) => lengths[i] === entry.files[kind].bytes) ? entry : undefined
}

/** What one writes oneself has its form, was cut short, or was changed. */
function entryOf(text: string): ShardEntry | undefined {
  try {
    const value = asObject(JSON.parse(text)) ?? {}
    const { parts } = value
    const isWhole =
      shardKinds.every((kind) => isCount(asObject(asObject(value['files'])?.[kind])?.['bytes'])) &&
      counts.every((name) => isCount(value[name])) &&
      Array.isArray(parts) &&
      parts.every((part) => Array.isArray(part) && part.length === 2 && part.every(isCount))
    return isWhole ? (value as unknown as ShardEntry) : undefined
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return undefined
  }
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0
}

async function lengthOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return 0
    throw fileError(path, error, 'see that it can be read')
  }
}

/** All shards of a folder that are whole, in order. */
export async function findShards(out: string, job: string): Promise<readonly ShardEntry[]> {
  const folder = join(out, folderOfShards)
  const names = await readdir(folder).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return []
    throw fileError(folder, error, 'see that it can be read')
  })
  const found: ShardEntry[] = []
  for (const name of names.filter((each) => each.endsWith('.json')).sort()) {
    const entry = entryOf(await readFile(join(folder, name), 'utf8'))
    const whole = entry === undefined ? undefined : await readShard(out, job, entry)
    if (whole !== undefined) found.push(whole)
  }
  return found
}
