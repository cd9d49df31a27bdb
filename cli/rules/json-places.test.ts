/** Where the values of a JSON text stand, and where it stops being one. */
import { expect, test } from 'vitest'
import { readJson } from './json-places.ts'

const text = `{
  "id": "x", "list": [1, {"a": true}],
  "map": {
    "a.b": null
  }
}
`

test('every value has its place, by its path', () => {
  const read = readJson(text)
  if (read.faults.length > 0) throw new TypeError('a sound text')
  const { placeOf, value } = read as Extract<typeof read, { value: unknown }>
  expect(value).toEqual(JSON.parse(text))
  expect(placeOf('')).toEqual({ line: 1, column: 1, length: 1 })
  expect(placeOf('id')).toEqual({ line: 2, column: 9, length: 3 })
  expect(placeOf('list[0]')).toEqual({ line: 2, column: 23, length: 1 })
  expect(placeOf('list[1].a')).toEqual({ line: 2, column: 32, length: 4 })
  expect(placeOf('map.a.b')).toEqual({ line: 4, column: 12, length: 4 })
})

test('what is not there stands where it should be', () => {
  const read = readJson(text) as Extract<ReturnType<typeof readJson>, { value: unknown }>
  expect(read.placeOf('list[1].b.c[0]')).toEqual(read.placeOf('list[1]'))
  expect(read.placeOf('nothing')).toEqual(read.placeOf(''))
})

test.each([
  ['', 1, 1],
  ['{"a": 1,}', 1, 9],
  ['{"a" 1}', 1, 6],
  ['{"a": 1\n  "b": 2}', 2, 3],
  ['[1, 2', 1, 6],
  ['[1, ]', 1, 5],
  ['{} {}', 1, 4],
  ['{"a": what}', 1, 7],
  ['{"a": "two\nlines"}', 1, 7],
])('%j is refused at its place', (broken, line, column) => {
  expect(readJson(broken).faults).toMatchObject([{ line, column }])
})
