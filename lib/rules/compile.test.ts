/** Tests of compiling: every fault of form, type or name is refused with its code, and no JSON breaks the compiler. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseFactTypes } from '../facts/fact-types.ts'
import { alteredJson } from '../testing/arbitrary-json.ts'
import { anyRuleSet, vocabulary } from '../testing/arbitrary-rules.ts'
import { refusal } from '../testing/refusal.ts'
import { factsPayload, ruleSet } from '../testing/world.ts'
import { compileRuleSet } from './compile.ts'
import type { Expression, Rule, RuleSet } from './rule-set.ts'

const types = parseFactTypes(factsPayload())
const codes = ['ERR_RULE_SET_MALFORMED', 'ERR_RULE_SET_ENGINE', 'ERR_RULE_SET_FACT_TYPE']
const good = ruleSet()

test('the rule set of these tests compiles, and says what its rules read', () => {
  const { rules, onSiteRules } = compileRuleSet(good, types)
  expect(rules.map(({ rule, reads }) => [rule.no, reads])).toEqual([
    [1, ['contact', 'test']],
    [5, ['temperature']],
    [7, ['contact']],
  ])
  expect(onSiteRules.map(({ rule }) => rule.no)).toEqual([5])
})

test('a set that was altered anywhere compiles or is refused by its code, never anything else', () => {
  const seen: Record<string, number> = {}
  const rounds = fc.property(
    fc.oneof(alteredJson(good), anyRuleSet.chain(alteredJson)),
    (value) => {
      const code = refusal(() => compileRuleSet(value, types)) ?? 'compiled'
      expect([...codes, 'compiled']).toContain(code)
      seen[code] = (seen[code] ?? 0) + 1
    },
  )
  fc.assert(rounds, { numRuns: 2000 })
  expect(seen['ERR_RULE_SET_MALFORMED']).toBeGreaterThan(500)
  expect(seen['compiled']).toBeGreaterThan(10)
})

test('any JSON is refused by its code', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      expect(codes).toContain(refusal(() => compileRuleSet(value, types)))
      expect(codes).toContain(
        refusal(() => compileRuleSet(ruleSet({ rules: value as never }), types)),
      )
    }),
    { numRuns: 300 },
  )
})

const withRule = (members: Partial<Rule>): RuleSet =>
  ruleSet({ rules: [{ ...good.rules[0]!, requires: [], ...members }] })
const when = (expression: unknown): RuleSet => withRule({ when: expression as Expression })
const where = (expression: unknown): RuleSet =>
  when({ op: 'some', kind: 'test', where: expression })
const field = (name: unknown) => ({ field: name })
const literal = (value: unknown, unit?: unknown) => ({ value, ...(unit !== undefined && { unit }) })
const lessThan = (left: unknown, right: unknown) => ({ op: '<', left, right })
const days = { op: 'days', of: field('takenAt') }
const elapsed = { op: 'elapsed', of: field('takenAt') }

test.each<[string, unknown, string?]>([
  ['nothing', undefined],
  ['no rule', ruleSet({ rules: [] })],
  ['a member nobody knows', { ...good, colour: 'green' }],
  ['another engine', { ...good, engine: 2 }, 'ERR_RULE_SET_ENGINE'],
  ['an engine that is no number', { ...good, engine: '1' }],
  ['another answer when no rule fires', { ...good, otherwise: 'pass' }],
  ['two rules of one number', ruleSet({ rules: [good.rules[0]!, good.rules[0]!] })],
  ['a rule of number 0', withRule({ no: 0 })],
  ['an outcome of its own', withRule({ outcome: 'invalid' as 'stop' })],
  ['what it requires on a stop rule', withRule({ outcome: 'stop', requires: [] })],
  ['a duration of two units', withRule({ requires: [{ kind: 'test', maxAge: 'P1DT1H' }] })],
  [
    'an end before its beginning',
    ruleSet({ effective: { from: good.effective.until, until: good.effective.from } }),
  ],
  ['no offsets', ruleSet({ zone: { ...good.zone, offsets: [] } })],
  [
    'offsets out of order',
    ruleSet({
      zone: {
        ...good.zone,
        offsets: [
          [5, 0],
          [5, 60],
        ],
      },
    }),
  ],
  ['an offset of a day', ruleSet({ zone: { ...good.zone, offsets: [[0, 86_400]] } })],
  ['no basis', ruleSet({ change: { ...good.change, basis: [] } })],
  ['a kind nobody knows', when({ op: 'some', kind: 'stay' }), 'ERR_RULE_SET_FACT_TYPE'],
  [
    'a kind that every object has',
    when({ op: 'some', kind: 'constructor' }),
    'ERR_RULE_SET_FACT_TYPE',
  ],
  [
    'a kind required that nobody knows',
    withRule({ requires: [{ kind: 'stay', maxAge: 'P1D' }] }),
    'ERR_RULE_SET_FACT_TYPE',
  ],
  [
    'a measurement nobody knows',
    when(lessThan({ onSite: 'pulse' }, literal(1))),
    'ERR_RULE_SET_FACT_TYPE',
  ],
  ['a condition that is none', when(literal(1))],
  ['an empty expression', when({})],
  ['null for an expression', when(null)],
  ['an operator nobody knows', when({ op: 'xor', of: [literal(true), literal(true)] })],
  ['an and of one', when({ op: 'and', of: [literal(true)] })],
  ['an and of numbers', when({ op: 'and', of: [literal(1), literal(2)] })],
  ['a not of a list', when({ op: 'not', of: [literal(true)] })],
  ['a member too many', when({ ...literal(true), kind: 'test' })],
  ['a field outside where', when({ op: '==', left: field('result'), right: literal('negative') })],
  ['a field of another kind', where({ op: '==', left: field('doses'), right: literal(1) })],
  [
    'a field that every object has',
    where({ op: '==', left: field('toString'), right: literal('x') }),
  ],
  [
    'a field that is no text',
    where({ op: '==', left: field(['result']), right: literal('negative') }),
  ],
  [
    'a value that the enumeration lacks',
    where({ op: '==', left: field('result'), right: literal('lost') }),
  ],
  ['an order of texts', where(lessThan(field('result'), literal('negative')))],
  ['an order of regions', where(lessThan(field('region'), literal('33')))],
  ['an order of truths', when(lessThan(literal(true), literal(false)))],
  ['an instant beside a date', where(lessThan(field('takenAt'), literal('2020-03-01')))],
  ['an instant beside text', where(lessThan(field('takenAt'), literal('noon')))],
  ['an instant beside a number', where(lessThan(field('takenAt'), literal(1)))],
  ['days beside a plain number', where(lessThan(days, literal(14)))],
  ['days beside seconds', where(lessThan(days, literal(14, 'second')))],
  ['elapsed beside days', where(lessThan(elapsed, literal(2, 'day')))],
  ['days of a text', where(lessThan({ op: 'days', of: field('result') }, literal(1, 'day')))],
  [
    'elapsed of a date',
    when({
      op: 'some',
      kind: 'vaccination',
      where: lessThan({ op: 'elapsed', of: field('day') }, literal(1, 'second')),
    }),
  ],
  ['a unit of text', when({ op: '==', left: literal('a', 'day'), right: literal('a', 'day') })],
  ['a unit that is no text', when(lessThan(literal(1, 5), literal(2, 5)))],
  ['a unit that is null', when(lessThan(literal(1, null), literal(2, null)))],
  ['a parameter nobody knows', where(lessThan(days, { parameter: 'limit' }))],
  ['a parameter that every object has', where(lessThan(days, { parameter: 'toString' }))],
  ['a parameter that is no text', where(lessThan(days, { parameter: ['quarantineDays'] }))],
  ['a value set nobody knows', where({ op: 'in', left: field('result'), set: 'lost' })],
  ['a date in a value set', where({ op: 'in', left: field('takenAt'), set: 'lost' })],
  [
    'latest by a text',
    when(
      lessThan(
        { op: 'latest', kind: 'test', by: 'result', field: 'takenAt' },
        literal('2020-03-01T00:00:00Z'),
      ),
    ),
  ],
  ['latest without a field', when({ op: 'latest', kind: 'test', by: 'takenAt' })],
  ['a value without end', when(lessThan(literal(Infinity), literal(1)))],
])('%s is refused', (_name, value, code = 'ERR_RULE_SET_MALFORMED') => {
  expect(refusal(() => compileRuleSet(value, types))).toBe(code)
})

test('an expression as deep as a document can be compiles or is refused, and does not break a stack', () => {
  for (const depth of [20, 1000, 50_000]) {
    let deep: unknown = literal(true)
    for (let i = 0; i < depth; i++) deep = { op: 'not', of: deep }
    const code = refusal(() => compileRuleSet(when(deep), types))
    expect([undefined, 'ERR_RULE_SET_MALFORMED']).toContain(code)
  }
})

test('every set that is drawn for other tests compiles against its own vocabulary', () => {
  fc.assert(
    fc.property(anyRuleSet, (set) => {
      expect(compileRuleSet(set, vocabulary).rules).toHaveLength(set.rules.length)
    }),
    { numRuns: 300 },
  )
})

test('what is recognised is kept with its age in seconds, and only bad news is asked again at the gate', () => {
  const cool: Expression = {
    op: '<',
    left: { onSite: 'temperature' },
    right: { value: 37, unit: 'Cel' },
  }
  const rules = [...good.rules, { ...good.rules[0]!, no: 9, id: 'cool', requires: [], when: cool }]
  const { accepts, onSiteRules } = compileRuleSet(ruleSet({ rules }), types)
  expect(accepts).toEqual([{ issuer: 'test*', set: 'test*', maxAge: 12 * 3600 }])
  expect(onSiteRules.map(({ rule }) => rule.no)).toEqual([5])
})
