/** Waiting before another start. */
import { expect, test } from 'vitest'
import { startBackOff } from './back-off.ts'

test('what ends again and again is started ever more slowly, and at once again after it held', () => {
  const backOff = startBackOff({ leastMs: 1, mostMs: 8, heldMs: 100 })
  const after = (ranMs: number) => backOff.ended(0, ranMs)
  expect([0, 0, 0, 99, 0].map(after)).toEqual([1, 2, 4, 8, 8])
  expect([100, 0].map(after)).toEqual([1, 2])
})
