/** A matrix of people: how many go from which state under A to which under B. */
import { rankOf, states, type State } from './state.ts'

/** Rows are states under A, columns states under B, row by row. */
export type Matrix = number[]

const size = states.length

/** No people. */
export function emptyMatrix(): Matrix {
  return Array.from({ length: size * size }, () => 0)
}

/** Adds the people of one matrix to another. */
export function addMatrix(to: Matrix, from: readonly number[]): void {
  for (const [place, count] of from.entries()) to[place] = (to[place] ?? 0) + count
}

/** One cell of a matrix. */
export interface Cell {
  readonly from: State
  readonly to: State
  readonly count: number
}

/** All cells, row by row. */
export function cellsOf(matrix: readonly number[]): readonly Cell[] {
  return states.flatMap((from, a) =>
    states.map((to, b) => ({ from, to, count: matrix[a * size + b] ?? 0 })),
  )
}

/** What a matrix comes to. */
export interface Sums {
  readonly people: number
  /** Whom a gate treats otherwise. */
  readonly changed: number
  /** Of them: who passed and does not, or is stopped and was not. */
  readonly stricter: number
  readonly looser: number
}

/** Sums a matrix up. */
export function sumsOf(matrix: readonly number[]): Sums {
  let [people, stricter, looser] = [0, 0, 0]
  for (const { from, to, count } of cellsOf(matrix)) {
    people += count
    const difference = rankOf(to) - rankOf(from)
    if (difference > 0) stricter += count
    if (difference < 0) looser += count
  }
  return { people, changed: stricter + looser, stricter, looser }
}
