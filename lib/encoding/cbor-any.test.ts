/** Tests of reading CBOR as others write it, against data that others made and at each bound. */
import { describe, expect, test } from 'vitest'
import { fromHex, hasCorpora, readCorpus } from '../testing/corpora.ts'
import { refusal } from '../testing/refusal.ts'
import { decodeAnyCbor, isArray, isMap, isTagged, type AnyCbor } from './cbor-any.ts'

interface Example {
  readonly hex: string
  readonly decoded?: unknown
  readonly diagnostic?: string
}

const read = (hex: string): AnyCbor => decodeAnyCbor(fromHex(hex), { maxBytes: 1024 })

/** The diagnostic notation of RFC 8949 section 8, without its marks for indefinite lengths. */
function diagnosis(value: AnyCbor): string {
  if (value instanceof Uint8Array) return `h'${Buffer.from(value).toString('hex')}'`
  if (isArray(value)) return `[${value.map(diagnosis).join(', ')}]`
  if (isMap(value)) {
    const entries = [...value].map(([key, item]) => `${diagnosis(key)}: ${diagnosis(item)}`)
    return `{${entries.join(', ')}}`
  }
  if (isTagged(value)) return `${String(value.tag)}(${diagnosis(value.value)})`
  if (typeof value === 'object' && value !== null) return `simple(${String(value.simple)})`
  return typeof value === 'string' ? JSON.stringify(value) : String(value)
}

/** What an example of appendix A must come to, as `diagnosis` writes it. */
function expected({ hex, decoded, diagnostic }: Example): string {
  if (diagnostic?.startsWith('(_ ') === true) return "h'0102030405'"
  if (diagnostic !== undefined) return diagnostic
  // JSON's reader has rounded these; and a big number is a tag, which is not interpreted.
  if (hex === '1bffffffffffffffff') return '18446744073709551615'
  if (hex === '3bffffffffffffffff') return '-18446744073709551616'
  if (hex.startsWith('c249')) return "2(h'010000000000000000')"
  if (hex.startsWith('c349')) return "3(h'010000000000000000')"
  return plainDiagnosis(decoded)
}

function plainDiagnosis(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(plainDiagnosis).join(', ')}]`
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value)
    return `{${entries.map(([key, item]) => `"${key}": ${plainDiagnosis(item)}`).join(', ')}}`
  }
  return typeof value === 'string' ? JSON.stringify(value) : String(value)
}

describe.skipIf(!hasCorpora)('corpora: cbor', () => {
  test('every example of appendix A is read as it says', () => {
    const examples = readCorpus('cbor/appendix_a.json') as readonly Example[]
    for (const example of examples) {
      expect([example.hex, diagnosis(read(example.hex))]).toEqual([example.hex, expected(example)])
    }
    console.log(`corpora: cbor-any appendix_a ${examples.length} of ${examples.length} read`)
    expect(examples.length).toBeGreaterThan(40)
  })

  test('nothing that is not well-formed is read, nor text that is not UTF-8', () => {
    const cases = readCorpus('cbor/not-well-formed.json') as readonly { readonly hex: string }[]
    const taken = cases.filter(({ hex }) => refusal(() => read(hex)) !== 'ERR_CBOR_MALFORMED')
    console.log(
      `corpora: cbor-any not-well-formed ${cases.length - taken.length} of ${cases.length} refused`,
    )
    expect(taken).toEqual([])
    expect(cases.some(({ hex }) => hex === '62c0ae')).toBe(true)
  })

  test('every canonical float is read as its value', () => {
    const cases = readCorpus('cbor/canonical-floats.json') as readonly {
      readonly value: number | string
      readonly hex: string
    }[]
    for (const { value, hex } of cases) {
      expect([hex, Number(read(hex))]).toEqual([hex, Number(value)])
    }
    console.log(`corpora: cbor-any floats ${cases.length} of ${cases.length} read`)
  })
})

test.each([
  ['a doubled key', 'a201020103'],
  ['a key doubled in a longer head', 'a20102180103'],
  ['a key doubled as a float', 'a20102f93c0003'],
  ['a key doubled in a map without a length', 'bf616101616102ff'],
  ['an array for a key', 'a1810102'],
  ['bytes for a key', 'a1410102'],
  ['trailing bytes', '0101'],
  ['an end where nothing began', 'ff'],
  ['an end in a map after a key', 'bf01ff'],
  ['a simple value below 32 in two bytes', 'f814'],
  ['a piece of text that ends within a character', '7f61c361bcff'],
  ['a piece without a length in a string without one', '5f5f4101ffff'],
  ['a tag without an item', 'c0'],
  ['an integer without a length', '1f'],
  ['a float that is cut off', 'fb3ff19999'],
  ['a length of more than there is', '5bffffffffffffffff00'],
  ['a count of more than there is', '9b00000fffffffffff00'],
  ['a map of more than there is', 'bb00000fffffffffff0000'],
])('%s is refused', (_name, hex) => {
  expect(refusal(() => read(hex))).toBe('ERR_CBOR_MALFORMED')
})

test('integers beyond 2^53 - 1 are kept exactly', () => {
  expect(read('1b001fffffffffffff')).toBe(2 ** 53 - 1)
  expect(read('1b0020000000000000')).toBe(2n ** 53n)
  expect(read('3b001ffffffffffffe')).toBe(-(2 ** 53 - 1))
  expect(read('3b001fffffffffffff')).toBe(-(2n ** 53n))
})

test('a head longer than needed and keys in any order are read', () => {
  expect(read('a2616201190001f5')).toEqual(
    new Map<unknown, unknown>([
      ['b', 1],
      [1, true],
    ]),
  )
})

test('every half float is the number that the platform makes of it', () => {
  const half = new Float32Array(1)
  const bits = new Uint32Array(half.buffer)
  for (let value = 0; value < 0x10000; value++) {
    const [sign, exponent, fraction] = [value >> 15, (value >> 10) & 31, value & 0x3ff]
    // The normal ones, by moving their fields to where a single float has them.
    if (exponent === 0 || exponent === 31) continue
    bits[0] = ((sign << 31) | ((exponent + 112) << 23) | (fraction << 13)) >>> 0
    const bytes = Uint8Array.of(0xf9, value >> 8, value & 0xff)
    if (decodeAnyCbor(bytes, { maxBytes: 3 }) !== half[0]) expect.fail(String(value))
  }
})

test('nesting is read down to the limit and not below, with a length or without, under tags too', () => {
  const deep = (hex: string, end: string, depth: number): string =>
    hex.repeat(depth - 1) + '00' + end.repeat(depth - 1)
  for (const [hex, end] of [
    ['81', ''],
    ['9f', 'ff'],
    ['c1', ''],
    ['a101', ''],
  ] as const) {
    expect(refusal(() => read(deep(hex, end, 16)))).toBeUndefined()
    expect(refusal(() => read(deep(hex, end, 17)))).toBe('ERR_CBOR_MALFORMED')
  }
})

test('what is longer than the limit is not looked at', () => {
  const bytes = new Uint8Array(11)
  expect(refusal(() => decodeAnyCbor(bytes, { maxBytes: 10 }))).toBe('ERR_CBOR_TOO_LARGE')
})
