/** The doors of the desk's rooms that know the service's callers. */
import type { Desk } from '../desk.ts'
import { becomeOneself } from '../people/claims.ts'
import { actsFor } from '../people/guardians.ts'
import { recordPerson } from '../people/record-person.ts'
import { inTransaction } from '../store/open-store.ts'
import { sourceOfSecret } from '../sources/source-keys.ts'
import type { DeskVerbs } from './desk-verbs.ts'
import { secondsOf } from './rooms.ts'

/** Joins them. */
export function verbsOf(desk: Pick<Desk, 'store' | 'limits' | 'wake'>): DeskVerbs {
  const { store, limits } = desk
  return {
    guards: (account, person) => actsFor(store, account, person),
    sourceOf: (secret, now) => sourceOfSecret(store, secret, secondsOf(now)),
    takeVouched: (account, vouched, now) => {
      const at = secondsOf(now)
      // Both or neither: of who is verified nobody may hold what was taken while it was only said.
      inTransaction(store, () => {
        const person = recordPerson(store, { ...vouched, identity: 'verified' }, at)
        becomeOneself(store, account, person.id, limits, at)
      })
      desk.wake()
    },
  }
}
