/** Rule sets over a small vocabulary: any well-typed expression, with instants and thresholds so near that minutes matter. */
import fc from 'fast-check'
import { formatDate, formatInstant } from '../encoding/instant.ts'
import type { Comparison, Expression, Rule, RuleSet } from '../rules/rule-set.ts'
import type { FieldType, Vocabulary } from '../rules/vocabulary.ts'
import type { Offsets } from '../rules/zone.ts'
import { day, ruleSet } from './world.ts'

/** 40 s before midnight in Shanghai: 2020-03-01T15:59:20Z. */
export const dusk = 1_583_078_360

const level = { type: 'enumeration', values: ['low', 'high'] } as const
const aFields: readonly (readonly [string, FieldType])[] = [
  ['at', { type: 'instant' }],
  ['day', { type: 'date' }],
  ['n', { type: 'integer', unit: 'dose' }],
  ['heat', { type: 'decimal', unit: 'Cel' }],
  ['ok', { type: 'boolean' }],
  ['word', { type: 'text' }],
  ['place', { type: 'region' }],
  ['level', level],
]
const bFields: readonly (readonly [string, FieldType])[] = [
  ['at', { type: 'instant' }],
  ['n', { type: 'integer', unit: 'dose' }],
]

export const kinds = ['a', 'b'] as const
/** The vocabulary of all that is drawn here. */
export const vocabulary: Vocabulary = {
  types: new Map([
    ['a', { fields: new Map(aFields) }],
    ['b', { fields: new Map(bFields) }],
  ]),
  onSite: new Map([['heat', { type: 'decimal', unit: 'Cel' }]]),
}

const places = ['33', '3301', '42'] as const
const nearby = fc.integer({ min: -150, max: 150 })
/** An instant some seconds or days from dusk. */
const instantNear = fc
  .tuple(nearby, fc.constantFrom(0, 0, 0, -day, day, -2 * day, -366 * day))
  .map(([seconds, days]) => dusk + seconds + days)
/** A day near that of dusk, this year or, some years ago, near what completes them. */
const dateNear = fc
  .tuple(fc.integer({ min: -2, max: 2 }), fc.constantFrom(0, 0, 0, -366, -731))
  .map(([days, years]) => Math.floor(dusk / day) + days + years)

/** A right value for a field. */
export function valueOf({ type, values }: FieldType): fc.Arbitrary<string | number | boolean> {
  switch (type) {
    case 'instant':
      return instantNear.map(formatInstant)
    case 'date':
      return dateNear.map(formatDate)
    case 'integer':
      return fc.integer({ min: -1, max: 3 })
    case 'decimal':
      return fc.constantFrom(36.5, 37.3, 38)
    case 'boolean':
      return fc.boolean()
    case 'enumeration':
      return fc.constantFrom(...(values ?? ['']))
    case 'region':
      return fc.constantFrom(...places, '330106')
    case 'text':
      return fc.constantFrom('x', 'y')
  }
}

const comparison = fc.constantFrom<Comparison>('<', '<=', '>', '>=', '==', '!=')
const equality = fc.constantFrom<Comparison>('==', '!=')

const lit = (value: number | string | boolean, unit?: string): Expression =>
  unit === undefined ? { value } : { value, unit }
const seconds: fc.Arbitrary<Expression> = fc.oneof(
  nearby.map((n) => lit(n, 'second')),
  fc.constantFrom(0.5, 1, 2, -1).map((n) => lit(n, 'minute')),
  fc.constantFrom(0.025, 24, 24.01).map((n) => lit(n, 'hour')),
)
const days: fc.Arbitrary<Expression> = fc.oneof(
  fc.constantFrom(-1, 0, 1, 2, 0.5, 1.5).map((n) => lit(n, 'day')),
  fc.constant<Expression>({ parameter: 'limit' }),
)

const years: fc.Arbitrary<Expression> = fc.constantFrom(-1, 0, 0.5, 1, 2).map((n) => lit(n, 'year'))

/** Where an expression stands: inside the `where` of a kind or outside of any, and how deep it may still go. */
interface Spot {
  readonly kind: 'a' | 'b' | undefined
  readonly depth: number
}

const made = new Map<string, fc.Arbitrary<Expression>>()

/** Made once, and only when first drawn from: conditions hold values, which hold conditions. */
function lazily(name: string, spot: Spot, make: () => fc.Arbitrary<Expression>) {
  const key = `${name} ${spot.kind ?? ''} ${String(spot.depth)}`
  return fc.constant(null).chain(() => {
    const known = made.get(key) ?? make()
    made.set(key, known)
    return known
  })
}

/** A field of the fact at hand, or of the last or first fact of a kind. */
function valuesOf(field: string, { kind, depth }: Spot): fc.Arbitrary<Expression> {
  const here = fc.constant<Expression>({ field })
  if (kind !== undefined && depth <= 0) return here
  const name = kind ?? 'a'
  const last = fc
    .record({
      op: fc.constantFrom('latest' as const, 'earliest' as const),
      by: fc.constantFrom('at', name === 'a' ? 'day' : 'at'),
      where: fc.option(condition(0, name), { nil: undefined, freq: 2 }),
    })
    .map(({ op, by, where }): Expression => {
      const whole = { op, kind: name, by, field } as const
      return where === undefined ? whole : { ...whole, where }
    })
  return kind === undefined
    ? last
    : fc.oneof({ weight: 4, arbitrary: here }, { weight: 1, arbitrary: last })
}

const heat = fc.constant<Expression>({ onSite: 'heat' })
const lits = (arbitrary: fc.Arbitrary<number | string | boolean>, unit?: string) =>
  arbitrary.map((value) => lit(value, unit))

function comparisons(spot: Spot): fc.Arbitrary<Expression> {
  const both = (
    op: fc.Arbitrary<Comparison>,
    left: fc.Arbitrary<Expression>,
    right: fc.Arbitrary<Expression>,
  ): fc.Arbitrary<Expression> =>
    fc
      .tuple(op, left, right, fc.boolean())
      .map(([name, a, b, isTurned]) =>
        isTurned ? { op: name, left: b, right: a } : { op: name, left: a, right: b },
      )
  const value = (field: string): fc.Arbitrary<Expression> => valuesOf(field, spot)
  const since = (
    of: fc.Arbitrary<Expression>,
    op: 'days' | 'years' | 'elapsed',
  ): fc.Arbitrary<Expression> => of.map((inner) => ({ op, of: inner }))
  const at = value('at')
  const ofBoth = [
    { weight: 8, arbitrary: both(comparison, since(at, 'elapsed'), seconds) },
    { weight: 8, arbitrary: both(comparison, since(at, 'days'), days) },
    { weight: 1, arbitrary: both(comparison, since(at, 'elapsed'), since(at, 'elapsed')) },
    { weight: 1, arbitrary: both(comparison, since(at, 'days'), since(at, 'days')) },
    { weight: 2, arbitrary: both(comparison, since(at, 'years'), years) },
    { weight: 1, arbitrary: both(comparison, since(at, 'years'), since(at, 'years')) },
    { weight: 1, arbitrary: both(comparison, at, lits(instantNear.map(formatInstant))) },
    { weight: 1, arbitrary: both(comparison, value('n'), lits(fc.nat(2), 'dose')) },
  ]
  if (spot.kind === 'b') return fc.oneof(...ofBoth)
  const membership = fc
    .tuple(fc.constantFrom('place', 'word', 'level'), fc.constantFrom('near', 'low'))
    .chain(([field, set]) => value(field).map((left): Expression => ({ op: 'in', left, set })))
  return fc.oneof(
    ...ofBoth,
    { weight: 4, arbitrary: both(comparison, since(value('day'), 'days'), days) },
    { weight: 3, arbitrary: both(comparison, since(value('day'), 'years'), years) },
    both(comparison, since(at, 'days'), since(value('day'), 'days')),
    both(comparison, value('day'), lits(dateNear.map(formatDate))),
    both(comparison, value('heat'), heat),
    both(comparison, heat, fc.constant(lit(37.3, 'Cel'))),
    both(equality, value('level'), lits(fc.constantFrom('low', 'high'))),
    both(equality, value('place'), lits(fc.constantFrom(...places))),
    both(equality, value('word'), fc.constant(lit('x'))),
    both(equality, value('ok'), fc.constant(lit(true))),
    membership,
  )
}

function quantified(depth: number): fc.Arbitrary<Expression> {
  return fc.constantFrom(...kinds).chain((kind) =>
    fc
      .record({
        op: fc.constantFrom('some', 'every', 'none', 'count', 'countDays'),
        by: fc.constantFrom('at', kind === 'a' ? 'day' : 'at'),
        where: fc.option(condition(depth, kind), { nil: undefined, freq: 8 }),
        than: comparison,
        number: fc.nat(2),
      })
      .map(({ op, by, where, than, number }): Expression => {
        const whole = { kind, ...(where === undefined ? {} : { where }) }
        const right = lit(number)
        if (op === 'count') return { op: than, left: { op, ...whole }, right }
        if (op === 'countDays') return { op: than, left: { op, by, ...whole }, right }
        return { op, ...whole }
      }),
  )
}

/** A condition. */
function condition(depth: number, kind?: 'a' | 'b'): fc.Arbitrary<Expression> {
  const leaf = lazily('leaf', { kind, depth }, () => comparisons({ kind, depth }))
  if (depth <= 0) return leaf
  return lazily('condition', { kind, depth }, () => {
    const part = condition(depth - 1, kind)
    const joined = fc
      .tuple(
        fc.constantFrom('and' as const, 'or' as const),
        fc.array(part, { minLength: 2, maxLength: 3 }),
      )
      .map(([op, of]): Expression => ({ op, of }))
    return fc.oneof(
      { weight: 1, arbitrary: leaf },
      { weight: kind === undefined ? 6 : 1, arbitrary: quantified(depth - 1) },
      { weight: 1, arbitrary: joined },
      { weight: 1, arbitrary: part.map((of): Expression => ({ op: 'not', of })) },
      { weight: 1, arbitrary: lits(fc.boolean()) },
    )
  })
}

/** Tables of offsets with changes forward and back within minutes of dusk; some begin only then. */
export const offsets: fc.Arbitrary<Offsets> = fc
  .tuple(
    fc.constantFrom(0, 0, 0, 0, dusk - 50, dusk + 70),
    fc.uniqueArray(fc.integer({ min: -40, max: 140 }), { maxLength: 3 }),
    fc.array(fc.constantFrom(28_800, 28_740, 28_860, 28_810, 32_400), {
      minLength: 4,
      maxLength: 4,
    }),
  )
  .map(([begin, changes, shifts]) => {
    const later = changes.map((n) => dusk + n).filter((n) => n > begin)
    return [begin, ...later.toSorted((a, b) => a - b)].map(
      (from, i) => [from, shifts[i] ?? 28_800] as const,
    )
  })

const rule: fc.Arbitrary<Omit<Rule, 'no' | 'id'>> = fc
  .record({
    outcome: fc.constantFrom('pass', 'pass', 'pass', 'check', 'stop'),
    when: condition(2),
    unless: fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, condition(1)),
    requires: fc.option(
      fc.array(
        fc.record({
          kind: fc.constantFrom(...kinds),
          maxAge: fc.constantFrom('PT1M', 'PT3M', 'P1D'),
        }),
        { minLength: 1, maxLength: 2 },
      ),
      { nil: undefined, freq: 2 },
    ),
  })
  .map(({ outcome, when, unless, requires }) => ({
    outcome,
    when,
    ...(unless === undefined ? {} : { unless }),
    ...(requires === undefined || outcome !== 'pass' ? {} : { requires }),
    reason: { zh: 'r', en: 'r' },
  }))

/** A rule set of one to three rules. */
export const anyRuleSet: fc.Arbitrary<RuleSet> = fc
  .tuple(fc.array(rule, { minLength: 1, maxLength: 3 }), offsets)
  .map(([rules, table]) =>
    ruleSet({
      zone: { id: 'Test/Dusk', tzdata: '2026b', offsets: table },
      parameters: { limit: { value: 1, unit: 'day' } },
      valueSets: { near: ['33', 'x'], low: ['low', '3301'] },
      rules: rules.map((each, i) => ({ no: i + 1, id: `rule-${String(i + 1)}`, ...each })),
    }),
  )
