/** Every station's day as a row, those first that somebody should look at. */
import { both, escaped, rowHead, say, table } from '../../impact/report/markup.ts'
import { countText } from '../../impact/words.ts'
import type { DayReport, StationDay } from '../day-report.ts'
import { offsetText } from '../page/oddity-text.ts'

/** As for the page: five seconds are odd. */
const clockMs = 5000

/** The table. */
export function stationsSection({ stations }: DayReport): string {
  const worst = stations.map((station) => ({ station, gravity: gravityOf(station) }))
  const rows = worst.sort((a, b) => b.gravity - a.gravity).map(({ station }) => rowOf(station))
  const odd = worst.filter(({ gravity }) => gravity > 0).length
  const all = stations.length
  return `<section aria-labelledby="stations">
<h2 id="stations">${say('各站', 'Station by station')}</h2>
<p>${say(
    `${countText(all)} 个站中 ${countText(odd)} 个有警报、缺口、静默或钟差，列在最前；点击列名排序。`,
    `${countText(odd)} of ${countText(all)} had an alarm, a gap, silence or a clock that was off; they stand first. Press the head of a column to sort by it.`,
  )}</p>
${table({
  id: 'stations-table',
  caption: say('时间按 UTC', 'times are UTC'),
  isSortable: true,
  words: 4,
  head: [
    say('站', 'station'),
    say('数据包', 'bundles'),
    say('规则', 'rules'),
    say('软件', 'software'),
    ...heads,
  ],
  rows,
})}
</section>`
}

const heads = [
  say('静默分钟', 'silent min'),
  say('心跳', 'heartbeats'),
  say('判定', 'decisions'),
  say('通过', 'passed'),
  say('记录', 'receipts'),
  say('最大钟差', 'worst offset'),
  say('最多未上传', 'most unsent'),
  say('缺口', 'gaps'),
  say('警报', 'alarms'),
]

function rowOf(day: StationDay): string {
  const { station, lane, bundles, rules, software, outcomes, worstOffsetMs } = day
  const decisions = Object.values(outcomes).reduce((sum, count) => sum + count, 0)
  const number = (count: number, isOdd = false): string =>
    `<td class="n${isOdd ? ' odd' : ''}" data-n="${count}">${countText(count)}</td>`
  const offset =
    worstOffsetMs === null
      ? '–'
      : both({ zh: offsetText(worstOffsetMs, 'zh'), en: offsetText(worstOffsetMs, 'en') })
  const isOff = Math.abs(worstOffsetMs ?? 0) > clockMs
  return [
    rowHead(`${escaped(station)}${lane === null ? '' : ` <small>${escaped(lane)}</small>`}`),
    `<td>${bundles.join(' → ')}</td>`,
    `<td>${escaped(rules.map(({ id, version }) => `${id} ${version}`).join(' → '))}</td>`,
    `<td>${escaped(software.join(' → '))}</td>`,
    number(day.silentMinutes, day.silentMinutes > 0),
    ...[day.heartbeats, decisions, day.passed, day.receipts].map((count) => number(count)),
    `<td class="n${isOff ? ' odd' : ''}" data-n="${Math.abs(worstOffsetMs ?? -1)}">${offset}</td>`,
    number(day.mostUnsent),
    number(day.gaps.length, day.gaps.length > 0),
    number(day.alarms, day.alarms > 0),
  ].join('')
}

/** An alarm is worse than a gap, a gap than silence, and that than a clock. */
function gravityOf({ alarms, gaps, silentMinutes, worstOffsetMs }: StationDay): number {
  const isOff = Math.abs(worstOffsetMs ?? 0) > clockMs
  return (
    Math.min(alarms, 9) * 1e6 + Math.min(gaps.length, 99) * 1e4 + silentMinutes + (isOff ? 0.5 : 0)
  )
}
