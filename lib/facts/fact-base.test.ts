/** Tests of the fact base: what a key may not say is ignored, and what is ignored is unknown, not absent. */
import { expect, test } from 'vitest'
import { factsPayload } from '../testing/world.ts'
import { everything } from '../testing/arbitrary-facts.ts'
import { emptyFactBase, makeFactBase, type Permission, type StatedFact } from './fact-base.ts'
import type { Vocabulary } from '../rules/vocabulary.ts'
import { parseFactTypes } from './fact-types.ts'

const types = parseFactTypes(factsPayload())
const test1: StatedFact = {
  id: 't1',
  kind: 'test',
  fields: { takenAt: '2020-03-01T00:00:00Z', result: 'negative', region: '330106' },
}
const contact1: StatedFact = {
  id: 'c1',
  kind: 'contact',
  fields: { at: '2020-02-20T00:00:00Z', region: '330106' },
}
const coverage = [
  { kind: 'test', until: 100 },
  { kind: 'contact', until: 200 },
]

/** Where a kind stands among the fact types. */
const placeOf = (kind: string): number => [...types.types.keys()].indexOf(kind)

/** How many facts are known, and until when the kinds are covered. */
const known = (facts: readonly StatedFact[], permission: Partial<Permission> = {}) => {
  const base = makeFactBase(
    { facts, coverage, permission: { ...everything, ...permission } },
    types,
  )
  return ['test', 'contact'].map((kind) => {
    const place = placeOf(kind)
    return [base.facts[place]!.length, base.coveredUntil[place]]
  })
}

test('a key that may say everything says it', () => {
  expect(known([test1, contact1])).toEqual([
    [1, 100],
    [1, 200],
  ])
})

test.each<[string, readonly StatedFact[], Partial<Permission>, unknown]>([
  [
    'a kind that the key may not state',
    [test1, contact1],
    { states: ['test'] },
    [
      [1, 100],
      [0, undefined],
    ],
  ],
  [
    'a kind that the key may not cover',
    [test1],
    { covers: ['test'] },
    [
      [1, 100],
      [0, undefined],
    ],
  ],
  [
    'a region that is not the key’s',
    [test1],
    { regions: ['42'] },
    [
      [0, undefined],
      [0, 200],
    ],
  ],
  [
    'a region within the key’s',
    [test1],
    { regions: ['42', '33'] },
    [
      [1, 100],
      [0, 200],
    ],
  ],
  [
    'a region wider than the key’s',
    [{ ...test1, fields: { region: '33' } }],
    { regions: ['3301'] },
    [
      [0, undefined],
      [0, 200],
    ],
  ],
  [
    'a blank region under a key of some regions',
    [{ ...test1, fields: {} }],
    { regions: ['33'] },
    [
      [0, undefined],
      [0, 200],
    ],
  ],
  [
    'a region that is no text',
    [{ ...test1, fields: { region: 33 } }],
    { regions: ['33'] },
    [
      [0, undefined],
      [0, 200],
    ],
  ],
  [
    'no region at all for the key',
    [test1],
    { regions: [] },
    [
      [0, undefined],
      [0, 200],
    ],
  ],
  [
    'a fact that is taken back',
    [test1, { ...contact1, retracts: 't1' }],
    {},
    [
      [0, 100],
      [1, 200],
    ],
  ],
  [
    'a fact that takes back itself',
    [{ ...test1, retracts: 't1' }],
    {},
    [
      [0, 100],
      [0, 200],
    ],
  ],
  [
    'a fact taken back by one that is ignored',
    [test1, { ...contact1, retracts: 't1' }],
    { states: ['test'] },
    [
      [0, undefined],
      [0, undefined],
    ],
  ],
  [
    'two facts that are taken back',
    [test1, { ...contact1, retracts: 't1' }, { ...contact1, id: 'c2', retracts: 'c1' }],
    {},
    [
      [0, 100],
      [1, 200],
    ],
  ],
  [
    'a fact taken back by one of a kind that the types do not have, which no region holds',
    [test1, { ...contact1, kind: 'stay', retracts: 't1' }],
    { regions: ['33'] },
    [
      [0, 100],
      [0, 200],
    ],
  ],
  [
    'a kind of fact that the types do not have',
    [{ ...test1, kind: 'stay' }],
    {},
    [
      [0, 100],
      [0, 200],
    ],
  ],
])('with %s', (_name, facts, permission, expected) => {
  expect(known(facts, permission)).toEqual(expected)
})

/** What is known of one fact, by the names of its fields. */
const fieldsOf = (fields: StatedFact['fields'], vocabulary: Vocabulary = types) => {
  const facts = [{ ...test1, fields }]
  const base = makeFactBase({ facts, coverage, permission: everything }, vocabulary)
  const names = [...vocabulary.types.get('test')!.fields.keys()]
  const { id, values } = base.facts[placeOf('test')]![0]!
  expect([id, values.length, base.types]).toEqual([test1.id, names.length, vocabulary.types])
  const known = names.map((name, slot) => [name, values[slot]] as const)
  return Object.fromEntries(known.filter(([, value]) => value !== undefined))
}

test.each<[string, StatedFact['fields'], object]>([
  ['an instant as seconds', { takenAt: '1970-01-01T00:01:00Z' }, { takenAt: 60 }],
  ['a date for an instant', { takenAt: '2020-03-01' }, {}],
  ['a number for an instant', { takenAt: 60 }, {}],
  ['a value that the enumeration has', { result: 'positive' }, { result: 'positive' }],
  ['a value that the enumeration lacks', { result: 'lost' }, {}],
  ['a value that every object has', { result: 'constructor' }, {}],
  ['a number for an enumeration', { result: 7 }, {}],
  ['a truth for a region', { region: true }, {}],
  ['a field that nobody knows', { colour: 'green' }, {}],
])('%s is read as it must be', (_name, fields, expected) => {
  expect(fieldsOf(fields)).toEqual(expected)
})

test('integers are whole, decimals any number, truths true or false', () => {
  const types2 = parseFactTypes({
    ...factsPayload(),
    types: [
      {
        name: 'test',
        labels: { zh: 'x', en: 'x' },
        fields: {
          n: { type: 'integer' },
          d: { type: 'decimal' },
          b: { type: 'boolean' },
          day: { type: 'date' },
          toString: { type: 'text' },
        },
      },
    ],
  })
  const read = (fields: StatedFact['fields']) => fieldsOf(fields, types2)
  expect(read({ n: 1.5, d: 1.5, b: 'true', day: '1970-01-02' })).toEqual({ d: 1.5, day: 1 })
  expect(read({ day: 7, n: '7', d: '7' })).toEqual({})
  expect(read({ n: 2, d: 2, b: false, day: '1970-01-01T00:00:00Z' })).toEqual({
    n: 2,
    d: 2,
    b: false,
  })
})

test('of two regions both must be the key’s, and where there is none any key will do', () => {
  const region = { type: 'region' }
  const named = (name: string, fields: object) => ({ name, labels: { zh: 'x', en: 'x' }, fields })
  const kinds = [
    named('trip', { from: region, to: region }),
    named('shot', { n: { type: 'integer' } }),
  ]
  const vocabulary = parseFactTypes({ ...factsPayload(), types: kinds })
  const trip = (id: string, from: string, to: string) => ({
    id,
    kind: 'trip',
    fields: { from, to },
  })
  const facts = [
    trip('1', '33', '42'),
    trip('2', '3301', '33'),
    { id: '3', kind: 'shot', fields: {} },
  ]
  const permission = { ...everything, regions: ['33'] }
  const base = makeFactBase({ facts, coverage: [], permission }, vocabulary)
  expect(base.facts.map((found) => found.map(({ id }) => id))).toEqual([['2'], ['3']])
})

test('every kind has its place, and of nobody nothing is known or covered', () => {
  const kinds = [...types.types.keys()]
  const stated = makeFactBase({ facts: [], coverage: [], permission: everything }, types)
  for (const base of [emptyFactBase(types.types), stated]) {
    expect(base.facts).toEqual(kinds.map(() => []))
    expect(base.coveredUntil).toEqual(kinds.map(() => undefined))
    expect(base.coveredUntil).toHaveLength(kinds.length)
  }
})
