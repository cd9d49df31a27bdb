/** Judges people whose records have a fault, as they are stated and as they are corrected, against what is true of them. */
import { faultClasses, isFaulty, personAt } from 'greengate-cli/people'
import type { Attempt, Tally } from '../house/endurance.ts'
import { editionCount, setOf } from './fourteen.ts'
import { difference, oracle, type Judges } from './judging.ts'
import { instantOf } from './people-batch.ts'

/**
 * Judges people `from` to `from + count - 1` of a seed, all of whom have a fault as far as they have records. What is
 * true of a person is what the oracle says of the records without the fault.
 */
export const judgeFaults = (judges: Judges, seed: number, from: number, count: number): Attempt => {
  const lost: string[] = []
  const tally: Record<string, number> = {}
  const add = (name: string): void => {
    tally[name] = (tally[name] ?? 0) + 1
  }
  for (let n = from; n < from + count; n++) {
    const now = instantOf(seed, n)
    const person = personAt(n, { seed, now, faultsPerMillion: 1_000_000 })
    if (!isFaulty(person)) continue
    const truth = personAt(n, { seed, now })
    const corrected = { ...person, ...person.corrected }
    const [stated, mended] = [judges.baseOf(person), judges.baseOf(corrected)]
    const fault = person.faults[0]?.fault ?? ''
    for (let edition = 1; edition <= editionCount; edition++) {
      const set = setOf(edition, person.region)
      const { outcome: right } = oracle(edition, set, truth, now)
      const before = judges.engine(edition, set, stated, person.onSite, now)
      const after = judges.engine(edition, set, mended, person.onSite, now)
      for (const [verdict, subject, when] of [
        [before, person, 'stated'],
        [after, corrected, 'corrected'],
      ] as const) {
        const differs = difference(verdict, oracle(edition, set, subject, now))
        if (differs === undefined) continue
        lost.push(`person ${n} as ${when}, ${set} version ${edition}: ${differs}`)
      }
      if (after.outcome !== right) {
        lost.push(`person ${n}, ${set} version ${edition}: corrected to ${after.outcome}`)
      }
      add(`${fault} all`)
      if (before.outcome === right) add(`${fault} before`)
      if (after.outcome === right) add(`${fault} after`)
      if (before.outcome === 'pass' && right !== 'pass') add(`${fault} passed`)
    }
  }
  return { lost, tally }
}

const counts = (tally: Tally, fault: string): readonly number[] =>
  ['all', 'before', 'after', 'passed'].map((name) => tally[`${fault} ${name}`] ?? 0)

/** Names the faults that were never seen, or changed nothing in all the trial: only a copy may be as good as none. */
export const shortOfFaults = (tally: Tally): readonly string[] =>
  faultClasses.flatMap((fault) => {
    const [all = 0, before = 0] = counts(tally, fault)
    const isIdle = all === 0 || (before === all && fault !== 'duplicate')
    return isIdle ? [`the fault ${fault} did nothing`] : []
  })

const percent = (part: number, whole: number): string =>
  whole === 0 ? '' : `${((part / whole) * 100).toFixed(3)} %`

/** Says how often the outcome was right, as a table. */
export const reportFaults = (tally: Tally): readonly string[] => {
  const row = (name: string, [all = 0, before = 0, after = 0, passed = 0]: readonly number[]) =>
    `| ${name} | ${all.toLocaleString('en-GB')} | ${percent(before, all)} | ${percent(after, all)} | ${percent(passed, all)} |`
  const rows = faultClasses.map((fault) => [fault, counts(tally, fault)] as const)
  const sum = [0, 1, 2, 3].map((i) => rows.reduce((total, [, each]) => total + (each[i] ?? 0), 0))
  return [
    'A decision is right when it is what the oracle says of the records as they ought to be.',
    '',
    '| fault | decisions | right before correction | right after | passed wrongly before |',
    '|---|--:|--:|--:|--:|',
    ...rows.map(([fault, each]) => row(fault, each)),
    row('all', sum),
  ]
}
