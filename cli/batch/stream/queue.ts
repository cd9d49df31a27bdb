/** A job in NATS: the stream of its parts, the bucket of its results, and the entry that workers read. */
import {
  AckPolicy,
  DiscardPolicy,
  jetstream,
  JetStreamApiError,
  jetstreamManager,
  RetentionPolicy,
  StorageType,
  type JetStreamClient,
  type JetStreamManager,
} from '@nats-io/jetstream'
import { Kvm, type KV } from '@nats-io/kv'
import { nanos, type NatsConnection } from '@nats-io/transport-node'
import { OperatorError } from '../../operator-error.ts'
import type { BatchJob } from '../job.ts'
import { askAgain } from './ask-again.ts'
import {
  askMs,
  bucketOf,
  bucketStreamOf,
  duplicateWindowMs,
  jobKey,
  messageBytes,
  partsOf,
  streamOf,
  workersName,
} from './names.ts'
import { offerOf } from './offer.ts'

/** An open one. */
export interface Queue {
  readonly job: BatchJob
  readonly js: JetStreamClient
  readonly jsm: JetStreamManager
  readonly kv: KV
}

/** How it is kept. */
export interface QueueTerms {
  readonly replicas: number
  readonly ackWaitMs: number
  /** To be told to workers. */
  readonly idKey?: Uint8Array
}

/**
 * Makes stream, bucket and consumer, or finds them as an earlier run left them.
 *
 * @throws {@link OperatorError}
 */
export async function openQueue(
  nats: NatsConnection,
  job: BatchJob,
  terms: QueueTerms,
): Promise<Queue> {
  if ((nats.info?.max_payload ?? messageBytes) < messageBytes) {
    throw new OperatorError(
      `NATS: takes messages of ${nats.info?.max_payload} bytes; set max_payload to ${messageBytes} or more`,
    )
  }
  const js = jetstream(nats, { timeout: askMs })
  const jsm = await managerOf(nats)
  const { replicas, ackWaitMs } = terms
  const kept = { storage: StorageType.File, num_replicas: replicas }
  await askAgain('making the stream', () =>
    jsm.streams.add({
      ...kept,
      name: streamOf(job.id),
      subjects: [`${partsOf(job.id)}.>`],
      retention: RetentionPolicy.Workqueue,
      discard: DiscardPolicy.New,
      duplicate_window: nanos(duplicateWindowMs),
      max_msg_size: messageBytes,
    }),
  )
  const kv = await askAgain('making the bucket', () =>
    new Kvm(js).create(bucketOf(job.id), {
      storage: StorageType.File,
      replicas,
      history: 1,
      maxValueSize: messageBytes,
    }),
  )
  await askAgain('making the consumer', () =>
    jsm.consumers.add(streamOf(job.id), {
      durable_name: workersName,
      ack_policy: AckPolicy.Explicit,
      ack_wait: nanos(ackWaitMs),
      max_deliver: -1,
      max_ack_pending: 10_000,
    }),
  )
  return { job, js, jsm, kv }
}

/**
 * Opens what asks JetStream.
 *
 * @throws {@link OperatorError} for a NATS without it
 */
export async function managerOf(nats: NatsConnection): Promise<JetStreamManager> {
  const jsm = await jetstreamManager(nats, { timeout: askMs, checkAPI: false })
  try {
    await jsm.getAccountInfo()
  } catch (error) {
    const isOff = error instanceof Error && /not enabled/i.test(error.message)
    if (isOff) throw new OperatorError('NATS: has no JetStream for us; see docs/batch.md')
    // Whoever is away for a moment is asked again by what comes next.
  }
  return jsm
}

/** Takes out what an earlier coordinator published. */
export async function emptyQueue({ jsm, job }: Pick<Queue, 'jsm' | 'job'>): Promise<void> {
  await askAgain('emptying the stream', () => jsm.streams.purge(streamOf(job.id)))
}

/** Says that parts may be taken. */
export async function offerJob({ kv, job }: Queue, { idKey }: QueueTerms): Promise<void> {
  await askAgain('writing the job', () => kv.put(jobKey, offerOf(job, idKey)))
}

/** Whether anything of a job is there. */
export async function isQueued(nats: NatsConnection, job: string): Promise<boolean> {
  const jsm = await managerOf(nats)
  return askAgain('looking for the job', async () => {
    try {
      await jsm.streams.info(bucketStreamOf(job))
      return true
    } catch (error) {
      if (error instanceof JetStreamApiError && isAbsent(error)) return false
      throw error
    }
  })
}

/** Forgets everything of a job; what is not there is none. */
export async function deleteQueue(nats: NatsConnection, job: string): Promise<void> {
  const jsm = await managerOf(nats)
  for (const name of [streamOf(job), bucketStreamOf(job)]) {
    await askAgain('deleting the job', async () => {
      try {
        await jsm.streams.delete(name)
      } catch (error) {
        if (!(error instanceof JetStreamApiError) || !isAbsent(error)) throw error
      }
    })
  }
}

const isAbsent = ({ code, status }: JetStreamApiError): boolean => code === 10_059 || status === 404
