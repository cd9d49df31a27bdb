/** In a browser: opens bundles over IndexedDB as a page does, for a test to call. */
import {
  httpSource,
  indexedDbStore,
  openBundle,
  type OpenBundle,
  type Refreshed,
} from 'greengate/update'

/** What a page sees of its bundle. */
export interface Seen {
  readonly opened: unknown
  readonly snapshot: number | undefined
  readonly digest: string
  readonly floor: number
}

/** What came of an attack. */
export interface Attacked {
  readonly code: string
  readonly isSame: boolean
  readonly proofs: number
}

const opened = new Map<string, OpenBundle>()

const fetched = async (path: string): Promise<Uint8Array> => {
  const response = await fetch(path)
  if (!response.ok) throw new Error(`no ${path}`)
  return new Uint8Array(await response.arrayBuffer())
}

const seen = (tab: string): Seen => {
  const { bundle, opened: state } = of(tab)
  const { digest, floor, snapshot } = bundle
  return { opened: state, snapshot: snapshot?.version, digest, floor }
}

const of = (tab: string): OpenBundle => {
  const found = opened.get(tab)
  if (found === undefined) throw new Error(`${tab} is not open`)
  return found
}

const trial = {
  /** Opens a database under a name of its own, as a tab would. */
  async open(tab: string, database: string): Promise<Seen> {
    const bundle = await openBundle({
      root: await fetched('/root.ggb'),
      store: indexedDbStore(database),
      source: httpSource(new URL('/site/', location.href)),
      worlds: ['test'],
    })
    opened.set(tab, bundle)
    return seen(tab)
  },
  seen,
  take: async (tab: string, path: string, now: string): Promise<Refreshed> =>
    of(tab).takeFile(await fetched(path), new Date(now)),
  refresh: (tab: string, now: string): Promise<Refreshed> => of(tab).refresh(new Date(now)),
  /** The records of a database, as a backup would take them, with the floors or without. */
  async backup(database: string): Promise<void> {
    saved = (await indexedDbStore(database).read()).generations
  },
  /** Puts the generations back, and leaves the floors alone. */
  async restore(database: string): Promise<void> {
    const { openDB } = await import('idb')
    const db = await openDB(database)
    const transaction = db.transaction('kept', 'readwrite')
    await transaction.store.delete('generation-0')
    await transaction.store.delete('generation-1')
    for (const bytes of saved) await transaction.store.put(bytes, 'generation-1')
    await transaction.done
    db.close()
  },
  /** Opens, takes what is given, is offered what attacks; then opens once more. Files are named by their number. */
  async attack(at: number, given: number, clock: string, now: string): Promise<Attacked> {
    const root = await fetched(`/attack/${String(at)}/root`)
    const store = indexedDbStore(`attack ${String(at)}`)
    const open = () => openBundle({ root, store, worlds: ['test'] })
    const bundle = await open()
    for (let i = 0; i < given; i++) {
      const path = `/attack/${String(at)}/given/${String(i)}`
      await bundle.takeFile(await fetched(path), new Date(clock))
    }
    const { digest } = bundle.bundle
    const offered = await fetched(`/attack/${String(at)}/offered`)
    const refreshed = await bundle.takeFile(offered, new Date(now))
    const again = await open()
    return {
      code: refreshed.state === 'refused' ? refreshed.code : refreshed.state,
      isSame: bundle.bundle.digest === digest && again.bundle.digest === digest,
      proofs: (await again.proofs()).length,
    }
  },
  proofs: async (database: string): Promise<number> =>
    (await indexedDbStore(database).proofs()).length,
  async flood(database: string): Promise<void> {
    const store = indexedDbStore(database)
    for (let i = 0; i < 20; i++) await store.saveProof(`p${String(i)}`, Uint8Array.of(i))
  },
}

let saved: readonly Uint8Array[] = []

declare global {
  var greengateStore: typeof trial | undefined
}

globalThis.greengateStore = trial
