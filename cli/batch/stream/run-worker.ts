/** A worker of batches: looks for jobs in NATS, and serves every one that it has the keys of, until it is ended. */
import { JetStreamApiError } from '@nats-io/jetstream'
import type { NatsConnection } from '@nats-io/transport-node'
import { connectTo, type NatsPlace } from '../../nats/connect.ts'
import { endConnection } from '../../nats/end-connection.ts'
import { OperatorError } from '../../operator-error.ts'
import type { BatchJob } from '../job.ts'
import type { DoPart } from '../part.ts'
import { isPassing } from './ask-again.ts'
import { streamPrefix } from './names.ts'
import type { Offer } from './offer.ts'
import { managerOf } from './queue.ts'
import { openJob, reasonOf, serveJob, type Serving } from './serve-job.ts'
import { openSlots } from './slots.ts'

/** What serves a job, and is closed after it. */
export interface Opened {
  readonly doPart: DoPart
  close(): Promise<void>
}

/** How a worker runs. */
export interface WorkerRun {
  readonly place: NatsPlace
  /** Parts at a time. */
  readonly width: number
  /** Opens what does the parts of a job; throws an OperatorError for one that lacks a key here. */
  readonly open: (offer: Offer, nats: NatsConnection) => Promise<Opened>
  readonly signal: AbortSignal
  readonly say: (line: string) => void
  readonly onPart?: (job: string) => void
}

const lookMs = 1_000

/**
 * Serves until the signal.
 *
 * @throws {@link OperatorError} when NATS cannot be reached to begin with
 */
export async function runWorker(run: WorkerRun): Promise<void> {
  const { signal, say, width } = run
  const nats = await connectTo(run.place, { name: 'greengate batch worker' })
  const slots = openSlots(width)
  const serving: Serving = {
    ...{ nats, slots, width, signal, say },
    ...(run.onPart === undefined ? {} : { onPart: run.onPart }),
  }
  const served = new Map<string, Promise<void>>()
  const refused = new Set<string>()
  const refuse = (id: string, error: unknown): void => {
    refused.add(id)
    const reason = reasonOf(error)
    say(reason.startsWith('job ') ? reason : `job ${id}: ${reason}`)
  }
  const open = async (id: string) => {
    const found = await openJob(nats, id)
    return found === undefined ? undefined : { found, opened: await run.open(found.offer, nats) }
  }
  const serve = async (id: string): Promise<void> => {
    const job = await open(id).catch((error: unknown) => {
      // A server that is away, or a job that ended between two looks: there is another look.
      if (!isOfNats(error)) refuse(id, error)
      return undefined
    })
    if (job === undefined) return
    say(`job ${id}: ${wordsOf(job.found.offer.job)}`)
    try {
      await serveJob(job.found, job.opened.doPart, serving)
    } catch (error) {
      // What goes on too long is looked at again, and may be over then.
      if (!isOfNats(error)) say(`job ${id}: ${reasonOf(error)}`)
    } finally {
      await job.opened.close()
    }
  }
  const jsm = await managerOf(nats)
  try {
    while (!signal.aborted) {
      if (nats.isClosed()) {
        throw new OperatorError('NATS: gave our connection up; see the users of the server')
      }
      for (const id of await jobsIn(jsm)) {
        if (refused.has(id) || served.has(id)) continue
        const serving = serve(id).finally(() => served.delete(id))
        served.set(id, serving)
      }
      await pause(signal)
    }
    await Promise.all(served.values())
  } finally {
    await endConnection(nats)
  }
}

/** A server that is away has no jobs for a while. */
async function jobsIn(jsm: Awaited<ReturnType<typeof managerOf>>): Promise<readonly string[]> {
  const found: string[] = []
  try {
    for await (const name of jsm.streams.names()) {
      if (name.startsWith(streamPrefix)) found.push(name.slice(streamPrefix.length))
    }
  } catch (error) {
    if (!isOfNats(error)) throw error
  }
  return found
}

function isOfNats(error: unknown): boolean {
  return error instanceof Error && (isPassing(error) || error instanceof JetStreamApiError)
}

function pause(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, lookMs)
    signal.addEventListener('abort', end)
    if (signal.aborted) end()
  })
}

function wordsOf({ verb, rules }: BatchJob): string {
  const { id, version } = rules.value as { readonly id: string; readonly version: number }
  return `${verb} under ${id} ${version}`
}
