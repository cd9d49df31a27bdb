/** Records of sources: every way in which they go wrong, and what is known of people after it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { addSource, numberOf, temporaryStore, types } from '../assessing/test-desk.ts'
import { openStore, type DeskStore } from '../store/open-store.ts'
import { moveFact, retractFact, settleHeld } from './change-fact.ts'
import { coverageInForce, takeCoverage } from './coverage.ts'
import { declare } from './declare.ts'
import { factsOf } from './facts-of.ts'
import { heldFacts, remarks, tallies } from './list-facts.ts'
import { takeFacts } from './take-facts.ts'
import { decided } from './test-decided.ts'

const now = Date.parse('2020-03-18T21:30:00Z') / 1000
const taking = { types: types.types }

function open(): DeskStore {
  const store = temporaryStore()
  addSource(store, 'dept', ['contact', 'test'], ['contact', 'test', 'stay'])
  return store
}

function record(id: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id,
    kind: 'contact',
    recordedAt: '2020-03-18T20:00:00Z',
    person: { idType: 'cn-resident-id', number: numberOf(1), name: '张伟' },
    fields: { at: '2020-03-17', closeness: 'close' },
    ...more,
  }
}

const take = (store: DeskStore, ...records: readonly unknown[]) =>
  takeFacts(store, 'dept', records, now, taking).answers.map(({ state, reason }) => [state, reason])

const personId = ({ db }: DeskStore, n: number): string =>
  String(db.prepare('SELECT id FROM person WHERE number = ?').get(numberOf(n))?.['id'])

const known = (store: DeskStore, n: number): readonly string[] =>
  factsOf(store, personId(store, n), now)
    .facts.filter(({ source }) => source === 'dept')
    .map(({ id }) => id)

const touchedPeople = ({ db }: DeskStore): number => {
  const n = Number(db.prepare('SELECT count(*) AS n FROM touched').get()?.['n'])
  db.exec('DELETE FROM touched')
  return n
}

const taken = ['taken', undefined]

const dept = (id: string) => ({ source: 'dept', id })

test('a record about somebody unknown makes a person, who is assessed', () => {
  const store = open()
  expect(take(store, record('a'))).toEqual([taken])
  expect(known(store, 1)).toEqual(['dept:a'])
  expect(store.db.prepare('SELECT identity FROM person').get()?.['identity']).toBe('recorded')
  expect(touchedPeople(store)).toBe(1)
})

test('the same record again changes nothing, and another of its id is kept as proof', () => {
  const store = open()
  take(store, record('a'))
  touchedPeople(store)
  const other = record('a', { fields: { at: '2020-03-16', closeness: 'close' } })
  const shuffled = Object.fromEntries(Object.entries(record('a')).reverse())
  expect(take(store, shuffled, other)).toEqual([
    ['duplicate', undefined],
    ['conflict', 'other-content'],
  ])
  expect(touchedPeople(store)).toBe(0)
  expect(remarks(store, { limit: 9 })).toMatchObject([{ state: 'conflict', id: 'a' }])
  const proof = store.db.prepare("SELECT record FROM remark WHERE state = 'conflict'").get()
  expect(JSON.parse(String(proof?.['record']))).toEqual(other)
})

test.each([
  ['fact first', [record('a'), { id: 'r', recordedAt: '2020-03-18T21:00:00Z', retracts: 'a' }]],
  [
    'retraction first',
    [{ id: 'r', recordedAt: '2020-03-18T21:00:00Z', retracts: 'a' }, record('a')],
  ],
])('what is taken back counts for nobody, whichever comes first: %s', (_, records) => {
  const store = open()
  for (const each of records) expect(take(store, each)[0]?.[0]).toBe('taken')
  expect(known(store, 1)).toEqual([])
  expect(touchedPeople(store)).toBe(1)
})

test('a correction takes the old one back and counts itself', () => {
  const store = open()
  take(store, record('a'), record('b', { retracts: 'a' }))
  expect(known(store, 1)).toEqual(['dept:b'])
})

test('no department orders anything by a record, whatever it may state', () => {
  const store = open()
  addSource(store, 'all', [])
  const fields = { outcome: 'stop' }
  const order = record('o', { kind: 'order', fields })
  const { answers } = takeFacts(store, 'all', [order], now, taking)
  expect(answers).toMatchObject([{ state: 'refused', reason: 'kind-not-allowed' }])
})

test('a record that names another name waits for an officer, and what it takes back stands until then', () => {
  const store = open()
  const wrong = record('b', {
    person: { ...(record('a')['person'] as object), name: '李娜' },
    retracts: 'a',
  })
  expect(take(store, record('a'), wrong)).toEqual([taken, ['held', 'other-name']])
  expect(known(store, 1)).toEqual(['dept:a'])
  const [held] = heldFacts(store, { limit: 9 })
  expect(held).toMatchObject({
    ...{ id: 'b', stated: { reason: 'other-name' } },
    person: personId(store, 1),
  })
  take(store, record('c', { person: { idType: 'cn-resident-id', number: numberOf(2) } }))
  touchedPeople(store)
  decided(store, { do: 'assign', fact: dept('b'), person: personId(store, 2) })
  expect(settleHeld(store, held?.fact ?? 0, { person: personId(store, 2) }, now)).toBe(true)
  expect([known(store, 1), known(store, 2)]).toEqual([[], ['dept:b', 'dept:c']])
  expect(touchedPeople(store)).toBe(2)
  expect(heldFacts(store, { limit: 9 })).toEqual([])
  expect(settleHeld(store, held?.fact ?? 0, { refused: true }, now)).toBe(false)
})

test('a number that nobody can have waits too, and may be refused', () => {
  const store = open()
  const person = { idType: 'cn-resident-id', number: '330102199001011235' }
  expect(take(store, record('a', { person }))).toEqual([['held', 'number-unreadable']])
  const [held] = heldFacts(store, { limit: 9 })
  decided(store, { do: 'drop', fact: dept('a') })
  expect(settleHeld(store, held?.fact ?? 0, { refused: true }, now)).toBe(true)
  expect(store.db.prepare('SELECT count(*) AS n FROM person').get()?.['n']).toBe(0)
})

test('a record is moved to whose it is and both are assessed again; one is taken back by officers', () => {
  const store = open()
  take(
    store,
    record('a'),
    record('c', { person: { idType: 'cn-resident-id', number: numberOf(2) } }),
  )
  touchedPeople(store)
  decided(store, { do: 'move', fact: dept('a'), person: personId(store, 2) })
  expect(moveFact(store, 1, personId(store, 2), now)).toBe(true)
  expect([known(store, 1), known(store, 2)]).toEqual([[], ['dept:a', 'dept:c']])
  expect(touchedPeople(store)).toBe(2)
  // The source sends it again: it stays where it was moved to.
  expect(take(store, record('a'))).toEqual([['duplicate', undefined]])
  decided(store, { do: 'retract', fact: dept('c') })
  expect(retractFact(store, 2, now)).toBe(true)
  expect(retractFact(store, 2, now)).toBe(false)
  expect(known(store, 2)).toEqual(['dept:a'])
})

test('a record from before its source had covered is late, and said to be', () => {
  const store = open()
  takeCoverage(store, 'dept', [{ kind: 'contact', until: now - 60 }], now)
  const after = record('b', { recordedAt: '2020-03-18T21:29:30Z' })
  expect(take(store, record('a'), after)).toEqual([['taken', 'late'], taken])
  expect(remarks(store, { limit: 9 })).toMatchObject([{ state: 'late', id: 'a' }])
})

test.each([
  ['no object', 7, 'malformed'],
  ['no id', { ...record('a'), id: undefined }, 'malformed'],
  ['a member too many', record('a', { outcome: 'pass' }), 'malformed'],
  ['a fraction of a second', record('a', { recordedAt: '2020-03-18T20:00:00.5Z' }), 'malformed'],
  ['a day that is not', record('a', { recordedAt: '2020-02-30T20:00:00Z' }), 'malformed'],
  ['half a character', record('a', { kind: '\ud800' }), 'malformed'],
  ['a retraction of itself', record('a', { retracts: 'a' }), 'malformed'],
  ['the future', record('a', { recordedAt: '2020-03-18T21:31:01Z' }), 'recorded-ahead'],
  ['a kind of nobody', record('a', { kind: 'tan' }), 'kind-unknown'],
  ['a kind of others', record('a', { kind: 'symptom', fields: {} }), 'kind-not-allowed'],
  ['a field of nobody', record('a', { fields: { colour: 'red' } }), 'field-unknown'],
  ['a field of another type', record('a', { fields: { closeness: 'near' } }), 'field-type'],
  [
    'a document of nobody',
    record('a', { person: { idType: 'club', number: '1' } }),
    'id-type-unknown',
  ],
])('what is no record is refused by a reason and counted: %s', (_, value, reason) => {
  const store = open()
  expect(take(store, value)).toEqual([['refused', reason]])
  expect(tallies(store)).toMatchObject([{ state: 'refused', reason, count: 1 }])
  expect(touchedPeople(store)).toBe(0)
})

test('a source of some regions speaks of no others, nor of none', () => {
  const store = open()
  store.db.exec(`UPDATE source SET regions = '["3301"]'`)
  const stay = (id: string, region?: string) =>
    record(id, {
      kind: 'stay',
      fields: { from: '2020-03-01', ...(region === undefined ? {} : { region }) },
    })
  expect(take(store, stay('a', '330106'), stay('b', '4201'), stay('c'))).toEqual([
    taken,
    ['refused', 'region-not-allowed'],
    ['refused', 'region-not-allowed'],
  ])
})

test('a kind is covered until the earliest of all active sources that may cover it', () => {
  const store = open()
  addSource(store, 'lab', ['test'])
  const until = (kind: string): number | undefined =>
    coverageInForce(store, now).bySources.get(kind)
  expect(takeCoverage(store, 'dept', [{ kind: 'stay', until: now }], now)).toEqual(['stay'])
  takeCoverage(
    store,
    'dept',
    [
      { kind: 'contact', until: now + 99 },
      { kind: 'test', until: now - 9 },
    ],
    now,
  )
  expect([until('contact'), until('test'), until('stay')]).toEqual([now, undefined, undefined])
  takeCoverage(store, 'lab', [{ kind: 'test', until: now - 99 }], now)
  expect(until('test')).toBe(now - 99)
  store.db.exec(`UPDATE source SET until = ${String(now)} WHERE id = 'lab'`)
  expect(until('test')).toBe(now - 9)
})

test('orders are covered by the desk itself, unless one of them was lost or a department says otherwise', () => {
  const folder = mkdtempSync(join(tmpdir(), 'desk-facts-'))
  const path = join(folder, 'desk.db')
  const until = (store: DeskStore) => coverageInForce(store, now + 1).bySources.get('order')
  const store = openStore(path)
  expect(until(store)).toBe(now - (now % 600))
  addSource(store, 'command', ['order'])
  expect(until(store)).toBeUndefined()
  takeCoverage(store, 'command', [{ kind: 'order', until: now - 9000 }], now)
  expect(until(store)).toBe(now - 9000)
  store.db.exec(`UPDATE source SET until = ${String(now)} WHERE id = 'command'`)
  expect(until(store)).toBe(now - (now % 600))
  addSource(store, 'dept', ['contact'], ['contact'])
  take(store, record('a'))
  store.db
    .prepare("INSERT INTO orderDocument VALUES ('lost', 'order', '1', ?, x'00', 0, '{}')")
    .run(personId(store, 1))
  store[Symbol.dispose]()
  using damaged = openStore(path)
  expect(until(damaged)).toBeUndefined()
  rmSync(folder, { recursive: true })
})

test('a declaration covers the kinds that it speaks of, for that person alone', () => {
  const store = open()
  addSource(store, 'holder', ['symptom', 'checkin'], ['symptom', 'checkin'])
  take(
    store,
    record('a'),
    record('b', { person: { idType: 'cn-resident-id', number: numberOf(2) } }),
  )
  const [one, two] = [personId(store, 1), personId(store, 2)]
  const checkin = { at: '2020-03-18T21:00:00Z', unwell: false }
  const said = [{ kind: 'symptom' }, { kind: 'checkin', fields: checkin }]
  expect(declare(store, one, said, now, types)).toEqual({ state: 'taken' })
  declare(store, one, said, now, types)
  const covers = (person: string) => factsOf(store, person, now).covers.map(({ kind }) => kind)
  expect(covers(one)).toEqual(expect.arrayContaining(['symptom', 'checkin']))
  expect(covers(two)).not.toEqual(expect.arrayContaining(['symptom']))
  expect(factsOf(store, one, now).facts.filter(({ kind }) => kind === 'checkin')).toHaveLength(1)
  const forbidden = [{ kind: 'test', fields: {} }]
  expect(declare(store, one, forbidden, now, types)).toMatchObject({ reason: 'kind-not-allowed' })
})

test.each([
  ['a decimal of too many places', 'checkin', { temperature: 36.1234567 }],
  ['a decimal that is no such number', 'checkin', { temperature: 1e21 }],
  ['an instant before 1970', 'checkin', { at: '1969-12-31T23:59:59Z' }],
  ['a text that looks like a day and is none', 'vaccination', { product: '2020-13-45' }],
])('what no code could commit to is refused: %s', (_, kind, fields) => {
  const store = open()
  addSource(store, 'lab', [])
  const { answers } = takeFacts(store, 'lab', [record('a', { kind, fields })], now, taking)
  expect(answers).toMatchObject([{ state: 'refused', reason: 'field-type' }])
})

test('a record from before 1970 is none', () => {
  const store = open()
  expect(take(store, record('a', { recordedAt: '1969-12-31T23:59:59Z' }))).toEqual([
    ['refused', 'malformed'],
  ])
})
