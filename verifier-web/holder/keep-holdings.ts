/** Where holdings stay: the browser's own database, or, where there is none, the page for as long as it is open. */
import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction } from 'idb'
import {
  sorts,
  type Holdings,
  type KeptCode,
  type KeptKey,
  type Person,
  type Sorts,
} from './holdings.ts'

/** One thing to write or to take away. */
export type Change = {
  [Sort in keyof Sorts]:
    | { readonly sort: Sort; readonly put: Sorts[Sort] }
    | { readonly sort: Sort; readonly drop: string }
}[keyof Sorts]

/** Where holdings stay. */
export interface HoldingsKeeping {
  /** Whether they outlive the page. */
  readonly lasts: boolean
  read(): Promise<Holdings>
  /** All of the changes or none; they are decided on what is held at that moment, and nobody else changes it meanwhile. */
  change(decide: (held: Holdings) => readonly Change[]): Promise<void>
  clear(): Promise<void>
  /** Calls back when another window has changed something. */
  heed(changed: () => void): void
}

interface Schema extends DBSchema {
  people: { key: string; value: Person }
  keys: { key: string; value: KeptKey }
  codes: { key: string; value: KeptCode }
}

const databaseName = 'greengate-holder'

/** Opens the database: a key goes in as it is, and cannot be read there either. */
export async function openHoldings(): Promise<HoldingsKeeping> {
  let database: IDBPDatabase<Schema>
  // What another window deleted must not stay on the screen of this one. It is told that there was a change, not which.
  const windows = new BroadcastChannel(databaseName)
  const tell = (): void => {
    windows.postMessage('changed')
  }
  try {
    database = await openDB<Schema>(databaseName, 1, {
      upgrade(fresh) {
        for (const sort of sorts) fresh.createObjectStore(sort, { keyPath: 'id' })
      },
      // The browser took it away under the page, or somebody is about to: what is left is read anew.
      terminated() {
        location.reload()
      },
      blocking() {
        database.close()
        location.reload()
      },
    })
  } catch (error) {
    // A private window, or a browser that was told to keep nothing.
    if (error instanceof DOMException) return keepInPage()
    throw error
  }
  return {
    lasts: true,
    read: () => readAll(database.transaction(sorts)),
    async change(decide) {
      const transaction = database.transaction(sorts, 'readwrite')
      const write = async (): Promise<void> => {
        for (const change of decide(await readAll(transaction))) {
          const store = transaction.objectStore(change.sort)
          if ('drop' in change) await store.delete(change.drop)
          else await store.put(change.put)
        }
      }
      await Promise.all([write(), transaction.done])
      tell()
    },
    async clear() {
      const transaction = database.transaction(sorts, 'readwrite')
      await Promise.all([
        ...sorts.map((sort) => transaction.objectStore(sort).clear()),
        transaction.done,
      ])
      tell()
    },
    heed(changed) {
      windows.addEventListener('message', changed)
    },
  }
}

type Transaction<Mode extends IDBTransactionMode> = IDBPTransaction<Schema, typeof sorts, Mode>

async function readAll(
  transaction: Transaction<'readonly'> | Transaction<'readwrite'>,
): Promise<Holdings> {
  const [people, keys, codes] = await Promise.all([
    transaction.objectStore('people').getAll(),
    transaction.objectStore('keys').getAll(),
    transaction.objectStore('codes').getAll(),
  ])
  return { people, keys, codes }
}

/** Keeps nothing beyond the page. */
export function keepInPage(): HoldingsKeeping {
  const kept = {
    people: new Map<string, Person>(),
    keys: new Map<string, KeptKey>(),
    codes: new Map<string, KeptCode>(),
  }
  const held = (): Holdings => ({
    people: [...kept.people.values()],
    keys: [...kept.keys.values()],
    codes: [...kept.codes.values()],
  })
  return {
    lasts: false,
    read: () => Promise.resolve(held()),
    change: (decide) => {
      for (const change of decide(held())) {
        const store = kept[change.sort] as Map<string, Sorts[typeof change.sort]>
        if ('drop' in change) store.delete(change.drop)
        else store.set(change.put.id, change.put)
      }
      return Promise.resolve()
    },
    clear: () => {
      for (const sort of sorts) kept[sort].clear()
      return Promise.resolve()
    },
    heed: () => undefined,
  }
}
