/** What an earlier batch made of the same people, part by part: read from its folder, and held against its digests. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { canonicalJson } from 'greengate/issue'
import { fileError } from '../edges/file.ts'
import { asObject } from '../edges/json-file.ts'
import { packageVersion } from '../edges/package-file.ts'
import { OperatorError } from '../operator-error.ts'
import type { EarlierPart } from './changed/main.ts'
import type { BatchJob, CodeTerms, EarlierJob, Shard } from './job.ts'
import { findJob } from './output.ts'
import { findShards, shardPath, type ShardEntry, type ShardKind } from './shard-files.ts'

/** An earlier batch. */
export interface Earlier {
  /** What it made of the parts of a shard with the same bytes; undefined: nothing that could be carried over. */
  partsOf(shard: Pick<Shard, 'sha256'>): Promise<readonly EarlierPart[] | undefined>
}

/**
 * The job of an earlier batch, as a later one names it.
 *
 * @throws {@link OperatorError} for a folder without a batch, and one of another release, whose outcomes may be others
 */
export async function earlierJob(folder: string, codes: BatchJob['codes']): Promise<EarlierJob> {
  const job = await findJob(folder)
  if (job === undefined) {
    throw new OperatorError(
      `--previous: ${folder} holds no batch; name the --out of an earlier one`,
    )
  }
  if (job.engine !== packageVersion()) {
    throw new OperatorError(
      `--previous: ${folder} was made by another greengate than this ${packageVersion()}, which may come to other outcomes; leave it out`,
    )
  }
  const { id, now, rules, factTypes } = job
  const isSame =
    job.codes !== undefined && codes !== undefined && saidBy(job.codes) === saidBy(codes)
  return { id, now, rules, factTypes, hasSameCodes: isSame }
}

/** Every batch should have a key of ids of its own, and a code says nothing of it. */
function saidBy({ idKey: _, ...said }: CodeTerms): string {
  return canonicalJson(said)
}

/**
 * Opens it for the shards of a later job: parts are the same where bytes, form and length of parts are.
 *
 * @throws {@link OperatorError} for a folder that holds another batch than the job says
 */
export async function openEarlier(folder: string, later: BatchJob): Promise<Earlier> {
  const job = await findJob(folder)
  if (job === undefined || job.id !== later.earlier?.id) {
    throw new OperatorError(`--previous: ${folder} is not the batch that was named when it began`)
  }
  const isCutAlike =
    job.partBytes === later.partBytes &&
    canonicalJson(job.input.form) === canonicalJson(later.input.form)
  const shards = isCutAlike ? await findShards(folder, job.id) : []
  // Whose code was left as it was has it in a folder before that one.
  const usable = shards.filter(({ skipped }) => skipped === 0 || later.verb === 'assess')
  const bySha256 = new Map(usable.map((entry) => [entry.sha256, entry]))
  return {
    async partsOf({ sha256 }) {
      const entry = bySha256.get(sha256)
      return entry === undefined ? undefined : partsOfShard(folder, entry)
    },
  }
}

async function partsOfShard(folder: string, entry: ShardEntry): Promise<readonly EarlierPart[]> {
  const [outcomes, rejected] = await Promise.all([
    read(folder, entry, 'outcomes'),
    read(folder, entry, 'rejected'),
  ])
  const refused = linesOf(rejected)
  let [at, lines] = [0, 0]
  return entry.parts.map(([count, bytes]) => {
    const own = outcomes.subarray(at, at + bytes)
    const before = lines
    at += bytes
    lines += count
    return {
      outcomes: own,
      rejected: refused
        .filter((line) => line > before && line <= lines)
        .map((line) => line - before),
    }
  })
}

function linesOf(rejected: Buffer): readonly number[] {
  const texts = rejected.toString('utf8').split('\n').slice(0, -1)
  return texts.map((text) => asObject(JSON.parse(text))?.['line'] as number)
}

/** One without content has no file. */
async function read(folder: string, entry: ShardEntry, kind: ShardKind): Promise<Buffer> {
  const { bytes, sha256 } = entry.files[kind]
  if (bytes === 0) return Buffer.alloc(0)
  const path = shardPath(folder, entry.shard, kind)
  let content: Buffer
  try {
    content = await readFile(path)
  } catch (error) {
    throw fileError(path, error, 'see that the earlier batch can be read')
  }
  if (createHash('sha256').update(content).digest('hex') === sha256) return content
  throw new OperatorError(`${path}: is not what was written; leave --previous out`)
}
