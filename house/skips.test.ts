/** The list of skips that are allowed: what it lets through, and what it must not. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { allowedBy, parseAllowedSkips } from './skips.ts'

const list = parseAllowedSkips(
  '[{ "name": "corpora", "reason": "not in this checkout", "absent": "../shared/corpora" }]',
)
const skip = { name: 'lib/encoding/base45.test.ts > corpora > every vector', reason: '' }

test('a skip of the list is allowed where what it needs is absent', () => {
  expect(allowedBy(skip, list, () => false)).toBe(list[0])
})

test('a skip of the list is not allowed where what it needs is there', () => {
  expect(allowedBy(skip, list, (path) => path === '../shared/corpora')).toBeUndefined()
})

test('a skip that no line names is not allowed', () => {
  expect(allowedBy({ name: 'lib/verify.test.ts > x', reason: 'slow' }, list, () => false)).toBe(
    undefined,
  )
})

test.each([
  '{}',
  '[{}]',
  '[null]',
  '[{ "name": "x", "reason": "y" }]',
  '[{ "name": "", "reason": "y", "absent": "z" }]',
])('the list %s is refused', (text) => {
  expect(() => parseAllowedSkips(text)).toThrow(TypeError)
})

test('the committed list can be read, and no line of it would allow everything', () => {
  const committed = parseAllowedSkips(readFileSync('skips.json', 'utf8'))
  expect(committed.filter(({ name }) => name.length < 5)).toEqual([])
})
