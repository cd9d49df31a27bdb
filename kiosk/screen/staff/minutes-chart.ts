/** The last hour, a bar a minute: who was let through, and who was not; drawn by hand, because a chart library is a hundred times as large. */
import { svg, type SVGTemplateResult } from 'lit'
import type { Outcome } from 'greengate'
import { clockWords } from '../../../verifier-web/elements/time-words.ts'
import type { Dashboard } from '../../shared/staff-api.ts'

/** From the bottom of a bar to its top. */
export const stack: readonly Outcome[] = ['pass', 'check', 'stop', 'invalid', 'unreadable']

/** One part of a bar, in the units of the drawing. */
export interface Part {
  readonly minute: number
  readonly outcome: Outcome
  readonly x: number
  readonly y: number
  readonly height: number
}

const left = 44
const top = 10
const step = 11
const barWidth = 9
const plotHeight = 150
/** The size of the drawing for sixty minutes. */
const chartSize = { width: left + 60 * step + 8, height: top + plotHeight + 28 }

/** The end of the scale: 5, 10, 20, 50 and so on, whatever is the first to hold the tallest bar. */
export function scaleEnd(most: number): number {
  for (let power = 1; ; power *= 10) {
    const end = [5, 10, 20].map((one) => one * power).find((one) => one >= most)
    if (end !== undefined) return end
  }
}

/** Where every part of every bar stands. */
export function partsOf(minutes: Dashboard['minutes']): readonly Part[] {
  const totals = minutes.map(({ outcomes }) => stack.reduce((sum, one) => sum + outcomes[one], 0))
  const end = scaleEnd(Math.max(0, ...totals))
  return minutes.flatMap(({ outcomes }, minute) => {
    let y = top + plotHeight
    return stack.flatMap((outcome): Part[] => {
      const height = (outcomes[outcome] / end) * plotHeight
      if (height === 0) return []
      y -= height
      return [{ minute, outcome, x: left + minute * step, y, height }]
    })
  })
}

/** Draws it, in the time of the device unless another is said; the numbers stand in a table beside it. */
export function minutesChart(
  minutes: Dashboard['minutes'],
  label: string,
  timeZone?: string,
): SVGTemplateResult {
  const totals = minutes.map(({ outcomes }) => stack.reduce((sum, one) => sum + outcomes[one], 0))
  const end = scaleEnd(Math.max(0, ...totals))
  const lines = [0, end / 2, end].map((value) => {
    const y = top + plotHeight - (value / end) * plotHeight
    return svg`<path d="M${left} ${y} H${chartSize.width - 4}" class="grid" />
      <text x=${left - 8} y=${y + 5} text-anchor="end">${value}</text>`
  })
  const clocks = minutes.flatMap(({ at }, minute) =>
    minute % 15 === 0
      ? svg`<text x=${left + minute * step} y=${chartSize.height - 6}>${clockWords(at, timeZone)}</text>`
      : [],
  )
  const bars = partsOf(minutes).map(
    ({ outcome, x, y, height }) =>
      svg`<rect class="part part-${outcome}" x=${x} y=${y} width=${barWidth} height=${height} />`,
  )
  return svg`<svg class="chart" role="img" aria-label=${label}
    viewBox="0 0 ${chartSize.width} ${chartSize.height}">${lines}${bars}${clocks}</svg>`
}
