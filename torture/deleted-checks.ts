/** The trial of the client's checks: with any one of them taken out, a test fails. */
import type { Trial } from '../house/endurance.ts'
import {
  checkTests,
  makeCheckSuite,
  tryDeleted,
  type CheckSuite,
} from '../house/mutants/check-trials.ts'
import { deletedChecks } from '../house/mutants/checks.ts'

/** One check a step. */
export const deletedChecksTrial = (): Trial => {
  const all = deletedChecks()
  let suite: Promise<CheckSuite> | undefined
  return {
    name: 'deleted checks',
    about:
      'the client of the bundle with one check taken out: a vector, an attack or a test beside the code misses it',
    count: all.length,
    programs: ['torture/deleted-checks.ts', ...checkTests],
    data: ['lib/{bundle,crypto,trust}/*.ts', 'test-vectors/bundle/*.json'],
    attempt: async (step) => {
      suite ??= makeCheckSuite()
      const mutant = all[step]
      if (mutant === undefined) throw new RangeError('no such check')
      const fault = await tryDeleted(mutant, await suite)
      return { lost: fault === undefined ? [] : [fault], tally: { checks: 1 } }
    },
    report: ({ checks = 0 }) => [`${checks} checks taken out, one at a time.`],
  }
}
