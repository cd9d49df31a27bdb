/** A case of a rule set: a person, an instant, and what must come out by the words of the rules. */
import type { Fact } from '../hand/claims.ts'
import type { Json } from '../hand/jcs.ts'
import { editions } from './hangzhou-changes.ts'
import { factsAt, person, type Facts, type More } from './person.ts'
import { requiredKinds } from './rule.ts'

/** What must come out. */
export interface Expected {
  readonly outcome: 'pass' | 'check' | 'stop'
  /** The rules that make the outcome. */
  readonly fired: readonly number[]
  /** Whether something unknown could have changed it. */
  readonly missing: boolean
}

export const pass = (rule: number): Expected => ({ outcome: 'pass', fired: [rule], missing: false })
export const check = (...fired: readonly number[]): Expected => ({
  outcome: 'check',
  fired,
  missing: false,
})
export const stop = (...fired: readonly number[]): Expected => ({
  outcome: 'stop',
  fired,
  missing: false,
})
/** Nobody can say: a check without a rule, or one that might have been a stop. */
export const unsure = (...fired: readonly number[]): Expected => ({
  outcome: 'check',
  fired,
  missing: true,
})

/** One line of a table of cases. */
export type Line = readonly [
  /** The first and the last version in which it comes out so. */
  editions: readonly [number, number],
  id: string,
  comment: string,
  facts: (f: Facts) => readonly Fact[],
  expected: Expected,
  more?: More,
]

/** Noon in Hangzhou on the day after a version takes effect. */
const noonOf = (edition: number): string => {
  const from = editions[edition - 1]?.from ?? ''
  const dayAfter = Date.parse(from) + 32 * 3_600_000
  return `${new Date(dayAfter).toISOString().slice(0, 10)}T04:00:00Z`
}

/** The cases of a set in a version. */
export const casesOf = (lines: readonly Line[], edition: number, set: string): readonly Json[] =>
  lines
    .filter(([[first, last]]) => first <= edition && edition <= last)
    .map(([, name, comment, facts, expected, more = {}]) => {
      const now = noonOf(edition)
      const id = `${set}-${String(edition).padStart(2, '0')}-${name}`
      const region = set === 'cn-33' ? '3301' : set.slice(3)
      const who = person(edition, requiredKinds(edition), region, now, facts(factsAt(now)), more)
      return { id, comment, now, person: { id: name, ...(who as object) }, ...expected }
    })
