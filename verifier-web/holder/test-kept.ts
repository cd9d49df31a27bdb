/** For the walk: what the page keeps, read from its database in the page itself, and a code of other people. */
import { readFile } from 'node:fs/promises'

/** Whether each key could leave, and what became of trying to read it. Runs in the page. */
export async function readSecrets(): Promise<readonly (readonly [boolean, string])[]> {
  const database = await new Promise<IDBDatabase>((done) => {
    const request = indexedDB.open('greengate-holder')
    request.onsuccess = () => {
      done(request.result)
    }
  })
  const kept = await new Promise<readonly { readonly pair: CryptoKeyPair }[]>((done) => {
    const request: IDBRequest = database.transaction('keys').objectStore('keys').getAll()
    request.onsuccess = () => {
      done(request.result as readonly { readonly pair: CryptoKeyPair }[])
    }
  })
  database.close()
  return Promise.all(
    kept.map(async ({ pair: { privateKey } }) => {
      const read = await crypto.subtle.exportKey('jwk', privateKey).then(String, String)
      return [privateKey.extractable, read] as const
    }),
  )
}

/** How many things there are in each store. Runs in the page. */
export async function countKept(): Promise<readonly number[]> {
  const database = await new Promise<IDBDatabase>((done) => {
    const request = indexedDB.open('greengate-holder')
    request.onsuccess = () => {
      done(request.result)
    }
  })
  const counts = [...database.objectStoreNames].map(
    (name) =>
      new Promise<number>((done) => {
        const request = database.transaction(name).objectStore(name).count()
        request.onsuccess = () => {
          done(request.result)
        }
      }),
  )
  const all = await Promise.all(counts)
  database.close()
  return all
}

/** Asks another host, and gives what the page's policy refuses it by. Runs in the page. */
export function askElsewhere(): Promise<string> {
  return new Promise((tell) => {
    document.addEventListener('securitypolicyviolation', (event) => {
      tell(event.effectiveDirective)
    })
    fetch('http://elsewhere.test/').catch(() => undefined)
  })
}

/** A SMART Health Card of the vectors, which names no end. */
export async function foreignCard(): Promise<string> {
  const { groups } = JSON.parse(await readFile('test-vectors/verify/shc.json', 'utf8')) as {
    readonly groups: readonly { readonly cases: readonly { id: string; text: string }[] }[]
  }
  const [card] = groups.flatMap(({ cases }) => cases.filter(({ id }) => id === 'shc-card'))
  if (card === undefined) throw new Error('the vectors have no such card')
  return card.text
}
