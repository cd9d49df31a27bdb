/** How many stations are in which range: of clock offsets, of ages of data. Odd ranges are red and slanted. */
import type { Bilingual } from '../../../verifier-web/elements/language.ts'
import { countText } from '../../impact/words.ts'
import { chartWords as words } from './chart-words.ts'
import { around, type FleetChart } from './fleet-chart.ts'
import { shortCount } from './outcomes-chart.ts'
import type { CountedRange } from './ranges.ts'

/** Makes it. */
export function rangesChart(
  of: { readonly id: string; readonly title: Bilingual; readonly sum: Bilingual },
  ranges: readonly CountedRange[],
  unknown: number,
): FleetChart {
  const isEmpty = ranges.every(({ count }) => count === 0)
  return {
    ...of,
    sum: isEmpty ? words.nothing : of.sum,
    legend: [],
    option: isEmpty
      ? undefined
      : (drawing) => {
          const { palette, letters, language } = drawing
          return {
            ...around(drawing, {
              x: {
                type: 'category',
                data: ranges.map(({ name }) => name[language]),
                axisLabel: {
                  interval: 0,
                  hideOverlap: false,
                  fontSize: letters * 0.85,
                  rotate: 40,
                },
              },
              y: { axisLabel: { formatter: shortCount } },
            }),
            series: [
              {
                type: 'bar',
                barCategoryGap: '20%',
                // One among thousands is a bar still.
                barMinHeight: 2,
                emphasis: { disabled: true },
                data: ranges.map(({ count, isOdd }) => ({
                  value: count === 0 ? '-' : count,
                  itemStyle: isOdd
                    ? { color: palette.outcomes.stop, decal: slants }
                    : { color: palette.second },
                  label: {
                    show: count > 0,
                    position: 'top',
                    formatter: shortCount(count),
                    ...{ color: palette.ink, fontSize: letters },
                  },
                })),
              },
            ],
          }
        },
    head: [words.range, words.stations],
    rows: ({ language }) => [
      ...ranges.map(({ name, count }) => [name[language], countText(count)]),
      ...(unknown > 0 ? [[words.unknown[language], countText(unknown)]] : []),
    ],
  }
}

const slants = {
  ...{ dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: Math.PI / 4 },
  ...{ color: 'rgba(255,255,255,.75)', symbol: 'rect' },
}
