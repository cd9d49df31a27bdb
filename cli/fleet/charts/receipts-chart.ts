/** Receipts per minute, as they came to the collector. */
import { LineChart } from 'echarts/charts'
import { use } from 'echarts/core'
import { clockWords } from '../../../verifier-web/elements/time-words.ts'
import { countText } from '../../impact/words.ts'
import { chartWords as words } from './chart-words.ts'
import { around, type FleetChart } from './fleet-chart.ts'
import { shortCount } from './outcomes-chart.ts'

use([LineChart])

/** How many came in a minute. */
export interface MinuteCount {
  readonly at: string
  readonly receipts: number
}

/** Makes it; the minutes are whole ones. */
export function receiptsChart(minutes: readonly MinuteCount[]): FleetChart {
  const last = minutes.at(-1)
  const count = countText(last?.receipts ?? 0)
  return {
    id: 'receipts',
    title: words.receipts,
    sum:
      last === undefined
        ? words.nothing
        : { zh: words.receiptsSum.zh(count), en: words.receiptsSum.en(count) },
    legend: [],
    option:
      last === undefined
        ? undefined
        : (drawing) => ({
            ...around(drawing, {
              x: {
                type: 'time',
                axisLabel: {
                  formatter: (at: number) => clockWords(new Date(at).toISOString(), drawing.zone),
                },
              },
              y: { axisLabel: { formatter: shortCount } },
            }),
            series: [
              {
                type: 'line',
                showSymbol: minutes.length < 2,
                itemStyle: { color: drawing.palette.second },
                areaStyle: { opacity: 0.12 },
                lineStyle: { width: 2 },
                emphasis: { disabled: true },
                data: minutes.map(({ at, receipts }) => [Date.parse(at), receipts]),
              },
            ],
          }),
    head: [words.minute, words.count],
    rows: ({ zone }) =>
      minutes.map(({ at, receipts }) => [clockWords(at, zone), countText(receipts)]),
  }
}
