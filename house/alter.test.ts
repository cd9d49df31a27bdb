/** The makers of bad texts: they must change what they say they change, or the trials try nothing. */
import { expect, test } from 'vitest'
import { alter, bitsOf, bytesOfCode, codeOfBytes, flipBit } from './alter.ts'
import { randomOf } from './endurance.ts'

const text = codeOfBytes(Uint8Array.from({ length: 183 }, (_, at) => (at * 37) & 255))

test('bytes and text of a code belong together, for even and odd lengths', () => {
  // RFC 9285, sections 4.3 and 4.4.
  expect(codeOfBytes(new TextEncoder().encode('Hello!!'))).toBe('GG1:%69 VD92EX0')
  expect(new TextDecoder().decode(bytesOfCode('GG1:QED8WEX0'))).toBe('ietf!')
  expect(codeOfBytes(bytesOfCode(text))).toBe(text)
})

test('a flipped bit changes that bit and no other', () => {
  const before = bytesOfCode(text)
  for (let bit = 0; bit < bitsOf(text); bit++) {
    const changed = [...bytesOfCode(flipBit(text, bit))]
      .map((byte, at) => ({ at, bits: byte ^ before[at]! }))
      .filter(({ bits }) => bits !== 0)
    expect(changed).toEqual([{ at: bit >> 3, bits: 1 << (bit & 7) }])
  }
})

test('altered texts are many, and repeat for the same numbers', () => {
  const make = (step: number): string => alter(text, randomOf(3, step))
  const texts = Array.from({ length: 5_000 }, (_, step) => make(step))
  expect(new Set(texts).size).toBeGreaterThan(3_000)
  expect(texts.slice(0, 50)).toEqual(Array.from({ length: 50 }, (_, step) => make(step)))
  expect(texts.filter((one) => one.startsWith('GG1:')).length).toBeGreaterThan(1_500)
})
