/** Tests of signatures in DER: read again by another hand, and of the forms that integers have. */
import { expect, test } from 'vitest'
import { fromHex, toHex } from '../testing/corpora.ts'
import { rawOfDer } from '../testing/der.ts'
import { derSignature } from './der-signature.ts'

const half = (hex: string, width = 32): string => hex.padStart(2 * width, '0')

test.each([
  ['small integers', half('01') + half('7f'), '3006020101' + '02017f'],
  ['an integer with its highest bit set', half('80') + half('01'), '300702020080' + '020101'],
  ['zeros, which nobody signs with', half('') + half(''), '3006020100' + '020100'],
  [
    'the widest curve',
    half('01' + 'ff'.repeat(65), 66) + half('ff'.repeat(65), 66),
    `308188` + `0242${'01' + 'ff'.repeat(65)}` + `024200${'ff'.repeat(65)}`,
  ],
])('a signature of %s is the one encoding that DER has for it', (_name, raw, der) => {
  expect(toHex(derSignature(fromHex(raw)))).toBe(der)
})

test('what is written is read again as it was, however many zeros it begins with', () => {
  for (let zeros = 0; zeros < 32; zeros++) {
    for (const first of [1, 0x7f, 0x80, 0xff]) {
      const raw = new Uint8Array(64).fill(0x5a)
      raw.fill(0, 0, zeros)
      raw[zeros] = first
      raw.fill(0, 32, 63 - zeros)
      raw[63 - zeros] = first
      expect(rawOfDer(derSignature(raw))).toEqual(raw)
    }
  }
})
