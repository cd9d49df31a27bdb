/** Tests of the form of a set: whatever is taken out, put in or spoilt is refused at its place, to the last number. */
import { expect, test } from 'vitest'
import { ruleSet } from '../testing/world.ts'
import { RuleSetFault } from './fault.ts'
import { parseRuleSet } from './parse-rule-set.ts'

/** A set with every member that there is; conditions are not for here. */
const whole = {
  ...ruleSet(),
  zone: {
    id: 'Test/Edge',
    tzdata: '2026b',
    offsets: [
      [-8e9, -86_399],
      [0, 86_399],
    ],
  },
  previous: { version: 1, sha256: 'x' },
  accepts: {
    assessments: [{ issuer: 'a*', set: 'b', minVersion: { b: 0, c: 2 }, maxAge: 'PT1M' }],
  },
  parameters: { limit: { value: -0.5, unit: 'day', overridable: 'tighten' } },
  valueSets: { near: ['33', '42'], none: [] },
  rules: [
    {
      no: 1,
      id: 'first',
      outcome: 'pass',
      when: { value: true },
      unless: { value: false },
      requires: [{ kind: 'test', maxAge: 'P1D' }],
      reason: { zh: '一', en: 'one' },
    },
    {
      no: 2,
      id: 'second',
      outcome: 'stop',
      when: { value: true },
      reason: { zh: '二', en: 'two' },
    },
  ],
  waivers: [{ finding: 'shadowed', no: 0, reason: 'on purpose' }],
  cases: { count: 0, sha256: 'x' },
}
const { zone: _zone, accepts: _accepts, colours: _colours, ...rest } = whole
const { parameters: _parameters, valueSets: _valueSets, rules: _rules, ...own } = rest
const overlay = { ...own, extends: { id: 'base', version: 1, sha256: 'x' } }

/** Where a set is at fault; undefined where it is not. */
const faultAt = (set: unknown): string | undefined => {
  try {
    parseRuleSet(set)
    return undefined
  } catch (error) {
    if (error instanceof RuleSetFault && error.code === 'ERR_RULE_SET_MALFORMED') return error.at
    throw error
  }
}

type Path = readonly (string | number)[]
const written = (path: Path): string =>
  path
    .map((part, i) => (typeof part === 'number' ? `[${part}]` : i === 0 ? part : `.${part}`))
    .join('')

/** Every place of a document but those inside conditions. */
const placesOf = (node: unknown, path: Path = []): readonly Path[] => {
  const isCondition = path.at(-1) === 'when' || path.at(-1) === 'unless'
  if (typeof node !== 'object' || node === null || isCondition) return [path]
  const parts = Array.isArray(node)
    ? node.map((item: unknown, i) => [i, item] as const)
    : Object.entries(node)
  return [path, ...parts.flatMap(([part, item]) => placesOf(item, [...path, part]))]
}

/** The document with another value at a place; undefined takes the member out. */
const altered = (node: unknown, [part, ...deeper]: Path, value: unknown): unknown => {
  if (part === undefined) return value
  const inner = altered((node as Record<string | number, unknown>)[part], deeper, value)
  if (Array.isArray(node)) return node.with(Number(part), inner)
  const members = Object.entries(node as object).filter(([name]) => name !== part)
  return Object.fromEntries(inner === undefined ? members : [...members, [part, inner]])
}

const documents = [
  ['a set', whole],
  ['an overlay', overlay],
  ['an overlay with all', { ...whole, extends: overlay.extends }],
] as const

test.each(documents)('%s with every member is as it must be', (_name, document) => {
  expect(parseRuleSet(document)).toBe(document)
})

test.each(documents)('in %s nothing may be null, and the place is told', (_name, document) => {
  const places = placesOf(document).filter(
    (path) => !['when', 'unless'].includes(String(path.at(-1))),
  )
  expect(places.length).toBeGreaterThan(20)
  for (const path of places) {
    // A row of the table is one place.
    const place = written(path).replace(/^(zone\.offsets\[\d\])\[\d\]$/, '$1')
    expect([place, faultAt(altered(document, path, null))]).toEqual([place, place])
  }
})

/** Members that may be left out, and tables whose members are names. */
const leftOut = [
  'previous',
  'waivers',
  'cases',
  'unit',
  'overridable',
  'minVersion',
  'unless',
  'requires',
]
const ofOverlays = ['zone', 'accepts', 'colours', 'parameters', 'valueSets', 'rules']
const tables = ['parameters', 'valueSets', 'minVersion']

test.each(documents)('in %s a member that is left out is missed, or may be', (_name, document) => {
  for (const path of placesOf(document)) {
    const [name, above] = [path.at(-1), path.slice(0, -1)]
    if (typeof name !== 'string' || tables.includes(String(above.at(-1)))) continue
    const mayBe = 'extends' in document && path.length === 1 ? [...leftOut, ...ofOverlays] : leftOut
    // Without its base an overlay is a set with too little in it.
    const at = mayBe.includes(name) || name === 'extends' ? undefined : written(above)
    if (name === 'extends' && !('rules' in document)) continue
    expect([path, faultAt(altered(document, path, undefined))]).toEqual([path, at])
  }
})

test.each(documents)('in %s a member that nobody knows is named', (_name, document) => {
  for (const path of placesOf(document)) {
    const [name] = path.slice(-1)
    const node = path.reduce<unknown>(
      (inner, part) => (inner as Record<string, unknown>)[part],
      document,
    )
    const isRecord = typeof node === 'object' && node !== null && !Array.isArray(node)
    if (!isRecord || [...tables, 'when', 'unless'].includes(String(name))) continue
    const strange = [...path, 'strange']
    expect(faultAt(altered(document, strange, 1))).toBe(written(strange))
  }
})

const nested = (levels: number): unknown => (levels === 0 ? 1 : { of: nested(levels - 1) })
const many = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ ...whole.rules[1]!, no: i + 1, id: `r${i}` }))

test.each<[Path, unknown, string?]>([
  [['id'], ''],
  [['version'], 0],
  [['engine'], 0],
  [['previous', 'version'], 0],
  [['effective', 'until'], whole.effective.from],
  [['zone', 'offsets'], []],
  [['zone', 'offsets', 0, 0], -8e9 - 1, 'zone.offsets[0]'],
  [['zone', 'offsets', 0, 1], -86_400, 'zone.offsets[0]'],
  [['zone', 'offsets', 1, 1], 86_400, 'zone.offsets[1]'],
  [['zone', 'offsets', 1, 0], -8e9, 'zone.offsets[1]'],
  [['change', 'basis'], []],
  [['accepts', 'assessments', 0, 'maxAge'], 'P1W'],
  [['accepts', 'assessments', 0, 'minVersion', 'b'], -1],
  [['parameters', 'limit', 'value'], '1'],
  [['parameters', 'limit', 'overridable'], 'loosen'],
  [['rules'], []],
  [['rules'], many(1001)],
  [['rules', 0, 'no'], 0],
  [['rules', 0, 'outcome'], 'invalid'],
  [['rules', 0, 'requires', 0, 'maxAge'], '1D'],
  [['rules', 1, 'no'], 1],
  [['rules', 1, 'id'], 'first'],
  [['rules', 1, 'requires'], []],
  [['rules', 0, 'when'], nested(62), 'rule set'],
  [['waivers', 0, 'no'], -1],
  [['cases', 'count'], -1],
  [['otherwise'], 'pass'],
])('%j cannot be %j', (path, value, at = written(path)) => {
  expect(faultAt(altered(whole, path, value))).toBe(at)
})

test.each<[Path, unknown]>([
  [['rules'], many(1000)],
  [['rules', 0, 'when'], nested(61)],
  [['accepts', 'assessments'], []],
  [['rules', 0, 'requires'], []],
])('%j can be as much as it may', (path, value) => {
  expect(faultAt(altered(whole, path, value))).toBeUndefined()
})

test('an overlay may have no rules, but its base is pinned by a version', () => {
  expect(faultAt({ ...overlay, rules: [] })).toBeUndefined()
  expect(faultAt({ ...overlay, extends: { ...overlay.extends, version: 0 } })).toBe(
    'extends.version',
  )
})
