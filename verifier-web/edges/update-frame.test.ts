/** Frames are known by how they begin, and people's codes are none. */
import { encodeFrames } from 'greengate/issue'
import { expect, test } from 'vitest'
import { isUpdateFrame } from './update-frame.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)

test('what the library makes as frames is known as such', async () => {
  const frames = await encodeFrames(new Uint8Array(5000).map((_, at) => Math.sin(at) * 1e6))
  expect(frames.length).toBeGreaterThan(1)
  expect(frames.every(isUpdateFrame)).toBe(true)
})

test.each(['', 'GGF', 'GG1:ABC', 'ggf1', 'HC1:6BF'])('%j is no frame', (text) => {
  expect(isUpdateFrame(utf8(text))).toBe(false)
})
