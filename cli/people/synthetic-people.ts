/** Makes synthetic people one after another: what a seed fixes, the same bytes everywhere, each person apart from all others. */
import type { Forcing } from './boundary.ts'
import { drawOf } from './draw.ts'
import { faultyPerson } from './faults.ts'
import { forcedPerson } from './force.ts'
import { purposes } from './household.ts'
import { ordinaryPerson } from './ordinary-person.ts'
import type { FaultyPerson, Person } from './person.ts'

/** What fixes people beside their number. */
export interface PeopleOptions {
  readonly seed: number
  /** Unix seconds; what befell people lies around it. */
  readonly now: number
  /** Every other person is made to stand at boundaries. Without: none, and everything is as common as in the table. */
  readonly forcing?: Forcing
  /** How many in a million have records with a fault. */
  readonly faultsPerMillion?: number
}

/**
 * Makes person `n` alone.
 *
 * @example
 * ```ts
 * const now = Date.parse('2020-03-01T00:00:00Z') / 1000
 * const { facts, covers } = personAt(41, { seed: 1, now })
 * ```
 */
export function personAt(n: number, options: PeopleOptions): Person | FaultyPerson {
  const { seed, now, faultsPerMillion = 0 } = options
  const person = standing(n, options)
  if (faultsPerMillion === 0) return person
  const draw = drawOf(seed, n, purposes.fault)
  if (!draw.chance(faultsPerMillion)) return person
  const other = ordinaryPerson(seed, n + draw.between(1, 1000), now)
  return faultyPerson(draw, person, other, now)
}

function standing(n: number, { seed, now, forcing }: PeopleOptions): Person {
  if (forcing === undefined || n % 2 === 0) return ordinaryPerson(seed, n, now)
  const draw = drawOf(seed, n, purposes.force)
  // Half of them on plain ground, where nothing else decides; half wherever they are.
  const ground = ordinaryPerson(seed, n, now, draw.chance(500_000))
  return forcedPerson(draw, ground, forcing.standsOf((n - 1) / 2), now)
}

/** Makes people `from` to `from + count - 1`, one at a time: nothing is kept of those that are gone. */
export function* people(
  options: PeopleOptions,
  count: number,
  from = 0,
): Generator<Person | FaultyPerson, void, undefined> {
  for (let n = from; n < from + count; n++) yield personAt(n, options)
}
