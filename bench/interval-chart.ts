/** Draws figures as bars with their intervals, the floor and the bound of each beside them: an SVG that a page shows as a picture, light or dark. */
import { CustomChart } from 'echarts/charts'
import { use } from 'echarts/core'
import { drawSvg } from '../cli/impact/report/svg.ts'
import type { Figure } from './measured.ts'

use([CustomChart])

/** One bar. */
export interface Bar {
  readonly label: string
  readonly figure: Figure
  /** Ours, or what it is measured beside. */
  readonly side: 'ours' | 'beside'
  readonly bound?: number
  readonly isMissed?: boolean
}

/** What is drawn. */
export interface IntervalChart {
  readonly title: string
  readonly unit: string
  readonly bars: readonly Bar[]
  /** Where the floor is on the scale, and its name. */
  readonly floor?: { readonly at: number; readonly name: string }
  /** By powers of ten, where figures are far apart. */
  readonly isLogarithmic?: boolean
  readonly digits?: number
}

const paper = '#ffffff'
const ink = '#1f2328'
const faint = '#6e7781'
const grid = '#d8dee4'
const ours = '#2f81f7'
const missed = '#d1242f'
const beside = '#a0a8b1'
const bound = '#9a6700'

/** The same on dark paper. */
const dark: Readonly<Record<string, string>> = {
  [paper]: '#0d1117',
  [ink]: '#e6edf3',
  [faint]: '#9198a1',
  [grid]: '#30363d',
  [ours]: '#4493f8',
  [missed]: '#f85149',
  [beside]: '#656c76',
  [bound]: '#d29922',
}

const width = 860
const labels = 330
const rowHeight = 30
const top = 62
const right = 120

const written = (value: number, digits: number): string =>
  value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })

/** A piece of text or a shape, placed in pixels. */
type Shape = Readonly<Record<string, unknown>>

const textAt = (x: number, y: number, text: string, style: Shape = {}): Shape => ({
  type: 'text',
  x,
  y,
  style: { text, fill: ink, fontSize: 13, verticalAlign: 'middle', ...style },
})

const lineFrom = (from: readonly number[], to: readonly number[], style: Shape): Shape => ({
  type: 'line',
  shape: { x1: from[0], y1: from[1], x2: to[0], y2: to[1] },
  style: { lineWidth: 1.5, ...style },
})

const rect = (x: number, y: number, w: number, height: number, fill: string): Shape => ({
  type: 'rect',
  shape: { x, y, width: w, height },
  style: { fill },
})

/** The ends of the scale: everything that is drawn is on it. */
const scaleOf = ({ bars, floor, isLogarithmic }: IntervalChart): readonly [number, number] => {
  const all = bars.flatMap(({ figure: { value, low, high }, bound: limit }) =>
    [value, low, high, limit].flatMap((each) => (each === undefined ? [] : [each])),
  )
  if (floor !== undefined) all.push(floor.at)
  const most = Math.max(...all)
  if (isLogarithmic !== true) return [0, most * 1.04]
  const positive = all.filter((each) => each > 0)
  return [10 ** Math.floor(Math.log10(Math.min(...positive)) - 0.001), most * 1.1]
}

const shapesOf = (chart: IntervalChart): readonly Shape[] => {
  const { title, unit, bars, floor, isLogarithmic = false, digits = 2 } = chart
  const [from, to] = scaleOf(chart)
  const room = width - labels - right
  const xOf = (value: number): number => {
    const share = isLogarithmic
      ? Math.log(Math.max(value, from) / from) / Math.log(to / from)
      : (value - from) / (to - from)
    return labels + share * room
  }
  const end = top + bars.length * rowHeight
  const shapes: Shape[] = [
    textAt(16, 22, title, { fontSize: 15, fontWeight: 'bold' }),
    textAt(16, 42, legendOf(chart), { fill: faint, fontSize: 12 }),
  ]
  for (const [i, { label, figure, side, bound: limit, isMissed }] of bars.entries()) {
    const middle = top + (i + 0.5) * rowHeight
    const { value, low, high } = figure
    const fill = isMissed === true ? missed : side === 'ours' ? ours : beside
    shapes.push(
      textAt(labels - 12, middle, label, { align: 'right' }),
      rect(labels, middle - 8, Math.max(1, xOf(value) - labels), 16, fill),
    )
    if (low !== undefined && high !== undefined) {
      shapes.push(
        lineFrom([xOf(low), middle], [xOf(high), middle], { stroke: ink }),
        ...[low, high].map((at) =>
          lineFrom([xOf(at), middle - 5], [xOf(at), middle + 5], { stroke: ink }),
        ),
      )
    }
    if (limit !== undefined) {
      const x = xOf(limit)
      shapes.push(lineFrom([x, middle - 12], [x, middle + 12], { stroke: bound, lineWidth: 2.5 }))
    }
    const said = `${written(value, digits)}${unit === '' ? '' : ` ${unit}`}`
    const after = Math.max(...[value, high, limit].map((each) => xOf(each ?? value)))
    shapes.push(textAt(after + 8, middle, said, isMissed === true ? { fontWeight: 'bold' } : {}))
  }
  shapes.push(lineFrom([labels, top], [labels, end], { stroke: grid }))
  if (floor !== undefined) {
    const x = xOf(floor.at)
    shapes.push(
      lineFrom([x, top - 2], [x, end + 2], { stroke: faint, lineDash: [4, 3] }),
      textAt(x, end + 14, floor.name, { align: 'center', fill: faint, fontSize: 12 }),
    )
  }
  return shapes
}

const legendOf = ({ bars, isLogarithmic }: IntervalChart): string =>
  [
    bars.some(({ figure: { low } }) => low !== undefined) && 'thin line: 95 % interval',
    bars.some(({ bound: limit }) => limit !== undefined) && 'upright mark: the bound',
    bars.some(({ isMissed }) => isMissed) && 'red: missed',
    bars.some(({ side }) => side === 'beside') && 'grey: beside ours',
    isLogarithmic === true && 'scale by powers of ten',
  ]
    .filter((part) => part !== false)
    .join(' · ')

/** Draws it. The same figures give the same bytes. */
export const intervalSvg = (chart: IntervalChart, name: string): string => {
  const height = top + chart.bars.length * rowHeight + (chart.floor === undefined ? 14 : 30)
  const children = shapesOf(chart)
  const option = {
    grid: { left: 0, right: 0, top: 0, bottom: 0 },
    xAxis: { show: false, min: 0, max: 1 },
    yAxis: { show: false, min: 0, max: 1 },
    series: [
      {
        type: 'custom',
        silent: true,
        data: [0],
        renderItem: () => ({ type: 'group', children }),
      },
    ],
  }
  const svg = drawSvg(option, { width, height }, `${chart.title}: ${labelOf(chart)}`, name)
  return `${onPaper(svg, height)}\n`
}

/** For who cannot see it. */
const labelOf = ({ bars, unit, digits = 2 }: IntervalChart): string =>
  bars
    .map(({ label, figure: { value } }) => `${label} ${written(value, digits)} ${unit}`.trim())
    .join('; ')

/** A drawing of a page made a file of its own: its size, letters and paper, and other colours where the reader's screen is dark. */
const onPaper = (svg: string, height: number): string => {
  const rules = Object.entries(dark).map(
    ([light, instead]) =>
      `[fill="${light}"]{fill:${instead}}[stroke="${light}"]{stroke:${instead}}`,
  )
  const style = `<style>text{font-family:system-ui,-apple-system,"Segoe UI","Noto Sans",Helvetica,Arial,sans-serif}@media (prefers-color-scheme:dark){${rules.join('')}}</style>`
  const sheet = `<rect width="${String(width)}" height="${String(height)}" rx="6" fill="${paper}"/>`
  return svg
    .replace(/^<svg /, `<svg width="${String(width)}" height="${String(height)}" `)
    .replace(/^<svg [^>]*>/, (opened) => `${opened}${style}${sheet}`)
}
