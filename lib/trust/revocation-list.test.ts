/** Published lists of revoked cards: taken up whole, or refused. */
import { expect, test } from 'vitest'
import { refusal } from '../testing/refusal.ts'
import { parseRevocationList } from './revocation-list.ts'

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
