/** Published lists of revoked cards, and the keys that they stand beside: taken up whole, or refused. */
import { expect, test } from 'vitest'
import { newCardSigner } from '../../testing/health-cards.ts'
import { refusal, refusalOf } from '../../testing/refusal.ts'
import { parseIssuerKey } from './issuer-key.ts'
import { parseRevocationList } from '../../trust/revocation-list.ts'

const key = { kid: 'k', crlVersion: 3 }
const list = { kid: 'k', method: 'rid', ctr: 3, rids: ['AQPCj4wwk6Mt', 'lHKzqFUMjhs.1636977600'] }

test('a list names cards, and instants before which they were issued', () => {
  expect(parseRevocationList(list, key)).toEqual({
    kid: 'k',
    ids: new Map([
      ['AQPCj4wwk6Mt', null],
      ['lHKzqFUMjhs', 1_636_977_600],
    ]),
  })
  expect(parseRevocationList({ ...list, ctr: '3', rids: [] }, key).ids.size).toBe(0)
})

test.each<[string, object]>([
  ['of another key', { kid: 'x' }],
  ['by another method', { method: 'sha' }],
  ['of another count', { ctr: 4 }],
  ['of no count', { ctr: undefined }],
  ['with more members', { iss: 'https://a.example' }],
  ['that is no list', { rids: 'AQPCj4wwk6Mt' }],
  ['with an id twice', { rids: ['a', 'a'] }],
  ['with an id twice, once with an instant', { rids: ['a', 'a.1636977600'] }],
  ['with an id of 25 characters', { rids: ['a'.repeat(25)] }],
  ['with an id of another alphabet', { rids: ['a+b'] }],
  ['with no id', { rids: ['.1636977600'] }],
  ['with an instant in milliseconds', { rids: ['a.1636977600000'] }],
  ['with an instant that is none', { rids: ['a.'] }],
  ['with two instants', { rids: ['a.1.2'] }],
  ['with an id that is no text', { rids: [7] }],
])('a list %s is refused', (_name, change) => {
  expect(refusal(() => parseRevocationList({ ...list, ...change }, key))).toBe(
    'ERR_TRUST_LIST_MALFORMED',
  )
})

test('a list beside a key that states no count is refused', () => {
  expect(refusal(() => parseRevocationList(list, { kid: 'k' }))).toBe('ERR_TRUST_LIST_MALFORMED')
})

test('a published key is read with what stands beside it', async () => {
  const { published, kid } = await newCardSigner()
  const { x, y } = published
  expect(await parseIssuerKey({ ...published, x5c: ['AAEC/w=='], crlVersion: '2' })).toEqual({
    kid,
    jwk: { kty: 'EC', crv: 'P-256', x, y },
    chain: [Uint8Array.of(0, 1, 2, 255)],
    crlVersion: 2,
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
