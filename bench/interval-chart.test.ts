/** A chart draws what it is given, the same way each time, and can be read on light and on dark paper. */
import { expect, test } from 'vitest'
import { chartOf } from './charts.ts'
import { intervalSvg, type IntervalChart } from './interval-chart.ts'
import { readLedger } from './ledger.ts'

const chart: IntervalChart = {
  ...{ title: 'Codes', unit: 'ms', floor: { at: 1, name: 'the floor' } },
  bars: [
    { label: 'in Node', figure: { value: 1.1, low: 1.05, high: 1.2 }, side: 'ours', bound: 1.25 },
    { label: 'in <Chromium>', figure: { value: 1.5 }, side: 'ours', bound: 1.35, isMissed: true },
    { label: 'a peer', figure: { value: 3 }, side: 'beside' },
  ],
}
const svg = intervalSvg(chart, 'codes')
/** Left and right end of each bar of a colour. */
const barsIn = (fill: string): readonly number[] =>
  [...svg.matchAll(new RegExp(`<path d="M330 [\\d.]+l([\\d.]+) [^"]*" fill="${fill}"`, 'g'))].map(
    ([, width]) => Number(width),
  )

test('each figure is a bar as long as it is large, in the colour of what came of it', () => {
  const [met = 0] = barsIn('#2f81f7')
  const [missed = 0] = barsIn('#d1242f')
  const [peer = 0] = barsIn('#a0a8b1')
  expect(missed / met).toBeCloseTo(1.5 / 1.1, 2)
  expect(peer / met).toBeCloseTo(3 / 1.1, 2)
})

test('names, figures with their unit, the floor and a text for who cannot see it are there', () => {
  for (const text of ['in Node', '1.10 ms', '1.50 ms', 'a peer', '3.00 ms', 'the floor'])
    expect(svg).toContain(`>${text}</text>`)
  expect(svg).toContain('in &lt;Chromium&gt;')
  expect(svg).toContain('role="img" aria-label="Codes: in Node 1.10 ms; in &lt;Chromium&gt; 1.50')
})

test('the same figures give the same bytes', () => {
  expect(intervalSvg(chart, 'codes')).toBe(svg)
})

test('every colour has another one on dark paper', () => {
  const [, rules = ''] = /prefers-color-scheme:dark\)\{(.*)\}<\/style>/.exec(svg) ?? []
  const drawn = svg.slice(svg.indexOf('</style>')).matchAll(/(fill|stroke)="(#[0-9a-f]{6})"/g)
  const without = [...drawn].filter(([, what, colour]) => !rules.includes(`[${what}="${colour}"]`))
  expect(without).toEqual([])
})

test('the ledger gives charts whose every bar is a figure of its own', () => {
  const rows = readLedger()
  const drawn = chartOf(
    'codes',
    rows.filter(({ section }) => section === 'codes'),
  )
  expect(drawn?.bars.length).toBeGreaterThan(0)
  for (const { figure } of drawn?.bars ?? [])
    expect(rows.some(({ figures }) => figures['ratio']?.value === figure.value)).toBe(true)
})
