/** Decisions per hour, stacked by outcome in the colours of the gate; yellow is barred and red slanted, so that no colour is needed. */
import type { Outcome } from 'greengate'
import { outcomeWord } from '../../../verifier-web/elements/outcome-words.ts'
import { clockWords } from '../../../verifier-web/elements/time-words.ts'
import { countText } from '../../impact/words.ts'
import { chartWords as words } from './chart-words.ts'
import { around, type FleetChart, type LegendMark } from './fleet-chart.ts'

/** What was decided in an hour. */
export interface HourCounts {
  readonly at: string
  readonly outcomes: Readonly<Partial<Record<Outcome, number>>>
}

const outcomes: readonly Outcome[] = ['pass', 'check', 'stop', 'invalid', 'unreadable']
const marks: Readonly<Record<Outcome, LegendMark>> = {
  ...{ pass: 'plain', check: 'bars', stop: 'slants', invalid: 'plain', unreadable: 'plain' },
}
/** Strokes over the colour; on yellow and red alone, which must be told apart from green and from each other. */
const strokes: Partial<Record<Outcome, object>> = {
  check: { dashArrayX: [1, 0], dashArrayY: [2, 4], color: 'rgba(0,0,0,.45)', symbol: 'rect' },
  stop: {
    ...{ dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: Math.PI / 4 },
    ...{ color: 'rgba(255,255,255,.75)', symbol: 'rect' },
  },
}

/** Makes it. */
export function outcomesChart(hours: readonly HourCounts[]): FleetChart {
  const whole = hours.reduce(
    (sum, { outcomes: of }) => outcomes.reduce((inner, name) => inner + (of[name] ?? 0), sum),
    0,
  )
  const count = countText(whole)
  return {
    id: 'outcomes',
    title: words.outcomes,
    sum:
      hours.length === 0
        ? words.nothing
        : { zh: words.outcomesSum.zh(count), en: words.outcomesSum.en(count) },
    legend: outcomes.map((outcome) => ({
      name: outcomeWord[outcome],
      colour: ({ outcomes: of }) => of[outcome],
      mark: marks[outcome],
    })),
    option:
      hours.length === 0
        ? undefined
        : (drawing) => ({
            ...around(drawing, {
              x: { type: 'category', data: hours.map(({ at }) => clockWords(at, drawing.zone)) },
              y: { axisLabel: { formatter: shortCount } },
            }),
            series: outcomes.map((outcome) => ({
              type: 'bar',
              stack: 'all',
              barCategoryGap: '25%',
              emphasis: { disabled: true },
              itemStyle: {
                color: drawing.palette.outcomes[outcome],
                // A line between parts that lie on each other.
                borderColor: drawing.palette.paper,
                borderWidth: 0.5,
                decal: strokes[outcome],
              },
              data: hours.map(({ outcomes: of }) => of[outcome] ?? 0),
            })),
          }),
    head: [words.hour, ...outcomes.map((outcome) => outcomeWord[outcome])],
    rows: ({ zone }) =>
      hours.map(({ at, outcomes: of }) => [
        clockWords(at, zone),
        ...outcomes.map((outcome) => countText(of[outcome] ?? 0)),
      ]),
  }
}

/** `12 k`: there is little room beside an axis. */
export function shortCount(count: number): string {
  if (count >= 1_000_000) return `${String(count / 1_000_000)} M`
  return count >= 10_000 ? `${String(count / 1000)} k` : String(count)
}
