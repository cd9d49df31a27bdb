/** Tests of field values: JSON and CBOR map one to one, and a value that has another form is refused. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeCbor, type CborValue } from '../encoding/cbor.ts'
import { encodeCbor } from '../encoding/cbor-encode.ts'
import { cborValue } from '../testing/arbitrary-cbor.ts'
import { fieldValue } from '../testing/arbitrary-claims.ts'
import { decodeFieldValue, encodeFieldValue } from './field-value.ts'
import type { FieldValue } from './claims.ts'

const tags = [1, 4, 100]

test('every value of a field comes back through CBOR as it was', () => {
  fc.assert(
    fc.property(fieldValue, (value) => {
      const bytes = encodeCbor(encodeFieldValue(value)!)
      expect(decodeFieldValue(decodeCbor(bytes, { maxBytes: 300, tags }))).toBe(value)
    }),
    { numRuns: 2000 },
  )
})

test('every CBOR value that is a field value is the form in which that value is written', () => {
  let read = 0
  const tagged = fc.oneof(
    cborValue,
    fc.record({ tag: fc.constantFrom(1, 100), value: fc.integer({ min: -80_000, max: 8e9 }) }),
    fc.record({
      tag: fc.constant(4),
      value: fc.tuple(fc.integer({ min: -8, max: 2 }), fc.maxSafeInteger()),
    }),
    fc.record({
      tag: fc.constant(4),
      value: fc.tuple(fc.integer({ min: -6, max: -1 }), fc.integer({ min: -9999, max: 9999 })),
    }),
  ) as fc.Arbitrary<CborValue>
  fc.assert(
    fc.property(tagged, (value) => {
      const field = decodeFieldValue(value)
      if (field === undefined) return
      read++
      expect(encodeFieldValue(field)).toEqual(value)
    }),
    { numRuns: 2000 },
  )
  expect(read).toBeGreaterThan(300)
})

test.each<[string, FieldValue, CborValue]>([
  ['an instant', '2020-02-11T04:00:00Z', { tag: 1, value: 1_581_393_600 }],
  ['a date', '2020-02-11', { tag: 100, value: 18_303 }],
  ['a date before 1970', '1969-12-31', { tag: 100, value: -1 }],
  ['a decimal', 36.6, { tag: 4, value: [-1, 366] }],
  ['a decimal below one', -0.000001, { tag: 4, value: [-6, -1] }],
  ['an integer', -3, -3],
  ['text that is nearly a date', '2020-2-30', '2020-2-30'],
  ['text that is nearly an instant', '2020-02-11T04:00Z', '2020-02-11T04:00Z'],
])('%s is written in its own form', (_name, value, cbor) => {
  expect(encodeFieldValue(value)).toEqual(cbor)
  expect(decodeFieldValue(cbor)).toEqual(value)
})

test.each<[string, number | string]>([
  ['seven decimals', 0.1234567],
  ['2^53', 2 ** 53],
  ['1e21', 1e21],
  ['NaN', NaN],
  ['infinity', Infinity],
  ['an instant before 1970', '1969-12-31T23:59:59Z'],
  ['text of the form of a date that is none', '2020-02-30'],
  ['text of the form of an instant that is none', '2020-02-11T24:00:00Z'],
])('%s has no form', (_name, value) => {
  expect(encodeFieldValue(value)).toBeUndefined()
})

test.each<[string, CborValue]>([
  ['an instant as text', '2020-02-11T04:00:00Z'],
  ['a date as text', '2020-02-11'],
  ['a date that no calendar has as text', '2020-02-30'],
  ['no date, but of its form', '2020-02-30'],
  ['no instant, but of its form', '2020-02-11T24:00:00Z'],
  ['a decimal that is an integer', { tag: 4, value: [-1, 30] }],
  ['a decimal with a trailing zero', { tag: 4, value: [-2, 360] }],
  ['a decimal without decimals', { tag: 4, value: [0, 3] }],
  ['a decimal with an exponent above 0', { tag: 4, value: [1, 3] }],
  ['a decimal of seven decimals', { tag: 4, value: [-7, 3] }],
  ['a decimal beyond what a number holds', { tag: 4, value: [-6, 2 ** 53 - 1] }],
  ['a decimal of three parts', { tag: 4, value: [-1, 3, 3] }],
  ['a decimal of texts', { tag: 4, value: ['-1', '3'] }],
  ['a decimal within a decimal', { tag: 4, value: { tag: 4, value: [-1, 3] } }],
  ['an instant before 1970', { tag: 1, value: -1 }],
  ['an instant after 2199', { tag: 1, value: 8e9 }],
  ['a date before 1900', { tag: 100, value: -25_568 }],
  ['a date after 2199', { tag: 100, value: 84_006 }],
  ['an instant of text', { tag: 1, value: '0' }],
  ['null', null],
  ['bytes', new Uint8Array(1)],
  ['a list', [1]],
  ['a map', new Map([['a', 1]])],
])('%s is no value of a field', (_name, value) => {
  expect(decodeFieldValue(value)).toBeUndefined()
})
