/** Tests of CBOR: what is written comes back, another encoder agrees, and only the one encoding is read. */
import { cdeEncodeOptions, encode } from 'cbor2'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cborValue } from '../testing/arbitrary-cbor.ts'
import { fromHex, toHex } from '../testing/corpora.ts'
import { refusal } from '../testing/refusal.ts'
import { decodeCbor, type CborValue } from './cbor.ts'
import { encodeCbor } from './cbor-encode.ts'

const limits = { maxBytes: 4096, tags: [1, 4, 100] }

const refused = (hex: string): string | undefined => refusal(() => decodeCbor(fromHex(hex), limits))

test('whatever is written comes back', () => {
  fc.assert(
    fc.property(cborValue, (value) => {
      const bytes = encodeCbor(value)
      expect(decodeCbor(bytes, { ...limits, maxBytes: bytes.length })).toEqual(value)
    }),
    { numRuns: 500 },
  )
})

const untagged = (value: CborValue): boolean =>
  JSON.stringify(value, (_, item: unknown) =>
    item instanceof Map ? [...(item as ReadonlyMap<unknown, unknown>)] : item,
  ).includes('"tag"')

test('another deterministic encoder writes the same bytes', () => {
  fc.assert(
    fc.property(cborValue, (value) => {
      fc.pre(!untagged(value))
      expect(toHex(encodeCbor(value))).toBe(
        toHex(encode(value, { ...cdeEncodeOptions, rejectUndefined: true })),
      )
    }),
    { numRuns: 500 },
  )
})

test('bytes that are read are the bytes that are written, whatever was done to them', () => {
  let read = 0
  const altered = fc.tuple(cborValue, fc.nat(), fc.integer({ min: 0, max: 255 })).map((drawn) => {
    const bytes = encodeCbor(drawn[0])
    bytes[drawn[1] % bytes.length] = drawn[2]
    return bytes
  })
  fc.assert(
    fc.property(fc.oneof(altered, fc.uint8Array({ maxLength: 40 })), (bytes) => {
      const code = refusal(() => decodeCbor(bytes, limits))
      if (code === undefined) {
        read++
        expect(encodeCbor(decodeCbor(bytes, limits))).toEqual(bytes)
      } else expect(code).toBe('ERR_CBOR_MALFORMED')
    }),
    { numRuns: 1500 },
  )
  expect(read).toBeGreaterThan(100)
})

test('a value cut short or followed by a byte is refused, at every place', () => {
  const value = [1, -500, 'text', new Uint8Array(30), new Map([['a', [true, null]]]), 2 ** 40]
  const bytes = encodeCbor(value)
  for (let length = 0; length < bytes.length; length++) {
    expect(refusal(() => decodeCbor(bytes.subarray(0, length), limits))).toBe('ERR_CBOR_MALFORMED')
  }
  for (let byte = 0; byte < 256; byte++) {
    expect(refused(`${toHex(bytes)}${toHex(Uint8Array.of(byte))}`)).toBe('ERR_CBOR_MALFORMED')
  }
})

test.each([
  ['a head of two bytes for 23', '1817'],
  ['a head of three bytes for 255', '1900ff'],
  ['a head of five bytes for 65535', '1a0000ffff'],
  ['a head of nine bytes for 2^32 - 1', '1b00000000ffffffff'],
  ['a long head of a byte string', '580161'],
  ['a long head of text', '780161'],
  ['a long head of an array', '980100'],
  ['a long head of a map', 'b8010000'],
  ['a long head of a tag', 'd80100'],
  ['2^53', '1b0020000000000000'],
  ['2^64 - 1', '1bffffffffffffffff'],
  ['-2^53', '3b001fffffffffffff'],
  ['a half float', 'f93c00'],
  ['a float', 'fa47c35000'],
  ['a double', 'fb3ff0000000000000'],
  ['undefined', 'f7'],
  ['another simple value', 'f0'],
  ['false with a byte of its own', 'f814'],
  ['a break alone', 'ff'],
  ['an indefinite byte string', '5f4101ff'],
  ['an indefinite text', '7f6161ff'],
  ['an indefinite array', '9f01ff'],
  ['an indefinite map', 'bf0102ff'],
  ['reserved additional information', '1c'],
  ['doubled keys', 'a200000001'],
  ['unsorted keys', 'a201000000'],
  ['a longer key before a shorter one', 'a262616100616200'],
  ['a key that is a byte string', 'a1410000'],
  ['a key that is true', 'a1f500'],
  ['a key that is an array', 'a18000'],
  ['a tag that is not allowed', 'd201'],
  ['text with an overlong form', '62c080'],
  ['text with an encoded surrogate', '63eda080'],
  ['text with a byte alone', '61ff'],
  ['a byte string longer than the input', '5b001fffffffffffff'],
  ['an array longer than the input', '9b001fffffffffffff'],
  ['a map longer than the input', 'bb001fffffffffffff'],
])('%s is refused', (_name, hex) => {
  expect(refused(hex)).toBe('ERR_CBOR_MALFORMED')
})

test.each([
  ['2^53 - 1', '1b001fffffffffffff', 2 ** 53 - 1],
  ['-2^53 + 1', '3b001ffffffffffffe', -(2 ** 53) + 1],
  ['a text with a byte order mark', '63efbbbf', '\ufeff'],
  ['a text of 66 characters', `7842${'61'.repeat(66)}`, 'a'.repeat(66)],
])('%s is read', (_name, hex, value) => {
  expect(decodeCbor(fromHex(hex), limits)).toBe(value)
})

test('eight levels of nesting are read and nine are refused, however the levels are made', () => {
  for (const opening of ['81', 'a100', 'c1']) {
    expect(refused(`${opening.repeat(7)}00`)).toBeUndefined()
    expect(refused(`${opening.repeat(8)}00`)).toBe('ERR_CBOR_MALFORMED')
  }
  expect(refused(`${'81'.repeat(4000)}00`)).toBe('ERR_CBOR_MALFORMED')
})

test('a byte more than the limit is refused before it is looked at', () => {
  const bytes = encodeCbor(new Uint8Array(50))
  expect(refusal(() => decodeCbor(bytes, { maxBytes: bytes.length }))).toBeUndefined()
  expect(refusal(() => decodeCbor(bytes, { maxBytes: bytes.length - 1 }))).toBe(
    'ERR_CBOR_TOO_LARGE',
  )
})

test.each<[string, CborValue]>([
  ['a fraction', 1.5],
  ['NaN', NaN],
  ['2^53', 2 ** 53],
  ['half a surrogate pair', '\ud800'],
  ['a fraction within', [new Map([['a', 0.5]])]],
])('%s cannot be written', (_name, value) => {
  expect(() => encodeCbor(value)).toThrow(TypeError)
})
