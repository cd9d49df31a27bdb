/** Tests of compression: there and back, cut short, and bombs that are stopped at their bound. */
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { utf8 } from '../encoding/bytes.ts'
import { refusalOf } from '../testing/refusal.ts'
import { compress, decompress, isGzip, plain } from './compress.ts'

test.each(['gzip', 'deflate-raw'] as const)('what %s makes comes back', async (form) => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 50_000 }), async (bytes) => {
      expect(await decompress(await compress(bytes, form), form, bytes.length)).toEqual(bytes)
    }),
    { numRuns: 30 },
  )
})

test('gzip is known by its first two bytes, and taken off only where it is', async () => {
  const bytes = utf8('a'.repeat(1000))
  const packed = new Uint8Array(gzipSync(bytes))
  expect([isGzip(packed), isGzip(bytes), isGzip(new Uint8Array(0))]).toEqual([true, false, false])
  expect(await plain(packed, 1000)).toEqual(bytes)
  expect(await plain(bytes, 1000)).toBe(bytes)
})

test('one byte more than the bound is refused, packed or not', async () => {
  const bytes = utf8('a'.repeat(1000))
  const packed = await compress(bytes, 'gzip')
  expect(await refusalOf(plain(packed, 999))).toBe('ERR_BUNDLE_TOO_LARGE')
  expect(await refusalOf(plain(bytes, 999))).toBe('ERR_BUNDLE_TOO_LARGE')
})

test('a bomb of 100 MB is stopped at its bound', async () => {
  const bomb = new Uint8Array(gzipSync(new Uint8Array(100_000_000), { level: 9 }))
  expect(bomb.length).toBeLessThan(150_000)
  const before = process.memoryUsage().arrayBuffers
  expect(await refusalOf(decompress(bomb, 'gzip', 1_000_000))).toBe('ERR_BUNDLE_TOO_LARGE')
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(60_000_000)
})

test('gzip that is cut short anywhere, or of which a bit is turned, is refused or the same', async () => {
  const bytes = utf8(JSON.stringify({ text: 'the quick brown fox', n: [1, 2, 3, 4, 5, 6, 7] }))
  const packed = await compress(bytes, 'gzip')
  for (let end = 2; end < packed.length; end++)
    expect(await refusalOf(plain(packed.slice(0, end), 1000))).toBe('ERR_BUNDLE_MALFORMED')
  for (let bit = 16; bit < packed.length * 8; bit += 3) {
    const bent = packed.slice()
    bent[bit >> 3]! ^= 1 << (bit & 7)
    const outcome = await plain(bent, 1000).then(
      (found) => found,
      () => bytes,
    )
    // Time, flags and name are nobody's business; what comes out is checked by its CRC.
    expect(outcome).toEqual(bytes)
  }
})
