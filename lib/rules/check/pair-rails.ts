/** Turns comparisons of two things that are no constants into formulas, and gives last facts a variable. */
import type { Comparison, Expression } from '../rule-set.ts'
import type { Context } from './condition-rails.ts'
import type { Term } from './field-table.ts'
import { always, and, leaf, type Formula, type Rails } from './formula.ts'
import type { View } from './lens.ts'
import type { Order } from './model.ts'
import { whereRails } from './quantifier-rails.ts'
import type { Side } from './side.ts'
import { pointCells, Variable, type Cell, type Point } from './variable.ts'

type LastExpression = Extract<Expression, { op: 'latest' | 'earliest' }>

const orders: Readonly<Record<Comparison, readonly Order[]>> = {
  '<': ['lt'],
  '<=': ['lt', 'eq'],
  '>': ['gt'],
  '>=': ['gt', 'eq'],
  '==': ['eq'],
  '!=': ['lt', 'gt'],
}

/** A side as something that can be compared, and what must be so for it to be known. */
interface Comparable {
  readonly key: string
  readonly term?: Term
  readonly isKnown: Formula
  /** Whether it is known as soon as that is so. */
  readonly isSure: boolean
}

export function pairRails(op: Comparison, left: Side, right: Side, context: Context): Rails {
  const { model } = context
  const [a, b] = [comparable(left, context), comparable(right, context)]
  if (a.key > b.key) return pairRails(turned[op], right, left, context)
  const isSure = a.isSure && b.isSure
  const key = `${a.key} <=> ${b.key}`
  const [x, y] = [a.term, b.term]
  const variable = model.named(key, () => {
    const all = ['lt', 'eq', 'gt'] satisfies readonly Order[]
    // A thing compared with itself is equal to it.
    const known: readonly Point[] = a.key === b.key ? ['eq'] : all
    return new Variable(key, () => pointCells(isSure ? known : [...known, undefined]))
  })
  if (x !== undefined && y !== undefined) {
    model.table.link(x.variable, y.variable)
    model.pairs.set(variable, { left: x, right: y })
  }
  const holding = orders[op]
  const name = holding.join()
  const isKnown = and(a.isKnown, b.isKnown)
  const isIn = (point: Point): boolean => (holding as readonly Point[]).includes(point)
  return {
    isTrue: and(isKnown, leaf(variable, name, isIn)),
    isFalse: and(
      isKnown,
      leaf(variable, `no ${name}`, (p) => p !== undefined && !isIn(p)),
    ),
    isSure: isSure && isKnown === always,
  }
}

const turned = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '==': '==', '!=': '!=' } as const

function comparable(side: Side, context: Context): Comparable {
  const { model, kind } = context
  switch (side.is) {
    case 'field': {
      const term = model.table.term(kind ?? '', side.name, side.view)
      return { key: term.key, term, isKnown: always, isSure: true }
    }
    case 'measurement': {
      const { key } = model.measurement(side.name)
      return { key, isKnown: always, isSure: kind === undefined }
    }
    case 'last': {
      const { kind: ofKind, by, field } = side.of
      const where = whereRails(side.of, { ...context, kind: ofKind })
      // Two that share the place cannot differ in it.
      const isSure = where.isSure && by === field && kind === undefined
      const isKnown = kind === undefined ? model.exists(ofKind, where.isTrue) : always
      const key = `${side.view} ${JSON.stringify(side.of)}`
      return { key, isKnown, isSure }
    }
    default:
      return { key: JSON.stringify(side), isKnown: always, isSure: false }
  }
}

/** The variable of a last or first fact's field: any value that a fact can have there, or unknown. */
export function lastTerm(expression: LastExpression, view: View, context: Context): Term {
  const { model } = context
  const { kind, by, field, op } = expression
  const term = model.table.term(kind, field, view)
  const where = whereRails(expression, { ...context, kind })
  const key = `${op} ${kind} ${by} ${term.variable.key} ${where.isTrue.key} ${where.isFalse.key}`
  const variable = model.named(key, () => {
    const unknown: Cell = { low: -Infinity, high: Infinity, point: undefined }
    const made = new Variable(key, () => [...term.variable.cells, unknown])
    const sign = op === 'latest' ? 1 : -1
    model.lasts.set(made, { kind, where: where.isTrue, by, sign, field: term.variable })
    return made
  })
  return { ...term, variable, key: `${key} ${view}` }
}
