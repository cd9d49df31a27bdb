/** The colours that charts of the fleet are drawn in: those of the gate for outcomes; on the page by its custom properties, on paper as they are. */
import type { Outcome } from 'greengate'
import { ink, line, quiet, stateColour } from '../../impact/report/colours.ts'

/** The colours of a drawing. */
export interface ChartPalette {
  readonly ink: string
  readonly quiet: string
  readonly line: string
  readonly paper: string
  readonly outcomes: Readonly<Record<Outcome, string>>
  /** Curves beside the first, which has the green of the gate. */
  readonly second: string
  readonly third: string
}

const chart = (name: string): string => `var(--chart-${name})`
const page = (name: string): string => `var(--greengate-${name})`

/** Follows the page by day and by night, without being drawn again. */
export const pagePalette: ChartPalette = {
  ...{ ink: page('ink'), quiet: page('quiet'), line: page('line'), paper: page('raised') },
  outcomes: {
    ...{ pass: chart('pass'), check: chart('check'), stop: chart('stop') },
    ...{ invalid: chart('invalid'), unreadable: chart('unreadable') },
  },
  ...{ second: chart('second'), third: chart('third') },
}

/** On white paper, as other reports. */
export const paperPalette: ChartPalette = {
  ...{ ink, quiet, line, paper: '#ffffff' },
  outcomes: {
    ...{ pass: stateColour.pass, check: stateColour.check, stop: stateColour.stop },
    ...{ invalid: '#3d4f66', unreadable: '#8795a5' },
  },
  ...{ second: '#1d5fa8', third: '#8a5fb0' },
}
