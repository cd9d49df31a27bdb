/** Writes a day of a fleet as one HTML page: alarms, sums, decisions hour by hour, and every station. */
import type { Language } from '../../edges/language.ts'
import { behave } from '../../impact/report/behaviour.ts'
import { htmlPage } from '../../impact/report/html-page.ts'
import { both, escaped, say } from '../../impact/report/markup.ts'
import { style } from '../../impact/report/style.ts'
import { countText, type Both } from '../../impact/words.ts'
import type { DayReport } from '../day-report.ts'
import { alarmsSection } from './alarms-section.ts'
import { hoursSection, offsetsSection } from './charts-section.ts'
import { stationsSection } from './stations-section.ts'

/** What this report has beyond others: alarms in red, hatching that is printed. */
const look = `${style}
.alarm { background: #b3201c; color: #fff; border-color: #b3201c; }
.alarm dl { margin: 10px 0; display: grid; gap: 8px; }
.alarm dl div { border: 2px solid; border-radius: 6px; padding: 6px 10px; }
.alarm dd { margin: 0; }
.alarm b { margin-left: .6em; }
.tile.alarms[data-some] { border-color: #b3201c; } .tile.silent[data-some] { border-color: #d99e00; }
.legend { margin-right: .9em; white-space: nowrap; }
.legend .mark { width: auto; height: .8em; vertical-align: -.05em; }
.odd { font-weight: 700; color: #8f1a16; }
#stations-table { font-size: .85rem; }
#stations-table td { white-space: nowrap; }
@page { size: A4 landscape; }
@media print { .alarm { border: 3px solid #b3201c; } #stations-table { font-size: 7.5pt; } #stations-table th, #stations-table td { padding: 2px 4px; } }
`

/** The page as text; the same day makes the same page. */
export function dayPage(report: DayReport, language: Language): string {
  return htmlPage({
    title: titleOf(report),
    language,
    style: look,
    script: `(${behave.toString()})()`,
    main: [
      headOf(report),
      alarmsSection(report),
      sumsOf(report),
      hoursSection(report),
      offsetsSection(report),
      stationsSection(report),
    ],
    footer: `<footer><p>${say(
      '由 greengate fleet report 生成，不联网；其中没有任何个人信息。',
      'Made by greengate fleet report; this page asks no network for anything. Nothing in it is of a person.',
    )}</p></footer>`,
  })
}

function titleOf({ day }: DayReport): Both {
  return { zh: `闸机日报 ${day}`, en: `The fleet on ${day}` }
}

function headOf(report: DayReport): string {
  const { from, until, made } = report
  const isOver = Date.parse(until) - Date.parse(from) >= 86_400_000
  const time = (instant: string): string =>
    `<time datetime="${escaped(instant)}">${escaped(instant.replace('T', ' ').replace('Z', ''))}</time>`
  const partly = say(
    '这一天还没有结束，下面只是到此为止的情况。',
    'The day is not over: this is what there is of it so far.',
  )
  return `<header>
<div class="controls" role="group" aria-label="语言 Language">
<button type="button" data-language="zh-CN" lang="zh-CN-x-own">中文</button>
<button type="button" data-language="en" lang="en-x-own">English</button>
</div>
<p class="over">${say('闸机日报', 'A day of the fleet')}</p>
<h1>${both(titleOf(report))}</h1>
<p class="compared">${time(from)} – ${time(until)} UTC · ${say('制作于', 'made')} ${time(made)}</p>
${isOver ? '' : `<p class="warning">${partly}</p>`}
</header>`
}

function sumsOf({ total, alarms }: DayReport): string {
  const { stations, heartbeats, silentMinutes, outcomes, passed, receipts } = total
  const decisions = Object.values(outcomes).reduce((sum, count) => sum + count, 0)
  const tile = (id: string, count: number, words: string): string =>
    `<div class="tile ${id}"${count > 0 ? ' data-some' : ''}><dt>${words}</dt><dd id="sum-${id}" data-n="${count}">${countText(count)}</dd></div>`
  return `<section aria-labelledby="sum">
<h2 id="sum">${say('总览', 'In short')}</h2>
<dl class="tiles">
${tile('stations', stations, say('站', 'stations'))}
${tile('decisions', decisions, say('次判定', 'decisions'))}
${tile('passed', passed, say('人次通过', 'passages'))}
${tile('receipts', receipts, say('条记录收到', 'receipts collected'))}
${tile('heartbeats', heartbeats, say('次心跳', 'heartbeats'))}
${tile('silent', silentMinutes, say('分钟没有心跳（各站合计）', 'minutes of silence, over all stations'))}
${tile('alarms', alarms.length, say('次警报', 'alarms'))}
</dl>
</section>`
}
