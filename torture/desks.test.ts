/** A sample of the trial of killed desks. */
import { expect, test } from 'vitest'
import { killedDesks } from './killed-desks.ts'

test(
  'a desk that is killed loses no answered fact, and leaves no code half-issued',
  { timeout: 120_000 },
  async () => {
    const trial = killedDesks(2, 700, 'answered')
    const seen = { facts: 0, codes: 0 }
    try {
      for (let step = 0; step < trial.count; step++) {
        const { lost, tally } = await trial.attempt(step)
        expect(lost).toEqual([])
        seen.facts += tally?.['facts'] ?? 0
        seen.codes += tally?.['codes'] ?? 0
      }
    } finally {
      await trial.close?.()
    }
    expect(Math.min(seen.facts, seen.codes)).toBeGreaterThan(0)
  },
)
