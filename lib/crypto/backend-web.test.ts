/** Tests of the Web backend in browsers that lack or break something: a typed answer, and never that a signature is right. */
import { registerHooks } from 'node:module'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { encodeBase64url } from '../encoding/base64url.ts'
import { utf8 } from '../encoding/bytes.ts'
import type { Backend } from './backend.ts'
import type { PublicJwk } from './jwk.ts'
import { schemes } from './schemes.ts'

const message = Uint8Array.from(utf8('message'))
const real = crypto.subtle
const generated = await real.generateKey('Ed25519', true, ['sign', 'verify'])
const signature = new Uint8Array(await real.sign('Ed25519', generated.privateKey, message))
const jwk: PublicJwk = {
  kty: 'OKP',
  crv: 'Ed25519',
  x: encodeBase64url(new Uint8Array(await real.exportKey('raw', generated.publicKey))),
}
const forged = Uint8Array.from(signature, (byte, at) => (at === 40 ? byte ^ 1 : byte))

let backend: Backend
let browsers = 0
beforeEach(async () => {
  // What was tried in one browser says nothing of the next: each has the module anew.
  const fresh = `./backend-web.ts?${++browsers}`
  ;({ backend } = (await import(fresh)) as { readonly backend: Backend })
})
afterEach(() => {
  vi.unstubAllGlobals()
})

/** A browser whose cryptography answers otherwise in some way. */
const browserWith = (broken: Readonly<Record<string, unknown>>): void => {
  const subtle = new Proxy(real, {
    get(own, name) {
      if (typeof name === 'string' && name in broken) return broken[name]
      const value: unknown = Reflect.get(own, name)
      return typeof value === 'function' ? (value as () => unknown).bind(own) : value
    },
  })
  vi.stubGlobal('crypto', { subtle })
}
const refuse = () => Promise.reject(new DOMException('', 'NotSupportedError'))
const check = async (signed: Uint8Array): Promise<unknown> => {
  try {
    return await backend.verify(await backend.importKey(jwk, schemes.Ed25519), signed, message)
  } catch (error) {
    return (error as { readonly code?: unknown }).code
  }
}
const answers = async () => [await check(signature), await check(forged)]

test.each([
  ['that knows Ed25519', {}, [true, false]],
  ['that refuses its keys', { importKey: refuse }, [true, false]],
  ['that refuses its signatures', { verify: refuse }, [true, false]],
  ['that says no to every signature', { verify: () => Promise.resolve(false) }, [false, false]],
  [
    'that finds every key malformed',
    { importKey: () => Promise.reject(new DOMException('', 'DataError')) },
    ['ERR_KEY_MALFORMED', 'ERR_KEY_MALFORMED'],
  ],
])('a browser %s', async (_which, broken, expected) => {
  browserWith(broken)
  expect(await answers()).toEqual(expected)
})

test.each([
  ['refuses its keys', { importKey: refuse }],
  ['refuses its signatures', { verify: refuse }],
])('a browser that %s, and cannot fetch what does without', async (_which, broken) => {
  browserWith(broken)
  const network = registerHooks({
    resolve: (name, context, next) => {
      if (name.endsWith('/ed25519.ts')) throw new TypeError('there is no network')
      return next(name, context)
    },
  })
  try {
    expect(await answers()).toEqual(['ERR_KEY_UNSUPPORTED', 'ERR_KEY_UNSUPPORTED'])
  } finally {
    network.deregister()
  }
})

test.each([
  ['no cryptography', undefined],
  ['none that this page may use', {}],
])('a browser with %s', async (_which, given) => {
  vi.stubGlobal('crypto', given)
  expect(await answers()).toEqual(['ERR_CRYPTO_MISSING', 'ERR_CRYPTO_MISSING'])
  await expect(async () => backend.sha256(message)).rejects.toMatchObject({
    code: 'ERR_CRYPTO_MISSING',
  })
})

test('a browser that has an error of its own at a signature decides nothing', async () => {
  browserWith({})
  const key = await backend.importKey(jwk, schemes.Ed25519)
  browserWith({ verify: () => Promise.reject(new DOMException('', 'OperationError')) })
  await expect(async () => backend.verify(key, signature, message)).rejects.toThrow(DOMException)
})
