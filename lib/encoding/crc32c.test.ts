/** Tests of CRC-32C: the known answers of RFC 3720 B.4, and that every flipped bit is found. */
import { expect, test } from 'vitest'
import { utf8 } from './bytes.ts'
import { crc32c } from './crc32c.ts'

test.each<[string, Uint8Array, number]>([
  ['the digits 1 to 9', utf8('123456789'), 0xe3069283],
  ['32 zeros', new Uint8Array(32), 0x8a9136aa],
  ['32 ones', new Uint8Array(32).fill(255), 0x62a8ab43],
  ['0 to 31', Uint8Array.from({ length: 32 }, (_, i) => i), 0x46dd794e],
  ['31 to 0', Uint8Array.from({ length: 32 }, (_, i) => 31 - i), 0x113fdb5c],
  ['nothing', new Uint8Array(0), 0],
])('of %s it is known', (_name, bytes, expected) => {
  expect(crc32c(bytes)).toBe(expected)
})

test('every flipped bit is found', () => {
  const bytes = Uint8Array.from({ length: 100 }, (_, i) => (i * 37) & 255)
  const whole = crc32c(bytes)
  for (let bit = 0; bit < 800; bit++) {
    const flipped = bytes.slice()
    flipped[bit >> 3]! ^= 1 << (bit & 7)
    expect(crc32c(flipped)).not.toBe(whole)
  }
})
