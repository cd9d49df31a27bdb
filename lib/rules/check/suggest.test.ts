/** Tests of which name was probably meant. */
import { expect, test } from 'vitest'
import { editDistance, suggest } from './suggest.ts'

test.each([
  ['', 'abc', 3],
  ['contact', 'contact', 0],
  ['contcat', 'contact', 1],
  ['conact', 'contact', 1],
  ['kitten', 'sitting', 3],
])('%j is so far from %j: %d', (a, b, distance) => {
  expect(editDistance(a, b)).toBe(distance)
  expect(editDistance(b, a)).toBe(distance)
})

test.each([
  ['contcat', 'contact'],
  ['Contact', 'contact'],
  ['contacts', 'contact'],
  ['vacination', 'vaccination'],
  ['quarantine', null],
  ['x', null],
  ['x'.repeat(5000), null],
  [7, null],
])('for %j is meant %j', (name, meant) => {
  expect(suggest(name, ['contact', 'vaccination', 'test'])).toBe(meant)
})
