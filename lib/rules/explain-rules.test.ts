/** Tests of explanations: every form taken apart with its value, and every value the one that evaluating gives. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeFactBase } from '../facts/fact-base.ts'
import { everything, onSite, statement } from '../testing/arbitrary-facts.ts'
import { anyRuleSet, dusk, vocabulary } from '../testing/arbitrary-rules.ts'
import { day, ruleSet } from '../testing/world.ts'
import { compileRuleSet } from './compile.ts'
import { evaluate } from './evaluate.ts'
import type { ExplainedPart } from './explain-expression.ts'
import { explainRules } from './explain-rules.ts'
import type { Expression, Rule } from './rule-set.ts'
import type { Vocabulary } from './vocabulary.ts'

const reason = { zh: '因', en: 'why' }
const ruleOf = (no: number, members: Partial<Rule>): Rule => ({
  no,
  id: `rule-${String(no)}`,
  outcome: 'check',
  when: { value: true },
  reason,
  ...members,
})
const facts = [
  {
    id: 'x',
    kind: 'a',
    fields: { at: '2020-02-29T15:59:20Z', day: '2019-03-01', n: 2, place: '3301' },
  },
  { id: 'y', kind: 'a', fields: { day: '2020-03-01', n: 1, ok: true, level: 'low' } },
]
const coverage = [{ kind: 'a', until: dusk }]
const measured = { heat: 38 }

const explain = (rules: readonly Rule[], words: Vocabulary = vocabulary) => {
  const set = ruleSet({
    rules,
    parameters: { limit: { value: 1, unit: 'day' }, plain: { value: 2 } },
    valueSets: { near: ['33'] },
  })
  const base = makeFactBase({ facts, coverage, permission: everything }, words)
  return explainRules(compileRuleSet(set, words), base, dusk, measured)
}
/** What a condition and its parts came to, in a line each. */
const told = ({
  at,
  form,
  name,
  value,
  unit,
  covered,
  facts: asked,
  parts,
}: ExplainedPart): string[] => [
  [at, form, name ?? '-', JSON.stringify(value), unit ?? '-', covered ?? '-'].join(' '),
  ...(asked ?? []).flatMap(({ id, where }) =>
    where === null ? [`  ${id}`] : told(where).map((line) => `  ${id} ${line}`),
  ),
  ...parts.flatMap(told),
]
const tell = (when: Expression): string[] =>
  explain([ruleOf(1, { when })]).flatMap(({ parts }) => parts.flatMap(told))

const eq = (left: Expression, right: Expression): Expression => ({ op: '==', left, right })
const last = (field: string): Expression => ({ op: 'latest', kind: 'a', by: 'day', field })

test.each<[string, Expression, readonly string[]]>([
  ['a literal', { value: true }, ['when value - true - -']],
  [
    'an and of a not and an or',
    {
      op: 'and',
      of: [
        { op: 'not', of: { value: true } },
        { op: 'or', of: [{ value: false }, { value: true }] },
      ],
    },
    [
      'when and - false - -',
      'when.of[0] not - false - -',
      'when.of[0].of value - true - -',
      'when.of[1] or - true - -',
      'when.of[1].of[0] value - false - -',
      'when.of[1].of[1] value - true - -',
    ],
  ],
  [
    'a measurement beside a literal',
    { op: '>=', left: { onSite: 'heat' }, right: { value: 37.3, unit: 'Cel' } },
    ['when >= - true - -', 'when.left onSite heat 38 Cel -', 'when.right value - 37.3 Cel -'],
  ],
  [
    'a count and a parameter',
    { op: '<', left: { op: 'count', kind: 'a' }, right: { parameter: 'plain' } },
    [
      'when < - false - -',
      'when.left count a 2 - true',
      '  x',
      '  y',
      'when.right parameter plain 2 - -',
    ],
  ],
  [
    'a count in doubt',
    {
      op: '<=',
      left: { op: 'count', kind: 'a', where: eq({ field: 'ok' }, { value: true }) },
      right: { value: 1 },
    },
    [
      'when <= - null - -',
      'when.left count a {"low":1,"high":2} - true',
      '  x when.left.where == - null - -',
      '  x when.left.where.left field ok null - -',
      '  x when.left.where.right value - true - -',
      '  y when.left.where == - true - -',
      '  y when.left.where.left field ok true - -',
      '  y when.left.where.right value - true - -',
      'when.right value - 1 - -',
    ],
  ],
  [
    'days counted of a kind that is not covered',
    { op: '>', left: { op: 'countDays', kind: 'b', by: 'at' }, right: { value: 0 } },
    [
      'when > - null - -',
      'when.left countDays b {"low":0,"high":null} - false',
      'when.right value - 0 - -',
    ],
  ],
  [
    'none, and days of an instant',
    {
      op: 'none',
      kind: 'a',
      where: { op: '<=', left: { op: 'days', of: { field: 'at' } }, right: { parameter: 'limit' } },
    },
    [
      'when none a false - true',
      '  x when.where <= - true - -',
      '  x when.where.left days - 1 day -',
      '  x when.where.left.of field at "2020-02-29T15:59:20Z" - -',
      '  x when.where.right parameter limit 1 day -',
      '  y when.where <= - null - -',
      '  y when.where.left days - null day -',
      '  y when.where.left.of field at null - -',
      '  y when.where.right parameter limit 1 day -',
    ],
  ],
  [
    'years and time of the last one',
    {
      op: 'or',
      of: [
        { op: '!=', left: { op: 'years', of: last('day') }, right: { value: 1, unit: 'year' } },
        { op: '>', left: { op: 'elapsed', of: last('at') }, right: { value: 1, unit: 'hour' } },
      ],
    },
    [
      'when or - true - -',
      'when.of[0] != - true - -',
      'when.of[0].left years - 0 year -',
      'when.of[0].left.of latest a "2020-03-01" - true',
      '  x',
      '  y',
      'when.of[0].right value - 1 year -',
      'when.of[1] > - null - -',
      'when.of[1].left elapsed - null second -',
      'when.of[1].left.of latest a null - true',
      '  x',
      '  y',
      'when.of[1].right value - 3600 second -',
    ],
  ],
  [
    'a text in a value set',
    { op: 'every', kind: 'a', where: { op: 'in', left: { field: 'place' }, set: 'near' } },
    [
      'when every a null - true',
      '  x when.where in near true - -',
      '  x when.where.left field place "3301" - -',
      '  y when.where in near null - -',
      '  y when.where.left field place null - -',
    ],
  ],
])('%s', (_name, when, lines) => {
  expect(tell(when)).toEqual(lines)
})

test('a rule tells what it requires, its condition and what it is not for, and where it comes from', () => {
  const labels = { zh: '甲', en: 'first' }
  const labelled: Vocabulary = {
    ...vocabulary,
    types: new Map(
      [...vocabulary.types].map(([name, type]) => [
        name,
        name === 'a' ? { ...type, labels } : type,
      ]),
    ),
  }
  const rules = [
    ruleOf(2, {
      outcome: 'pass',
      unless: { op: 'some', kind: 'b' },
      requires: [
        { kind: 'a', maxAge: 'P1D' },
        { kind: 'b', maxAge: 'PT2H' },
      ],
    }),
    ruleOf(1, { outcome: 'stop', when: { value: false } }),
    ruleOf(3, {}),
  ]
  const [stop, pass, check] = explain(rules, labelled)
  expect([stop!.value, pass!.value, check!.value]).toEqual(['false', 'unknown', 'true'])
  expect(pass).toMatchObject({ no: 2, id: 'rule-2', outcome: 'pass', reads: ['a', 'b'], reason })
  expect(pass!.origin).toEqual({ id: 'test-hz', version: 1 })
  expect(pass!.parts.map(({ at, form, name, covered }) => [at, form, name, covered])).toEqual([
    ['requires[0]', 'requires', 'a', true],
    ['requires[1]', 'requires', 'b', false],
    ['when', 'value', undefined, undefined],
    ['unless', 'some', 'b', false],
  ])
  expect(pass!.parts.map(({ words }) => words)).toEqual([
    { zh: '甲的记录完整，且截至1天之内', en: 'every first is stated, not longer than 1 day ago' },
    { zh: 'b的记录完整，且截至2小时之内', en: 'every b is stated, not longer than 2 hours ago' },
    { zh: 'true', en: 'true' },
    { zh: '有b', en: 'there is a b' },
  ])
  expect(stop!.parts.map(({ at }) => at)).toEqual(['when'])
})

test('a rule of the base says so, one of the overlay too', () => {
  const base = { ...ruleSet({ rules: [ruleOf(1, {})] }), id: 'cn', version: 4 }
  const { zone, accepts, colours, parameters, valueSets, rules, ...members } = ruleSet()
  const own = { ...members, extends: { id: 'cn', version: 4, sha256: 'x' }, rules: [ruleOf(9, {})] }
  const compiled = compileRuleSet(own, vocabulary, () => ({ value: base, sha256: 'x' }))
  const nobody = makeFactBase({ facts: [], coverage: [], permission: everything }, vocabulary)
  expect(explainRules(compiled, nobody, dusk, {}).map(({ origin }) => origin)).toEqual([
    { id: 'cn', version: 4 },
    { id: 'test-hz', version: 1 },
  ])
  expect([zone, accepts, colours, parameters, valueSets, rules].length).toBe(6)
})

test('whatever the set and the facts, explanations give the values of the verdict', () => {
  const rounds = fc.property(anyRuleSet, statement, onSite, (set, stated, heat) => {
    const compiled = compileRuleSet(set, vocabulary)
    const base = makeFactBase(stated, vocabulary)
    const { values } = evaluate(compiled, base, dusk + day, heat)
    const explained = explainRules(compiled, base, dusk + day, heat)
    const words = values.map((value) => (value === undefined ? 'unknown' : String(value)))
    expect(explained.map(({ value }) => value)).toEqual(words)
    for (const { no, value, parts } of explained) {
      const { requires, unless } = set.rules.find((rule) => rule.no === no)!
      const when = parts.find(({ at }) => at === 'when')!
      if (requires === undefined && unless === undefined)
        expect(when.value === null ? 'unknown' : JSON.stringify(when.value)).toBe(value)
    }
  })
  fc.assert(rounds, { numRuns: 100 })
})

test('a plain number has no unit, and no member that says so', () => {
  const plain: Expression = { op: '<', left: { op: 'count', kind: 'a' }, right: { value: 1 } }
  const [rule] = explain([ruleOf(1, { when: plain })])
  const members = rule!.parts[0]!.parts.flatMap((part) => Object.keys(part))
  expect(members).not.toContain('unit')
})
