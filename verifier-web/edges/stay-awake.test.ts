/** The screen's lock: given, given too late, refused, and unknown to the browser. */
import { afterEach, expect, test, vi } from 'vitest'
import { stayAwake } from './stay-awake.ts'

afterEach(() => {
  vi.unstubAllGlobals()
})

test('a lock is given back at the end, also one that comes after it', async () => {
  const release = vi.fn(() => Promise.resolve())
  vi.stubGlobal('navigator', { wakeLock: { request: () => Promise.resolve({ release }) } })
  const early = stayAwake()
  await Promise.resolve()
  expect(release).not.toHaveBeenCalled()
  early.end()
  expect(release).toHaveBeenCalledTimes(1)
  stayAwake().end()
  await Promise.resolve()
  expect(release).toHaveBeenCalledTimes(2)
})

test.each([
  [
    'refuses',
    { wakeLock: { request: () => Promise.reject(new DOMException('', 'NotAllowedError')) } },
  ],
  ['has none', {}],
])('a browser that %s is asked, and nothing comes of it', async (_what, navigator) => {
  vi.stubGlobal('navigator', navigator)
  const awake = stayAwake()
  await Promise.resolve()
  expect(() => {
    awake.end()
  }).not.toThrow()
})
