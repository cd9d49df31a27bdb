/** The trial of the rule engine's tests: every mutant of the engine must fail them, or be explained. */
import type { Trial } from '../house/endurance.ts'
import { makeSuite, type Suite } from '../house/mutants/suite.ts'
import { allMutants, readExplained, strayOf, tryMutant } from '../house/mutants/trials.ts'

/** One mutant a step. */
export const mutants = (): Trial => {
  const all = allMutants()
  const explained = readExplained()
  // A list that names what is no mutant any more is at fault before the first step.
  const stray = strayOf(explained, all).map((id) => `explained, but no mutant: ${id}`)
  let suite: Suite | undefined
  return {
    name: 'mutants',
    about:
      'the rule engine with one operator, constant or guard changed: its vectors and unit tests fail, or the list of mutants that are no other engine explains why not',
    count: all.length,
    programs: ['torture/mutants.ts', 'house/mutants/vectors.ts'],
    data: [
      ...['lib/{rules,facts}/*.ts', 'house/mutants/explained.json'],
      ...['test-vectors/index.json', 'test-vectors/rules/*.json'],
    ],
    attempt: (step) => {
      suite ??= makeSuite()
      const mutant = all[step]
      if (mutant === undefined) throw new RangeError('no such mutant')
      const { by, fault } = tryMutant(mutant, suite, explained)
      const lost = [...(step === 0 ? stray : []), ...(fault === undefined ? [] : [fault])]
      const tally = { killed: by === undefined ? 0 : 1, explained: by === undefined ? 1 : 0 }
      return Promise.resolve({ lost, tally })
    },
    report: ({ killed = 0, explained: alike = 0 }) => [
      `${killed} mutants killed, ${alike} explained as the same engine.`,
    ],
  }
}
