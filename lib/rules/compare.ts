/** Comparisons of values that may be unknown, or known only as a range. */
import type { Comparison } from './rule-set.ts'
import type { Truth } from './truth.ts'
import type { Scalar } from './vocabulary.ts'

/** A whole number known to lie between two ends; `high` may be Infinity. */
export interface Range {
  readonly low: number
  readonly high: number
}

/** What an expression can be worth; undefined is unknown. */
export type Value = Scalar | Range | undefined

/** Compares numbers, ranges of numbers, texts or truth values of one type. */
export function compare(op: Comparison, left: Value, right: Value): Truth {
  if (left === undefined || right === undefined) return undefined
  if (typeof left === 'string' || typeof left === 'boolean') {
    return (left === right) === (op === '==')
  }
  return compareRanges(op, asRange(left), asRange(right as number | Range))
}

function asRange(value: number | Range): Range {
  return typeof value === 'number' ? { low: value, high: value } : value
}

function compareRanges(op: Comparison, left: Range, right: Range): Truth {
  switch (op) {
    case '<':
      return decided(left.high < right.low, left.low >= right.high)
    case '<=':
      return decided(left.high <= right.low, left.low > right.high)
    case '>':
      return compareRanges('<', right, left)
    case '>=':
      return compareRanges('<=', right, left)
    case '==':
      return decided(
        isExact(left) && isExact(right) && left.low === right.low,
        isApart(left, right),
      )
    case '!=':
      return decided(
        isApart(left, right),
        isExact(left) && isExact(right) && left.low === right.low,
      )
  }
}

function decided(always: boolean, never: boolean): Truth {
  return always ? true : never ? false : undefined
}

function isExact(range: Range): boolean {
  return range.low === range.high
}

function isApart(left: Range, right: Range): boolean {
  return left.high < right.low || right.high < left.low
}
