/** What is counted of people, and how the counts of several workers become one. */
import { OperatorError } from '../operator-error.ts'
import { ageBands } from './age.ts'
import { addMatrix, emptyMatrix, type Matrix } from './matrix.ts'

/** Counts. Every person is in exactly one region and one age band. */
export interface Tally {
  readonly regions: Map<string, Matrix>
  /** In the order of the age bands. */
  readonly ages: readonly Matrix[]
  /** How many people a rule decides, by its number: for check and stop alone or with others. */
  readonly decides: { readonly a: Map<number, number>; readonly b: Map<number, number> }
  /** How many change in one way: by `JSON.stringify([cell, ground under A, ground under B])`. */
  readonly ways: Map<string, number>
  /** Who keeps the state, but by other rules. */
  otherRules: number
}

/** Regions, at most: labels of their own for every person would fill the memory, and nobody could read them. */
export const maxRegions = 10_000

/** Nobody counted yet. */
export function emptyTally(): Tally {
  return {
    regions: new Map(),
    ages: ageBands.map(emptyMatrix),
    decides: { a: new Map(), b: new Map() },
    ways: new Map(),
    otherRules: 0,
  }
}

/**
 * The matrix of a region.
 *
 * @throws {@link OperatorError} for more regions than there may be
 */
export function matrixOfRegion({ regions }: Pick<Tally, 'regions'>, region: string): Matrix {
  const known = regions.get(region)
  if (known !== undefined) return known
  if (regions.size >= maxRegions) {
    throw new OperatorError(
      `the population has more than ${maxRegions} regions; give people in one region the same label`,
    )
  }
  const matrix = emptyMatrix()
  regions.set(region, matrix)
  return matrix
}

/**
 * Adds what one worker counted to what others did.
 *
 * @throws {@link OperatorError} for more regions than there may be
 */
export function addTally(to: Tally, from: Tally): void {
  for (const [region, matrix] of from.regions) addMatrix(matrixOfRegion(to, region), matrix)
  for (const [band, matrix] of from.ages.entries()) addMatrix(to.ages[band] as Matrix, matrix)
  addCounts(to.decides.a, from.decides.a)
  addCounts(to.decides.b, from.decides.b)
  addCounts(to.ways, from.ways)
  to.otherRules += from.otherRules
}

function addCounts<Key>(to: Map<Key, number>, from: ReadonlyMap<Key, number>): void {
  for (const [key, count] of from) to.set(key, (to.get(key) ?? 0) + count)
}
