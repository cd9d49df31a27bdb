/** What a benchmark gives to the report: rows of its section's table, a line for the terminal, and what it missed. */
import type { Pair, Plan } from './pairs.ts'
import { medianOf, type Median } from './statistics.ts'

/** The outcome of one benchmark. */
export interface Measured {
  readonly rows: readonly (readonly string[])[]
  /** What the terminal says. */
  readonly said: string
  /** Whether a target was missed. */
  readonly isMissed: boolean
}

/** A target as the report writes it. */
export const targetCell = (target: string | null, isMissed: boolean): string =>
  target === null ? 'none' : `${target}${isMissed ? ' **missed**' : ''}`

/** A median and its interval. */
export const medianCell = ({ median, low, high }: Median, digits = 3): string =>
  `${median.toFixed(digits)} (${low.toFixed(digits)} to ${high.toFixed(digits)})`

/** The row of a pair: our call by what it is measured against. */
export const measuredRatio = (
  name: string,
  where: string,
  target: number | null,
  { batches, batch }: Plan,
  pairs: readonly Pair[],
): Measured => {
  const ratio = medianOf(pairs.map(({ subject, bare }) => subject / bare))
  const micros = (side: keyof Pair): string => {
    const { median } = medianOf(pairs.map((pair) => pair[side]))
    return ((median / (batches * batch)) * 1000).toPrecision(3)
  }
  const isMissed = target !== null && ratio.median > target
  const cells = [medianCell(ratio), targetCell(target?.toFixed(2) ?? null, isMissed)]
  return {
    rows: [
      [name, where, ...cells, String(ratio.rounds), `${micros('subject')} / ${micros('bare')}`],
    ],
    said: `${cells[0] ?? ''}${target === null ? '' : `, at most ${target.toFixed(2)}`}  ${name}`,
    isMissed,
  }
}
