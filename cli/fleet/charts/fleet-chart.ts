/** What a chart of the fleet is: its words, its drawing, and the same numbers as a table for whoever cannot see it. */
import type { Bilingual, Language } from '../../../verifier-web/elements/language.ts'
import type { ChartOption } from '../../impact/report/svg.ts'
import type { ChartPalette } from './chart-palette.ts'

/** How a mark of the legend looks, so that no two are told apart by colour alone. */
export type LegendMark = 'line' | 'dashes' | 'dots' | 'plain' | 'slants' | 'bars'

/** One entry of a legend. */
export interface LegendEntry {
  readonly name: Bilingual
  readonly colour: (palette: ChartPalette) => string
  readonly mark: LegendMark
}

/** For whom a chart is drawn. */
export interface Drawing {
  readonly palette: ChartPalette
  readonly language: Language
  readonly width: number
  /** Of its letters, in pixels. */
  readonly letters: number
  /** Undefined: the zone of the device. */
  readonly zone?: string
}

/** A chart. */
export interface FleetChart {
  readonly id: string
  readonly title: Bilingual
  /** The one thing that it says. */
  readonly sum: Bilingual
  readonly legend: readonly LegendEntry[]
  /** Undefined: there is nothing to draw yet. */
  readonly option: ((drawing: Drawing) => ChartOption) | undefined
  readonly head: readonly Bilingual[]
  /** The first cell of each is what it is about. */
  readonly rows: (
    drawing: Pick<Drawing, 'language' | 'zone'>,
  ) => readonly (readonly (string | number)[])[]
}

/** What all drawings have alike: the places of axes, no movement, quiet lines. */
export function around(
  { palette: { quiet, line }, letters }: Drawing,
  axes: { readonly x: object; readonly y?: object },
): ChartOption {
  const axisLabel = { color: quiet, fontSize: letters, hideOverlap: true }
  const { x, y = {} } = axes as Record<string, Record<string, object>>
  return {
    animation: false,
    grid: {
      ...{ left: 4, right: letters, top: letters, bottom: 4 },
      // Within them the words of the axes have their place too.
      ...{ outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    },
    xAxis: {
      axisLine: { lineStyle: { color: line } },
      axisTick: { show: false },
      splitLine: { show: false },
      ...x,
      axisLabel: { ...axisLabel, ...x?.['axisLabel'] },
    },
    yAxis: {
      type: 'value',
      min: 0,
      splitNumber: 3,
      minInterval: 1,
      splitLine: { lineStyle: { color: line } },
      ...y,
      axisLabel: { ...axisLabel, ...y['axisLabel'] },
    },
  }
}
