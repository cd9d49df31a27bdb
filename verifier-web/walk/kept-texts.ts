/** What the page keeps in its databases, read from them in the page itself. */
import type { Browser } from 'webdriverio'

/** One database, and all that it holds as text. */
export interface KeptTexts {
  readonly name: string
  readonly texts: readonly string[]
}

// Runs in the page, and is sent there as text: it can use nothing from around it.
async function readDatabases(): Promise<KeptTexts[]> {
  const wait = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((done, fail) => {
      request.onsuccess = () => {
        done(request.result)
      }
      request.onerror = () => {
        fail(request.error ?? new Error())
      }
    })
  const found: KeptTexts[] = []
  for (const { name = '' } of await indexedDB.databases()) {
    const database = await wait(indexedDB.open(name))
    const texts: string[] = []
    for (const store of database.objectStoreNames) {
      const values: unknown[] = await wait(database.transaction(store).objectStore(store).getAll())
      for (const value of values)
        texts.push(
          value instanceof Uint8Array ? new TextDecoder().decode(value) : JSON.stringify(value),
        )
    }
    database.close()
    found.push({ name, texts })
  }
  return found
}

/** Everything that the databases of the page hold. */
export async function keptTexts(browser: Browser): Promise<readonly KeptTexts[]> {
  return await browser.execute(readDatabases)
}
