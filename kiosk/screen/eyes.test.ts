/** Cameras that break again and again, and those that are not there yet. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { CameraState } from '../shared/kiosk-api.ts'
import { openEyes } from './eyes.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const looksIn = async (ms: number, end: Exclude<CameraState, 'live'>, heldMs = 0) => {
  let looks = 0
  const nobody = { see: () => undefined, frame: () => undefined, camera: () => undefined }
  void openEyes({} as HTMLVideoElement, nobody, async () => {
    looks++
    await new Promise((resolve) => setTimeout(resolve, heldMs))
    return end
  })
  await vi.advanceTimersByTimeAsync(ms)
  return looks
}

test.each(['lost', 'no-decoder'] as const)(
  'what is %s as soon as it was opened is opened ever more seldom',
  async (end) => {
    expect(await looksIn(600_000, end)).toBeLessThan(20)
  },
)

test('what held for a while is opened again at once', async () => {
  expect(await looksIn(619_000, 'lost', 60_000)).toBe(10)
})

test('a camera that is not there yet is looked for all the time', async () => {
  expect(await looksIn(60_000, 'missing')).toBeGreaterThan(25)
})
