/** The alarms of a day: which digests, and which stations said them. */
import { inFours } from '../../bundle/in-fours.ts'
import { both, escaped, say } from '../../impact/report/markup.ts'
import { countText } from '../../impact/words.ts'
import type { DayReport } from '../day-report.ts'
import { alarmGroups, type AlarmGroup } from '../page/alarm-groups.ts'
import { documentText } from '../page/oddity-text.ts'
import { alarmWords as words } from '../page/page-words.ts'

/** The section; nothing where there was none. */
export function alarmsSection({ alarms }: DayReport): string {
  return alarmGroups({ alarms, stations: [] }).map(alarmOf).join('\n')
}

function alarmOf(group: AlarmGroup, i: number): string {
  const { version, at, digests } = group
  const document = documentText(group)
  const title = {
    zh: words.title.zh(document, String(version)),
    en: words.title.en(document, String(version)),
  }
  const time = `${at.slice(11, 19)} UTC`
  const items = digests.map(({ sha256, stations, isWrong }) => {
    const count = countText(stations.length)
    const verdict =
      isWrong === undefined ? '' : `<b>${both(isWrong ? words.foreign : words.published)}</b>`
    const who =
      stations.length === 0
        ? ''
        : `${both({ zh: words.count.zh(count), en: words.count.en(count) })}: ${escaped(stations.join(', '))}`
    return `<div><dt><code>${inFours(escaped(sha256))}</code>${verdict}</dt><dd>${who}</dd></div>`
  })
  return `<section class="alarm" aria-labelledby="alarm-${i}">
<h2 id="alarm-${i}">${say('警报：', 'Alarm: ')}${both(title)}</h2>
<p>${both(words.what)} ${both({ zh: words.since.zh(time), en: words.since.en(time) })}</p>
<dl>
${items.join('\n')}
</dl>
<ol>
${words.steps.zh.map((step, n) => `<li>${both({ zh: step, en: words.steps.en[n] ?? '' })}</li>`).join('\n')}
</ol>
</section>`
}
