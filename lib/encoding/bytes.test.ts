/** Tests of fresh bytes: zeros of their own, however many are handed out. */
import { expect, test } from 'vitest'
import { freshBytes } from './bytes.ts'

test('fresh bytes are zeros, and nobody else’s', () => {
  const given = Array.from({ length: 200 }, (_, i) => freshBytes(i * 17))
  for (const [i, bytes] of given.entries()) {
    expect(bytes).toEqual(new Uint8Array(i * 17))
    bytes.fill(i + 1)
  }
  for (const [i, bytes] of given.entries()) expect(bytes.every((byte) => byte === i + 1)).toBe(true)
})
