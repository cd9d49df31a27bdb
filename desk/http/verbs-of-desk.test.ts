/** Tests of the doors to people: whoever is vouched for comes in, whatever others said before. */
import { expect, test } from 'vitest'
import { numberOf, temporaryStore } from '../assessing/test-desk.ts'
import { becomeGuardian } from '../people/guardians.ts'
import { recordPerson } from '../people/record-person.ts'
import { verbsOf } from './verbs-of-desk.ts'

test.each(['self', 'ward'] as const)(
  'who said that they are somebody, or act for them, holds nobody who is vouched for: %s',
  (relation) => {
    using store = temporaryStore()
    const now = new Date('2020-03-01T00:00:00Z')
    const limits = { family: 6, guardians: 2 }
    const verbs = verbsOf({ store, limits, wake: () => undefined })
    const write = store.db.prepare("INSERT INTO account VALUES (?1, 'provider', ?1, 0)")
    for (const id of ['impostor', 'lin']) write.run(id)
    const card = { idType: 'cn-resident-id', number: numberOf(1), name: '林薇' }
    const person = recordPerson(store, { ...card, identity: 'declared' }, 0).id
    becomeGuardian(store, 'impostor', person, relation, limits, 0)
    verbs.takeVouched('lin', card, now)
    expect(['impostor', 'lin'].map((who) => verbs.guards(who, person))).toEqual([false, true])
  },
)
