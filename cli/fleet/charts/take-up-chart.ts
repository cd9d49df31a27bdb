/** The take-up of the newest version as curves: which share of the stations had which snapshot, hour by hour. */
import { LineChart } from 'echarts/charts'
import { use } from 'echarts/core'
import type { Bilingual } from '../../../verifier-web/elements/language.ts'
import { clockWords } from '../../../verifier-web/elements/time-words.ts'
import { countText, shareText } from '../../impact/words.ts'
import { chartWords as words } from './chart-words.ts'
import { around, type FleetChart, type LegendEntry } from './fleet-chart.ts'

use([LineChart])

/** How many stations had which version, at an instant. */
export interface VersionCounts {
  readonly at: string
  readonly counts: readonly { readonly version: number; readonly stations: number }[]
}

const looks = [
  { mark: 'line', type: 'solid', width: 2.5 },
  { mark: 'dashes', type: 'dashed', width: 2 },
  { mark: 'dots', type: 'dotted', width: 2 },
] as const

/** Makes it; the three newest versions have a curve each, what is older has none. */
export function takeUpChart(
  id: string,
  title: Bilingual,
  points: readonly VersionCounts[],
): FleetChart {
  const versions = [
    ...new Set(points.flatMap(({ counts }) => counts.map(({ version }) => version))),
  ]
    .sort((a, b) => b - a)
    .slice(0, looks.length)
  const all = ({ counts }: VersionCounts): number =>
    counts.reduce((sum, { stations }) => sum + stations, 0)
  const has = ({ counts }: VersionCounts, version: number): number =>
    counts.find((of) => of.version === version)?.stations ?? 0
  const last = points.at(-1)
  const [newest] = versions
  const share = last === undefined ? '' : shareText(has(last, newest ?? 0), all(last))
  const legend = versions.map((version, i): LegendEntry => ({
    name: { zh: words.version.zh(String(version)), en: words.version.en(String(version)) },
    colour: ({ outcomes, second, third }) => [outcomes.pass, second, third][i] ?? third,
    mark: looks[i]?.mark ?? 'dots',
  }))
  const isEmpty = newest === undefined
  return {
    ...{ id, title },
    sum: isEmpty
      ? words.nothing
      : {
          zh: words.takeUpSum.zh(String(newest), share),
          en: words.takeUpSum.en(String(newest), share),
        },
    legend,
    option: isEmpty
      ? undefined
      : (drawing) => ({
          ...around(drawing, {
            x: {
              type: 'time',
              axisLabel: {
                formatter: (at: number) => clockWords(new Date(at).toISOString(), drawing.zone),
              },
            },
            y: { max: 100, interval: 50, axisLabel: { formatter: '{value} %' } },
          }),
          series: versions.map((version, i) => ({
            type: 'line',
            showSymbol: points.length < 2,
            symbolSize: 6,
            ...(i === 0 && { areaStyle: { opacity: 0.12 } }),
            itemStyle: { color: legend[i]?.colour(drawing.palette) },
            lineStyle: { type: looks[i]?.type, width: looks[i]?.width },
            z: 5 - i,
            emphasis: { disabled: true },
            data: points.map((point) => [
              Date.parse(point.at),
              (has(point, version) / Math.max(1, all(point))) * 100,
            ]),
          })),
        }),
    head: [words.time, ...legend.map(({ name }) => name), words.stations],
    rows: ({ zone }) =>
      points.map((point) => [
        clockWords(point.at, zone),
        ...versions.map((version) => shareText(has(point, version), all(point))),
        countText(all(point)),
      ]),
  }
}
