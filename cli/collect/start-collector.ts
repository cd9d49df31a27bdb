/** Puts a collector together: store, keys, server, and what it does by the clock. */
import { systemCode } from '../edges/file.ts'
import { openFleet } from '../fleet/open-fleet.ts'
import { readPrivateKey } from '../keys/key-file.ts'
import { OperatorError } from '../operator-error.ts'
import { commitQueue } from './commit-queue.ts'
import { openCollection } from './open-collection.ts'
import { Problem } from './problem.ts'
import { retire } from './retire.ts'
import { serveCollector, type ServedCollector, type ServeOptions } from './serve-collector.ts'
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
  readonly now: () => Date
  /** What the operator must know: refusals that point at somebody, and faults. */
  readonly tell: (error: unknown) => void
  /** Between looks at the keys, and between looks for what must go. */
  readonly everyMs?: { readonly keys: number; readonly retire: number }
}

/** A running collector; disposing ends what is under way first. */
export interface Collector extends AsyncDisposable {
  readonly url: string
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
  const collection = await openCollection(options.db, 'make')
  const commit = commitQueue(collection.db)
  const taker = openTaker({ collection, keys: () => known.keys, sign, now, commit })
  const fleet = openFleet({ collection, commit, known: () => known, now, tell })
  const told = <T>(work: () => T): T => {
    try {
      return work()
    } catch (error) {
      if (error instanceof Problem && telling.has(error.problem)) tell(error)
      throw error
    }
  }
  const toldLater = <T>(work: Promise<T>): Promise<T> =>
    work.catch((error: unknown) =>
      told((): never => {
        throw error
      }),
    )
  await fleet.renew()
  let served: ServedCollector
  try {
    served = await serveCollector({
      ...options,
      admit: (statement, sender) => {
        told(() => {
          taker.admit(statement, sender)
        })
      },
      take: (sent) => toldLater(taker.take(sent)),
      heartbeat: (jws, sender) => toldLater(fleet.take(jws, sender)),
      health: () => {
        collection.db.prepare('SELECT count(*) FROM station').get()
        return { status: 'ok' }
      },
      onFault: tell,
    })
  } catch (error) {
    collection[Symbol.dispose]()
    const code = systemCode(error)
    if (code === undefined) throw error
    throw new OperatorError(`--listen: cannot be listened on (${code}); name another address`)
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
  const retireNow = () => {
    try {
      retire(collection, now(), options.keepDays)
    } catch (error) {
      tell(error)
    }
    fleet.retire().catch(tell)
  }
  retireNow()
  const timers = [
    setInterval(() => {
      renewKeys().catch(tell)
    }, everyMs.keys),
    setInterval(retireNow, everyMs.retire),
  ]
  return {
    url: served.url,
    async [Symbol.asyncDispose]() {
      for (const timer of timers) clearInterval(timer)
      await served.close()
      collection[Symbol.dispose]()
    },
  }
}
