/** The sections on who is concerned: region by region in a table with bars, and by age. */
import type { Group, Impact } from '../impact.ts'
import { ageWords, shareText } from '../words.ts'
import { barChart, type BarWidths } from './bar-chart.ts'
import { looser, stricter } from './colours.ts'
import { both, countCell, escaped, figure, rowHead, say, shareCell, table } from './markup.ts'

const mark = (colour: string): string =>
  `<svg class="mark" viewBox="0 0 10 10" aria-hidden="true"><rect width="10" height="10" fill="${colour}"/></svg>`

const colours = `${mark(looser)}${say('变宽', 'looser')} ${mark(stricter)}${say('变严', 'stricter')}`

/** A table without a map: every region a row, each with its bar. */
export function regionsSection({ regions }: Impact): string {
  const most = Math.max(...regions.map(shareOf))
  return `<section aria-labelledby="regions">
<h2 id="regions">${say('按地区', 'By region')}</h2>
<p>${say('行政区划代码前四位；点击列名排序。', 'The first four digits of the region code. Press the head of a column to sort by it.')} ${colours}</p>
${table({
  id: 'regions-table',
  caption: say(`${regions.length} 个地区`, `${regions.length} regions`),
  isSortable: true,
  head: [say('地区', 'region'), ...groupHeads, say('占比', 'as a bar')],
  rows: regions.map(
    (region) =>
      rowHead(escaped(region.name), /^\d+$/.test(region.name) ? region.name : '') +
      groupCells(region) +
      `<td data-n="${shareOf(region).toFixed(6)}">${barOf(region, most)}</td>`,
  ),
})}
</section>`
}

/**
 * Bars and a table.
 *
 * @param widths - Of the chart, for a place that is narrower than the report.
 */
export function agesSection(
  { ages }: Impact,
  widths: BarWidths = { whole: 860, name: 110 },
): string {
  const bands = ages.filter(({ people }) => people > 0)
  return `<section aria-labelledby="ages">
<h2 id="ages">${say('按年龄', 'By age')}</h2>
${figure(
  'age-bars',
  `${say('每个年龄段中结果改变者的占比', 'How many in each age band change outcome')}: ${colours}`,
  (language) =>
    barChart(
      bands.map((band) => ({
        name: ageWords(band.name)[language],
        left: band.looser / band.people,
        right: band.stricter / band.people,
        leftText: shareText(band.looser, band.people),
        rightText: shareText(band.stricter, band.people),
      })),
      { left: looser, right: stricter },
      language === 'zh'
        ? '各年龄段结果变宽与变严者的占比，数字见下表'
        : 'Share of each age band that is treated less and more strictly; its numbers are in the table below',
      widths,
    ),
  true,
)}
${table({
  id: 'ages-table',
  caption: say('周岁，以判定当日计', 'Completed years on the day that is judged'),
  head: [say('年龄', 'age'), ...groupHeads],
  rows: ages.map((band) => rowHead(both(ageWords(band.name))) + groupCells(band)),
})}
</section>`
}

const groupHeads = [
  say('人数', 'people'),
  say('改变', 'changed'),
  say('占比', 'share'),
  say('变严', 'stricter'),
  say('变宽', 'looser'),
]

function groupCells({ people, changed, stricter: worse, looser: better }: Group<string>): string {
  return [
    countCell(people),
    countCell(changed),
    shareCell(changed, people),
    countCell(worse),
    countCell(better),
  ].join('')
}

function shareOf({ changed, people }: Group<string>): number {
  return people === 0 ? 0 : changed / people
}

/** As long as the share that changes, against the largest of all regions. */
function barOf({ people, looser: better, stricter: worse }: Group<string>, most: number): string {
  const length = (count: number): number =>
    most === 0 || people === 0 ? 0 : Number(((count / people / most) * 120).toFixed(2))
  const [first, second] = [length(better), length(worse)]
  return `<svg class="bar" viewBox="0 0 120 10" preserveAspectRatio="none" aria-hidden="true"><rect width="${first}" height="10" fill="${looser}"/><rect x="${first}" width="${second}" height="10" fill="${stricter}"/></svg>`
}
