/** Tests of what a DCC becomes: facts of the standard kinds that the type system takes, and a person. */
import { expect, test } from 'vitest'
import { makeFactBase } from '../../facts/fact-base.ts'
import { dccOf, nam, recovered, sample, vaccination } from '../../testing/make-hcert.ts'
import { standardFacts } from '../../testing/standard-facts.ts'
import type { Dcc } from './check-dcc.ts'
import { factsOfDcc, kindsOfDcc, personOfDcc } from './dcc-facts.ts'

const facts = (groups: object) => factsOfDcc(dccOf(groups))
const fields = (groups: object) => facts(groups).map((fact) => fact.fields)

test('each group becomes a fact of its kind, every field of its type', () => {
  const stated = facts({ v: [vaccination], t: [sample], r: [recovered] })
  expect(stated).toEqual([
    {
      id: 'vaccination-1',
      kind: 'vaccination',
      fields: { at: '2021-02-18', product: 'EU/1/20/1528', dose: 1, of: 2 },
    },
    {
      id: 'test-2',
      kind: 'test',
      fields: { sampledAt: '2021-02-20T11:34:56Z', method: 'pcr', result: 'negative' },
    },
    { id: 'recovery-3', kind: 'recovery', fields: { at: '2021-02-20' } },
  ])
  const permission = { states: ['*'], covers: [], regions: ['*'] }
  const base = makeFactBase({ facts: stated, coverage: [], permission }, standardFacts)
  const values = base.facts.flat().flatMap((fact) => fact.values)
  expect(values).toHaveLength(8)
  expect(values).not.toContain(undefined)
  expect(base.coveredUntil.filter((until) => until !== undefined)).toEqual([])
})

test('two entries of a group are two facts with ids of their own', () => {
  const ids = facts({ v: [vaccination, { ...vaccination, dn: 2 }] }).map(({ id }) => id)
  expect(new Set(ids).size).toBe(2)
})

test('another disease makes no fact, though it is a kind that the key must be allowed to state', () => {
  for (const group of [{ v: [vaccination] }, { t: [sample] }, { r: [recovered] }]) {
    const [[name, [entry]]] = Object.entries(group) as [[string, [object]]]
    const other = dccOf({ [name]: [{ ...entry, tg: '6142004' }] })
    expect([factsOfDcc(other as Dcc), kindsOfDcc(other)]).toEqual([[], kindsOfDcc(dccOf(group))])
  }
})

test('null stands for no group at all', () => {
  const dcc = dccOf({ v: null, t: [sample], r: null })
  expect([factsOfDcc(dcc as Dcc).map(({ kind }) => kind), kindsOfDcc(dcc)]).toEqual([
    ['test'],
    ['test'],
  ])
})

test.each([
  ['2021-02-20T12:34:56Z', '2021-02-20T12:34:56Z'],
  ['2021-02-20T12:34:56.789Z', '2021-02-20T12:34:56Z'],
  ['2021-02-20T12:34:56+02', '2021-02-20T10:34:56Z'],
  ['2021-02-20T12:34:56+0200', '2021-02-20T10:34:56Z'],
  ['2021-02-20T12:34:56-02:30', '2021-02-20T15:04:56Z'],
  ['2021-02-20T12:34:56', undefined],
  ['2021-02-20', undefined],
  ['2021-02-30T12:34:56Z', undefined],
  ['yesterday', undefined],
])('a sample taken at %s is known to be taken at %s', (sc, sampledAt) => {
  expect(fields({ t: [{ ...sample, sc }] })).toEqual([
    { ...(sampledAt === undefined ? {} : { sampledAt }), method: 'pcr', result: 'negative' },
  ])
})

test.each([
  ['2021-02-18', '2021-02-18'],
  ['2021-02-18T00:00:00', '2021-02-18'],
  ['2021-02-18T23:59:59+02:00', '2021-02-18'],
  ['2021-02', undefined],
  ['2021-02-30', undefined],
  ['2021-02-18 or so', undefined],
])('a dose and a recovery of %s are dated %s', (date, at) => {
  const [dose, recovery] = fields({
    v: [{ ...vaccination, dt: date }],
    r: [{ ...recovered, fr: date }],
  })
  expect([dose?.['at'], recovery?.['at']]).toEqual([at, at])
})

test('what the value sets do not name is left out', () => {
  const [dose, test] = fields({
    v: [{ ...vaccination, mp: '' }],
    t: [{ ...sample, tt: 'a test', tr: '' }],
  })
  expect(Object.keys(dose ?? {}).toSorted()).toEqual(['at', 'dose', 'of'])
  expect(Object.keys(test ?? {})).toEqual(['sampledAt'])
})

test.each([
  ['LP6464-4', '260415000', 'pcr', 'negative'],
  ['LP217198-3', '260373001', 'antigen', 'positive'],
])('%s with %s is %s and %s', (tt, tr, method, result) => {
  expect(fields({ t: [{ ...sample, tt, tr }] })[0]).toMatchObject({ method, result })
})

test.each([
  [nam, 'Müller-Öz', 'Ana'],
  [{ fn: 'Müller' }, 'Müller', null],
  [{ fn: ' ', fnt: 'MUELLER<OEZ', gn: '', gnt: 'ANA<' }, 'MUELLER OEZ', 'ANA'],
  [{ fn: 'Димитров', fnt: 'DIMITROV', gn: 'Стамо', gnt: 'STAMO' }, 'DIMITROV', 'STAMO'],
  [{ fn: 'Димитров', gnt: 'STAMO' }, 'Димитров', 'STAMO'],
  [{ fn: "d'Arsøns - van Halen", fnt: 'DARSONS<VAN<HALEN' }, "d'Arsøns - van Halen", null],
  [{ fnt: '<<', fn: null }, null, null],
])('of %j the name is taken that can be compared', (name, surname, given) => {
  const person = personOfDcc({ ...dccOf({}), nam: name })
  expect(person).toEqual({ surname, given, birthDate: '1998-02-26' })
})

test.each([
  ['1998-02-26', '1998-02-26'],
  ['1998-02-26T00:00:00', '1998-02-26'],
  ['1998-02', '1998-02'],
  ['1998', '1998'],
  ['1998-02-00', '1998-02'],
  ['1998-00-00', '1998'],
  ['', null],
])('a birth date of %j is %j', (dob, birthDate) => {
  expect(personOfDcc({ ...dccOf({}), dob }).birthDate).toBe(birthDate)
})
