/** A store in a browser's database: generation and floors in one transaction, on the disk when it is said so. */
import type { DBSchema, IDBPDatabase, openDB } from 'idb'
import { GreengateError } from '../errors.ts'
import { maxProofs, placeOf, type BundleStore } from './store.ts'

interface Schema extends DBSchema {
  readonly kept: { readonly key: string; readonly value: Uint8Array | number }
  readonly proofs: { readonly key: string; readonly value: Uint8Array }
}

const pathOf = (place: 0 | 1) => `generation-${String(place)}`

/**
 * Keeps bundles in IndexedDB, through the package idb.
 *
 * @param name - Of the database.
 *
 * @example
 * ```ts
 * import { indexedDbStore, type BundleStore } from 'greengate/update'
 *
 * const store: BundleStore = indexedDbStore('greengate')
 * ```
 */
export function indexedDbStore(name: string): BundleStore {
  const strict = { durability: 'strict' } as const
  return {
    read: () =>
      withDatabase(name, async (database) => {
        const transaction = database.transaction('kept')
        const [even, odd, floors] = await Promise.all([
          transaction.store.get(pathOf(0)),
          transaction.store.get(pathOf(1)),
          transaction.store.get('floors'),
          transaction.done,
        ])
        return {
          generations: [even, odd].filter(isBytes),
          floors: isBytes(floors) ? floors : undefined,
        }
      }),
    save: ({ after, number, generation, floors }) =>
      withDatabase(name, async (database) => {
        const transaction = database.transaction('kept', 'readwrite', strict)
        const { store, done } = transaction
        // Another tab of the same page may have been quicker.
        if (((await store.get('number')) ?? 0) !== after) {
          await done
          return false
        }
        if (generation !== undefined) await store.put(generation, pathOf(placeOf(number)))
        await store.put(floors, 'floors')
        await store.put(number, 'number')
        await done
        return true
      }),
    saveProof: (proofName, proof) =>
      withDatabase(name, async (database) => {
        const transaction = database.transaction('proofs', 'readwrite', strict)
        if ((await transaction.store.count()) < maxProofs) {
          await transaction.store.put(proof, proofName)
        }
        await transaction.done
      }),
    proofs: () => withDatabase(name, (database) => database.getAll('proofs')),
  }
}

/** Within a `try`, so that a bundler does without it where it is not installed. */
async function loadIdb(): Promise<{ readonly openDB: typeof openDB }> {
  try {
    return await import('idb')
  } catch (cause) {
    throw new TypeError('indexedDbStore needs the package idb', { cause })
  }
}

/** Opened for each piece of work: a browser may close a database whenever it likes. */
async function withDatabase<T>(
  name: string,
  work: (database: IDBPDatabase<Schema>) => Promise<T>,
): Promise<T> {
  const idb = await loadIdb()
  try {
    const database = await idb.openDB<Schema>(name, 1, {
      upgrade(fresh) {
        fresh.createObjectStore('kept')
        fresh.createObjectStore('proofs')
      },
    })
    try {
      return await work(database)
    } finally {
      database.close()
    }
  } catch (cause) {
    // No room, no leave, a profile that is damaged: the browser's word for it is the cause.
    if (!(cause instanceof DOMException)) throw cause
    throw new GreengateError('ERR_STORE_FAILED', `store: the browser says ${cause.name}`, { cause })
  }
}

function isBytes(value: unknown): value is Uint8Array {
  return value instanceof Uint8Array
}
