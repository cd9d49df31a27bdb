/** Tests of comparisons of values in doubt: true or false only where it is so for every number that each may be. */
import { expect, test } from 'vitest'
import { compare, type Range } from './compare.ts'
import { comparators } from './read-comparison.ts'
import type { Comparison } from './rule-set.ts'

const operators: readonly Comparison[] = ['<', '<=', '>', '>=', '==', '!=']
const ends = [0, 1, 2, 3]
const ranges: readonly Range[] = ends.flatMap((low) =>
  ends.filter((high) => high >= low).map((high) => ({ low, high })),
)
const numbersIn = ({ low, high }: Range): readonly number[] =>
  Array.from({ length: high - low + 1 }, (_, i) => low + i)

/** By the words of docs/rules.md 3: whether it is so for all pairs, for none, or for some. */
const oracle = (op: Comparison, left: Range, right: Range): boolean | undefined => {
  const results = numbersIn(left).flatMap((a) =>
    numbersIn(right).map((b) => {
      if (op === '==' || op === '!=') return (a === b) === (op === '==')
      const isLess = op.startsWith('<') ? a < b : a > b
      return isLess || (op.endsWith('=') && a === b)
    }),
  )
  if (results.every(Boolean)) return true
  return results.some(Boolean) ? undefined : false
}

test.each(operators)('%s of ranges is what it is for every pair of numbers in them', (op) => {
  for (const left of ranges) {
    for (const right of ranges) {
      const wanted = oracle(op, left, right)
      expect([left, right, compare(op, left, right)]).toEqual([left, right, wanted])
      if (left.low !== left.high) continue
      expect(compare(op, left.low, right)).toBe(wanted)
      if (right.low === right.high) expect(comparators[op](left.low, right.low)).toBe(wanted)
    }
  }
})

test('a range without end may be any number from its lower end on', () => {
  const open = { low: 2, high: Infinity }
  const values = (limit: number) => operators.map((op) => compare(op, open, limit))
  expect(values(1)).toEqual([false, false, true, true, false, true])
  expect(values(2)).toEqual([false, undefined, undefined, true, undefined, undefined])
  expect(compare('==', open, open)).toBeUndefined()
})

test('nothing is known of a comparison with what is unknown', () => {
  for (const op of operators) {
    expect(compare(op, undefined, 1)).toBeUndefined()
    expect(compare(op, { low: 0, high: 1 }, undefined)).toBeUndefined()
    expect(compare(op, undefined, undefined)).toBeUndefined()
  }
})

test.each([
  ['a', 'a', true],
  ['a', 'b', false],
  [true, true, true],
  [true, false, false],
])('%j is as equal to %j as it is', (left, right, isEqual) => {
  expect([compare('==', left, right), compare('!=', left, right)]).toEqual([isEqual, !isEqual])
})
