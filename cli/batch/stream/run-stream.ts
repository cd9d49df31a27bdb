/** Runs a batch on JetStream: gives parts to whoever takes them, and writes what comes back as a run on this machine does. */
import type { NatsConnection } from '@nats-io/transport-node'
import { connectTo, type NatsPlace } from '../../nats/connect.ts'
import { OperatorError } from '../../operator-error.ts'
import { cutParts } from '../cut-parts.ts'
import { openEarlier, type Earlier } from '../earlier.ts'
import type { Part, Shard } from '../job.ts'
import type { Output } from '../output.ts'
import { countFilled } from '../people/main.ts'
import type { ShardEntry } from '../shard-files.ts'
import { readShardBytes } from '../shard-bytes.ts'
import { takeLead } from './lead.ts'
import { ackWaitMs, aheadShards, patienceMs } from './names.ts'
import { openPartsAhead, type PartsAhead } from './parts-ahead.ts'
import { deleteQueue, emptyQueue, isQueued, offerJob, openQueue } from './queue.ts'
import { openSlots } from './slots.ts'

/** Where and how it runs. */
export interface StreamTerms {
  readonly place: NatsPlace
  /** Default: 3 in a cluster, 1 else. */
  readonly replicas?: number
  readonly ackWaitMs?: number
  /** Leaves stream and bucket there when all is done. */
  readonly keeps?: boolean
  /** The key of ids and salts, where workers may have it from us. */
  readonly idKey?: Uint8Array
  /** How long a server that is lost is waited for. */
  readonly patienceMs?: number
}

/** What is run. */
export interface StreamRun {
  readonly terms: StreamTerms
  readonly output: Output
  /** The file of people. */
  readonly input: string
  /** The folder of the earlier batch that the job names. */
  readonly previous?: string
  readonly reserve?: (shard: Shard) => Promise<readonly number[]>
  readonly onShard?: (entry: ShardEntry) => void
  /** Ends it; what is under way stays in NATS, and the next run finds it. */
  readonly signal?: AbortSignal
}

const reconnectMs = 250

/**
 * Does every shard that is missing.
 *
 * @returns Whether all are done; not where the signal ended it.
 * @throws {@link OperatorError}
 */
export async function runStream(run: StreamRun): Promise<boolean> {
  const { output, terms, signal } = run
  const patience = terms.patienceMs ?? patienceMs
  const nats = await connectTo(terms.place, {
    name: 'greengate batch',
    maxReconnectAttempts: Math.ceil(patience / reconnectMs / terms.place.servers.length),
  })
  const lost = nats.closed().then(() => {
    throw new OperatorError(
      'NATS: was lost, and did not come back; run the same command to go on when it runs',
    )
  })
  lost.catch(() => undefined)
  try {
    const { missing, job, folder } = output
    // Of a run that ended behind its last shard there may be something left, if no other coordinator is at it.
    const isLeft = missing.length === 0 && (await isQueued(nats, job.id))
    if (isLeft) {
      const queue = await openQueue(nats, job, queueTermsOf(terms, nats))
      await (await takeLead(queue, folder)).end()
    }
    const isDone = missing.length === 0 || (await Promise.race([doShards(run, nats), lost]))
    if (isDone && terms.keeps !== true) await deleteQueue(nats, job.id)
    return isDone && signal?.aborted !== true
  } finally {
    await nats.close()
  }
}

async function doShards(run: StreamRun, nats: NatsConnection): Promise<boolean> {
  const { output, terms, signal } = run
  const { job } = output
  const queueTerms = queueTermsOf(terms, nats)
  const queue = await openQueue(nats, job, queueTerms)
  const lead = await takeLead(queue, output.folder)
  let ahead: PartsAhead | undefined
  const writing = new Set<unknown>()
  try {
    // What an earlier coordinator published is published anew where it has no result.
    await emptyQueue(queue)
    ahead = await openPartsAhead(queue, queueTerms.ackWaitMs)
    await offerJob(queue, queueTerms)
    return await Promise.race([
      giveOut(run, ahead, writing),
      ahead.failed,
      lead.lost,
      ended(signal),
    ])
  } finally {
    // A shard that is being written is written to its end.
    await Promise.allSettled(writing)
    await ahead?.end()
    await lead.end()
  }
}

function queueTermsOf({ replicas, ackWaitMs: waitMs, idKey }: StreamTerms, nats: NatsConnection) {
  return {
    replicas: replicas ?? (nats.info?.cluster === undefined ? 1 : 3),
    ackWaitMs: waitMs ?? ackWaitMs,
    ...(idKey === undefined ? {} : { idKey }),
  }
}

/** Gives out shard after shard, some at once; one is written when all its parts are back. */
async function giveOut(run: StreamRun, ahead: PartsAhead, writing: Set<unknown>): Promise<boolean> {
  const { output, signal } = run
  const slots = openSlots(aheadShards)
  let fail: (reason: unknown) => void = () => undefined
  const failed = new Promise<never>((_resolve, reject) => {
    fail = reject
  })
  failed.catch(() => undefined)
  const { previous } = run
  const earlier = previous === undefined ? undefined : await openEarlier(previous, output.job)
  const doShard = async (shard: Shard): Promise<void> => {
    const parts = await partsOf(run, shard, earlier)
    const results = await Promise.all(parts.map((part) => ahead.ask(part)))
    const put = output.put(shard, results)
    writing.add(put)
    // Not inside the call: where nobody listens nothing would be waited for, and results go when this is over.
    const entry = await put.finally(() => writing.delete(put))
    run.onShard?.(entry)
    await ahead.forget(shard.shard)
  }
  for (const shard of output.missing) {
    await Promise.race([slots.take(), failed])
    if (signal?.aborted === true) return false
    void doShard(shard)
      .catch(fail)
      .finally(() => {
        slots.give()
      })
  }
  await Promise.race([slots.free(), failed])
  return true
}

/** The parts of a shard, each with its share of the indexes: one for each line that is not blank, as a run on this machine has it. */
async function partsOf(
  run: StreamRun,
  shard: Shard,
  earlier: Earlier | undefined,
): Promise<readonly Part[]> {
  const known = await earlier?.partsOf(shard)
  const indexes = await run.reserve?.(shard)
  const bytes = await readShardBytes(run.input, shard)
  let used = 0
  return [...cutParts(run.output.job, shard, bytes)].map((part) => {
    const from = used
    used += countFilled(part.bytes)
    const made = known?.[part.part]
    return {
      ...part,
      ...(indexes === undefined ? {} : { statusIndexes: indexes.slice(from, used) }),
      ...(made === undefined ? {} : { earlier: made }),
    }
  })
}

/** Resolved with false by the signal. */
function ended(signal: AbortSignal | undefined): Promise<false> {
  return new Promise((resolve) => {
    const end = (): void => {
      resolve(false)
    }
    signal?.addEventListener('abort', end)
    if (signal?.aborted === true) end()
  })
}
