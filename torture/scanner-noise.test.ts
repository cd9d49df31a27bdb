/** The trial of a noisy line in small: a minute of it. */
import { expect, test } from 'vitest'
import { addTally } from '../house/endurance.ts'
import { scannerNoise } from './scanner-noise.ts'

test('after each of sixty seconds of garbage at full rate a code is read at once', async () => {
  const tally: Record<string, number> = {}
  const lost: string[] = []
  for (let step = 0; step < 60; step++) {
    const attempt = await scannerNoise.attempt(step)
    lost.push(...attempt.lost)
    addTally(tally, attempt.tally)
  }
  expect(lost).toEqual([])
  // A CR comes once in 256 bytes.
  expect(tally['noise']).toBeGreaterThan(1_000)
  expect(tally['chance']).toBeLessThan(6)
})
