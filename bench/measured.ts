/** What a benchmark gives to the report: rows of its section's table, a line for the terminal, and what it missed. */
import type { Pair, Plan } from './pairs.ts'
import { medianOf, type Median } from './statistics.ts'

/** A number as code reads it again: the table of what was asked, the charts, README. */
export interface Figure {
  readonly value: number
  /** The ends of its 95 % interval, where it has one. */
  readonly low?: number
  readonly high?: number
}

/** Figures by their names, which are a benchmark's own. */
export type Figures = Readonly<Record<string, Figure>>

/** The outcome of one benchmark. */
export interface Measured {
  readonly rows: readonly (readonly string[])[]
  readonly figures: Figures
  /** What the terminal says. */
  readonly said: string
  /** Whether a target was missed. */
  readonly isMissed: boolean
}

/** A target as the report writes it. */
export const targetCell = (target: string | null, isMissed: boolean): string =>
  target === null ? 'none' : `${target}${isMissed ? ' **missed**' : ''}`

const rounded = (value: number): number => Number(value.toPrecision(6))

/** A figure without an interval; a ledger needs no more digits than six. */
export const figure = (value: number): Figure => ({ value: rounded(value) })

/** A figure that is a median. */
export const medianFigure = ({ median, low, high }: Median): Figure => ({
  value: rounded(median),
  low: rounded(low),
  high: rounded(high),
})

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
  const micros = (side: keyof Pair): number =>
    (medianOf(pairs.map((pair) => pair[side])).median / (batches * batch)) * 1000
  const [ours, floor] = [micros('subject'), micros('bare')]
  const isMissed = target !== null && ratio.median > target
  const cells = [medianCell(ratio), targetCell(target?.toFixed(2) ?? null, isMissed)]
  return {
    rows: [
      [
        ...[name, where, ...cells, String(ratio.rounds)],
        `${ours.toPrecision(3)} / ${floor.toPrecision(3)}`,
      ],
    ],
    figures: { ratio: medianFigure(ratio), ours: figure(ours), bare: figure(floor) },
    said: `${cells[0] ?? ''}${target === null ? '' : `, at most ${target.toFixed(2)}`}  ${name}`,
    isMissed,
  }
}
