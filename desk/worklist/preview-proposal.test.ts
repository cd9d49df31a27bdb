/** What is told before a decision is what the decision makes, for every proposal; and asking changes nothing. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { factsOf } from '../facts/facts-of.ts'
import type { Matter, Proposal } from './matter.ts'
import { openHeldMatters } from './open-matter.ts'
import { previewProposal } from './preview-proposal.ts'
import { matters } from './read-matter.ts'
import { contact, monday, openOffice, stray, types, type Office } from './test-office.ts'

let office: Office
beforeEach(() => {
  office = openOffice()
})
afterEach(() => {
  office[Symbol.dispose]()
})

const seconds = monday.getTime() / 1000
const held = (): Matter => {
  openHeldMatters(office.store, office.moment)
  const [matter] = matters(office.store, { kind: 'held-fact' })
  if (matter === undefined) throw new Error('test: no held record')
  return matter
}
const preview = (matter: Matter, officer: string, proposal: Proposal) =>
  previewProposal(office.store, { matter: matter.id, officer, types, now: monday }, proposal)
const all = () =>
  ['matter', 'matterAct', 'fact', 'touched', 'audit'].map((table) =>
    office.store.db.prepare(`SELECT * FROM ${table}`).all(),
  )
const added = {
  ...{ kind: 'test', fields: { sampledAt: '2020-03-01T00:00:00Z', result: 'negative' } },
  ...{ basis: 'Decree 1, article 6', document: 'letter 12' },
}

test.each<[string, 'asked' | 'held', readonly string[], Proposal]>([
  ['to retract', 'asked', ['an'], { do: 'retract', fact: contact }],
  ['to move', 'asked', ['an', 'bo'], { do: 'move', fact: contact, person: 'bo' }],
  ['to add', 'asked', ['an'], { do: 'add', added }],
  ['to assess again', 'asked', ['an'], { do: 'assess-again' }],
  ['to refuse', 'asked', ['an'], { do: 'refuse' }],
  ['to assign', 'held', ['cy'], { do: 'assign', fact: stray, person: 'cy' }],
  ['to drop', 'held', [], { do: 'drop', fact: stray }],
])(
  'a proposal %s is told as it turns out, and nothing is changed by asking',
  (_, of, whom, does) => {
    const matter = of === 'asked' ? office.ask() : held()
    const before = all()
    const told = preview(matter, 'o1', does)
    expect(all()).toEqual(before)
    expect(told.map(({ person }) => person)).toEqual(whom)
    office.agree(office.propose(matter, 'o1', does), 'o2')
    for (const { person, known } of told) {
      const { facts, covers } = factsOf(office.store, person, seconds)
      expect(known.covers).toEqual(covers)
      const ids = (list: typeof facts) => list.toSorted((a, b) => a.id.localeCompare(b.id))
      expect(ids(known.facts)).toEqual(ids(facts))
    }
  },
)

test('what a held record takes back is gone in the preview, too', () => {
  office.store.db.exec(
    "INSERT INTO fact (source, id, kind, person, recordedAt, takenAt, fields, state, retracts) VALUES ('cdc', 's0', 'contact', NULL, 0, 0, '{\"at\":\"2020-02-22T00:00:00Z\"}', 'held', 'c1')",
  )
  openHeldMatters(office.store, office.moment)
  const correcting = { source: 'cdc', id: 's0' }
  const matter = matters(office.store, { kind: 'held-fact' }).find(
    ({ subject }) => subject.kind === 'held-fact' && subject.fact.id === 's0',
  )
  const [told] = preview(matter!, 'o1', { do: 'assign', fact: correcting, person: 'an' })
  const contacts = told!.known.facts.filter(({ kind }) => kind === 'contact')
  expect(contacts.map(({ id }) => id)).toEqual(['cdc:s0'])
})

test('nobody is told more than they could propose', () => {
  const matter = office.ask()
  const refused = (code: string): unknown => expect.objectContaining({ code })
  // o3 is of the family, o4 sits at the counter, o5 left.
  for (const [officer, code] of [
    ['o3', 'ERR_DESK_MATTER_OWN'],
    ['o4', 'ERR_DESK_MATTER_FORBIDDEN'],
    ['o5', 'ERR_DESK_MATTER_FORBIDDEN'],
  ] as const) {
    expect(() => preview(matter, officer, { do: 'refuse' })).toThrow(refused(code))
  }
  expect(() => preview(matter, 'o1', { do: 'drop', fact: stray })).toThrow(
    refused('ERR_DESK_MATTER_NOT_NOW'),
  )
  office.agree(office.propose(matter, 'o1', { do: 'refuse' }), 'o2')
  expect(() => preview(matter, 'o1', { do: 'refuse' })).toThrow(refused('ERR_DESK_MATTER_DECIDED'))
})
