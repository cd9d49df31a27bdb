/** Tests of cells: none is missing, none holds values that a condition tells apart. */
import { expect, test } from 'vitest'
import { rangeCells, textPoints } from './variable.ts'

const ends = (...args: Parameters<typeof rangeCells>): readonly (readonly number[])[] =>
  rangeCells(...args).map(({ low, high }) => [low, high])

test('whole numbers: each limit, and what lies between two', () => {
  expect(ends([0, 2, 14.5], true)).toEqual([
    [-Infinity, -1],
    [0, 0],
    [1, 1],
    [2, 2],
    [3, 14],
    [15, Infinity],
  ])
  expect(ends([0, 1], true, 0)).toEqual([
    [0, 0],
    [1, 1],
    [2, Infinity],
  ])
})

test('any numbers: there are some between any two limits', () => {
  expect(ends([1, 2], false)).toEqual([
    [-Infinity, 1],
    [1, 1],
    [1, 2],
    [2, 2],
    [2, Infinity],
  ])
  expect(rangeCells([1, 2], false).map(({ point }) => point)).toEqual([0, 1, 1.5, 2, 3])
})

test('texts: one for each way to equal or to begin with those that are named', () => {
  const named = ['33', '3301', '42']
  const points = textPoints(new Set(named))
  const told = points.map((point) => named.map((name) => [point === name, point.startsWith(name)]))
  expect(new Set(told.map((way) => JSON.stringify(way))).size).toBe(7)
})
