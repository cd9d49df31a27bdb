/** A worker at one job: takes parts, does them, puts each result there once, and only then says that the part is done. */
import { jetstream, type JetStreamClient, type JsMsg } from '@nats-io/jetstream'
import { Kvm, type KV } from '@nats-io/kv'
import { millis, type NatsConnection } from '@nats-io/transport-node'
import { OperatorError } from '../../operator-error.ts'
import type { DoPart } from '../part.ts'
import { askAgain } from './ask-again.ts'
import {
  ackWaitMs,
  askMs,
  bucketOf,
  jobKey,
  mostRefusals,
  pullMs,
  streamOf,
  workersName,
} from './names.ts'
import { readOffer, type Offer } from './offer.ts'
import { partKey, readPart } from './part-message.ts'
import { hasResult, putRefusal, putResult } from './results.ts'
import { NeverSigned } from './sign-by-nats.ts'
import type { Slots } from './slots.ts'

/** What a worker has for every job. */
export interface Serving {
  readonly nats: NatsConnection
  /** Shared among jobs: as many parts at a time. */
  readonly slots: Slots
  readonly width: number
  readonly signal: AbortSignal
  readonly say: (line: string) => void
  readonly onPart?: (job: string) => void
}

/** A job that may be served. */
export interface OpenJob {
  readonly offer: Offer
  readonly kv: KV
  readonly js: JetStreamClient
}

/** How soon a part that could not be done here is given to somebody. */
const refusedMs = 2_000
/** A signer's word is not long in coming: soon to another, if there is one. */
const neverMs = 500

/**
 * Reads what a job is; undefined while its coordinator has not said so.
 *
 * @throws {@link OperatorError} for a job of another engine, or one that was changed
 */
export async function openJob(nats: NatsConnection, id: string): Promise<OpenJob | undefined> {
  const js = jetstream(nats, { timeout: askMs })
  const kv = await new Kvm(js).open(bucketOf(id))
  const entry = await kv.get(jobKey)
  return entry === null ? undefined : { offer: readOffer(entry.string(), id), kv, js }
}

/** Takes parts until the job is gone or the signal ends it; what is under way is ended first. */
export async function serveJob(
  { js, kv, offer: { job } }: OpenJob,
  doPart: DoPart,
  serving: Serving,
): Promise<void> {
  const { signal, slots, width } = serving
  const consumer = await askAgain('taking parts', () =>
    js.consumers.get(streamOf(job.id), workersName),
  )
  const { config } = await consumer.info(true)
  const pingMs = millis(config.ack_wait ?? ackWaitMs * 1_000_000) / 3
  const messages = await consumer.consume({
    // One is on its way while another is done.
    max_messages: 2 * width,
    expires: pullMs,
    abort_on_missing_resource: true,
  })
  const stop = (): void => {
    messages.stop()
  }
  signal.addEventListener('abort', stop)
  const held = new Set<JsMsg>()
  const timer = setInterval(() => {
    for (const message of held) message.working()
  }, pingMs)
  const under = new Set<Promise<void>>()
  const said = new Set<string>()
  try {
    for await (const message of messages) {
      held.add(message)
      await slots.take()
      const doing = doMessage(message, { kv, doPart, serving, said, job: job.id }).finally(() => {
        held.delete(message)
        under.delete(doing)
        slots.give()
      })
      under.add(doing)
    }
    await Promise.all(under)
  } finally {
    clearInterval(timer)
    signal.removeEventListener('abort', stop)
  }
}

interface Doing {
  readonly kv: KV
  readonly doPart: DoPart
  readonly serving: Serving
  readonly job: string
  /** What is said of each part that fails the same is said once, until one succeeds. */
  readonly said: Set<string>
}

async function doMessage(message: JsMsg, { kv, doPart, serving, job, said }: Doing): Promise<void> {
  const { signal, say, onPart } = serving
  if (signal.aborted) {
    message.nak()
    return
  }
  const part = readPart(message)
  if (part === undefined) {
    // Nobody can ever do it; the coordinator says which parts it misses.
    message.term()
    return
  }
  const name = `job ${job}: part ${part.shard}.${part.part}`
  const key = partKey(part)
  try {
    const isDone = message.redelivered && (await hasResult(kv, key))
    if (!isDone) await putResult(kv, key, await doPart(part))
    message.ack()
    onPart?.(job)
    said.clear()
  } catch (error) {
    const reason = reasonOf(error)
    if (!(error instanceof NeverSigned)) message.nak(refusedMs)
    else if (message.info.deliveryCount < mostRefusals) message.nak(neverMs)
    else await giveUp(message, kv, key, reason)
    if (!said.has(reason)) say(`${name}: ${reason}`)
    said.add(reason)
  }
}

/** Nobody will do this part: its coordinator is told, and the part goes. */
async function giveUp(message: JsMsg, kv: KV, key: string, reason: string): Promise<void> {
  try {
    await putRefusal(kv, key, reason)
    message.ack()
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error
    message.nak(refusedMs)
  }
}

/** Only what is meant for an operator: any other message may hold what was being worked on. */
export function reasonOf(error: unknown): string {
  if (error instanceof OperatorError) return error.message
  const isWanted = process.env['GREENGATE_DEBUG'] !== undefined && error instanceof Error
  return isWanted
    ? (error.stack ?? error.message)
    : 'a fault of its own; set GREENGATE_DEBUG=1 to see where, and report it'
}
