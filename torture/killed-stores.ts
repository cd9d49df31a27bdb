/** The trial of killed processes: whatever a station was doing when it died, its store opens with a whole bundle. */
import type { Trial } from '../house/endurance.ts'
import { randomOf } from '../house/endurance.ts'
import { openVictim, type Victim } from '../lib/testing/kill-writers.ts'

const seed = 7

export const killedStores = (): Trial => {
  let victim: Promise<Victim> | undefined
  return {
    name: 'store',
    about:
      'a process that takes up one bundle after another, killed at a random instant: the store opens, whole, with the bundle that was said to be kept or with the next',
    seed,
    count: 500,
    programs: ['torture/killed-stores.ts', 'lib/testing/killed-writer.ts'],
    attempt: async (step, drawn = seed) => {
      victim ??= openVictim(100)
      const { said, found } = await (await victim).kill(randomOf(drawn, step)() * 40)
      const isWhole = found === said || found === said + 1
      return {
        lost: isWhole ? [] : [`${said} was said, ${found} was found`],
        tally: { [found === said ? 'as said' : 'the next']: 1 },
      }
    },
    report: (tally) => [
      `The bundle that was said last: ${tally['as said'] ?? 0}; the one after it, kept but not said yet: ${tally['the next'] ?? 0}.`,
    ],
    close: async () => (await victim)?.close(),
  }
}
