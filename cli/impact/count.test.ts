/** Counting on a population of eight, whose numbers are worked out by hand below. */
import { expect, test } from 'vitest'
import { parseFactTypes } from 'greengate/rules'
import { ageBands } from './age.ts'
import { compileBoth } from './compile-set.ts'
import { startCount } from './count.ts'
import { explainKept } from './explain-kept.ts'
import { impactOf, type Impact } from './impact.ts'
import { readSubject } from './person.ts'
import { emptyTally, addTally, maxRegions, matrixOfRegion } from './tally.ts'
import { OperatorError } from '../operator-error.ts'
import { noBadLines } from './bad-lines.ts'

const factTypes = parseFactTypes({
  version: 1,
  expires: '2021-01-01T00:00:00Z',
  types: [
    { name: 'contact', labels: { zh: '接触', en: 'contact' }, fields: { at: { type: 'date' } } },
    {
      name: 'person',
      labels: { zh: '本人', en: 'person' },
      fields: { birthDate: { type: 'date' } },
    },
  ],
  onSite: { temperature: { type: 'decimal', unit: 'Cel' } },
})

const words = { zh: '某', en: 'some' }
const contactWithin = (days: number) => ({
  op: 'some',
  kind: 'contact',
  where: {
    op: '<=',
    left: { op: 'days', of: { field: 'at' } },
    right: { value: days, unit: 'day' },
  },
})
const set = (version: number, rules: readonly object[]) => ({
  id: 'hand',
  version,
  engine: 1,
  title: words,
  effective: { from: '2020-03-15T00:00:00Z', until: '2020-06-01T00:00:00Z' },
  zone: { id: 'Asia/Shanghai', tzdata: '2026b', offsets: [[0, 28_800]] },
  change: { type: 'amendment', how: 'x', basis: ['y'], requestedBy: 'z', reviewedBy: 'w' },
  accepts: { assessments: [] },
  parameters: {},
  valueSets: {},
  colours: { pass: 'green', check: 'yellow', stop: 'red' },
  rules,
  otherwise: 'check',
})
const rule = (no: number, outcome: string, when: object) => ({
  no,
  id: `r${no}`,
  outcome,
  when,
  reason: words,
})
const always = { value: true }
const hot = {
  op: '>=',
  left: { onSite: 'temperature' },
  right: { value: 37.3, unit: 'Cel' },
}

/** A: stop for a contact of 7 days, check for a fever, else pass. B: stop for one of 14, pass by another rule, no fever. */
const a = set(1, [
  rule(1, 'pass', always),
  rule(2, 'stop', contactWithin(7)),
  rule(3, 'check', hot),
])
const b = set(2, [rule(2, 'stop', contactWithin(14)), rule(4, 'pass', always)])
const sets = { a: { value: a, bases: [] }, b: { value: b, bases: [] }, factTypes }
const now = Date.parse('2020-03-15T04:00:00Z') / 1000

const person = (
  id: string,
  region: string,
  {
    contact,
    birth,
    covers = ['contact', 'person'],
    temperature = 36.5,
  }: {
    readonly contact?: string
    readonly birth?: string
    readonly covers?: readonly string[]
    readonly temperature?: number | null
  },
) => ({
  id,
  region,
  facts: [
    ...(contact === undefined ? [] : [{ id: 'c', kind: 'contact', fields: { at: contact } }]),
    ...(birth === undefined ? [] : [{ id: 'p', kind: 'person', fields: { birthDate: birth } }]),
  ],
  covers: covers.map((kind) => ({ kind, until: '2020-03-15T00:00:00Z' })),
  ...(temperature === null ? {} : { onSite: { temperature } }),
})

/** What each comes to under A and B. */
const people = [
  person('ann', '330102', { birth: '2014-03-15' }), //                       pass 1 -> pass 4, 6 today
  person('bob', '330102', { birth: '2014-03-16', contact: '2020-03-05' }), // pass 1 -> stop 2, 5
  person('cai', '330106', { birth: '1940-01-01', contact: '2020-03-01' }), // pass 1 -> stop 2, 80
  person('dan', '330203', { birth: '1980-03-16', contact: '2020-03-10' }), // stop 2 -> stop 2, 39
  person('eve', '330203', { temperature: 38 }), //                           check 3 -> pass 4, unknown
  person('fay', 'harbour', { temperature: null }), //                        missing temperature -> pass 4, unknown
  person('gus', 'harbour', { covers: [] }), //                               missing contact -> missing contact
  person('hua', 'harbour', { covers: [], temperature: 39 }), //              check 3? a stop is in doubt -> missing contact
]

const impact = (order: readonly number[] = [...people.keys()], examples = 5): Impact => {
  const question = { ...compileBoth(sets), now, examples, seed: 1 }
  const count = startCount(question)
  for (const n of order) count.add(readSubject(people[n]), n)
  const kept = explainKept(count.kept, question, false)
  const counted = {
    people: order.length,
    lines: 0,
    bad: noBadLines,
    tally: count.tally,
    examples: new Map([...kept].map(([cell, all]) => [cell, all.map(({ example }) => example)])),
  }
  const side = (name: 'a' | 'b') => ({ compiled: question[name], sha256: name })
  const population = { kind: 'synthetic', seed: 1 } as const
  return impactOf(counted, { a: side('a'), b: side('b'), now: 'then', population })
}

test('every number is that of the hand', () => {
  const found = impact()
  expect(found).toMatchObject({ people: 8, changed: 4, stricter: 2, looser: 2, otherRules: 1 })
  // prettier-ignore
  expect(found.matrix).toEqual([
    1, 0, 0, 2,
    1, 0, 1, 0,
    1, 0, 1, 0,
    0, 0, 0, 1,
  ])
  const none = { missing: [] }
  expect(
    found.changes.map(({ from, to, isOfOutcome, count, ways }) => [
      from,
      to,
      isOfOutcome,
      count,
      ways,
    ]),
  ).toEqual([
    [
      'pass',
      'stop',
      true,
      2,
      [{ from: { rules: [1], ...none }, to: { rules: [2], ...none }, count: 2 }],
    ],
    [
      'check',
      'pass',
      true,
      1,
      [{ from: { rules: [3], ...none }, to: { rules: [4], ...none }, count: 1 }],
    ],
    [
      'check',
      'missing',
      false,
      1,
      [{ from: { rules: [3], ...none }, to: { rules: [], missing: ['contact'] }, count: 1 }],
    ],
    [
      'missing',
      'pass',
      true,
      1,
      [{ from: { rules: [], missing: ['temperature'] }, to: { rules: [4], ...none }, count: 1 }],
    ],
  ])
  expect(
    found.rules.map(({ no, isIn, decides, leaves, comes }) => [no, isIn, decides, leaves, comes]),
  ).toEqual([
    [1, { a: true, b: false }, { a: 3, b: 0 }, 2, 0],
    [2, { a: true, b: true }, { a: 1, b: 3 }, 0, 2],
    [3, { a: true, b: false }, { a: 2, b: 0 }, 1, 0],
    [4, { a: false, b: true }, { a: 0, b: 3 }, 0, 2],
  ])
  expect(
    found.regions.map((region) => [region.name, region.people, region.stricter, region.looser]),
  ).toEqual([
    ['3301', 3, 2, 0],
    ['3302', 2, 0, 1],
    ['harbour', 3, 0, 1],
  ])
  expect(found.ages.map((age) => [age.name, age.people, age.stricter, age.looser])).toEqual([
    ['0-5', 1, 1, 0],
    ['6-17', 1, 0, 0],
    ['18-39', 1, 0, 0],
    ['40-59', 0, 0, 0],
    ['60-79', 0, 0, 0],
    ['80+', 1, 1, 0],
    ['unknown', 4, 0, 2],
  ])
})

test('examples name the people and their rules, tell no fact, and are the same in any order', () => {
  const found = impact()
  const example = found.changes.find(({ from }) => from === 'missing')!.examples[0]!
  expect(example).toMatchObject({
    person: 'fay',
    region: 'harbour',
    from: { state: 'missing', rules: [], missing: ['temperature'], why: [] },
    to: { state: 'pass', rules: [4], why: [{ no: 4, id: 'r4', conditions: [{ is: 'when' }] }] },
  })
  expect(example.stated).toBeUndefined()
  expect(JSON.stringify(found.changes)).not.toMatch(/2020-03-0|"38"|birthDate/)
  const one = impact(undefined, 1).changes[0]!.examples.map((each) => each.person)
  const turned = impact([7, 6, 5, 4, 3, 2, 1, 0], 1).changes[0]!.examples.map((each) => each.person)
  expect(one).toHaveLength(1)
  expect(turned).toEqual(one)
  expect(impact(undefined, 0).changes.flatMap(({ examples }) => examples)).toEqual([])
})

test('the same set twice changes no one', () => {
  const question = { ...compileBoth({ ...sets, b: sets.a }), now, examples: 5, seed: 1 }
  const count = startCount(question)
  for (const [n, each] of people.entries()) count.add(readSubject(each), n)
  expect([count.tally.ways.size, count.tally.otherRules, count.kept.size]).toEqual([0, 0, 0])
})

test('counts of two workers add up to those of one', () => {
  const question = { ...compileBoth(sets), now, examples: 5, seed: 1 }
  const [whole, first, second] = [0, 1, 2].map(() => startCount(question))
  for (const [n, each] of people.entries()) {
    whole!.add(readSubject(each), n)
    ;(n % 2 === 0 ? first : second)!.add(readSubject(each), n)
  }
  const sum = emptyTally()
  for (const part of [second!, first!]) addTally(sum, part.tally)
  expect(sum).toEqual(whole!.tally)
  expect(sum.ages).toHaveLength(ageBands.length)
})

test('more regions than anybody can read are refused', () => {
  const tally = emptyTally()
  for (let n = 0; n < maxRegions; n++) matrixOfRegion(tally, String(n))
  matrixOfRegion(tally, '0')
  expect(() => matrixOfRegion(tally, 'one more')).toThrow(OperatorError)
})
