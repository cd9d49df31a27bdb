/** Where the page's data are kept and come from: the browser's own database, and a folder of the page's own server. */
import { openDB, type IDBPDatabase } from 'idb'
import { GreengateError, pinRoot, type World } from 'greengate'
import {
  httpSource,
  indexedDbStore,
  memoryStore,
  openBundle,
  type BundleStore,
  type OpenBundle,
} from 'greengate/update'

/** Where a page's data are kept and come from. */
export interface BundleKeeping {
  /** Worlds whose root may be pinned. */
  readonly worlds: readonly World[]
  /** The root that lies beside the page, or else the one that was trusted on an earlier visit. */
  findRoot(): Promise<Uint8Array | undefined>
  /** Opens what is kept under a root, and remembers that it is trusted. */
  open(root: Uint8Array): Promise<OpenBundle>
}

const maxRootBytes = 2 ** 21
const databaseName = 'greengate'
const rootKey = 'root'

/** Worlds that a page serves where it names none: what is not production is named in words. */
const usualWorlds: readonly World[] = ['production', 'demo']

/** Reads the names of worlds, with spaces; what is none is left out, so that no more is served than is meant. */
export function worldsOf(names: string | undefined): readonly World[] {
  if (names === undefined) return usualWorlds
  return names.split(' ').filter((name): name is World => /^(?:test|demo|production)$/.test(name))
}

/** Keeps everything in the browser, and takes newer data from a folder. */
export function keepInBrowser(folder: URL, worlds: readonly World[] = usualWorlds): BundleKeeping {
  return {
    worlds,
    async findRoot() {
      return (await fetchRoot(new URL('root.ggb', folder))) ?? (await withDatabase(readRoot))
    },
    async open(root) {
      const { root: pinned } = await pinRoot(root, { worlds })
      await withDatabase((database) => database.put(rootKey, root, rootKey))
      const source = httpSource(folder)
      const open = (store: BundleStore) => openBundle({ root, store, source, worlds })
      try {
        // A name for each root: another authority's floors are none of its business.
        return await open(indexedDbStore(`${databaseName} ${pinned.sha256}`))
      } catch (error) {
        if (!(error instanceof GreengateError) || error.code !== 'ERR_STORE_FAILED') throw error
        return open(memoryStore())
      }
    },
  }
}

/** Keeps nothing and asks nobody: for a page that is given its data as files alone. */
export function keepInMemory(worlds: readonly World[] = usualWorlds): BundleKeeping {
  return {
    worlds,
    findRoot: () => Promise.resolve(undefined),
    open: (root) => openBundle({ root, store: memoryStore(), worlds }),
  }
}

async function fetchRoot(url: URL): Promise<Uint8Array | undefined> {
  let response: Response
  try {
    response = await fetch(url, { cache: 'no-cache', credentials: 'same-origin' })
  } catch {
    // No network and no server look alike from here, and mean the same: no file.
    return undefined
  }
  if (!response.ok) return undefined
  const bytes = new Uint8Array(await response.arrayBuffer())
  return bytes.length > maxRootBytes ? undefined : bytes
}

async function readRoot(database: IDBPDatabase): Promise<Uint8Array | undefined> {
  const found: unknown = await database.get(rootKey, rootKey)
  return found instanceof Uint8Array ? found : undefined
}

/** Does something with the database of the root; a browser that keeps nothing remembers nothing. */
async function withDatabase<T>(
  work: (database: IDBPDatabase) => Promise<T>,
): Promise<T | undefined> {
  try {
    const database = await openDB(databaseName, 1, {
      upgrade(fresh) {
        fresh.createObjectStore(rootKey)
      },
    })
    try {
      return await work(database)
    } finally {
      database.close()
    }
  } catch (error) {
    if (error instanceof DOMException) return undefined
    throw error
  }
}
