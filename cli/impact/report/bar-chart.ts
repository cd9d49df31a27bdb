/** Bars to both sides of a line: what goes to the left of it, what comes to the right. */
import { ink, line, quiet } from './colours.ts'
import { drawSvg } from './svg.ts'

/** One bar to each side. */
export interface TwoBars {
  readonly name: string
  readonly left: number
  readonly right: number
  /** What is written at their ends. */
  readonly leftText: string
  readonly rightText: string
}

/** The colours of the two sides. */
export interface SideColours {
  readonly left: string
  readonly right: string
}

const row = 30

/** How wide a chart is drawn, and where longer names are cut. */
export interface BarWidths {
  readonly whole: number
  /** By an estimate: letters differ, so there is room for more. */
  readonly name: number
}

/** Draws the bars, the first on top. */
export function barChart(
  bars: readonly TwoBars[],
  { left, right }: SideColours,
  label: string,
  { whole: width, name: nameWidth }: BarWidths,
): string {
  const most = Math.max(...bars.flatMap((bar) => [bar.left, bar.right]), 0)
  // Room at both ends for the numbers there.
  const reach = most === 0 ? 1 : most * 1.3
  const side = (name: 'left' | 'right', colour: string): object => ({
    type: 'bar',
    stack: 'both',
    barWidth: 16,
    itemStyle: { color: colour },
    data: bars.map((bar) => ({
      value: name === 'left' ? -bar.left : bar.right,
      label: {
        show: bar[name] > 0,
        position: name,
        formatter: name === 'left' ? bar.leftText : bar.rightText,
        color: ink,
        fontSize: 13,
      },
    })),
    emphasis: { disabled: true },
  })
  const option = {
    grid: { left: Math.round(nameWidth * 1.15) + 16, right: 16, top: 6, bottom: 6 },
    xAxis: {
      type: 'value',
      min: -reach,
      max: reach,
      axisLabel: { show: false },
      splitLine: { show: false },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: bars.map(({ name }) => name),
      axisTick: { show: false },
      axisLine: { onZero: true, lineStyle: { color: line } },
      axisLabel: { color: ink, fontSize: 13, margin: 12, width: nameWidth, overflow: 'truncate' },
    },
    series: [side('left', left), side('right', right)],
    textStyle: { color: quiet },
  }
  return drawSvg(option, { width, height: 12 + row * bars.length }, label)
}
