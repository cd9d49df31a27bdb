/** Tests of base32: the examples of RFC 4648, padding, and that only canonical text is read. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyText } from '../../house/any-text.ts'
import { decodeBase32 } from './base32.ts'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** A second hand: bit by bit. */
const encode = (bytes: Uint8Array): string => {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('')
  const groups = bits.match(/.{1,5}/g) ?? []
  return groups.map((group) => alphabet.charAt(parseInt(group.padEnd(5, '0'), 2))).join('')
}
const padded = (text: string): string => text.padEnd(Math.ceil(text.length / 8) * 8, '=')
const read = (text: string, start?: number): string | undefined => {
  const bytes = decodeBase32(text, start)
  return bytes && new TextDecoder().decode(bytes)
}

test.each([
  ['', ''],
  ['MY======', 'f'],
  ['MZXQ====', 'fo'],
  ['MZXW6===', 'foo'],
  ['MZXW6YQ=', 'foob'],
  ['MZXW6YTB', 'fooba'],
  ['MZXW6YTBOI======', 'foobar'],
])('the example %j of RFC 4648 is read, and without its padding', (text, plain) => {
  expect(read(text)).toBe(plain)
  expect(read(text.replaceAll('=', ''))).toBe(plain)
  expect(read(`NZCP:/1/${text}`, 8)).toBe(plain)
})

test('whatever is encoded comes back, padded or not', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(decodeBase32(encode(bytes))).toEqual(bytes)
      expect(decodeBase32(padded(encode(bytes)))).toEqual(bytes)
    }),
    { numRuns: 500 },
  )
})

test('text that is read is the text that is written', () => {
  const text = fc.string({ unit: fc.constantFrom(...Array.from(`${alphabet}=1a`)), maxLength: 17 })
  let count = 0
  fc.assert(
    fc.property(text, (candidate) => {
      const bytes = decodeBase32(candidate)
      if (bytes === undefined) return
      count++
      expect([encode(bytes), padded(encode(bytes))]).toContain(candidate)
    }),
    { numRuns: 5000 },
  )
  expect(count).toBeGreaterThan(100)
})

test('any text is read or refused', () => {
  fc.assert(
    fc.property(anyText(20), (text) => {
      decodeBase32(text)
    }),
    { numRuns: 1000 },
  )
})

test.each([
  ['small letters', 'mzxw6ytb'],
  ['a digit that is none', 'MZXW6YT1'],
  ['a character beyond ASCII', 'MZXW6YT\u0131'],
  ['a length that no bytes have', 'M'],
  ['another', 'MZX'],
  ['a third', 'MZXW6Y'],
  ['bits left over', 'MZ'],
  ['too little padding', 'MZXW6==='.slice(0, -1)],
  ['too much padding', 'MZXW6===='],
  ['padding behind whole groups', 'MZXW6YTB========'],
  ['padding alone', '========'],
  ['padding inside', 'MY======MZXW6YTB'],
  ['white space', 'MZXW 6YT'],
])('%s is refused', (_name, text) => {
  expect(decodeBase32(text)).toBeUndefined()
})
