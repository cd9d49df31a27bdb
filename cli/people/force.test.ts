/** Tests of forced boundaries: each side of each stands exactly there, and every two of them meet. */
import { expect, test } from 'vitest'
import { forcingOf, type Boundary } from './boundary.ts'
import { drawOf } from './draw.ts'
import { forcedPerson } from './force.ts'
import { ordinaryPerson } from './ordinary-person.ts'
import type { Person } from './person.ts'
import { standardBoundaries } from './standard-boundaries.ts'
import { personAt } from './synthetic-people.ts'

// One in the morning of 1 March in Hangzhou: still 29 February in UTC.
const now = Date.parse('2020-02-29T17:00:00Z') / 1000

const stand = (boundary: Boundary, side: -1 | 0 | 1, n = 3): Person =>
  forcedPerson(drawOf(1, n, 9), ordinaryPerson(1, n, now, true), [{ boundary, side }], now)

const sides = [-1, 0, 1] as const
const about = (boundary: Boundary, read: (person: Person) => unknown): readonly unknown[] =>
  sides.map((side) => read(stand(boundary, side)))
const fieldsOf = ({ facts }: Person, kind: string) =>
  facts.filter((fact) => fact.kind === kind).map(({ fields }) => fields)

test('a date stands so many civil days before today in the zone', () => {
  const contact: Boundary = { name: 'c', unit: 'day', value: 14, kind: 'contact', field: 'at' }
  expect(about(contact, (person) => fieldsOf(person, 'contact'))).toEqual([
    [{ at: '2020-02-17' }],
    [{ at: '2020-02-16' }],
    [{ at: '2020-02-15' }],
  ])
})

test('an instant that counts days stands at the first second, the last, or any of that day', () => {
  const checkin: Boundary = { name: 'c', unit: 'day', value: 1, kind: 'checkin', field: 'at' }
  const seen = new Set<unknown>()
  for (let n = 0; n < 40; n++) {
    for (const { at } of fieldsOf(stand(checkin, 0, n), 'checkin')) seen.add(at)
  }
  for (const at of seen) {
    expect(String(at) >= '2020-02-28T16:00:00Z' && String(at) < '2020-02-29T16:00:00Z').toBe(true)
  }
  expect(seen).toContain('2020-02-28T16:00:00Z')
  expect(seen).toContain('2020-02-29T15:59:59Z')
  expect(seen.size).toBeGreaterThan(5)
})

test('seconds, degrees and coverage stand to the unit', () => {
  const test72: Boundary = {
    name: 't',
    unit: 'second',
    value: 3600,
    kind: 'test',
    field: 'sampledAt',
    fields: { method: 'pcr' },
  }
  expect(about(test72, (person) => fieldsOf(person, 'test'))).toEqual([
    [{ method: 'pcr', sampledAt: '2020-02-29T16:00:01Z' }],
    [{ method: 'pcr', sampledAt: '2020-02-29T16:00:00Z' }],
    [{ method: 'pcr', sampledAt: '2020-02-29T15:59:59Z' }],
  ])
  const gate: Boundary = { name: 'g', unit: 'Cel', value: 37.3, onSite: 'temperature' }
  expect(about(gate, ({ onSite }) => onSite?.temperature)).toEqual([37.2, 37.3, 37.4])
  const covered: Boundary = { name: 'c', unit: 'second', value: 60, covers: 'stay' }
  const until = ({ covers }: Person) => covers.filter(({ kind }) => kind === 'stay')
  expect(about(covered, until)).toEqual([
    [{ kind: 'stay', until: '2020-02-29T16:59:01Z' }],
    [{ kind: 'stay', until: '2020-02-29T16:59:00Z' }],
    [{ kind: 'stay', until: '2020-02-29T16:58:59Z' }],
  ])
})

test('counted facts are one a day', () => {
  const reports: Boundary = { name: 'r', unit: 'count', value: 7, kind: 'checkin', field: 'at' }
  const days = (person: Person) =>
    new Set(
      fieldsOf(person, 'checkin').map(({ at }) =>
        Math.floor((Date.parse(String(at)) / 1000 + 28_800) / 86_400),
      ),
    ).size
  expect(about(reports, days)).toEqual([6, 7, 8])
})

test('a birthday is today so many years ago, a year or a day before or after', () => {
  const child: Boundary = { name: 'y', unit: 'year', value: 14, kind: 'person', field: 'birthDate' }
  const seen = new Set<string>()
  for (let n = 0; n < 300; n++) {
    for (const side of sides) {
      const [fields] = fieldsOf(stand(child, side, n), 'person')
      seen.add(String(fields?.['birthDate']))
    }
  }
  expect([...seen].toSorted()).toEqual([
    '2005-03-01',
    '2006-02-28',
    '2006-03-01',
    '2006-03-02',
    '2007-03-01',
  ])
})

test('what else must be there is there, and what must not is not', () => {
  const boundary: Boundary = {
    name: 'b',
    kind: 'contact',
    fields: { at: 'today-3', closeness: 'close' },
    also: [{ kind: 'quarantine', fields: { from: 'today-2', completed: false } }],
    without: ['person'],
  }
  const person = stand(boundary, 0)
  expect(['contact', 'quarantine', 'person'].map((kind) => fieldsOf(person, kind))).toEqual([
    [{ at: '2020-02-27', closeness: 'close' }],
    [{ from: '2020-02-28', completed: false }],
    [],
  ])
})

test('every two boundaries meet on all their sides', () => {
  const two = standardBoundaries.filter(({ unit }) => unit === 'day').slice(0, 5)
  const forcing = forcingOf(two)
  const seen = new Set<string>()
  // Ten pairs, nine rounds; of four people three stand at a pair.
  for (let k = 0; k < 120; k++) {
    const stands = forcing.standsOf(k).map(({ boundary, side }) => `${boundary.name} ${side}`)
    if (stands.length === 2) seen.add(stands.join(' & '))
  }
  expect(seen.size).toBe(90)
})

test('every side of every boundary and every two boundaries are gone through', () => {
  const forcing = forcingOf(standardBoundaries)
  const [singles, pairs] = [new Set<string>(), new Set<string>()]
  const n = standardBoundaries.length
  for (let k = 0; k < 4 * ((n * (n - 1)) / 2) * 3; k++) {
    const stands = forcing.standsOf(k).map(({ boundary, side }) => `${boundary.name} ${side}`)
    if (stands.length === 1) singles.add(stands[0]!)
    else pairs.add(stands.map((name) => name.split(' ')[0]).join(' & '))
  }
  const steps = standardBoundaries.map(({ unit }) => (unit === undefined ? 1 : 3) as number)
  expect(singles.size).toBe(steps.reduce((sum, each) => sum + each, 0))
  expect(pairs.size).toBe((n * (n - 1)) / 2)
})

test('every other person is forced, and the others are as they were', () => {
  const [seed, forcing] = [5, forcingOf(standardBoundaries)]
  for (let n = 0; n < 400; n++) {
    const person = personAt(n, { seed, now, forcing })
    if (n % 2 === 0) expect(person).toEqual(personAt(n, { seed, now }))
    else expect(person).not.toEqual(personAt(n, { seed, now }))
  }
})
