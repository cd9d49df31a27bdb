/** A sample of the trials of whole lanes, with real processes that are killed at the ends of real cables. */
import { expect, test } from 'vitest'
import { noCable } from '../kiosk/station/devices/line/test-pty.ts'
import { garbageHour } from './garbage-hour.ts'
import { killedStations } from './killed-stations.ts'

test.skipIf(noCable !== undefined)(
  'a station that is killed loses no answered receipt, doubles none, and its gate shuts',
  { timeout: 60_000 },
  async () => {
    const trial = killedStations(2, 5)
    try {
      for (let step = 0; step < trial.count; step++) {
        const { lost, tally } = await trial.attempt(step)
        expect(lost).toEqual([])
        expect(tally?.['answered']).toBeGreaterThan(0)
      }
    } finally {
      await trial.close?.()
    }
  },
)

test.skipIf(noCable !== undefined)(
  'garbage on every line opens nothing, and a code afterwards is decided',
  { timeout: 60_000 },
  async () => {
    const trial = garbageHour(1, 2)
    try {
      expect((await trial.attempt(0)).lost).toEqual([])
    } finally {
      await trial.close?.()
    }
  },
)
