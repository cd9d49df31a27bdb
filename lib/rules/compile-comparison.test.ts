/** Tests of when time turns a comparison: every operator, both ways round, found again by looking at later instants. */
import { expect, test } from 'vitest'
import { formatDate, formatInstant } from '../encoding/instant.ts'
import { makeFactBase, type StatedFact } from '../facts/fact-base.ts'
import { everything } from '../testing/arbitrary-facts.ts'
import { dusk } from '../testing/arbitrary-rules.ts'
import { day, ruleSet } from '../testing/world.ts'
import { compileRuleSet } from './compile.ts'
import { evaluate, type Verdict } from './evaluate.ts'
import type { Comparison, Expression, Requirement } from './rule-set.ts'
import type { Vocabulary } from './vocabulary.ts'

const vocabulary: Vocabulary = {
  types: new Map([
    [
      'a',
      {
        fields: new Map([
          ['at', { type: 'instant' }],
          ['born', { type: 'date' }],
          ['n', { type: 'integer' }],
          ['day', { type: 'decimal', unit: 'day' }],
          ['year', { type: 'decimal', unit: 'year' }],
          ['second', { type: 'decimal', unit: 'second' }],
        ]),
      },
    ],
  ]),
  onSite: new Map(),
}
const today = Math.floor((dusk + 28_800) / day)
/** Forty seconds from `dusk`. */
const midnight = (today + 1) * day - 28_800

const judge = (when: Expression, fields: StatedFact['fields'], requires: Requirement[] = []) => {
  const rule = { no: 1, id: 'r', outcome: 'pass', reason: { zh: 'r', en: 'r' } } as const
  const some: Expression = { op: 'some', kind: 'a', where: when }
  const set = compileRuleSet(ruleSet({ rules: [{ ...rule, requires, when: some }] }), vocabulary)
  const facts = [{ id: '1', kind: 'a', fields }]
  const coverage = [{ kind: 'a', until: dusk - 30 }]
  const base = makeFactBase({ facts, coverage, permission: everything }, vocabulary)
  return (now: number): Verdict => evaluate(set, base, now, {})
}

const operators: readonly Comparison[] = ['<', '<=', '>', '>=', '==', '!=']
const mirrored = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '==': '==', '!=': '!=' } as const
const field = (name: string): Expression => ({ field: name })
const isoDay = (days: number): string => formatDate(today + days)
type Op = 'days' | 'years' | 'elapsed'

/** What grows, from which field, in which unit (and field of that unit), its origins, and its limits. */
const growing: readonly [Op, string, string, readonly string[], readonly number[]][] = [
  [
    'elapsed',
    'at',
    'second',
    [-2, -1, 0, 1, 2].map((n) => formatInstant(dusk - 40 + n)),
    [40, 40.5],
  ],
  ['days', 'at', 'day', [-4, -3, -2, -1, 1].map((n) => formatInstant(dusk + n * day)), [2, 2.5]],
  ['days', 'born', 'day', [-4, -3, -2, -1, 1].map(isoDay), [2, 2.5]],
  ['years', 'born', 'year', ['2017', '2018', '2019'].map((y) => `${y}-03-02`), [1, 1.5, 2]],
  ['years', 'born', 'year', ['2018-03-01', '2018-03-03', '2019-03-01'], [1, 1.5, 2]],
]

/** Instants at which it might have turned: where seconds and days change. */
const candidates = [
  ...Array.from({ length: 50 }, (_, i) => dusk + 1 + i),
  ...[0, 1, 2, 3, 366, 367, 731].flatMap((n) => [midnight + n * day - 1, midnight + n * day]),
]

test.each(growing)('%s of %s against a limit turns when the verdict says', (...one) => {
  const [op, name, unit, origins, limits] = one
  const since: Expression = { op, of: field(name) }
  let turned = 0
  const turnOf = (when: Expression, fields: StatedFact['fields']): number => {
    const verdictAt = judge(when, fields)
    const { values, next } = verdictAt(dusk)
    const turnsAt = (now: number): boolean => verdictAt(now).values[0] !== values[0]
    const before = [...candidates, next - 1].filter((now) => now < next)
    expect([when, fields, next > dusk, before.filter(turnsAt)]).toEqual([when, fields, true, []])
    if (Number.isFinite(next)) turned++
    return next
  }
  for (const origin of origins) {
    for (const value of limits) {
      const fields = { [name]: origin, [unit]: value }
      const literal = { value, unit }
      const turns = operators.map((comparison) => {
        const next = turnOf({ op: comparison, left: since, right: literal }, fields)
        const when: Expression = { op: mirrored[comparison], left: literal, right: since }
        expect(turnOf(when, fields)).toBe(next)
        if (!Number.isFinite(next)) return next
        // It turns there, and not only might.
        const verdictAt = judge(when, fields)
        expect(verdictAt(next).values[0]).not.toBe(verdictAt(dusk).values[0])
        return next
      })
      // Against a field the first turn of any operator is told: sound, and mostly the turn itself.
      for (const comparison of operators) {
        const right = field(unit)
        const first = Math.min(...turns)
        expect(turnOf({ op: comparison, left: since, right }, fields)).toBe(first)
        expect(turnOf({ op: comparison, left: right, right: since }, fields)).toBe(first)
      }
    }
  }
  expect(turned).toBeGreaterThan(20)
})

const lessThan = (left: Expression, right: Expression): Expression => ({ op: '<', left, right })
const daysOf = (name: string): Expression => ({ op: 'days', of: field(name) })
const elapsed: Expression = { op: 'elapsed', of: field('at') }
const yearsOf = (name: string): Expression => ({ op: 'years', of: field(name) })
const at = formatInstant(dusk - 30)

test.each<[string, Expression, StatedFact['fields']]>([
  ['no origin', lessThan(daysOf('born'), { value: 2, unit: 'day' }), {}],
  ['no limit', lessThan(daysOf('born'), field('day')), { born: isoDay(0) }],
  ['no origin beside a limit that is a field', lessThan(daysOf('born'), field('day')), { day: 2 }],
  [
    'two that keep their distance in days',
    lessThan(daysOf('born'), daysOf('at')),
    { at, born: isoDay(-1) },
  ],
  ['two that keep their distance in seconds', lessThan(elapsed, elapsed), { at }],
  ['no origin on one side of two', lessThan(yearsOf('born'), yearsOf('at')), {}],
  ['what no time moves', lessThan(field('at'), { value: '2020-03-02T00:00:00Z' }), { at }],
])('a comparison with %s never turns', (_name, when, fields) => {
  expect(judge(when, fields)(dusk).next).toBe(Infinity)
})

test.each<[string, string, string, number]>([
  ['the left one', '2018-03-02', '2018-06-01', midnight],
  ['the right one', '2018-06-01', '2019-03-02', midnight],
  ['the nearer of both', '2018-03-04', '2018-03-03', midnight + day],
])('of two that count years each completes one: %s is told', (_name, birth, other, next) => {
  const fields = { born: birth, at: `${other}T04:00:00Z` }
  expect(judge(lessThan(yearsOf('born'), yearsOf('at')), fields)(dusk).next).toBe(next)
  expect(judge(lessThan(yearsOf('at'), yearsOf('born')), fields)(dusk).next).toBe(next)
})

test('of two comparisons the one that turns first is told, whichever stands first', () => {
  const soon = lessThan(elapsed, { value: 40, unit: 'second' })
  const later = lessThan(elapsed, { value: 41, unit: 'second' })
  for (const of of [
    [soon, later],
    [later, soon],
  ])
    expect(judge({ op: 'and', of }, { at })(dusk).next).toBe(dusk + 10)
})

test('what is required of coverage holds to the second and is told as a turn', () => {
  const verdictAt = judge({ value: true }, {}, [{ kind: 'a', maxAge: 'PT1M' }])
  expect([verdictAt(dusk).next, verdictAt(dusk).outcome]).toEqual([dusk + 31, 'pass'])
  expect([verdictAt(dusk + 30).outcome, verdictAt(dusk + 31).outcome]).toEqual(['pass', 'check'])
})

test('two literals compare like any two values', () => {
  const values = operators.map((op) => {
    const sides = { left: { value: 1 }, right: { value: 2 } }
    return judge({ op, ...sides }, {})(dusk).values[0]
  })
  expect(values).toEqual([true, true, false, false, false, true])
})

test('a count stands on either side of a comparison', () => {
  const count: Expression = {
    op: 'count',
    kind: 'a',
    where: { op: '==', left: field('n'), right: { value: 1 } },
  }
  const value = (left: Expression, right: Expression, n: number) =>
    judge({ op: '>', left, right }, { n })(dusk).values[0]
  expect([value(field('n'), count, 2), value(count, field('n'), 2)]).toEqual([true, false])
  expect([value(field('n'), count, 1), value(count, field('n'), 0)]).toEqual([false, false])
})
