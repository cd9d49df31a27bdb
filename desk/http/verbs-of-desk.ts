/** The doors of the desk's rooms that know the service's callers. */
import type { Desk } from '../desk.ts'
import { actsFor, becomeGuardian } from '../people/guardians.ts'
import { recordPerson } from '../people/record-person.ts'
import { sourceOfSecret } from '../sources/source-keys.ts'
import type { DeskVerbs } from './desk-verbs.ts'
import { secondsOf } from './rooms.ts'

/** Joins them. */
export function verbsOf(desk: Desk): DeskVerbs {
  const { store, limits } = desk
  return {
    guards: (account, person) => actsFor(store, account, person),
    sourceOf: (secret, now) => sourceOfSecret(store, secret, secondsOf(now)),
    takeVouched: (account, vouched, now) => {
      const at = secondsOf(now)
      const person = recordPerson(store, { ...vouched, identity: 'verified' }, at)
      becomeGuardian(store, account, person.id, 'self', limits, at)
      desk.wake()
    },
  }
}
