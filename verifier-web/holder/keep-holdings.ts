/** Where holdings stay: the browser's own database, or, where there is none, the page for as long as it is open. */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
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
  /** All of the changes or none. */
  change(changes: readonly Change[]): Promise<void>
  clear(): Promise<void>
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
  try {
    database = await openDB<Schema>(databaseName, 1, {
      upgrade(fresh) {
        for (const sort of sorts) fresh.createObjectStore(sort, { keyPath: 'id' })
      },
      // The browser took it away under the page: what is left is read anew.
      terminated() {
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
    async read() {
      const transaction = database.transaction(sorts)
      const [people, keys, codes] = await Promise.all([
        transaction.objectStore('people').getAll(),
        transaction.objectStore('keys').getAll(),
        transaction.objectStore('codes').getAll(),
      ])
      return { people, keys, codes }
    },
    async change(changes) {
      const transaction = database.transaction(sorts, 'readwrite')
      await Promise.all([
        ...changes.map(async (change) => {
          const store = transaction.objectStore(change.sort)
          if ('drop' in change) await store.delete(change.drop)
          else await store.put(change.put)
        }),
        transaction.done,
      ])
    },
    async clear() {
      const transaction = database.transaction(sorts, 'readwrite')
      await Promise.all([
        ...sorts.map((sort) => transaction.objectStore(sort).clear()),
        transaction.done,
      ])
    },
  }
}

/** Keeps nothing beyond the page. */
export function keepInPage(): HoldingsKeeping {
  const kept = {
    people: new Map<string, Person>(),
    keys: new Map<string, KeptKey>(),
    codes: new Map<string, KeptCode>(),
  }
  return {
    lasts: false,
    read: () =>
      Promise.resolve({
        people: [...kept.people.values()],
        keys: [...kept.keys.values()],
        codes: [...kept.codes.values()],
      }),
    change: (changes) => {
      for (const change of changes) {
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
  }
}
