/** The doors of the desk's rooms that know the service's callers. */
import { writeAudit } from '../audit/write-audit.ts'
import type { Desk } from '../desk.ts'
import { actsFor, becomeOneself } from '../people/guardians.ts'
import { recordPerson } from '../people/record-person.ts'
import { sourceOfSecret } from '../sources/source-keys.ts'
import type { DeskVerbs } from './desk-verbs.ts'
import { inTransaction } from '../store/open-store.ts'
import { secondsOf } from './rooms.ts'

/** Joins them. */
export function verbsOf(desk: Desk): DeskVerbs {
  const { store } = desk
  return {
    guards: (account, person) => actsFor(store, account, person),
    sourceOf: (secret, now) => sourceOfSecret(store, secret, secondsOf(now)),
    takeVouched: (account, vouched, now) => {
      const at = secondsOf(now)
      inTransaction(store, () => {
        const { id } = recordPerson(store, { ...vouched, identity: 'verified' }, at)
        // Whoever declared the number first knew it, and no more.
        const ended = becomeOneself(store, account, id, at)
        if (ended === 0) return
        const entry = { who: `account:${account}`, what: 'others-ended', about: `person:${id}` }
        writeAudit(store, { ...entry, detail: { ended } }, now)
      })
      desk.wake()
    },
  }
}
