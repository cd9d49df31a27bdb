/** What the page keeps on this device: the holder's key, codes and whose they are; on a public terminal nothing outlives the page. */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { AnswerOf } from '../../shared/routes.ts'

/** Somebody whom the account acts for. */
export type Person = AnswerOf<'POST /people'>
/** All that the desk says of somebody. */
export type PersonFile = AnswerOf<'GET /people/:id'>
/** A code that was made. */
export type Code = AnswerOf<'POST /people/:id/codes'>

/** A code with the words for it. */
export interface KeptCode {
  readonly code: Code
  readonly reason: { readonly zh: string; readonly en: string } | undefined
  /** Kinds of fact that would have to be known. */
  readonly missing: readonly string[]
}

/** Where things are kept. */
export interface Kept {
  readKey(): Promise<CryptoKeyPair | undefined>
  writeKey(pair: CryptoKeyPair): Promise<void>
  readPeople(): Promise<readonly Person[]>
  /** Of who is no longer among them, the code goes. */
  writePeople(people: readonly Person[]): Promise<void>
  readCode(person: string): Promise<KeptCode | undefined>
  writeCode(person: string, kept: KeptCode): Promise<void>
  clear(): Promise<void>
}

interface Schema extends DBSchema {
  kept: { key: string; value: CryptoKeyPair | readonly Person[] | KeptCode }
}

const store = 'kept'

/** Keeps in the browser's database: the secret half of the key goes in as it is, and cannot be read there either. */
export function keepInBrowser(): Kept {
  let opened: Promise<IDBPDatabase<Schema>> | undefined
  const open = (): Promise<IDBPDatabase<Schema>> =>
    (opened ??= openDB<Schema>('greengate-desk', 1, {
      upgrade: (db) => {
        db.createObjectStore(store)
      },
    }))
  const read = async (name: string): Promise<unknown> => (await open()).get(store, name)
  const write = async (name: string, value: Schema['kept']['value']): Promise<void> => {
    await (await open()).put(store, value, name)
  }
  return keptIn({
    ...{ read, write },
    drop: async (name) => (await open()).delete(store, name),
    clear: async () => (await open()).clear(store),
  })
}

/** Keeps for as long as the page is open. */
export function keepInMemory(): Kept {
  const kept = new Map<string, unknown>()
  return keptIn({
    read: (name) => Promise.resolve(kept.get(name)),
    write: (name, value) => {
      kept.set(name, value)
      return Promise.resolve()
    },
    drop: (name) => {
      kept.delete(name)
      return Promise.resolve()
    },
    clear: () => {
      kept.clear()
      return Promise.resolve()
    },
  })
}

interface Shelf {
  read(name: string): Promise<unknown>
  write(name: string, value: Schema['kept']['value']): Promise<void>
  drop(name: string): Promise<void>
  clear(): Promise<void>
}

function keptIn(shelf: Shelf): Kept {
  const readPeople = async (): Promise<readonly Person[]> =>
    ((await shelf.read('people')) as readonly Person[] | undefined) ?? []
  return {
    readKey: async () => (await shelf.read('key')) as CryptoKeyPair | undefined,
    writeKey: (pair) => shelf.write('key', pair),
    readPeople,
    writePeople: async (people) => {
      const before = await readPeople()
      await shelf.write('people', people)
      const gone = before.filter(({ id }) => people.every((person) => person.id !== id))
      for (const { id } of gone) await shelf.drop(`code ${id}`)
    },
    readCode: async (person) => (await shelf.read(`code ${person}`)) as KeptCode | undefined,
    writeCode: (person, code) => shelf.write(`code ${person}`, code),
    clear: () => shelf.clear(),
  }
}
