/** The statistics of the benchmarks against values from tables, and against a simulation. */
import { expect, test } from 'vitest'
import { medianOf } from './statistics.ts'

test('the median of an odd and of an even number of values', () => {
  expect(medianOf([5, 1, 4, 2, 3, 9, 7]).median).toBe(4)
  expect(medianOf([5, 1, 4, 2, 3, 9]).median).toBe(3.5)
})

// Ranks (from 1) of the sign-test interval, as tables of order statistics give them.
test.each([
  [6, 1, 6],
  [10, 2, 9],
  [20, 6, 15],
  [30, 10, 21],
  [40, 14, 27],
  [100, 40, 61],
])('of %i values the interval goes from rank %i to rank %i', (n, low, high) => {
  const ranks = Array.from({ length: n }, (_, place) => place + 1)
  expect(medianOf(ranks)).toMatchObject({ low, high, rounds: n })
})

test('five values give no interval', () => {
  expect(() => medianOf([1, 2, 3, 4, 5])).toThrow(RangeError)
})

test('the interval holds the true median about as often as it says', () => {
  let state = 1
  const random = (): number => {
    state = (Math.imul(state, 48_271) >>> 0) % 2_147_483_647
    return state / 2_147_483_647
  }
  const trials = 2_000
  let held = 0
  for (let trial = 0; trial < trials; trial++) {
    const { low, high } = medianOf(Array.from({ length: 40 }, random))
    if (low <= 0.5 && high >= 0.5) held++
  }
  expect(held / trials).toBeGreaterThan(0.93)
  expect(held / trials).toBeLessThan(0.99)
})
