/** The keyed hash against the published vectors, OpenSSL, and itself in parts. */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromHex } from '../../testing/corpora.ts'
import { hashNumber, numberHasher, sipHash128 } from './keyed-hash.ts'

const key = Uint8Array.from({ length: 16 }, (_, at) => at)
const counting = (length: number): Uint8Array => Uint8Array.from({ length }, (_, at) => at)
const hexOf = (hash: Uint32Array): string => {
  const bytes = Buffer.alloc(hash.length * 4)
  hash.forEach((word, at) => bytes.writeUInt32LE(word, at * 4))
  return bytes.toString('hex')
}

// The authors' own vectors of 128 bits: under the key 00 01 .. 0f, of the message 00 01 .. of so many bytes.
test.each([
  [0, 'a3817f04ba25a8e66df67214c7550293'],
  [1, 'da87c1d86b99af44347659119b22fc45'],
  [2, '8177228da4a45dc7fca38bdef60affe4'],
  [3, '9c70b60c5267a94e5f33b6b02985ed51'],
  [4, 'f88164c12d9c8faf7d0f6e7c7bcd5579'],
  [5, '1368875980776f8854527a07690e9627'],
  [6, '14eeca338b208613485ea0308fd7a15e'],
  [7, 'a1f1ebbed8dbc153c0b84aa61ff08239'],
  [8, '3b62a9ba6258f5610f83e264f31497b4'],
  [9, '264499060ad9baabc47f8b02bb6d71ed'],
  [13, '9869e247e9c08b10d029934fc4b952f7'],
  [14, '31fcefac66d7de9c7ec7485fe4494902'],
  [15, '5493e99933b0a8117e08ec0f97cfc3d9'],
  [16, '6ee2a4ca67b054bbfd3315bf85230577'],
])('the published vector of %i bytes comes out', (length, hex) => {
  expect(hexOf(sipHash128(key, counting(length)))).toBe(hex)
})

const program = '/usr/bin/openssl'

test.skipIf(!existsSync(program))('OpenSSL hashes a number as we do', () => {
  const message = 'greengate-population-1\0cn-resident-id\x0033010219900101123X'
  const options = ['-macopt', `hexkey:${Buffer.from(key).toString('hex')}`, '-macopt', 'size:16']
  const said = execFileSync(program, ['mac', ...options, 'SIPHASH'], { input: message })
  const ours = hexOf(hashNumber(key, 'cn-resident-id', '33010219900101123X'))
  expect(said.toString().trim().toLowerCase()).toBe(ours)
})

test('a number is hashed as the one message that its domain, type and digits make', () => {
  const ascii = fc.string({
    unit: fc.integer({ min: 1, max: 126 }).map((c) => String.fromCharCode(c)),
  })
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 16, maxLength: 16 }),
      ascii,
      ascii,
      (any, type, number) => {
        const whole = Buffer.from(`greengate-population-1\0${type}\0${number}`)
        expect(hexOf(hashNumber(any, type, number))).toBe(hexOf(sipHash128(any, whole)))
      },
    ),
  )
})

test('a hasher forgets the number before', () => {
  const hash = numberHasher(key, 'passport')
  const out = new Uint32Array(8)
  const bytes = Buffer.from('E1234567890123E9')
  hash(bytes, 0, 14, out, 0)
  hash(bytes, 14, 16, out, 4)
  expect(hexOf(out.subarray(4))).toBe(hexOf(hashNumber(key, 'passport', 'E9')))
})

test('a key of another length, and what is not ASCII, is the programmer’s mistake', () => {
  expect(() => hashNumber(fromHex('00'), 'passport', 'E1')).toThrow(TypeError)
  expect(() => hashNumber(key, 'passport', 'É1')).toThrow(TypeError)
  expect(() => hashNumber(key, 'passport', '1'.repeat(257))).toThrow(TypeError)
})
