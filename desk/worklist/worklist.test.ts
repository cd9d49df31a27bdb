/** Two officers decide, of whom neither is concerned; what they decide is done whole, and is never a colour. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readAudit } from '../audit/read-audit.ts'
import { verifyAudit } from '../audit/verify-audit.ts'
import { isAppealNumber } from './appeal-number.ts'
import { agree, disagree, note } from './decide.ts'
import { defaultTerms, dueAt } from './due-at.ts'
import type { AddedFact, Proposal } from './matter.ts'
import { openHeldMatters } from './open-matter.ts'
import { matters, readMatter } from './read-matter.ts'
import {
  contact,
  lastProposal,
  monday,
  openOffice,
  stray,
  types,
  type Office,
} from './test-office.ts'
import { withdraw } from './withdraw.ts'

let office: Office
beforeEach(() => {
  office = openOffice()
})
afterEach(() => {
  office[Symbol.dispose]()
})

const code = (name: string): unknown => expect.objectContaining({ code: `ERR_DESK_MATTER_${name}` })
const retract: Proposal = { do: 'retract', fact: contact }
const letter: AddedFact = {
  kind: 'test',
  fields: { sampledAt: '2020-03-01T00:00:00Z', result: 'negative' },
  basis: 'a letter of the hospital was seen',
  document: 'letter 17 of 2020-03-01',
}
const untouched = ['cdc c1 an good', 'cdc s1  held', 'cdc t1 an good']

test.each<[Proposal, readonly string[], readonly string[]]>([
  [{ do: 'refuse' }, untouched, []],
  [{ do: 'assess-again' }, untouched, ['an']],
  [retract, ['cdc c1 an retracted', ...untouched.slice(1)], ['an']],
  [
    { do: 'move', fact: contact, person: 'bo' },
    ['cdc c1 bo moved', ...untouched.slice(1)],
    ['an', 'bo'],
  ],
])('%o is done once another officer agrees, and not before', (proposal, facts, touched) => {
  const proposed = office.propose(office.ask(), 'o1', proposal)
  expect(office.facts()).toEqual(untouched)
  expect(office.touched()).toEqual([])
  const decided = office.agree(proposed, 'o2')
  expect(decided.state).toBe(proposal.do === 'refuse' ? 'refused' : 'granted')
  expect(office.facts()).toEqual(facts)
  expect(office.touched()).toEqual(touched)
  const trail = [...readAudit(office.store, { about: `matter:${decided.id}` })]
  expect(trail.map(({ who, what }) => `${who} ${what}`)).toEqual([
    'account:a1 matter-opened',
    'officer:o1 matter-proposed',
    'officer:o2 matter-agreed',
  ])
  expect(verifyAudit(readAudit(office.store)).fault).toBeUndefined()
})

test('what is missing is added with its basis and document, which the trail does not say', () => {
  const subject = { kind: 'correction', wish: 'missing' } as const
  const proposed = office.propose(office.ask({ subject }), 'o1', { do: 'add', added: letter })
  expect(proposed.acts[0]?.proposal).toEqual({ do: 'add', added: letter })
  const decided = office.agree(proposed, 'o2')
  expect(office.facts()).toContain(`office ${decided.id} an good`)
  const trail = JSON.stringify([...readAudit(office.store)])
  for (const claim of ['letter', 'negative', 'was not there']) expect(trail).not.toContain(claim)
})

test('a held record is somebody’s or nobody’s only by two, and is opened once', () => {
  expect([1, 2].map(() => openHeldMatters(office.store, office.moment))).toEqual([1, 0])
  const [held] = matters(office.store, { kind: 'held-fact' })
  expect(() => office.propose(held!, 'o1', { do: 'refuse' })).toThrow(code('NOT_NOW'))
  const proposed = office.propose(held!, 'o1', { do: 'assign', fact: stray, person: 'bo' })
  office.agree(proposed, 'o2')
  expect(office.facts()).toContain('cdc s1 bo moved')
  expect(office.touched()).toEqual(['bo'])
})

test('a held record that is nobody’s counts for nobody', () => {
  openHeldMatters(office.store, office.moment)
  const [held] = matters(office.store, { kind: 'held-fact' })
  const decided = office.agree(office.propose(held!, 'o1', { do: 'drop', fact: stray }), 'o2')
  expect(decided.state).toBe('refused')
  expect(office.facts()).toContain('cdc s1  refused')
})

test.each([
  ['who proposed it, in whatever session', 'o1', 'ANOTHER'],
  ['the mother of whom it is about', 'o3', 'OWN'],
  ['an officer of the counter', 'o4', 'FORBIDDEN'],
  ['an officer who left', 'o5', 'FORBIDDEN'],
  ['nobody', 'o9', 'FORBIDDEN'],
])('%s cannot agree', (_who, officer, refusal) => {
  const proposed = office.propose(office.ask(), 'o1', retract)
  expect(() => office.agree(proposed, officer)).toThrow(code(refusal))
  expect(office.facts()).toEqual(untouched)
})

test.each([
  ['o3', 'OWN'],
  ['o4', 'FORBIDDEN'],
  ['o5', 'FORBIDDEN'],
])('%s cannot propose', (officer, refusal) => {
  const matter = office.ask()
  expect(() => office.propose(matter, officer, retract)).toThrow(code(refusal))
  expect(readMatter(office.store, matter.id).acts).toEqual([])
})

test('nobody moves a record to or from their own family', () => {
  const subject = { kind: 'correction', wish: 'identity' } as const
  const ofBo = { person: 'bo', by: { account: 'a2' }, subject }
  office.store.db.exec("UPDATE guardian SET until = 1 WHERE account = 'a3'")
  expect(() =>
    office.propose(office.ask(), 'o3', { do: 'move', fact: contact, person: 'bo' }),
  ).toThrow(code('OWN'))
  openHeldMatters(office.store, office.moment)
  const [held] = matters(office.store, { kind: 'held-fact' })
  const toAn: Proposal = { do: 'assign', fact: stray, person: 'an' }
  expect(() => office.propose(held!, 'o3', toAn)).toThrow(code('OWN'))
  expect(() => office.agree(office.propose(held!, 'o1', toAn), 'o3')).toThrow(code('OWN'))
  expect(office.propose(office.ask(ofBo), 'o3', { do: 'assess-again' }).state).toBe('proposed')
})

test.each([
  ["UPDATE officer SET isActive = 0 WHERE id = 'o1'", 'FORBIDDEN'],
  [`UPDATE officer SET roles = '["counter"]' WHERE id = 'o1'`, 'FORBIDDEN'],
  [
    `INSERT INTO account VALUES ('a9', 'dev', 'officer1', 0);
     INSERT INTO guardian VALUES ('a9', 'an', 'parent', 0, NULL)`,
    'OWN',
  ],
])('after %s nobody can agree to what o1 proposed', (sql, refusal) => {
  const proposed = office.propose(office.ask(), 'o1', retract)
  office.store.db.exec(sql)
  expect(() => office.agree(proposed, 'o2')).toThrow(code(refusal))
  expect(office.facts()).toEqual(untouched)
})

test('of two who agree at once one does', () => {
  office.store.db.exec(
    "INSERT INTO officer VALUES ('o6', 'dev', 'officer6', 'Six', '[\"worklist\"]', 1)",
  )
  const proposed = office.propose(office.ask(), 'o1', retract)
  office.agree(proposed, 'o2')
  expect(() => office.agree(proposed, 'o6')).toThrow(code('DECIDED'))
  expect(() => office.propose(proposed, 'o1', retract)).toThrow(code('DECIDED'))
})

test('who disagrees opens the matter again, and what is proposed anew needs another again', () => {
  const first = office.propose(office.ask(), 'o1', retract)
  const open = disagree(office.store, { ...office.act(first, 'o2'), proposal: lastProposal(first) })
  expect(open.state).toBe('open')
  expect(() => office.agree(first, 'o2')).toThrow(code('NOT_NOW'))
  const second = office.propose(open, 'o2', { do: 'refuse' })
  // What was seen was the first; o1 would agree to something else.
  expect(() => office.agree(first, 'o1')).toThrow(code('STALE'))
  expect(() => office.agree(second, 'o2')).toThrow(code('ANOTHER'))
  expect(office.agree(second, 'o1').state).toBe('refused')
  expect(office.facts()).toEqual(untouched)
})

test('what its source took back meanwhile is not taken back again', () => {
  const proposed = office.propose(office.ask(), 'o1', retract)
  office.store.db
    .exec(`INSERT INTO fact (source, id, kind, person, recordedAt, takenAt, fields, retracts, state)
    VALUES ('cdc', 'r1', 'retraction', 'an', 0, 0, '{}', 'c1', 'good');
    UPDATE fact SET state = 'retracted' WHERE id = 'c1'`)
  expect(() => office.agree(proposed, 'o2')).toThrow(code('STALE'))
  expect(readMatter(office.store, proposed.id).state).toBe('proposed')
})

test.each<[string, Proposal, string]>([
  ['a fact of somebody else', { do: 'retract', fact: stray }, 'UNKNOWN'],
  ['a fact that is not there', { do: 'retract', fact: { source: 'cdc', id: 'c9' } }, 'UNKNOWN'],
  ['a person who is not there', { do: 'move', fact: contact, person: 'dd' }, 'UNKNOWN'],
  ['a held fact elsewhere', { do: 'assign', fact: stray, person: 'an' }, 'NOT_NOW'],
  ['a fact of no kind', { do: 'add', added: { ...letter, kind: 'wish' } }, 'FORM'],
  ['a fact with a strange field', { do: 'add', added: { ...letter, fields: { x: 1 } } }, 'FORM'],
  ['a fact without fields', { do: 'add', added: { ...letter, fields: {} } }, 'FORM'],
  ['a fact without a basis', { do: 'add', added: { ...letter, basis: ' ' } }, 'FORM'],
  ['a fact without a document', { do: 'add', added: { ...letter, document: '' } }, 'FORM'],
  [
    'an order',
    { do: 'add', added: { ...letter, kind: 'order', fields: { outcome: 'stop' } } },
    'ORDER',
  ],
  ['what others assessed', { do: 'add', added: { ...letter, kind: 'assessment' } }, 'ORDER'],
])('%s cannot be proposed', (_what, proposal, refusal) => {
  expect(() => office.propose(office.ask(), 'o1', proposal)).toThrow(code(refusal))
})

test('a person asks about their own records and outcomes, and takes it back', () => {
  const appeal = {
    kind: 'appeal',
    outcome: 'stop',
    ruleSet: 'demo-hz',
    version: 2,
    rule: 7,
  } as const
  const asks = (subject: Parameters<Office['ask']>[0]) => () => office.ask(subject)
  expect(asks({ by: { account: 'a2' } })).toThrow(code('FORBIDDEN'))
  expect(asks({ by: { officer: 'o5' } })).toThrow(code('FORBIDDEN'))
  expect(asks({ subject: { ...appeal, rule: 8 } })).toThrow(code('UNKNOWN'))
  expect(asks({ subject: { ...appeal, receipt: '4829137055' } })).toThrow(code('NUMBER'))
  expect(asks({ subject: { kind: 'appeal', outcome: 'stop', rule: 7 } })).toThrow(code('TOLD'))
  expect(asks({ text: '' })).toThrow(code('FORM'))
  expect(asks({ subject: { kind: 'correction', wish: 'wrong', fact: stray } })).toThrow(
    code('UNKNOWN'),
  )
  const mine = office.ask({ subject: appeal })
  expect(() => withdraw(office.store, mine.id, 'a2', monday)).toThrow(code('UNKNOWN'))
  const proposed = office.propose(mine, 'o1', { do: 'refuse' })
  expect(withdraw(office.store, mine.id, 'a1', monday).state).toBe('withdrawn')
  expect(() => office.agree(proposed, 'o2')).toThrow(code('DECIDED'))
  expect(() => withdraw(office.store, mine.id, 'a1', monday)).toThrow(code('DECIDED'))
  const terms = { ...office.moment.terms, most: 0 }
  expect(() => office.ask({})).not.toThrow()
  Object.assign(office.moment, { terms })
  expect(asks({})).toThrow(code('MANY'))
})

test('of a slip its number is enough; what its receipt says an officer writes down, and nobody makes up', () => {
  const slip = office.ask({ subject: { kind: 'appeal', receipt: '482 913 7059' } })
  expect(slip.subject).toEqual({ kind: 'appeal', receipt: '4829137059' })
  const told = { outcome: 'check', ruleSet: 'demo-hz', version: 1, rule: 4 } as const
  const noted = note(office.store, office.act(slip, 'o1'), told)
  expect(noted.subject).toEqual(slip.subject)
  expect(noted.acts.map((act) => [act.officer, act.told])).toEqual([['o1', told]])
  expect(() => note(office.store, office.act(office.ask(), 'o1'), told)).toThrow(code('NOT_NOW'))
  expect(office.agree(office.propose(noted, 'o1', { do: 'refuse' }), 'o2').state).toBe('refused')
})

test('what was noted changes nothing', () => {
  const noted = note(office.store, office.act(office.ask(), 'o1', 'called the laboratory'))
  expect(noted.state).toBe('open')
  expect(noted.acts.map(({ what, text }) => [what, text])).toEqual([
    ['noted', 'called the laboratory'],
  ])
})

test('an answer is due after the working days of the office, and what is due stands first', () => {
  const due = (kind: 'correction' | 'held-fact', at: string, more = {}) =>
    dueAt(kind, new Date(at), { ...defaultTerms, ...more }).toISOString()
  expect(due('correction', '2020-03-02T00:00:00Z')).toBe('2020-03-04T16:00:00.000Z')
  // Friday, and late on Friday in Beijing.
  expect(due('held-fact', '2020-03-06T08:00:00Z')).toBe('2020-03-09T16:00:00.000Z')
  expect(due('held-fact', '2020-03-05T15:59:59Z')).toBe('2020-03-06T16:00:00.000Z')
  expect(due('held-fact', '2020-03-05T16:00:00Z')).toBe('2020-03-09T16:00:00.000Z')
  const worked = { workdays: ['2020-03-07'], holidays: ['2020-03-09'] }
  expect(due('correction', '2020-03-06T08:00:00Z', worked)).toBe('2020-03-10T16:00:00.000Z')
  const late = office.ask()
  const later = { ...office.moment, now: new Date('2020-03-20T00:00:00Z') }
  openHeldMatters(office.store, later)
  const listed = matters(office.store)
  expect(listed.map(({ id }) => id === late.id)).toEqual([true, false])
  office.agree(office.propose(late, 'o1', { do: 'refuse' }), 'o2')
  expect(matters(office.store).at(-1)?.id).toBe(late.id)
  expect(matters(office.store, { isUndecided: true, person: 'an' })).toEqual([])
})

test('a slip in an appeal number is noticed', () => {
  expect(isAppealNumber('0000000794')).toBe(false)
  const [good] = Array.from({ length: 10 }, (_, n) => `482913705${n}`).filter(isAppealNumber)
  expect(good).toBe('4829137059')
})

test('an act says who agreed to what, for whoever reads the store', () => {
  const proposed = office.propose(office.ask(), 'o1', retract)
  const act = { ...office.act(proposed, 'o2'), proposal: lastProposal(proposed), types }
  const { acts } = agree(office.store, act)
  expect(acts.map(({ what, officer }) => [what, officer])).toEqual([
    ['proposed', 'o1'],
    ['agreed', 'o2'],
  ])
})
