/** Tests of people: who is written down, who may act for whom, and how little a code says of a name. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { numberOf } from '../assessing/test-desk.ts'
import { openStore, type DeskStore } from '../store/open-store.ts'
import { findPerson } from './find-person.ts'
import { becomeOneself } from './claims.ts'
import { actsFor, becomeGuardian, endGuardianship, peopleOf } from './guardians.ts'
import { recordPerson } from './record-person.ts'

const now = 1_583_035_200
const limits = { family: 2, guardians: 2 }
const folder = mkdtempSync(join(tmpdir(), 'greengate-people-'))
let store: DeskStore
let opened = 0
beforeEach(() => {
  store = openStore(join(folder, `${String(opened++)}.db`))
  return () => {
    store[Symbol.dispose]()
  }
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

const idType = 'cn-resident-id'
const record = (n: number, name = '林薇', identity: 'declared' | 'verified' = 'declared') =>
  recordPerson(store, { idType, number: numberOf(n), name, identity }, now)
const account = (id: string): string => {
  store.db.prepare('INSERT INTO account VALUES (?, ?, ?, ?)').run(id, 'development', id, now)
  return id
}

test('a person is one, however their number is written, and is assessed at once', () => {
  const person = record(7)
  expect(person).toMatchObject({ identity: 'declared', birthDate: '1940-01-01' })
  const card = { type: idType, number: ` ${numberOf(7).toLowerCase()} ` }
  expect(findPerson(store, card)).toEqual(person)
  expect(findPerson(store, { ...card, number: '1' })).toBeUndefined()
  const [touched] = store.db.prepare('SELECT * FROM touched').all()
  expect(touched).toMatchObject({ person: person.id, cause: 'applied' })
})

test('a card that was read stands over what was said, and nothing that is said over it', () => {
  const { id } = record(7)
  const other = { code: 'ERR_DESK_NAME_DIFFERS' }
  expect(() => record(7, '王芳')).toThrow(expect.objectContaining(other))
  expect(record(7, '王芳', 'verified')).toMatchObject({ id, name: '王芳', identity: 'verified' })
  expect(record(7, ' 王 芳 ')).toMatchObject({ id, name: '王芳', identity: 'verified' })
})

test.each([
  ['ERR_DESK_ID_NUMBER', { idType, number: '330106194001010075' }],
  ['ERR_DESK_ID_TYPE', { idType: 'library-card', number: numberOf(7) }],
])('what is no card is refused: %s', (code, card) => {
  const person = { ...card, identity: 'declared' } as const
  expect(() => recordPerson(store, person, now)).toThrow(expect.objectContaining({ code }))
})

test('an account acts for itself and a few others, and nobody for who acts for themselves', () => {
  const [ann, bo, cy] = [account('ann'), account('bo'), account('cy')]
  const [self, child, mother, third] = [1, 2, 3, 4].map((n) => record(n).id)
  const guard = (who: string, whom: string, relation: 'self' | 'child' | 'parent') => () => {
    becomeGuardian(store, who, whom, relation, limits, now)
  }
  const refused = (code: string) => expect.objectContaining({ code }) as Error
  guard(ann, self!, 'self')()
  guard(ann, child!, 'child')()
  guard(ann, mother!, 'parent')()
  const [first, ...family] = peopleOf(store, ann).map(({ person }) => person.id)
  expect([first, ...family.toSorted()]).toEqual([self!, ...[child!, mother!].toSorted()])
  expect(guard(ann, third!, 'child')).toThrow(refused('ERR_DESK_FAMILY_FULL'))
  expect(guard(ann, third!, 'self')).toThrow(refused('ERR_DESK_GUARDIAN_TAKEN'))
  expect(guard(bo, self!, 'self')).toThrow(refused('ERR_DESK_GUARDIAN_TAKEN'))
  expect(guard(bo, self!, 'parent')).toThrow(refused('ERR_DESK_GUARDIAN_TAKEN'))
  expect(guard(bo, 'nobody', 'parent')).toThrow(refused('ERR_DESK_PERSON_UNKNOWN'))
  guard(bo, child!, 'child')()
  expect(guard(cy, child!, 'child')).toThrow(refused('ERR_DESK_GUARDIANS_FULL'))
  expect(endGuardianship(store, ann, child!, now)).toBe(true)
  expect(endGuardianship(store, ann, child!, now)).toBe(false)
  expect([actsFor(store, ann, child!), actsFor(store, bo, child!)]).toEqual([false, true])
  guard(cy, child!, 'child')()
  guard(ann, third!, 'child')()
})

test('nobody becomes somebody for whom others act by saying so, but by being vouched for', () => {
  const [mother, child, stranger] = [account('mother'), account('child'), account('stranger')]
  const [person, other] = [1, 2].map((n) => record(n).id) as [string, string]
  becomeGuardian(store, mother, person, 'child', limits, now)
  const taken = expect.objectContaining({ code: 'ERR_DESK_GUARDIAN_TAKEN' }) as Error
  const say = (who: string) => () => {
    becomeGuardian(store, who, person, 'self', limits, now)
  }
  expect(say(child)).toThrow(taken)
  becomeOneself(store, child, person, limits, now)
  const act = (): readonly boolean[] =>
    [mother, child, stranger].map((who) => actsFor(store, who, person))
  expect(act()).toEqual([false, true, false])
  // Nor does it keep anybody out that somebody said so before, or that they said to be another.
  endGuardianship(store, child, person, now)
  say(stranger)()
  becomeGuardian(store, child, other, 'self', limits, now)
  becomeOneself(store, child, person, limits, now)
  expect(act()).toEqual([false, true, false])
  expect(peopleOf(store, child).map((each) => each.person.id)).toEqual([person])
})
