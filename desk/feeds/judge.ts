/** Judges somebody as of another instant or under another version, by what the store knows of them now. */
import { personJudge } from '../assessing/judge-person.ts'
import { personReader } from '../assessing/read-people.ts'
import type { Desk } from '../desk.ts'
import { coverageInForce } from '../facts/coverage.ts'
import type { Judge } from './look-ahead.ts'

/** Opens it over a desk. */
export function openJudge({ store, surroundings }: Pick<Desk, 'store' | 'surroundings'>): Judge {
  return (person, compiled, at) => {
    const now = Math.floor(surroundings.now().getTime() / 1000)
    const coverage = coverageInForce(store, now)
    const read = personReader(store, compiled, coverage.byHolders.size > 0)
    const judge = personJudge({ compiled, coverage }, Math.floor(at.getTime() / 1000))
    const { outcome, rule, holdsUntil } = judge(read(person))
    return Promise.resolve({ outcome, rule, holdsUntil })
  }
}
