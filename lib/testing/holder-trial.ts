/** In a browser: a holder's key kept in IndexedDB and taken up again after a reload, for a test to call. */
import { createHolderKey, holderKeyOf, livePresentation, requestText } from 'greengate/holder'
import { openDB } from 'idb'

/** What a page can say of a key that it made. */
export interface Made {
  readonly publicJwk: unknown
  /** What came of reading its secret half. */
  readonly secret: string
}

const open = () =>
  openDB('holder-trial', 1, {
    upgrade: (database) => {
      database.createObjectStore('keys')
    },
  })

const kept = async (name: string) =>
  holderKeyOf((await (await open()).get('keys', name)) as CryptoKeyPair)

const trial = {
  async make(name: 'Ed25519' | 'ESP256'): Promise<Made> {
    const { pair, publicJwk } = await createHolderKey(name)
    await (await open()).put('keys', pair, name)
    const secret = await crypto.subtle.exportKey('jwk', pair.privateKey).then(
      () => 'read',
      (error: unknown) => (error as Error).name,
    )
    return { publicJwk, secret }
  },
  async ask(name: string, challenge: readonly number[]): Promise<string> {
    return requestText(await kept(name), { challenge: Uint8Array.from(challenge) })
  },
  async show(name: string, code: string, now: string): Promise<string> {
    return livePresentation(code, await kept(name), new Date(now))
  },
}

/** What the page offers to a test. */
export type HolderTrial = typeof trial

declare global {
  var holderTrial: HolderTrial
}
globalThis.holderTrial = trial
