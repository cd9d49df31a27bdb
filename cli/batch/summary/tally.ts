/** What is counted of the people of a batch: plain JSON that adds up, in any order, to the same. */
import type { CompiledRuleSet } from 'greengate/rules'
import { ageBands, bandOfBirths } from '../../impact/age.ts'
import { regionOf } from '../../impact/person.ts'
import { stateIndexOf, states } from '../../impact/state.ts'
import type { BatchPerson } from '../people/main.ts'

/** How many people of a row are in which of the {@link states}. */
export type StateCounts = number[]

/** Counts. Every person is in one row of each kind. */
export interface BatchTally {
  people: number
  /** By the number of the rule that decided, and of all rules that made the outcome. */
  readonly decides: CountsByName
  readonly fires: CountsByName
  /** Whom no rule decided, by what is missing: a list of kinds, as JSON. */
  readonly missing: CountsByName
  readonly regions: { [region: string]: StateCounts }
  /** In the order of the age bands. */
  readonly ages: StateCounts[]
}

interface CountsByName {
  [name: string]: number
}

/** What came of a person, as a line of outcomes says it. */
export interface Assessed {
  readonly outcome: 'pass' | 'check' | 'stop'
  readonly fired: readonly number[]
  readonly missing?: readonly string[]
}

/** Nobody counted yet. */
export function emptyTally(): BatchTally {
  return {
    people: 0,
    decides: named(),
    fires: named(),
    missing: named(),
    regions: named(),
    ages: ageBands.map(none),
  }
}

/** By names that people chose: one of them may be `__proto__`. */
function named<T>(): { [name: string]: T } {
  return Object.create(null) as { [name: string]: T }
}

function none(): StateCounts {
  return states.map(() => 0)
}

/** Adds a person to a tally that {@link emptyTally} made. */
export type PersonCounter = (
  tally: BatchTally,
  person: Pick<BatchPerson, 'region' | 'facts'>,
  assessed: Assessed,
) => void

/**
 * Makes what counts people.
 *
 * @param now - Unix seconds: whose civil day, in the zone of the rule set, ages are of.
 */
export function personCounter({ set }: Pick<CompiledRuleSet, 'set'>, now: number): PersonCounter {
  const bandOf = bandOfBirths(now, set.zone.offsets)
  return (tally, { region, facts }, { outcome, fired, missing = [] }) => {
    const state = stateIndexOf({ outcome, fired, missing })
    tally.people += 1
    const [rule] = fired
    if (rule === undefined) count(tally.missing, JSON.stringify(missing))
    else count(tally.decides, String(rule))
    for (const no of fired) count(tally.fires, String(no))
    addOne((tally.regions[regionOf(region)] ??= none()), state)
    addOne(tally.ages[bandOf(birthsOf(facts))] as StateCounts, state)
  }
}

function addOne(to: StateCounts, state: number): void {
  to[state] = (to[state] ?? 0) + 1
}

/** Days since 1970-01-01, of facts that are not taken back. */
function birthsOf(facts: BatchPerson['facts']): readonly (number | undefined)[] {
  const births: (number | undefined)[] = []
  for (const { id, kind, fields } of facts) {
    if (kind !== 'person' || isTakenBack(facts, id)) continue
    const date = fields['birthDate']
    births.push(typeof date === 'string' ? Date.parse(date) / 86_400_000 : undefined)
  }
  return births
}

function isTakenBack(facts: BatchPerson['facts'], id: string): boolean {
  for (const { retracts } of facts) if (retracts === id) return true
  return false
}

function count(counts: CountsByName, name: string, by = 1): void {
  counts[name] = (counts[name] ?? 0) + by
}

function addCounts(to: StateCounts, from: readonly number[]): void {
  for (const [state, by] of from.entries()) to[state] = (to[state] ?? 0) + by
}

/**
 * Adds a tally, be it read from JSON, to one that {@link emptyTally} made.
 *
 * @param from - What `JSON.parse` gave of a tally of ours.
 */
export function addTally(into: BatchTally, from: unknown): void {
  const { people, decides, fires, missing, regions, ages } = from as BatchTally
  into.people += people
  for (const [no, by] of Object.entries(decides)) count(into.decides, no, by)
  for (const [no, by] of Object.entries(fires)) count(into.fires, no, by)
  for (const [kinds, by] of Object.entries(missing)) count(into.missing, kinds, by)
  for (const [region, by] of Object.entries(regions)) {
    addCounts((into.regions[region] ??= none()), by)
  }
  for (const [band, by] of ages.entries()) addCounts(into.ages[band] as StateCounts, by)
}
