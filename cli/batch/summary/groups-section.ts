/** The sections on who it was: region by region, and by age; what a few people alone have is not told apart. */
import { stateColour } from '../../impact/report/colours.ts'
import {
  both,
  countCell,
  escaped,
  figure,
  rowHead,
  say,
  table,
} from '../../impact/report/markup.ts'
import { states } from '../../impact/state.ts'
import { ageWords, stateWords } from '../../impact/words.ts'
import { leastShown, shownCounts } from './small-counts.ts'
import { hiddenColour, stackedChart, type StackedBar } from './stacked-chart.ts'
import type { BatchSummary, GroupCount } from './summary.ts'

/** So many regions have bars, and so many a row; JSON has all. */
const mostBars = 20
const mostRows = 1000

const swatch = (colour: string, words: string): string =>
  `<span class="swatch"><svg class="mark" viewBox="0 0 10 10" aria-hidden="true"><rect width="10" height="10" fill="${colour}"/></svg>${words}</span>`

const legend = [
  ...states.map((state) => swatch(stateColour[state], both(stateWords[state]))),
  swatch(hiddenColour, say('不显示', 'hidden')),
].join(' ')

const note = `<p class="note">${say(
  `一格少于 ${leastShown} 人时不显示人数，并隐去同行另一格，以免从合计推出；summary.json 有全部数字，不宜公开。`,
  `A count of fewer than ${leastShown} is hidden, and another of its row with it, so that the sum does not tell it. summary.json has all numbers and is not for the public.`,
)}</p>`

/** Bars of the regions with most people, and a table of all. */
export function regionsSection({ regions }: BatchSummary): string {
  const largest = regions.toSorted((a, b) => b.people - a.people)
  const bars = largest.slice(0, mostBars)
  const left = regions.length - mostRows
  const shown = left > 0 ? largest.slice(0, mostRows) : regions
  return `<section aria-labelledby="regions">
<h2 id="regions">${say('按地区', 'By region')}</h2>
<p>${say('行政区划代码前四位；点击列名排序。', 'The first four digits of the region code. Press the head of a column to sort by it.')}</p>
${chart('region-bars', bars, say('人数最多的地区', 'The regions with most people'))}
${table({
  id: 'regions-table',
  caption: say(`${regions.length} 个地区`, `${regions.length} regions`),
  isSortable: true,
  head: [say('地区', 'region'), ...heads],
  rows: shown.map((region) => {
    const { name } = region
    return rowHead(escaped(name), /^\d+$/.test(name) ? name : '') + cells(region)
  }),
})}
${left > 0 ? `<p class="note">${say(`另有 ${left} 个，见 summary.json`, `${left} more in summary.json`)}</p>` : ''}
${note}
</section>`
}

/** Bars and a table. */
export function agesSection({ ages }: BatchSummary): string {
  return `<section aria-labelledby="ages">
<h2 id="ages">${say('按年龄', 'By age')}</h2>
${figure(
  'age-bars',
  `${say('每个年龄段的结果', 'Outcomes of each age band')}: ${legend}`,
  (language) =>
    stackedChart(
      ages.map((age) => ({ ...age, name: ageWords(age.name)[language] })),
      labels[language],
    ),
  true,
)}
${table({
  id: 'ages-table',
  caption: say('周岁，以判定当日计', 'Completed years on the day of the assessment'),
  head: [say('年龄', 'age'), ...heads],
  rows: ages.map((age) => rowHead(both(ageWords(age.name))) + cells(age)),
})}
${note}
</section>`
}

const labels = {
  zh: '各组中每种结果的占比，数字见下表',
  en: 'Share of each outcome in each group; its numbers are in the table below',
} as const

function chart(id: string, bars: readonly StackedBar[], caption: string): string {
  if (!bars.some(({ people }) => people >= leastShown)) return ''
  return figure(
    id,
    `${caption}: ${legend}`,
    (language) => stackedChart(bars, labels[language]),
    true,
  )
}

const heads = [say('人数', 'people'), ...states.map((state) => both(stateWords[state]))]

function cells({ people, counts }: GroupCount<string>): string {
  const hidden = `<td class="n" data-n="0">${say('不显示', 'hidden')}</td>`
  const all =
    people > 0 && people < leastShown
      ? `<td class="n" data-n="0">&lt; ${leastShown}</td>`
      : countCell(people)
  const each = shownCounts(counts).map((count) =>
    count === undefined || (people > 0 && people < leastShown) ? hidden : countCell(count),
  )
  return all + each.join('')
}
