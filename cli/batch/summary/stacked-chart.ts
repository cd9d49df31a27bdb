/** Bars of one length each, of the shares of people in each state. */
import { ink, line, stateColour } from '../../impact/report/colours.ts'
import { drawSvg } from '../../impact/report/svg.ts'
import { states } from '../../impact/state.ts'
import { leastShown, shownCounts } from './small-counts.ts'

/** A row of people. */
export interface StackedBar {
  readonly name: string
  readonly people: number
  /** In the order of `states`. */
  readonly counts: readonly number[]
}

/** Of what is hidden. */
export const hiddenColour = '#c9d0cc'
const row = 28
const nameWidth = 110

/** Draws the bars, the first on top; rows of fewer people than are told apart are left out. */
export function stackedChart(bars: readonly StackedBar[], label: string, width = 860): string {
  const drawn = bars.filter(({ people }) => people >= leastShown)
  const shares = drawn.map(({ people, counts }) => {
    const shown = shownCounts(counts)
    const hidden = people - shown.reduce<number>((sum, count) => sum + (count ?? 0), 0)
    return [...shown.map((count) => count ?? 0), hidden].map((count) => count / people)
  })
  const colours = [...states.map((state) => stateColour[state]), hiddenColour]
  const series = colours.map((color, i) => ({
    type: 'bar',
    stack: 'all',
    barWidth: 16,
    itemStyle: { color },
    data: shares.map((share) => share[i] ?? 0),
    emphasis: { disabled: true },
  }))
  const option = {
    grid: { left: nameWidth + 24, right: 24, top: 6, bottom: 30 },
    xAxis: {
      type: 'value',
      min: 0,
      max: 1,
      interval: 0.25,
      axisLabel: { color: ink, fontSize: 12, formatter: (share: number) => `${share * 100} %` },
      splitLine: { lineStyle: { color: line } },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: drawn.map(({ name }) => name),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: line } },
      axisLabel: { color: ink, fontSize: 13, margin: 12, width: nameWidth, overflow: 'truncate' },
    },
    series,
  }
  return drawSvg(option, { width, height: 40 + row * drawn.length }, label)
}
