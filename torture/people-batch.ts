/** Judges a batch of synthetic people under all fourteen versions by both hands, and counts what came up. */
import { forcingOf, personAt, type Boundary } from 'greengate-cli/people'
import type { Verdict } from 'greengate/rules'
import { randomOf, type Attempt } from '../house/endurance.ts'
import { thresholds } from '../test-vectors/oracle/thresholds.ts'
import { boundariesOf, nameOf } from './boundaries.ts'
import { editionCount, setOf } from './fourteen.ts'
import { difference, oracle, type Judges } from './judging.ts'

/** The fourteen versions were in force in the forty days from here. */
export const firstInstant = Date.parse('2020-02-11T00:00:00+08:00') / 1000
const daySeconds = 86_400

/** The instant at which a person is judged: any of the forty days, often its first or last second. */
export const instantOf = (seed: number, n: number): number => {
  const random = randomOf(seed, n)
  const day = firstInstant + Math.floor(random() * 40) * daySeconds
  const where = Math.floor(random() * 8)
  if (where < 2) return day - where
  return day + Math.floor(random() * daySeconds)
}

const result = (name: string, sampledAt: string) => ({ sampledAt, method: 'pcr', result: name })

/**
 * Facts that no threshold needs, without which two rules would never hold together: results of tomorrow for those
 * who were not tested till today, and a test that is not clear after one that is.
 */
const together: readonly Boundary[] = [
  ...['positive', 'inconclusive'].map((name) => ({
    name: `${name} tomorrow`,
    kind: 'test',
    fields: result(name, 'now+86400'),
    without: ['person'],
    regions: ['3303'],
  })),
  {
    name: 'not clear any more',
    kind: 'test',
    fields: result('inconclusive', 'now-3600'),
    also: [{ kind: 'test', fields: result('negative', 'now-7200') }],
  },
]

/** The thresholds that each set of each version has, by `edition/set`. */
const namesIn = new Map<string, Set<string>>()
for (const threshold of thresholds) {
  const { edition, set } = threshold
  const names = namesIn.get(`${edition}/${set}`) ?? new Set()
  namesIn.set(`${edition}/${set}`, names.add(nameOf(threshold)))
}

export const forcing = forcingOf([...boundariesOf(thresholds), ...together])

/** Judges people `from` to `from + count - 1` of a seed. */
export const judgeBatch = (judges: Judges, seed: number, from: number, count: number): Attempt => {
  const lost: string[] = []
  const tally: Record<string, number> = {}
  const add = (name: string): void => {
    tally[name] = (tally[name] ?? 0) + 1
  }
  for (let n = from; n < from + count; n++) {
    const now = instantOf(seed, n)
    const person = personAt(n, { seed, now, forcing })
    const base = judges.baseOf(person)
    const stands = n % 2 === 0 ? [] : forcing.standsOf((n - 1) / 2)
    for (let edition = 1; edition <= editionCount; edition++) {
      const set = setOf(edition, person.region)
      const verdict = judges.engine(edition, set, base, person.onSite, now)
      const judgement = oracle(edition, set, person, now)
      const differs = difference(verdict, judgement)
      if (differs !== undefined) lost.push(`person ${n}, ${set} version ${edition}: ${differs}`)
      add(`outcome ${judgement.outcome}`)
      const rules = rulesThatHold(judges, edition, set, verdict)
      for (const [i, rule] of rules.entries()) {
        add(`rule ${rule}`)
        for (const other of rules.slice(i + 1)) add(`pair ${rule} ${other}`)
      }
      const [stand] = stands
      if (stand === undefined || stands.length > 1) continue
      const { boundary, side } = stand
      if (namesIn.get(`${edition}/${set}`)?.has(boundary.name) !== true) continue
      add(`side ${boundary.name}: ${side} ${isDecided(boundary, rules, judgement) ? 'yes' : 'no'}`)
    }
  }
  return { lost, tally }
}

/** The numbers of all rules that are true, whichever outcome stands. */
function rulesThatHold(
  judges: Judges,
  edition: number,
  set: string,
  { values }: Verdict,
): readonly number[] {
  return judges
    .setAt(edition, set)
    .rules.flatMap(({ rule }, i) => (values[i] === true ? [rule.no] : []))
}

/** Whether somebody stands on the side where the boundary's rule holds; of coverage, where enough is known. */
function isDecided(
  { name, covers }: Boundary,
  rules: readonly number[],
  judgement: { readonly missing: boolean },
): boolean {
  return covers === undefined ? rules.includes(Number.parseInt(name, 10)) : !judgement.missing
}
