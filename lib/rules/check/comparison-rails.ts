/** Turns comparisons into formulas: fields and measurements against constants, and against each other. */
import type { Comparison, Expression } from '../rule-set.ts'
import type { FieldType, Scalar } from '../vocabulary.ts'
import { conditionRails, withSettled, type Context } from './condition-rails.ts'
import type { Term } from './field-table.ts'
import {
  allOf,
  and,
  anyOf,
  leaf,
  negate,
  not,
  sure,
  always,
  never,
  type Formula,
  type Rails,
} from './formula.ts'
import type { View } from './lens.ts'
import { lastTerm, pairRails } from './pair-rails.ts'
import { countRails, whereRails } from './quantifier-rails.ts'
import { constantFor, sideOf, type Side } from './side.ts'
import type { Point } from './variable.ts'

type LastExpression = Extract<Expression, { op: 'latest' | 'earliest' }>

const mirrored = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '==': '==', '!=': '!=' } as const

export function comparisonRails(
  expression: Extract<Expression, { op: Comparison }>,
  context: Context,
): Rails {
  const { op } = expression
  const { set, vocabulary } = context.model
  const [left, right] = [expression.left, expression.right].map((side) =>
    sideOf(side, set, vocabulary, context.kind),
  ) as [Side, Side]
  if (left.is === 'condition' || right.is === 'condition') {
    const [a, b] = [expression.left, expression.right].map((side) => conditionRails(side, context))
    const [x, y] = [a as Rails, b as Rails]
    const equal = anyOf([allOf([x, y]), allOf([not(x), not(y)])])
    return op === '==' ? equal : not(equal)
  }
  if (left.is === 'constant') {
    if (right.is !== 'constant') return withConstant(mirrored[op], right, left.value, context)
    return sure(holds(op, left.value, right.value) ? always : never)
  }
  if (right.is === 'constant') return withConstant(op, left, right.value, context)
  return pairRails(op, left, right, context)
}

function withConstant(
  op: Comparison,
  side: Exclude<Side, { is: 'constant' | 'condition' }>,
  value: Scalar,
  context: Context,
): Rails {
  switch (side.is) {
    case 'field':
      return sure(fieldLeaf(op, side, value, context))
    case 'measurement': {
      const term = context.model.measurement(side.name)
      term.cut(value)
      return sure(termLeaf(op, term, value))
    }
    case 'count':
      return countRails(op, side.of, value as number, context)
    case 'last':
      return lastRails(side.of, side.view, op, constantFor(value, side.type, side.view), context)
  }
}

/** That a field of the fact at hand compares so with a constant. */
export function fieldLeaf(
  op: Comparison,
  { name, view, type }: { readonly name: string; readonly view: View; readonly type: FieldType },
  value: Scalar,
  { model, kind }: Context,
): Formula {
  const term = model.table.term(kind ?? '', name, view)
  const constant = constantFor(value, type, view)
  term.cut(constant)
  return termLeaf(op, term, constant)
}

/** One of each pair of opposites, so that a condition and its opposite are known as such. */
const opposite: Partial<Record<Comparison, Comparison>> = { '<': '>=', '>': '<=', '!=': '==' }

function termLeaf(op: Comparison, term: Term, constant: Scalar): Formula {
  const base = opposite[op]
  if (base !== undefined) return negate(termLeaf(base, term, constant))
  const key = `${term.key} ${op} ${JSON.stringify(constant)}`
  return leaf(term.variable, key, (point) => holds(op, term.read(point), constant))
}

/** Compares two known values. */
function holds(op: Comparison, left: Point, right: Point): boolean {
  if (left === undefined || right === undefined) return false
  switch (op) {
    case '==':
      return left === right
    case '!=':
      return left !== right
    case '<':
      return left < right
    case '<=':
      return left <= right
    case '>':
      return left > right
    case '>=':
      return left >= right
  }
}

/** A field of the last or first fact against a constant. */
export function lastRails(
  expression: LastExpression,
  view: View,
  op: Comparison,
  value: Scalar,
  context: Context,
): Rails {
  if (op === '!=') return not(lastRails(expression, view, '==', value, context))
  const { model } = context
  const { kind, by, field } = expression
  const type = model.vocabulary.types.get(kind)?.fields.get(field) as FieldType
  // Of the field it goes by, the last is the largest: that can be said by what facts there are.
  const isLargest =
    by === field &&
    (type.type === 'date' || view === 'raw' || view === 'elapsed' || model.isMonotone)
  if (isLargest && op === '==') {
    return allOf([
      lastRails(expression, view, '<=', value, context),
      lastRails(expression, view, '>=', value, context),
    ])
  }
  return withSettled(expression.where, context, (settled) => {
    const where = whereRails(expression, settled)
    const inKind = { ...settled, kind }
    const here = fieldLeaf(op, { name: field, view, type }, value, inKind)
    if (!isLargest || !where.isSure) return uncertainLast(expression, view, op, value, settled)
    const isUp = (op === '>=' || op === '>') === (view === 'raw')
    const some = (formula: Formula): Formula => model.exists(kind, and(where.isTrue, formula))
    const any = some(always)
    if (isUp === (expression.op === 'latest')) {
      return { isTrue: some(here), isFalse: and(any, negate(some(here))), isSure: false }
    }
    const other = some(negate(here))
    return { isTrue: and(any, negate(other)), isFalse: other, isSure: false }
  })
}

/** Of any other field nothing is known but that there is a fact which has it. */
function uncertainLast(
  expression: LastExpression,
  view: View,
  op: Comparison,
  value: Scalar,
  context: Context,
): Rails {
  const { variable, read, key } = lastTerm(expression, view, context)
  const name = `${key} ${op} ${JSON.stringify(value)}`
  return {
    isTrue: leaf(variable, name, (point) => holds(op, read(point), value)),
    isFalse: leaf(variable, `no ${name}`, (point) => {
      return point !== undefined && !holds(op, read(point), value)
    }),
    isSure: false,
  }
}

export function membershipRails(
  expression: Extract<Expression, { op: 'in' }>,
  context: Context,
): Rails {
  const { model } = context
  const values = model.set.valueSets[expression.set] ?? []
  const side = sideOf(expression.left, model.set, model.vocabulary, context.kind)
  const isRegion = 'type' in side && side.type.type === 'region'
  const isIn = (point: Point): boolean =>
    isRegion
      ? values.some((prefix) => (point as string).startsWith(prefix))
      : values.includes(point as string)
  if (side.is === 'constant') return sure(isIn(side.value) ? always : never)
  if (side.is !== 'field' && side.is !== 'last') return sure(never)
  const key = `in ${expression.set}`
  if (side.is === 'field') {
    const term = model.table.term(context.kind ?? '', side.name, 'raw')
    for (const value of values) term.cut(value)
    return sure(leaf(term.variable, key, isIn))
  }
  const { kind, field } = side.of
  for (const value of values) model.table.term(kind, field, 'raw').cut(value)
  return withSettled(side.of.where, context, (settled) => {
    const { variable } = lastTerm(side.of, 'raw', settled)
    return {
      isTrue: leaf(variable, key, (point) => point !== undefined && isIn(point)),
      isFalse: leaf(variable, `not ${key}`, (point) => point !== undefined && !isIn(point)),
      isSure: false,
    }
  })
}
