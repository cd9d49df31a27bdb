/** Puts a collector together: store, keys, server, and what it does by the clock. */
import { systemCode } from '../edges/file.ts'
import { packageFolder } from '../edges/package-file.ts'
import { openFleet } from '../fleet/open-fleet.ts'
import { serveFleet, type ServeFleetOptions } from '../fleet/serve-fleet.ts'
import { readPrivateKey } from '../keys/key-file.ts'
import type { NatsPlace } from '../nats/connect.ts'
import { OperatorError } from '../operator-error.ts'
import { commitQueue } from './commit-queue.ts'
import { openCollection } from './open-collection.ts'
import { Problem } from './problem.ts'
import { retire } from './retire.ts'
import { serveCollector, type Doors, type ServeOptions } from './serve-collector.ts'
import { serveNats } from './serve-nats.ts'
import { receiptSigner } from './sign-receipt.ts'
import { readKnown, type StationKeyFlags } from './station-keys.ts'
import { openTaker } from './take-batch.ts'

/** What a collector is started with. */
export interface CollectorOptions extends Pick<ServeOptions, 'host' | 'port' | 'tls'> {
  readonly db: string
  /** The file of its private key. */
  readonly key: string
  readonly keys: StationKeyFlags
  /** Clear parts older than that go; undefined: none. */
  readonly keepDays?: number
  /** Where the state of the fleet and its page are served; undefined: nowhere. */
  readonly fleet?: Pick<ServeFleetOptions, 'host' | 'port' | 'names'>
  /** Where NATS is, if stations come that way too. */
  readonly nats?: NatsPlace
  readonly now: () => Date
  /** What the operator must know: refusals that point at somebody, and faults. */
  readonly tell: (error: unknown) => void
  /** Between looks at the keys, and between looks for what must go. */
  readonly everyMs?: { readonly keys: number; readonly retire: number }
}

/** A running collector; disposing ends what is under way first. */
export interface Collector extends AsyncDisposable {
  readonly url: string
  /** Of the page of the fleet; null: it is not served. */
  readonly fleetUrl: string | null
}

const usualMs = { keys: 60_000, retire: 3_600_000 }
/** Whoever sends these is not who it says, or its journal is not what it was. */
const telling: ReadonlySet<string> = new Set([
  ...['unknown-station', 'wrong-signature', 'wrong-sender', 'other-body'],
  ...['broken-chain', 'forked', 'wrong-checkpoint', 'no-room'],
])

/**
 * Starts it.
 *
 * @throws {@link OperatorError}
 */
export async function startCollector(options: CollectorOptions): Promise<Collector> {
  const { now, tell, everyMs = usualMs } = options
  const sign = await receiptSigner(await readPrivateKey(options.key))
  let known = await readKnown(options.keys, now())
  await using parts = new AsyncDisposableStack()
  const collection = parts.use(await openCollection(options.db, 'make'))
  const commit = commitQueue(collection.db)
  // What waits for a commit ends before the store does.
  parts.defer(() => commit(() => undefined))
  const taker = openTaker({ collection, keys: () => known.keys, sign, now, commit })
  const fleet = openFleet({ collection, commit, known: () => known, now, tell })
  const told = (error: unknown): never => {
    if (error instanceof Problem && telling.has(error.problem)) tell(error)
    throw error
  }
  const doors: Doors = {
    admit(statement, sender) {
      try {
        taker.admit(statement, sender)
      } catch (error) {
        told(error)
      }
    },
    take: (sent) => taker.take(sent).catch(told),
    heartbeat: (jws, sender) => fleet.take(jws, sender).catch(told),
    onFault: tell,
  }
  await fleet.renew()
  const health = (): Readonly<Record<string, unknown>> => {
    collection.db.prepare('SELECT count(*) FROM station').get()
    return { status: 'ok' }
  }
  const served = await listening('--listen', serveCollector({ ...options, ...doors, health }))
  parts.defer(() => served.close())
  if (options.nats !== undefined) {
    const overNats = await serveNats({ ...doors, place: options.nats, tell })
    parts.defer(() => overNats.close())
  }
  let fleetUrl: string | null = null
  if (options.fleet !== undefined) {
    const pageFolder = packageFolder('dist/fleet')
    const page = { ...options.fleet, fleet, pageFolder, onFault: tell }
    const shown = await listening('--fleet-listen', serveFleet(page))
    parts.defer(() => shown.close())
    fleetUrl = shown.url
  }

  const renewKeys = async (): Promise<void> => {
    try {
      known = await readKnown(options.keys, now())
    } catch (error) {
      // Those that were read before are as good as they were.
      if (!(error instanceof OperatorError)) throw error
      tell(error)
    }
    await fleet.renew()
  }
  const retireNow = async (): Promise<void> => {
    retire(collection, now(), options.keepDays)
    await fleet.retire()
  }
  await retireNow().catch(tell)
  const every = (ms: number, work: () => Promise<void>): void => {
    const timer = setInterval(() => {
      work().catch(tell)
    }, ms)
    parts.defer(() => {
      clearInterval(timer)
    })
  }
  every(everyMs.keys, renewKeys)
  every(everyMs.retire, retireNow)
  const all = parts.move()
  return { url: served.url, fleetUrl, [Symbol.asyncDispose]: () => all.disposeAsync() }
}

async function listening<T>(flag: string, starting: Promise<T>): Promise<T> {
  try {
    return await starting
  } catch (error) {
    const code = systemCode(error)
    if (code === undefined) throw error
    throw new OperatorError(`${flag}: cannot be listened on (${code}); name another address`)
  }
}
