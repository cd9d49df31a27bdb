/** Tests of writing CBOR as JSON. */
import { expect, test } from 'vitest'
import { fromHex } from '../testing/corpora.ts'
import { refusal } from '../testing/refusal.ts'
import { decodeAnyCbor } from './cbor-any.ts'
import { jsonOfCbor } from './cbor-json.ts'

const json = (hex: string): unknown => jsonOfCbor(decodeAnyCbor(fromHex(hex), { maxBytes: 100 }))

test.each([
  ['a number for a key', 'a10102', { 1: 2 }],
  ['a negative number for a key', 'a139010302', { '-260': 2 }],
  [
    'a date as text',
    `c074${Buffer.from('2013-03-21T20:04:00Z').toString('hex')}`,
    '2013-03-21T20:04:00Z',
  ],
  ['tags in tags', 'c1c201', 1],
  ['bytes', '42ffff', '__8'],
  ['a float', 'f93e00', 1.5],
  ['a number that is none', 'f97e00', null],
  ['infinity', 'f9fc00', null],
  ['undefined', '81f7', [null]],
  ['a simple value', 'f8ff', null],
  ['an integer that no double holds', '1bffffffffffffffff', 18446744073709551616],
  [
    'lists and maps without a length',
    'bf6161 9f01f6f5ff ff'.replaceAll(' ', ''),
    { a: [1, null, true] },
  ],
])('%s', (_name, hex, expected) => {
  expect(json(hex)).toEqual(expected)
})

test('a name that JavaScript takes for a prototype is a member like any other', () => {
  const object = json('a1695f5f70726f746f5f5fa1617801') as object
  expect(Object.getPrototypeOf(object)).toBe(Object.prototype)
  expect(JSON.stringify(object)).toBe('{"__proto__":{"x":1}}')
})

test.each([
  ['a number and its text', 'a20101613102'],
  ['a text and its number', 'a26131010102'],
])('%s for keys are refused', (_name, hex) => {
  expect(refusal(() => json(hex))).toBe('ERR_CBOR_MALFORMED')
})
