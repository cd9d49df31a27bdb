/** Tests of JSON Web Keys: what is read of them, what is refused, and their names. */
import { calculateJwkThumbprint, type JWK } from 'jose'
import { describe, expect, test } from 'vitest'
import { encodeBase64url } from '../encoding/base64url.ts'
import { hasCorpora, readCorpus } from '../testing/corpora.ts'
import { keyNamed } from '../testing/keys.ts'
import { refusal, refusalOf } from '../testing/refusal.ts'
import { keyId, parsePublicJwk, thumbprint, type PrivateJwk } from './jwk.ts'
import { generateKey, jwkSigner } from './signer.ts'
import { importVerifyKey } from './verify-key.ts'

const open = { Ed25519: keyNamed('a'), ESP256: keyNamed('a', 'ESP256') } as const

test('the thumbprint of the key of RFC 8037 is the one it states', async () => {
  const x = '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo'
  expect(await thumbprint({ kty: 'OKP', crv: 'Ed25519', x })).toBe(
    'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k',
  )
})

test.each(['Ed25519', 'ESP256'] as const)(
  'the thumbprint of a %s key is what jose computes, and its first 8 bytes are the kid',
  async (algorithm) => {
    const jwk = parsePublicJwk(open[algorithm])
    const name = await calculateJwkThumbprint(jwk)
    expect(await thumbprint(jwk)).toBe(name)
    expect(encodeBase64url(await keyId(jwk))).toBe(
      Buffer.from(name, 'base64url').subarray(0, 8).toString('base64url'),
    )
  },
)

test.each(['Ed25519', 'ESP256'] as const)(
  'a fresh %s key signs, and only its public part is read',
  async (algorithm) => {
    const jwk = await generateKey(algorithm)
    expect(
      Object.keys(parsePublicJwk({ ...jwk, alg: undefined, kid: 'k', ext: true })).sort(),
    ).toEqual(algorithm === 'Ed25519' ? ['crv', 'kty', 'x'] : ['crv', 'kty', 'x', 'y'])
    expect((await (await jwkSigner(jwk)).sign(new Uint8Array(1))).length).toBe(64)
  },
)

test.each<[string, unknown, string]>([
  ['nothing', undefined, 'ERR_KEY_MALFORMED'],
  ['null', null, 'ERR_KEY_MALFORMED'],
  ['text', 'key', 'ERR_KEY_MALFORMED'],
  ['an empty object', {}, 'ERR_KEY_UNSUPPORTED'],
  ['RSA', { kty: 'RSA', n: 'AQAB', e: 'AQAB' }, 'ERR_KEY_UNSUPPORTED'],
  ['P-384', { kty: 'EC', crv: 'P-384', x: 'AA', y: 'AA' }, 'ERR_KEY_UNSUPPORTED'],
  ['Ed25519 as EC', { ...open.Ed25519, kty: 'EC' }, 'ERR_KEY_UNSUPPORTED'],
  ['X25519', { ...open.Ed25519, crv: 'X25519' }, 'ERR_KEY_UNSUPPORTED'],
  ['no x', { kty: 'OKP', crv: 'Ed25519' }, 'ERR_KEY_MALFORMED'],
  ['an x of 31 bytes', { ...open.Ed25519, x: 'A'.repeat(42) }, 'ERR_KEY_MALFORMED'],
  ['an x of 33 bytes', { ...open.Ed25519, x: 'A'.repeat(44) }, 'ERR_KEY_MALFORMED'],
  ['an x in another alphabet', { ...open.Ed25519, x: '+'.repeat(43) }, 'ERR_KEY_MALFORMED'],
  ['an x with padding', { ...open.Ed25519, x: `${open.Ed25519.x}=` }, 'ERR_KEY_MALFORMED'],
  ['an x with stray bits', { ...open.Ed25519, x: `${'A'.repeat(42)}B` }, 'ERR_KEY_MALFORMED'],
  ['no y', { ...open.ESP256, y: undefined }, 'ERR_KEY_MALFORMED'],
  ['a key for encryption', { ...open.ESP256, use: 'enc' }, 'ERR_KEY_UNSUPPORTED'],
  ['a key for another algorithm', { ...open.ESP256, alg: 'ES512' }, 'ERR_KEY_UNSUPPORTED'],
  ['a key of the other kind', { ...open.Ed25519, alg: 'ES256' }, 'ERR_KEY_UNSUPPORTED'],
  ['a key that may not sign', { ...open.ESP256, key_ops: ['encrypt'] }, 'ERR_KEY_UNSUPPORTED'],
  ['operations that are no list', { ...open.ESP256, key_ops: 'verify' }, 'ERR_KEY_UNSUPPORTED'],
])('%s is refused as a key', (_name, value, code) => {
  expect(refusal(() => parsePublicJwk(value))).toBe(code)
})

test.each<[string, PrivateJwk]>([
  ['no d', { ...parsePublicJwk(open.Ed25519), d: undefined as unknown as string }],
  ['a short d', { ...open.Ed25519, d: 'AA' }],
  ['a d that is no base64url', { ...open.Ed25519, d: '!'.repeat(43) }],
  ['a d of another Ed25519 key', { ...open.Ed25519, d: keyNamed('b').d }],
  ['a d of another P-256 key', { ...open.ESP256, d: keyNamed('b', 'ESP256').d }],
])('a private key with %s is refused', async (_name, jwk) => {
  expect(await refusalOf(jwkSigner(jwk))).toBe('ERR_KEY_MALFORMED')
})

test.each<[string, unknown]>([
  ['off the curve', { ...open.ESP256, x: open.Ed25519.x }],
  ['of small order', { kty: 'OKP', crv: 'Ed25519', x: encodeBase64url(new Uint8Array(32)) }],
  [
    'not canonical',
    { kty: 'OKP', crv: 'Ed25519', x: encodeBase64url(new Uint8Array(32).fill(255)) },
  ],
])('a key %s is not made ready', async (_name, value) => {
  expect(await refusalOf(importVerifyKey(parsePublicJwk(value)))).toBe('ERR_KEY_MALFORMED')
})

describe.skipIf(!hasCorpora)('corpora: wycheproof JSON Web Keys', () => {
  test('no key is read of a set whose use its signatures must not have', () => {
    const { testGroups } = readCorpus('wycheproof/json_web_key_test.json') as {
      readonly testGroups: readonly {
        readonly private: { readonly keys: readonly JWK[] }
        readonly tests: readonly { readonly tcId: number; readonly result: string }[]
      }[]
    }
    const taken: unknown[] = []
    let tried = 0
    for (const { private: set, tests } of testGroups)
      for (const { tcId, result } of tests)
        for (const jwk of set.keys) {
          tried++
          const isRead = refusal(() => parsePublicJwk(jwk)) === undefined
          // One set mixes a good key of ours with a symmetric one, and signs with the latter.
          const isGood = jwk.kty === 'EC' && jwk.alg === 'ES256' && jwk.use === 'sig'
          if (isRead !== isGood) taken.push({ tcId, result })
        }
    console.log(
      `corpora: wycheproof json_web_key ${tried} keys of ${testGroups.length} sets judged`,
    )
    expect(taken).toEqual([])
    expect(tried).toBeGreaterThan(10)
  })
})
