/** Tests of canonical JSON: the corpora, RFC 8785's numbers, and that only canonical bytes are read. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromHex, hasCorpora, readCorpus, toHex } from '../testing/corpora.ts'
import { refusal } from '../testing/refusal.ts'
import { utf8 } from './bytes.ts'
import { canonicalJson, parseCanonicalJson } from './canonical-json.ts'

interface Case {
  readonly id: string
  readonly input?: string
  readonly ieeeHex?: string
  readonly expected?: string
  readonly expectedHex?: string
  readonly mustReject?: boolean
}

const refused = (text: string | Uint8Array): string | undefined =>
  refusal(() => parseCanonicalJson(typeof text === 'string' ? utf8(text) : text))

describe.skipIf(!hasCorpora)('corpora: json-canonicalization', () => {
  test('every case is written as it says, and read only in that form', () => {
    const cases = readCorpus('json-canonicalization/cases.json') as readonly Case[]
    const figures = { written: 0, numbers: 0, refused: 0 }
    for (const { id, input, ieeeHex, expected, expectedHex, mustReject } of cases) {
      if (mustReject === true) {
        expect([id, refused(input!)]).toEqual([id, 'ERR_JSON_MALFORMED'])
        figures.refused++
      } else if (ieeeHex === undefined) {
        const written = canonicalJson(JSON.parse(input!))
        expect(written).toBe(expected)
        if (expectedHex !== undefined) expect(toHex(utf8(written))).toBe(expectedHex)
        expect(canonicalJson(parseCanonicalJson(utf8(written)))).toBe(expected)
        expect([id, refused(input!)]).toEqual([
          id,
          input === expected ? undefined : 'ERR_JSON_MALFORMED',
        ])
        figures.written++
      } else {
        const number = new DataView(fromHex(ieeeHex).buffer).getFloat64(0)
        expect(canonicalJson(number)).toBe(expected)
        figures.numbers++
      }
    }
    console.log(`corpora: json-canonicalization ${JSON.stringify(figures)}, of ${cases.length}`)
    expect(figures.written + figures.numbers + figures.refused).toBe(cases.length)
  })
})

test('what is written is read back as the same value, and is what JSON says it is', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
      const text = canonicalJson(value)
      expect(parseCanonicalJson(utf8(text))).toEqual(JSON.parse(text))
      // JSON has one zero.
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
    }),
    { numRuns: 500 },
  )
})

test('any bytes are read or refused by their code', () => {
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array(), fc.json().map(utf8)), (bytes) => {
      expect([undefined, 'ERR_JSON_MALFORMED']).toContain(refused(bytes))
    }),
    { numRuns: 1000 },
  )
})

test('members are sorted by UTF-16 code units, not by code points', () => {
  expect(canonicalJson({ '\u{1F600}': 1, '\uFB33': 2 })).toBe('{"\u{1F600}":1,"\uFB33":2}')
})

test.each([
  ['doubled members', '{"a":1,"a":1}'],
  ['doubled members, one of them escaped', '{"a":1,"\\u0061":1}'],
  ['unsorted members', '{"b":1,"a":2}'],
  ['unsorted members within a list', '[{"a":1,"b":2},{"b":1,"a":2}]'],
  ['names that are numbers in the order of numbers', '{"2":1,"10":2}'],
  ['half a surrogate pair as a name', '{"\\ud800":1}'],
  ['white space', '{"a": 1}'],
  ['a line end behind', '{}\n'],
  ['an escape that is not needed', '"\\u0041"'],
  ['an escaped solidus', '"\\/"'],
  ['an escape in capitals', '"\\u001F"'],
  ['a number with a fraction of zero', '1.0'],
  ['a number with an exponent that is not needed', '1e0'],
  ['minus zero', '-0'],
  ['a number beyond all numbers', '1e999'],
  ['half a surrogate pair', '"\\ud800"'],
  ['a byte order mark', '\ufeff{}'],
  ['no value', ''],
  ['two values', '{}{}'],
  ['NaN', 'NaN'],
  ['a comma too many', '[1,]'],
])('%s is refused', (_name, text) => {
  expect(refused(text)).toBe('ERR_JSON_MALFORMED')
})

test.each([
  ['names that are numbers, which objects hold in another order', '{"10":1,"2":{"b":[]}}'],
  ['an escaped backslash before what looks like half a surrogate pair', '"\\\\ud800"'],
  ['members in order at every depth', '{"a":[{"b":{"c":null,"d":"\u{1F600}"}}],"b":{}}'],
])('%s are read', (_name, text) => {
  expect(canonicalJson(parseCanonicalJson(utf8(text)))).toBe(text)
})

test.each([
  ['an overlong form', [0x22, 0xc0, 0x80, 0x22]],
  ['an encoded surrogate', [0x22, 0xed, 0xa0, 0x80, 0x22]],
  ['a byte alone', [0x22, 0xff, 0x22]],
])('UTF-8 with %s is refused', (_name, bytes) => {
  expect(refused(Uint8Array.from(bytes))).toBe('ERR_JSON_MALFORMED')
})

test('a member named __proto__ is a member like any other', () => {
  const text = '{"__proto__":{"a":1},"b":2}'
  const value = parseCanonicalJson(utf8(text)) as object
  expect(Object.keys(value)).toEqual(['__proto__', 'b'])
  expect(canonicalJson(value)).toBe(text)
})

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth)

test('nesting is read to 64 levels and refused from 66 on, however deep', () => {
  expect(refused(nested(64))).toBeUndefined()
  for (const depth of [66, 1000, 200_000]) {
    expect([depth, refused(nested(depth))]).toEqual([depth, 'ERR_JSON_MALFORMED'])
  }
})

test.each([
  ['undefined', undefined],
  ['a function', () => 1],
  ['a symbol', Symbol('a')],
  ['a bigint', 1n],
  ['NaN', NaN],
  ['infinity', [-Infinity]],
  ['half a surrogate pair', { a: '\udc00' }],
  ['half a surrogate pair as a name', { '\ud800': 1 }],
  ['a Date', { at: new Date(0) }],
  ['a Map', [new Map([['a', 1]])]],
  ['bytes', new Uint8Array(2)],
  // A hole is no value.
  ['an array with a hole', Array(2)],
])('%s is not JSON and cannot be written', (_name, value) => {
  expect(() => canonicalJson(value)).toThrow(TypeError)
})

test('a member that is undefined is left out, as JSON.stringify leaves it out', () => {
  expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}')
})
