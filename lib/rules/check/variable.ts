/** What a condition can ask about, as a variable with finitely many cells: within a cell every answer is the same. */
import type { Scalar } from '../vocabulary.ts'

/** A value; undefined is unknown. */
export type Point = Scalar | undefined

/** Values among which no condition tells. */
export interface Cell {
  /** Of numbers, ends included. */
  readonly low: number
  readonly high: number
  /** One of them. */
  readonly point: Point
}

/** A field, a measurement, a count, or how two of them compare. */
export class Variable {
  readonly key: string
  #made: readonly Cell[] | undefined
  readonly #make: () => readonly Cell[]

  /** @param make - Makes the cells, when all conditions are known. */
  constructor(key: string, make: () => readonly Cell[]) {
    this.key = key
    this.#make = make
  }

  get cells(): readonly Cell[] {
    return (this.#made ??= this.#make())
  }

  /** All cells. */
  get all(): bigint {
    return (1n << BigInt(this.cells.length)) - 1n
  }

  /** The cells whose values pass. */
  mask(holds: (point: Point) => boolean): bigint {
    let mask = 0n
    for (const [i, { point }] of this.cells.entries()) if (holds(point)) mask |= 1n << BigInt(i)
    return mask
  }

  /** The cells of a mask. */
  cellsOf(mask: bigint): readonly Cell[] {
    return this.cells.filter((_, i) => (mask >> BigInt(i)) & 1n)
  }
}

/** The cells of things that have no order. */
export function pointCells(points: Iterable<Point>): readonly Cell[] {
  return [...points].map((point) => {
    const [low, high] = typeof point === 'number' ? [point, point] : [-Infinity, Infinity]
    return { low, high, point }
  })
}

/** The cells between constants that numbers are compared with: each constant, and what lies between two. */
export function rangeCells(
  cuts: Iterable<number>,
  isWhole: boolean,
  least = -Infinity,
): readonly Cell[] {
  const sorted = [...new Set(cuts)].sort((a, b) => a - b)
  const cells: Cell[] = []
  let before = -Infinity
  for (const cut of [...sorted, Infinity]) {
    const between = isWhole
      ? { low: Math.floor(before) + 1, high: Math.ceil(cut) - 1 }
      : { low: before, high: cut }
    const { high } = between
    const low = Math.max(between.low, least)
    if (isWhole ? low <= high : low < high) cells.push({ low, high, point: within(low, high) })
    const isPossible = cut !== Infinity && cut >= least && (!isWhole || Number.isInteger(cut))
    if (isPossible) cells.push({ low: cut, high: cut, point: cut })
    before = cut
  }
  return cells
}

function within(low: number, high: number): number {
  if (low === -Infinity) return high === Infinity ? 0 : high - 1
  return high === Infinity ? low + 1 : (low + high) / 2
}

/** Texts of which one stands for every way in which a text can equal or begin with the ones that are named. */
export function textPoints(named: ReadonlySet<string>): readonly string[] {
  const points: string[] = []
  const digits = Array.from('0123456789abcdefghijklmnopqrstuvwxyz')
  for (const start of new Set([...named, ''])) {
    if (named.has(start)) points.push(start)
    // Longer, and no nearer to any other that is named.
    const next = digits.find((digit) => {
      return ![...named].some((other) => other.startsWith(start + digit))
    })
    if (next !== undefined) points.push(start + next)
  }
  return points
}
