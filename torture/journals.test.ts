/** A sample of the trials of journals, with real processes that are killed and, where it may be mounted, a real full disk. */
import { expect, test } from 'vitest'
import { fullDisks } from './full-disks.ts'
import { killedJournals } from './killed-journals.ts'

test('five kills lose no receipt, double none, and leave a chain that holds', async () => {
  const trial = killedJournals(5, 20)
  try {
    for (let step = 0; step < trial.count; step++) {
      const { lost, tally } = await trial.attempt(step)
      expect(lost).toEqual([])
      expect(tally?.['said']).toBeGreaterThan(0)
    }
  } finally {
    await trial.close?.()
  }
})

test('a disk that is full is told or strikes, and nothing is lost', async () => {
  for (let step = 0; step < 2; step++) expect((await fullDisks.attempt(step)).lost).toEqual([])
})
