/** Tests of what an overlay may state for its base: instead of it, beside it, or not at all. */
import { expect, test } from 'vitest'
import { parseFactTypes } from '../facts/fact-types.ts'
import { factsPayload, ruleSet } from '../testing/world.ts'
import { compileRuleSet } from './compile.ts'
import { RuleSetFault } from './fault.ts'
import { resolveRuleSet, type Bases } from './resolve.ts'

const base = { ...ruleSet(), id: 'base', version: 3 }
const { title, effective, change } = base
const stated = { engine: 1, title, effective, change, otherwise: 'check' }
const pin = { id: 'base', version: 3, sha256: 'x' }
const bare = { ...stated, id: 'own', version: 1, extends: pin }

const resolve = (own: object, members: object = {}) =>
  resolveRuleSet({ ...bare, ...own }, () => ({ value: { ...base, ...members }, sha256: 'x' })).set
const faultOf = (call: () => unknown): readonly string[] | undefined => {
  try {
    call()
    return undefined
  } catch (error) {
    if (error instanceof RuleSetFault) return [error.code, error.at]
    throw error
  }
}
const refusedAt = (own: object, members: object = {}): string | undefined =>
  faultOf(() => resolve(own, members))?.[1]

test('colours and recognition are its own where it states them', () => {
  const own = {
    colours: { pass: 'a', check: 'b', stop: 'c' },
    accepts: { assessments: [] },
  }
  expect(resolve(own)).toEqual({ ...base, ...bare, ...own })
})

test('a zone is that of the base: no other name, data or table', () => {
  const row = [0, 28_800]
  const zone = { id: 'Asia/Shanghai', tzdata: '2026b', offsets: [row] }
  expect(resolve({ zone: structuredClone(zone) }, { zone }).zone).toEqual(zone)
  for (const other of [
    { id: 'Asia/Urumqi' },
    { tzdata: '2027a' },
    { offsets: [[0, 28_801]] },
    { offsets: [row, [1, 28_800]] },
  ]) {
    expect(refusedAt({ zone: { ...zone, ...other } }, { zone })).toBe('zone')
  }
})

test('waivers of base and overlay add up, and there are none where neither has any', () => {
  const waiver = (no: number) => ({ finding: 'shadowed', no, reason: 'on purpose' })
  const [ours, theirs] = [{ waivers: [waiver(1)] }, { waivers: [waiver(2)] }]
  expect(resolve(ours, theirs).waivers).toEqual([waiver(2), waiver(1)])
  expect(resolve(ours).waivers).toEqual([waiver(1)])
  expect(resolve({}, theirs).waivers).toEqual([waiver(2)])
  expect(Object.keys(resolve({}))).not.toContain('waivers')
})

const days = (value: number, overridable?: string) => ({
  value,
  unit: 'day',
  ...(overridable !== undefined && { overridable }),
})

test('a parameter is tightened only where the base lets it be and there is a way that is tighter', () => {
  const open = { parameters: { quarantineDays: days(14, 'tighten'), idle: days(1, 'tighten') } }
  const tighter = (value: number) => ({ parameters: { quarantineDays: days(value) } })
  expect(refusedAt(tighter(15))).toBe('parameters.quarantineDays')
  expect(refusedAt(tighter(13), open)).toBe('parameters.quarantineDays.value')
  expect(resolve(tighter(14), open).parameters['quarantineDays']!.value).toBe(14)
  expect(resolve(tighter(15), open).parameters['quarantineDays']!.value).toBe(15)
  expect(refusedAt({ parameters: { idle: days(2) } }, open)).toBe('parameters.idle')
})

const accepting = (...entries: readonly object[]) => ({
  accepts: {
    assessments: entries.map((entry) => ({ issuer: 'a', set: 'b', maxAge: 'P1D', ...entry })),
  },
})

test.each<[string, object, object, string | undefined]>([
  ['the same', {}, {}, undefined],
  ['another issuer', { issuer: 'c' }, {}, 'accepts.assessments[0]'],
  ['another set', { set: 'c' }, {}, 'accepts.assessments[0]'],
  ['one of many issuers', { issuer: 'abc' }, { issuer: 'ab*' }, undefined],
  ['fewer of many issuers', { issuer: 'abc*' }, { issuer: 'ab*' }, undefined],
  ['other issuers than many', { issuer: 'a*' }, { issuer: 'ab*' }, 'accepts.assessments[0]'],
  ['no floor where the base has the lowest', {}, { minVersion: { b: 0 } }, undefined],
  ['no floor where the base has one', {}, { minVersion: { b: 1 } }, 'accepts.assessments[0]'],
  ['a floor of its own', { minVersion: { b: 1 } }, {}, undefined],
])('recognition of %s is within that of the base or refused', (_name, own, known, at) => {
  expect(refusedAt(accepting(own), accepting(known))).toBe(at)
})

test('recognition is within that of the base if one entry has it, each for itself', () => {
  const two = accepting({ issuer: 'c' }, { issuer: 'a', maxAge: 'PT1H' })
  expect(refusedAt(accepting({ maxAge: 'PT1H' }), two)).toBeUndefined()
  expect(refusedAt(accepting({ maxAge: 'PT1H' }, {}), two)).toBe('accepts.assessments[1]')
})

test('a base under another id or version than it is named by is refused, and so is none', () => {
  expect(refusedAt({}, { id: 'other' })).toBe('extends')
  expect(refusedAt({}, { version: 4 })).toBe('extends')
  expect(faultOf(() => resolveRuleSet(bare))).toEqual(['ERR_RULE_SET_BASE', 'extends'])
  expect(faultOf(() => compileRuleSet(bare, parseFactTypes(factsPayload())))).toEqual([
    'ERR_RULE_SET_BASE',
    'extends',
  ])
})

test('what goes wrong in finding a base is not taken for a fault of the set', () => {
  const middle = { ...bare, id: 'base', version: 3, extends: { ...pin, id: 'far' } }
  const bases: Bases = (id) => {
    if (id === 'base') return { value: middle, sha256: 'x' }
    throw new RangeError('no disk')
  }
  let thrown: unknown
  try {
    resolveRuleSet(bare, bases)
  } catch (error) {
    thrown = error
  }
  expect(thrown instanceof RangeError).toBe(true)
})
