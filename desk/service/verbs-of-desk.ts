/** The doors of the desk's rooms that know the service's callers. */
import type { Desk } from '../desk.ts'
import { isActive, sourceOf } from '../facts/sources-of.ts'
import { actsFor, becomeGuardian } from '../people/guardians.ts'
import { recordPerson } from '../people/record-person.ts'
import { prepared } from '../store/prepared.ts'
import type { DeskVerbs } from './desk-verbs.ts'
import { secondsOf } from './rooms.ts'

/** Joins them. */
export function verbsOf(desk: Desk): DeskVerbs {
  const { store, limits } = desk
  return {
    guards: (account, person) => actsFor(store, account, person),
    sourceOf: (keyHash, now) => {
      const row = prepared(store, 'SELECT id FROM source WHERE keyHash = ?').get(keyHash)
      const source = row === undefined ? undefined : sourceOf(store, row['id'] as string)
      return source !== undefined && isActive(source, secondsOf(now)) ? source.id : undefined
    },
    takeVouched: (account, vouched, now) => {
      const at = secondsOf(now)
      const person = recordPerson(store, { ...vouched, identity: 'verified' }, at)
      becomeGuardian(store, account, person.id, 'self', limits, at)
      desk.wake()
    },
  }
}
