/** Instants are read the same by their digits and by the platform. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runSeed } from '../../house/sampled.ts'
import { findInstant } from './instant.ts'

test('an instant that ends in Z is the one that ends in +00:00, and one of no day is none', () => {
  const two = fc.nat(63).map((n) => String(n).padStart(2, '0'))
  const parts = fc.tuple(fc.nat(9999), fc.integer({ min: 0, max: 13 }), fc.nat(32), two, two, two)
  fc.assert(
    fc.property(parts, ([year, month, day, ...time]) => {
      const [y, m, d] = [year, month, day].map((n, i) => String(n).padStart(i === 0 ? 4 : 2, '0'))
      const text = `${y}-${m}-${d}T${time.join(':')}`
      expect(findInstant(`${text}Z`)).toEqual(findInstant(`${text}+00:00`))
    }),
    { numRuns: 3000, seed: runSeed },
  )
  expect(findInstant('2020-02-30T00:00:00Z')).toBeUndefined()
  expect(findInstant('2020-02-29T23:59:59Z')).toEqual(new Date('2020-02-29T23:59:59Z'))
})
