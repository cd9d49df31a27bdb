/** Tests of files of boundaries: what is whole is read, and what is not is refused before anybody is made. */
import { expect, test } from 'vitest'
import { OperatorError } from '../operator-error.ts'
import { parseBoundaries } from './parse-boundaries.ts'
import { standardBoundaries } from './standard-boundaries.ts'

const parse = (text: string) => parseBoundaries(new TextEncoder().encode(text), 'file.json')

test('the built-in boundaries are read as they are', () => {
  expect(parse(JSON.stringify(standardBoundaries))).toEqual(standardBoundaries)
})

const boundary = (...members: readonly object[]): string =>
  JSON.stringify([Object.assign({}, ...members)])
const day14 = { name: 'x', unit: 'day', value: 14, kind: 'contact', field: 'at' }

test.each([
  ['no list', '{}'],
  ['an empty list', '[]'],
  ['no JSON', 'contact: 14'],
  ['an unknown member', boundary(day14, { days: 14 })],
  ['an unknown unit', boundary(day14, { unit: 'week' })],
  ['a value that is no number', boundary(day14, { value: '14' })],
  ['a unit without a value', boundary({ name: 'x', unit: 'day', kind: 'contact', field: 'at' })],
  ['two places', boundary(day14, { covers: 'contact' })],
  ['no field for its unit', boundary({ name: 'x', unit: 'day', value: 14, kind: 'contact' })],
  [
    'a gate that counts days',
    boundary({ name: 'x', unit: 'day', value: 3, onSite: 'temperature' }),
  ],
  ['a gate that measures what none does', boundary({ name: 'x', onSite: 'height' })],
  ['fields that are no values', boundary(day14, { fields: { closeness: {} } })],
])('boundaries with %s are refused, and the file is named', (_name, text) => {
  expect(() => parse(text)).toThrow(OperatorError)
  expect(() => parse(text)).toThrow(/^file\.json/)
})
