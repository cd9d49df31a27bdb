/** Reads what a batch is asked: rules, people and folder, as the command line names them. */
import { readBytes } from '../edges/file.ts'
import { parseInstant } from '../edges/instant.ts'
import { parseJson } from '../edges/json-file.ts'
import { packageVersion } from '../edges/package-file.ts'
import { OperatorError } from '../operator-error.ts'
import type { SetSource } from '../impact/job.ts'
import { readCompiled } from '../rules/compiled-file.ts'
import { measuredSet } from '../rules/measured-set.ts'
import { lookAround } from '../rules/rule-set-file.ts'
import { digestInput } from './digest-input.ts'
import { earlierJob } from './earlier.ts'
import type { BatchJob, CodeTerms, Shard } from './job.ts'
import { namedJob } from './job-id.ts'
import { openRules } from './open-rules.ts'
import { findJob } from './output.ts'
import { cutPeople, peopleFormOf } from './people/main.ts'

/** What was typed. */
export interface OrderFlags {
  readonly rules: string
  readonly facts?: string
  readonly versions?: string
  readonly in: string
  readonly out: string
  /** How people are written. */
  readonly form?: string
  readonly now?: string
  readonly shardBytes?: string
  /** The folder of an earlier batch. */
  readonly previous?: string
}

/** What is to be done. */
export interface Order {
  readonly job: BatchJob
  /** All shards of the input. */
  readonly shards: readonly Shard[]
}

/** A fraction of a second of a core's work: what is lost at most when it is killed. */
export const usualShardBytes = 4_194_304
const shortestShard = 65_536
const longestShard = 67_108_864
/** With what comes of it, far below the longest message of NATS. */
const partBytes = 98_304

/**
 * Reads an order.
 *
 * @param codesAt - Gives the terms of `issue`, as of the instant of the job.
 * @throws {@link OperatorError}
 */
export async function readOrder(
  flags: OrderFlags,
  verb: BatchJob['verb'],
  codesAt: (now: number) => Promise<CodeTerms | undefined>,
): Promise<Order> {
  const begun = await findJob(flags.out)
  const now = secondsOf(flags.now, begun)
  const { rules, factTypes } = await readRules(flags)
  const { vocabulary } = openRules({ rules, factTypes, now })
  const codes = await codesAt(now)
  const { previous } = flags
  const earlier = previous === undefined ? undefined : await earlierJob(previous, codes)
  const form = peopleFormOf(flags.in, flags.form, vocabulary.types)
  const shardBytes = shardBytesOf(flags.shardBytes)
  const people = cutPeople(flags.in, form, shardBytes)
  if (people.shards.length === 0) {
    throw new OperatorError(`${flags.in}: holds no people; name a file of people`)
  }
  const { shards, sha256 } = await digestInput(flags.in, people)
  const job = namedJob({
    ...{ engine: packageVersion(), verb, now, rules, factTypes },
    input: { form, bytes: people.bytes, sha256 },
    ...{ shardBytes, partBytes },
    ...(codes === undefined ? {} : { codes }),
    ...(earlier === undefined ? {} : { earlier }),
  })
  return { job, shards }
}

/** Whoever goes on with a job means its instant. */
function secondsOf(text: string | undefined, begun: BatchJob | undefined): number {
  if (text === undefined && begun !== undefined) return begun.now
  const at = text === undefined ? new Date() : parseInstant(text, '--now')
  return Math.floor(at.getTime() / 1000)
}

async function readRules({
  rules: path,
  facts: types,
  versions,
}: OrderFlags): Promise<Pick<BatchJob, 'rules' | 'factTypes'>> {
  const around = lookAround({
    ...(types === undefined ? {} : { facts: types }),
    ...(versions === undefined ? {} : { versions }),
  })
  const found = await readCompiled(path, around)
  const { value, bases } = await measuredSet(found)
  const { facts } = found.around
  const what = 'a file of fact types'
  return {
    rules: { value, bases: bases.map(plainBase) },
    factTypes: parseJson(await readBytes(facts, what), facts, what),
  }
}

/** Without where it was found. */
function plainBase({ id, version, sha256, value }: SetSource['bases'][number]) {
  return { id, version, sha256, value }
}

function shardBytesOf(text: string | undefined): number {
  if (text === undefined) return usualShardBytes
  const bytes = /^\d{5,8}$/.test(text) ? Number(text) : 0
  if (bytes >= shortestShard && bytes <= longestShard) return bytes
  throw new OperatorError(
    `--shard-bytes: must be a whole number from ${shortestShard} to ${longestShard}; give digits`,
  )
}
