/** Keys as issuers of cards publish them: read whole, or refused. */
import { expect, test } from 'vitest'
import { newCardSigner } from '../../testing/health-cards.ts'
import { refusalOf } from '../../testing/refusal.ts'
import { parseIssuerKey } from './issuer-key.ts'

test('a published key is read with what stands beside it', async () => {
  const { published, kid } = await newCardSigner()
  const { x, y } = published
  expect(await parseIssuerKey({ ...published, x5c: ['AAEC/w=='], crlVersion: '2' })).toEqual({
    kid,
    jwk: { kty: 'EC', crv: 'P-256', x, y },
    chain: [Uint8Array.of(0, 1, 2, 255)],
  })
})

test.each<[string, object, string]>([
  ['that is private', { d: 'AA' }, 'ERR_KEY_MALFORMED'],
  ['by another name', { kid: 'k' }, 'ERR_KEY_MALFORMED'],
  ['without a name', { kid: undefined }, 'ERR_KEY_MALFORMED'],
  ['for another algorithm', { alg: 'ES384' }, 'ERR_KEY_UNSUPPORTED'],
  ['for no algorithm', { alg: undefined }, 'ERR_KEY_UNSUPPORTED'],
  ['for encryption', { use: 'enc' }, 'ERR_KEY_UNSUPPORTED'],
  ['for nothing', { use: undefined }, 'ERR_KEY_UNSUPPORTED'],
  ['on another curve', { crv: 'P-384' }, 'ERR_KEY_UNSUPPORTED'],
  ['with certificates that are none', { x5c: ['-_'] }, 'ERR_KEY_MALFORMED'],
  ['with a count that is none', { crlVersion: -1 }, 'ERR_KEY_MALFORMED'],
])('a key %s is refused', async (_name, change, code) => {
  const { published } = await newCardSigner()
  expect(await refusalOf(parseIssuerKey({ ...published, ...change }))).toBe(code)
})
