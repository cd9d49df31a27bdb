/** A camera that stopped without a word, and those that only look like it. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { awaitStandstill, lookMs, mostStill, type Standstill } from './standstill.ts'

let frames: number | undefined
let isStill: boolean
let watching: Standstill

beforeEach(() => {
  vi.useFakeTimers()
  frames = 1
  isStill = false
  watching = awaitStandstill(() => frames)
  void watching.still.then(() => {
    isStill = true
  })
})
afterEach(() => {
  watching.stop()
  vi.useRealTimers()
})
const look = (times: number) => vi.advanceTimersByTimeAsync(times * lookMs)

test('a picture without a new frame for ten looks stands still', async () => {
  await look(mostStill - 1)
  expect(isStill).toBe(false)
  await look(1)
  expect(isStill).toBe(true)
})

test('one frame now and then is enough, even where the count begins anew', async () => {
  for (const count of [2, 3, 0, 1]) {
    await look(mostStill - 1)
    frames = count
  }
  await look(1)
  expect(isStill).toBe(false)
})

test('a page that nobody sees draws none, and says nothing of the camera', async () => {
  frames = undefined
  await look(3 * mostStill)
  expect(isStill).toBe(false)
})

test('what is stopped tells nothing any more', async () => {
  watching.stop()
  await look(3 * mostStill)
  expect(isStill).toBe(false)
  expect(vi.getTimerCount()).toBe(0)
})
