/** The trial of an SDT reader's line in small. */
import { expect, test } from 'vitest'
import { addTally } from '../house/endurance.ts'
import { tryStream } from './sdt-streams.ts'

test('of 2,000 damaged streams nobody comes out who was not on the line', () => {
  const tally: Record<string, number> = {}
  const lost: string[] = []
  for (let step = 0; step < 2_000; step++) {
    const attempt = tryStream(step)
    lost.push(...attempt.lost)
    addTally(tally, attempt.tally)
  }
  expect(lost).toEqual([])
  // The trial is one: where the line leaves a card whole it is read, and where it does not, it is not.
  expect(tally['another card behind: read']).toBe(tally['another card behind'])
  expect(tally['one bit: read'] ?? 0).toBeLessThan(10)
})
