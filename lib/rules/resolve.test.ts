/** Tests of base and overlay: what is added, what is inherited, and that nothing is loosened. */
import { expect, test } from 'vitest'
import { parseFactTypes } from '../facts/fact-types.ts'
import { refusal } from '../testing/refusal.ts'
import { factsPayload, ruleSet } from '../testing/world.ts'
import { compileRuleSet } from './compile.ts'
import { RuleSetFault } from './fault.ts'
import { resolveRuleSet, type Bases } from './resolve.ts'
import type { Expression, Rule, RuleSet } from './rule-set.ts'

const types = parseFactTypes(factsPayload())
const overridable = { value: 14, unit: 'day', overridable: 'tighten' } as const
const base: RuleSet = {
  ...ruleSet(),
  id: 'cn-33',
  version: 9,
  parameters: { quarantineDays: overridable, fixed: { value: 3 } },
  valueSets: { risky: ['42'] },
}
const chain: Readonly<Record<string, unknown>> = { 'cn-33/9': base }
const digestOf = (id: string, version: number): string => `sha of ${id}/${String(version)}`
const among =
  (sets: Readonly<Record<string, unknown>>): Bases =>
  (id, version) => {
    const value = sets[`${id}/${String(version)}`]
    return value === undefined ? undefined : { value, sha256: digestOf(id, version) }
  }
const pinned = (id: string, version: number) => ({ id, version, sha256: digestOf(id, version) })

const extra: Rule = {
  no: 20,
  id: 'city-fever',
  outcome: 'check',
  when: { op: '>=', left: { onSite: 'temperature' }, right: { value: 37, unit: 'Cel' } },
  reason: { zh: '发热', en: 'fever' },
}
/** An overlay with only what every set must state. */
const bare = {
  id: 'cn-3301',
  version: 2,
  engine: 1,
  title: base.title,
  effective: base.effective,
  change: base.change,
  otherwise: 'check',
  extends: pinned('cn-33', 9),
}
const resolve = (value: unknown, sets = chain) => resolveRuleSet(value, among(sets))

test('an overlay that states nothing of its own decides as its base does', () => {
  const { set, origins } = resolve(bare)
  expect(set).toEqual({
    ...bare,
    zone: base.zone,
    accepts: base.accepts,
    colours: base.colours,
    parameters: base.parameters,
    valueSets: base.valueSets,
    rules: base.rules,
  })
  expect([...origins.rules.values()]).toEqual(base.rules.map(() => ({ id: 'cn-33', version: 9 })))
})

test('rules are added, parameters tightened, and both say where they come from', () => {
  const own = {
    ...bare,
    rules: [extra],
    parameters: { quarantineDays: { value: 21, unit: 'day' }, own: { value: 1 } },
    valueSets: { nearby: ['3302'] },
  }
  const { set, origins } = resolve(own)
  expect(set.rules.map(({ no }) => no)).toEqual([...base.rules.map(({ no }) => no), 20])
  expect(set.parameters).toEqual({
    quarantineDays: { ...overridable, value: 21 },
    fixed: { value: 3 },
    own: { value: 1 },
  })
  expect(set.valueSets).toEqual({ risky: ['42'], nearby: ['3302'] })
  const city = { id: 'cn-3301', version: 2 }
  expect([origins.rules.get(1), origins.rules.get(20)]).toEqual([{ id: 'cn-33', version: 9 }, city])
  expect(origins.parameters.get('quarantineDays')).toEqual(city)
  expect(origins.parameters.get('fixed')).toEqual({ id: 'cn-33', version: 9 })
  expect(compileRuleSet(own, types, among(chain)).rules).toHaveLength(base.rules.length + 1)
})

test('an overlay of an overlay has what both add', () => {
  const city = { ...bare, rules: [extra] }
  const district = {
    ...bare,
    id: 'cn-330106',
    extends: pinned('cn-3301', 2),
    rules: [{ ...extra, no: 21, id: 'district' }],
  }
  const { set, origins } = resolve(district, { ...chain, 'cn-3301/2': city })
  expect(set.rules.slice(-2).map(({ no }) => no)).toEqual([20, 21])
  expect(origins.rules.get(20)).toEqual({ id: 'cn-3301', version: 2 })
})

const accepting = (entry: object) => ({
  accepts: { assessments: [{ issuer: 'test-1', set: 'test-1', maxAge: 'PT12H', ...entry }] },
})

test.each<[string, object]>([
  ['recognition of one issuer', accepting({})],
  ['recognition for a shorter time', accepting({ maxAge: 'PT1H' })],
  ['recognition of newer versions only', accepting({ minVersion: { 'test-1': 3 } })],
  ['the same parameter', { parameters: { quarantineDays: { value: 14, unit: 'day' } } }],
])('%s is no loosening', (_name, own) => {
  expect(resolve({ ...bare, ...own }).set.id).toBe('cn-3301')
})

const named = (id: string, version: number, sha256: string) => ({
  extends: { id, version, sha256 },
})
const refusedOverlays: readonly (readonly [string, object, at: string])[] = [
  ['a base that is not at hand', named('cn-33', 8, digestOf('cn-33', 8)), 'extends'],
  ['a base with another digest', named('cn-33', 9, 'another'), 'extends.sha256'],
  ['a pass rule', { rules: [{ ...extra, outcome: 'pass' }] }, 'rules[0].outcome'],
  ['a number of the base', { rules: [{ ...extra, no: 7 }] }, 'rules[0].no'],
  ['a name of the base', { rules: [extra, { ...extra, no: 22, id: 'clear' }] }, 'rules[1].id'],
  ['a value set of the base', { valueSets: { risky: [] } }, 'valueSets.risky'],
  [
    'a parameter that is not to be set',
    { parameters: { fixed: { value: 4 } } },
    'parameters.fixed',
  ],
  [
    'a looser parameter',
    { parameters: { quarantineDays: { value: 13, unit: 'day' } } },
    'parameters.quarantineDays.value',
  ],
  [
    'a parameter of another unit',
    { parameters: { quarantineDays: { value: 15 } } },
    'parameters.quarantineDays.unit',
  ],
  ['recognition for longer', accepting({ maxAge: 'PT13H' }), 'accepts.assessments[0]'],
  ['recognition of strangers', accepting({ issuer: '*' }), 'accepts.assessments[0]'],
  ['recognition of any set', accepting({ set: 'tes*' }), 'accepts.assessments[0]'],
]

test.each(refusedOverlays)('an overlay with %s is refused at its place', (_name, own, at) => {
  const fault = faultOf(() => resolve({ ...bare, ...own }))
  expect([fault.code, fault.at]).toEqual(['ERR_RULE_SET_BASE', at])
})

test('a lower floor of versions than that of the base is a loosening', () => {
  const floor = { 'test-1': 5 }
  const entry = { issuer: 'test*', set: 'test*', minVersion: floor, maxAge: 'PT12H' }
  const strict = { ...base, accepts: { assessments: [entry] } }
  const sets = { 'cn-33/9': strict }
  expect(refusal(() => resolve({ ...bare, ...accepting({}) }, sets))).toBe('ERR_RULE_SET_BASE')
  expect(resolve({ ...bare, ...accepting({ minVersion: floor }) }, sets).set.version).toBe(2)
})

test('a circle of bases, one too many, and a base under another name are refused', () => {
  const one = { ...bare, id: 'a', extends: pinned('b', 1) }
  const two = { ...bare, id: 'b', version: 1, extends: pinned('a', 2) }
  expect(faultOf(() => resolve(one, { 'b/1': two, 'a/2': one })).at).toBe('extends.id')
  const deep = Object.fromEntries(
    Array.from({ length: 5 }, (_, i) => [
      `s${String(i)}/1`,
      {
        ...bare,
        id: `s${String(i)}`,
        version: 1,
        extends: i === 0 ? bare.extends : pinned(`s${String(i - 1)}`, 1),
      },
    ]),
  )
  const sets = { ...chain, ...deep }
  expect(resolve(deep['s3/1'], sets).set.id).toBe('s3')
  expect(faultOf(() => resolve(deep['s4/1'], sets)).code).toBe('ERR_RULE_SET_BASE')
  expect(faultOf(() => resolve(bare, { 'cn-33/9': { ...base, version: 8 } })).at).toBe('extends')
})

test('a base that is malformed or of another engine makes the overlay unusable, by its own code', () => {
  expect(refusal(() => resolve(bare, { 'cn-33/9': { ...base, rules: [] } }))).toBe(
    'ERR_RULE_SET_BASE',
  )
  expect(refusal(() => resolve(bare, { 'cn-33/9': { ...base, engine: 2 } }))).toBe(
    'ERR_RULE_SET_ENGINE',
  )
  expect(refusal(() => compileRuleSet(bare, types))).toBe('ERR_RULE_SET_BASE')
})

test('rules of countries in CertLogic are for another engine, not malformed', () => {
  expect(refusal(() => resolve({ ...base, engine: 'certlogic-1' }))).toBe('ERR_RULE_SET_ENGINE')
  // Only that one is known by a name.
  expect(refusal(() => resolve({ ...base, engine: 'certlogic' }))).toBe('ERR_RULE_SET_MALFORMED')
})

test.each([
  ['without a digest', { id: 'cn-33', version: 9 }],
  ['without a version', { id: 'cn-33', sha256: 'x' }],
  ['that is none', null],
])('an extends %s is malformed: a base is pinned or there is none', (_name, pin) => {
  expect(refusal(() => resolve({ ...bare, extends: pin }))).toBe('ERR_RULE_SET_MALFORMED')
})

test('a set without a base must state everything itself', () => {
  const { extends: _, ...alone } = bare
  expect(refusal(() => resolve(alone))).toBe('ERR_RULE_SET_MALFORMED')
})

test('what every fact must be asked of is counted for many facts, and too much is refused', () => {
  const some = (where?: Expression): Expression => ({
    op: 'some',
    kind: 'test',
    ...(where === undefined ? {} : { where }),
  })
  const nested = (depth: number): Expression => (depth === 0 ? some() : some(nested(depth - 1)))
  const costing = (when: Expression) => ({ ...base, rules: [{ ...base.rules[0]!, when }] })
  expect(compileRuleSet(costing(some()), types).cost).toBe(1 + 1 + 64)
  expect(compileRuleSet(costing(nested(1)), types).cost).toBe(1 + 1 + 64 * 65)
  expect(compileRuleSet(costing(nested(2)), types).cost).toBeLessThan(1_000_000)
  expect(faultOf(() => compileRuleSet(costing(nested(3)), types)).code).toBe('ERR_RULE_SET_COST')
})

function faultOf(work: () => unknown): RuleSetFault {
  try {
    work()
  } catch (error) {
    if (error instanceof RuleSetFault) return error
    throw error
  }
  throw new Error('nothing was refused')
}
