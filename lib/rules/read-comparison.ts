/** The closures of comparisons between two values of one type, one for each operator. */
import type { Value } from './compare.ts'
import type { Comparison } from './rule-set.ts'
import type { Truth } from './truth.ts'

interface Side<A, B> {
  readonly read: (a: A, b: B) => Value
  readonly constant?: unknown
}

/**
 * Compares what two sides read; unknown where one of them is. A constant on the right is compared with as it
 * stands: it is the commonest case by far, and its closure need not be called.
 */
export function readComparison<A, B>(
  op: Comparison,
  left: Side<A, B>,
  right: Side<A, B>,
): (a: A, b: B) => Truth {
  const read = left.read as (a: A, b: B) => number | undefined
  if (right.constant !== undefined) return withConstant(op, read, right.constant as number)
  return withValue(op, read, right.read as typeof read)
}

function withConstant<A, B>(
  op: Comparison,
  read: (a: A, b: B) => number | undefined,
  limit: number,
): (a: A, b: B) => Truth {
  switch (op) {
    case '<':
      return (a, b) => {
        const value = read(a, b)
        return value === undefined ? undefined : value < limit
      }
    case '<=':
      return (a, b) => {
        const value = read(a, b)
        return value === undefined ? undefined : value <= limit
      }
    case '>':
      return (a, b) => {
        const value = read(a, b)
        return value === undefined ? undefined : value > limit
      }
    case '>=':
      return (a, b) => {
        const value = read(a, b)
        return value === undefined ? undefined : value >= limit
      }
    case '==':
      return (a, b) => {
        const value = read(a, b)
        return value === undefined ? undefined : value === limit
      }
    case '!=':
      return (a, b) => {
        const value = read(a, b)
        return value === undefined ? undefined : value !== limit
      }
  }
}

function withValue<A, B>(
  op: Comparison,
  left: (a: A, b: B) => number | undefined,
  right: (a: A, b: B) => number | undefined,
): (a: A, b: B) => Truth {
  const holds = comparators[op]
  return (a, b) => {
    const [x, y] = [left(a, b), right(a, b)]
    return x === undefined || y === undefined ? undefined : holds(x, y)
  }
}

/** Whether two numbers compare so. */
export const comparators: Readonly<Record<Comparison, (left: number, right: number) => boolean>> = {
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
  '==': (left, right) => left === right,
  '!=': (left, right) => left !== right,
}
