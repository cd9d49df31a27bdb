/** The charts of a day, on paper: decisions hour by hour, and how far the clocks were off; each with its numbers in a table. */
import { both, figure, rowHead, say, table } from '../../impact/report/markup.ts'
import { drawSvg } from '../../impact/report/svg.ts'
import { countText } from '../../impact/words.ts'
import { paperPalette as palette } from '../charts/chart-palette.ts'
import { chartWords } from '../charts/chart-words.ts'
import type { FleetChart } from '../charts/fleet-chart.ts'
import { legendMark } from '../charts/legend-mark.ts'
import { outcomesChart } from '../charts/outcomes-chart.ts'
import { countRanges, offsetRanges } from '../charts/ranges.ts'
import { rangesChart } from '../charts/ranges-chart.ts'
import type { DayReport } from '../day-report.ts'

const zone = 'UTC'
const size = { width: 900, height: 260 }

/** Decisions of each hour. */
export function hoursSection({ hours }: DayReport): string {
  return sectionOf(outcomesChart(hours))
}

/** Of each station, the furthest that its clock was off that day. */
export function offsetsSection({ stations }: DayReport): string {
  const offsets = stations.flatMap(({ worstOffsetMs }) => worstOffsetMs ?? [])
  const off = countText(offsets.filter((offset) => Math.abs(offset) > 5000).length)
  const { offsetsSum } = chartWords
  return sectionOf(
    rangesChart(
      {
        id: 'offsets',
        title: { zh: '各站当日最大钟差', en: 'The furthest that each clock was off' },
        sum: { zh: offsetsSum.zh(off), en: offsetsSum.en(off) },
      },
      countRanges(offsets, offsetRanges),
      stations.length - offsets.length,
    ),
  )
}

function sectionOf({ id, title, sum, legend, option, head, rows }: FleetChart): string {
  const marks = legend.map(
    ({ name, colour, mark }) =>
      `<span class="legend">${legendMark(mark, colour(palette))} ${both(name)}</span>`,
  )
  const drawing =
    option === undefined
      ? ''
      : figure(
          `${id}-chart`,
          `${both(sum)} ${marks.join('')}`,
          (language) =>
            drawSvg(
              option({ palette, language, ...size, letters: 13, zone }),
              size,
              `${title[language]}: ${sum[language]}`,
              `${id}-${language}`,
            ),
          true,
        )
  const [zh, en] = (['zh', 'en'] as const).map((language) => rows({ language, zone }))
  const cells = (zh ?? []).map((row, i) =>
    row
      .map((cell, column) => {
        const text = both({ zh: String(cell), en: String(en?.[i]?.[column] ?? '') })
        return column === 0 ? rowHead(text) : `<td class="n">${text}</td>`
      })
      .join(''),
  )
  return `<section aria-labelledby="${id}">
<h2 id="${id}">${both(title)}</h2>
${drawing === '' ? `<p>${say('这一天没有。', 'None on that day.')}</p>` : drawing}
${
  cells.length === 0
    ? ''
    : table({
        id: `${id}-table`,
        caption: say('数字', 'numbers'),
        head: head.map(both),
        rows: cells,
      })
}
</section>`
}
