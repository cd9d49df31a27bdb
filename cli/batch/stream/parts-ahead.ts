/** The parts that were given out and have no result yet: published, waited for, and published again where they are gone. */
import { randomBytes } from 'node:crypto'
import { JetStreamApiError } from '@nats-io/jetstream'
import { printError } from '../../edges/output.ts'
import { OperatorError } from '../../operator-error.ts'
import type { Part, PartResult } from '../job.ts'
import { askAgain } from './ask-again.ts'
import { bucketStreamOf, keySubject, lateWaits, streamOf, workersName } from './names.ts'
import { partBody, partHeaders, partKey, partSubject } from './part-message.ts'
import type { Queue } from './queue.ts'
import { getResult, watchResults, type FoundResult } from './results.ts'
import { openSlots } from './slots.ts'

/** Gives parts out. */
export interface PartsAhead {
  /** The result of a part, whoever does it. */
  ask(part: Part): Promise<PartResult>
  /** Forgets the results of a shard that is on the disk. */
  forget(shard: number): Promise<void>
  /** Rejected when going on makes no sense. */
  readonly failed: Promise<never>
  end(): Promise<void>
}

interface Waiting {
  readonly part: Part
  readonly settle: (result: PartResult) => void
  /** How often it was published; at first not at all. */
  round: number
  /** When it was last published, or seen in the queue. */
  seenMs: number
}

/** Publications whose receipt is waited for, at once. */
const underWay = 32
/** Late parts that are looked for in one go. */
const mostLate = 64
/** After so long without any result somebody should be told. */
const quietMs = 10_000

/** Opens what gives out; results of an earlier run are found. */
export async function openPartsAhead(queue: Queue, ackWaitMs: number): Promise<PartsAhead> {
  const { js, jsm, kv, job } = queue
  const run = randomBytes(6).toString('hex')
  const waiting = new Map<string, Waiting>()
  /** Keys of results that came before their part was given out: of an earlier run. */
  const early = new Set<string>()
  const slots = openSlots(underWay)
  let heardMs = performance.now()
  let fail: (error: unknown) => void = () => undefined
  const failed = new Promise<never>((_resolve, reject) => {
    fail = reject
  })
  failed.catch(() => undefined)

  const take = (key: string, result: FoundResult | undefined): boolean => {
    if (result === undefined) return false
    if (result === 'foreign') throw foreign(job.id)
    if ('refused' in result) throw refusedBy(job.id, waiting.get(key)?.part, result.refused)
    heardMs = performance.now()
    waiting.get(key)?.settle(result)
    return waiting.delete(key)
  }

  /** Whoever runs a batch again has put right what a part was refused for: it is asked for anew. */
  const ofEarlier = async (key: string): Promise<FoundResult | undefined> => {
    const found = await getResult(kv, key)
    if (found === undefined || found === 'foreign' || !('refused' in found)) return found
    await askAgain('deleting a result', () => kv.delete(key))
    return undefined
  }

  const publish = async (of: Waiting): Promise<void> => {
    const { part } = of
    await slots.take()
    try {
      const round = of.round++
      await askAgain('publishing a part', () =>
        js.publish(partSubject(job.id, part), partBody(part), {
          headers: partHeaders(part),
          msgID: `${job.id}.${part.shard}.${part.part}.${run}.${round}`,
        }),
      )
      of.seenMs = performance.now()
    } finally {
      slots.give()
    }
  }

  const isQueued = async (part: Part): Promise<boolean> => {
    try {
      const subject = partSubject(job.id, part)
      return (await jsm.streams.getMessage(streamOf(job.id), { last_by_subj: subject })) !== null
    } catch (error) {
      if (error instanceof JetStreamApiError && error.code === 10_037) return false
      throw error
    }
  }

  /** A message that is in the queue will be given to somebody; what is in neither place was lost. */
  const reconcile = async (): Promise<void> => {
    const lateMs = performance.now() - lateWaits * ackWaitMs
    const late = [...waiting].filter(([, { round, seenMs }]) => round > 0 && seenMs < lateMs)
    for (const [key, of] of late.slice(0, mostLate)) {
      if (take(key, await getResult(kv, key))) continue
      const { part } = of
      if (await askAgain('looking for a part', () => isQueued(part))) of.seenMs = performance.now()
      else await publish(of)
    }
    if (waiting.size > 0 && performance.now() - heardMs > quietMs) await sayQuiet()
  }

  let isSaid = false
  const sayQuiet = async (): Promise<void> => {
    if (isSaid) return
    const info = await askAgain('looking who takes parts', () =>
      jsm.consumers.info(streamOf(job.id), workersName),
    )
    if (info.num_waiting > 0 || info.num_ack_pending > 0) return
    isSaid = true
    printError(
      `job ${job.id}: nobody takes its parts; start "greengate batch worker" with its keys`,
    )
  }

  await askAgain('reading what is done', async () => {
    for await (const key of await kv.keys('*.*.*')) early.add(key)
  })
  const watch = await watchResults(queue, (key, read) => {
    if (!waiting.has(key)) early.add(key)
    else
      read()
        .then((result) => take(key, result))
        .catch(fail)
  })
  let timer: NodeJS.Timeout | undefined
  const next = (): void => {
    timer = setTimeout(
      () => {
        reconcile().then(next, fail)
      },
      Math.min(ackWaitMs, quietMs),
    )
  }
  next()

  return {
    failed,
    async ask(part) {
      const key = partKey(part)
      const result = new Promise<PartResult>((settle) => {
        waiting.set(key, { part, settle, round: 0, seenMs: performance.now() })
      })
      const of = waiting.get(key) as Waiting
      const isKnown = early.delete(key) && take(key, await ofEarlier(key))
      if (!isKnown && waiting.has(key)) await publish(of)
      return result
    },
    async forget(shard) {
      const filter = keySubject(job.id, `${shard}.>`)
      await askAgain('deleting results', () =>
        jsm.streams.purge(bucketStreamOf(job.id), { filter }),
      )
      for (const key of early) if (key.startsWith(`${shard}.`)) early.delete(key)
    },
    async end() {
      clearTimeout(timer)
      await watch.end()
    },
  }
}

function refusedBy(job: string, part: Part | undefined, reason: string): OperatorError {
  const name = part === undefined ? 'a part' : `part ${part.shard}.${part.part}`
  return new OperatorError(
    `job ${job}: ${name} cannot be done: ${reason}; set the signer up for this job (--issuer, --valid-for), and run it again to go on`,
  )
}

function foreign(job: string): OperatorError {
  return new OperatorError(
    `job ${job}: what stands for a result in NATS was written by no worker; see who may write to its bucket`,
  )
}
