/** Rule sets inside of the decidable fragment (docs/rules.md 9), over the small vocabulary. */
import fc from 'fast-check'
import type { Comparison, Expression, Rule, RuleSet } from '../rules/rule-set.ts'
import { ruleSet } from './world.ts'

const comparison = fc.constantFrom<Comparison>('<', '<=', '>', '>=', '==', '!=')

function about(
  left: Expression,
  unit: string,
  ...values: readonly number[]
): fc.Arbitrary<Expression> {
  return fc
    .tuple(comparison, fc.constantFrom(...values))
    .map(([op, value]): Expression => ({ op, left, right: { value, unit } }))
}

function equal(name: string, ...values: readonly (string | boolean)[]): fc.Arbitrary<Expression> {
  return fc
    .tuple(fc.constantFrom<Comparison>('==', '!='), fc.constantFrom(...values))
    .map(([op, value]): Expression => ({ op, left: { field: name }, right: { value } }))
}

function joined(part: fc.Arbitrary<Expression>): fc.Arbitrary<Expression> {
  return fc.oneof(
    { weight: 3, arbitrary: part },
    fc
      .tuple(
        fc.constantFrom('and' as const, 'or' as const),
        fc.array(part, { minLength: 2, maxLength: 2 }),
      )
      .map(([op, of]): Expression => ({ op, of })),
    part.map((of): Expression => ({ op: 'not', of })),
  )
}

const isIn = (name: string, set: string): Expression => ({ op: 'in', left: { field: name }, set })
const heat = about({ onSite: 'heat' }, 'Cel', 36.5, 37.3, 38)
const ofDay = about({ op: 'days', of: { field: 'day' } }, 'day', 0, 1, 1.5, 14)
const ofFields = fc.oneof(
  ofDay,
  about({ op: 'elapsed', of: { field: 'at' } }, 'hour', 0, 24, 72),
  about({ field: 'heat' }, 'Cel', 37.3, 36.5),
  about({ field: 'n' }, 'dose', 1, 1.5, 2),
  equal('level', 'low', 'high'),
  equal('ok', true),
  fc.constant<Expression>({ field: 'ok' }),
  equal('word', 'x', 'y'),
  equal('place', '33', '3301', '330106'),
  fc.constantFrom(
    isIn('place', 'near'),
    isIn('word', 'near'),
    isIn('level', 'low'),
    isIn('place', 'low'),
  ),
)

/** Counts that say whether there is one. */
const ofOne = fc.constantFrom<readonly [Comparison, number]>(
  ['>=', 1],
  ['>', 0],
  ['!=', 0],
  ['==', 0],
  ['<', 1],
  ['<=', 0],
)

function asked(
  where: fc.Arbitrary<Expression>,
  counts: fc.Arbitrary<readonly [Comparison, number]>,
): fc.Arbitrary<Expression> {
  return fc
    .tuple(fc.constantFrom('some', 'some', 'every', 'none', 'count', 'countDays'), where, counts)
    .map(([op, met, [than, value]]): Expression => {
      const whole = { kind: 'a', where: met }
      if (op === 'count') return { op: than, left: { op, ...whole }, right: { value } }
      if (op !== 'countDays') return { op: op as 'some', ...whole }
      return { op: than, left: { op, by: 'day', ...whole }, right: { value } }
    })
}

const last = fc
  .tuple(fc.constantFrom('latest' as const, 'earliest' as const), fc.option(joined(ofFields)))
  .chain(([op, where]) => {
    const of: Expression = { op, kind: 'a', by: 'day', field: 'day', ...(where && { where }) }
    return about({ op: 'days', of }, 'day', 0, 1, 14)
  })

function setsOf(condition: fc.Arbitrary<Expression>, maxLength: number): fc.Arbitrary<RuleSet> {
  const outcome = fc.constantFrom<Rule['outcome'][]>('pass', 'check', 'stop')
  return fc
    .array(fc.record({ outcome, when: condition }), { minLength: 1, maxLength })
    .map((drawn) => {
      const reason = { zh: 'r', en: 'r' }
      const rules = drawn.map((rule, i) => ({ ...rule, no: i + 1, id: `r${String(i)}`, reason }))
      const valueSets = { near: ['33', 'x'], low: ['low', '3301'] }
      return ruleSet({ parameters: {}, valueSets, rules })
    })
}

const whereInside = joined(
  fc.oneof({ weight: 8, arbitrary: joined(ofFields) }, { weight: 1, arbitrary: heat }),
)

/** One to six rules of all that the fragment has. */
export const fragmentSet = setsOf(
  joined(fc.oneof({ weight: 6, arbitrary: asked(whereInside, ofOne) }, heat, last)),
  6,
)

const ofDayAndLevel = joined(fc.oneof(ofDay, equal('level', 'low', 'high'), heat))
const ofMany = fc.tuple(comparison, fc.nat(2))

/** One to three rules of which a few hundred people tell all apart; with larger counts. */
export const smallSet = setsOf(
  joined(fc.oneof({ weight: 4, arbitrary: asked(ofDayAndLevel, ofMany) }, heat)),
  3,
)
