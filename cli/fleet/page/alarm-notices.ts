/** The alarms, before everything else: which digests, which stations, what to do. */
import { html, type TemplateResult } from 'lit'
import type { Language } from '../../../verifier-web/elements/language.ts'
import { outcomeShape } from '../../../verifier-web/elements/outcome-shape.ts'
import { inFours } from '../../bundle/in-fours.ts'
import { countText } from '../../impact/words.ts'
import { alarmGroups, type AlarmGroup, type DigestHolders } from './alarm-groups.ts'
import type { FleetState } from '../fleet-state.ts'
import { localTime } from './local-time.ts'
import { documentText } from './oddity-text.ts'
import { alarmWords as words } from './page-words.ts'

/** So many names are said; of more, how many they are. */
const mostNames = 12

/** Draws them. */
export function alarmNotices(state: FleetState, language: Language): TemplateResult {
  const groups = alarmGroups(state)
  return html`<section class="alarms" aria-label=${words.alarms[language]}>
    <div>${groups.map((group) => alarmOf(group, state.at, language))}</div>
    <div class="todo">
      <h3>${words.todo[language]}</h3>
      <ol>
        ${words.steps[language].map((step) => html`<li>${step}</li>`)}
      </ol>
      <p>${words.stays[language]}</p>
    </div>
  </section>`
}

function alarmOf(group: AlarmGroup, now: string, language: Language): TemplateResult {
  const { version, ids, at, digests } = group
  const title = words.title[language](documentText(group), String(version))
  return html`<div class="alarm">
    <div role="alert">
      <h2>${outcomeShape('stop')}${title}</h2>
    </div>
    <p>${words.what[language]} ${words.since[language](localTime(at, now))}</p>
    <p class="numbers">${words.numbers[language](numbersText(ids))}</p>
    <dl>${digests.map((digest) => digestOf(digest, language))}</dl>
  </div>`
}

/** The first ones: whoever has looked into those sees the next. */
function numbersText(ids: readonly number[]): string {
  const more = ids.length > mostNames ? ', …' : ''
  return `${ids.slice(0, mostNames).join(', ')}${more}`
}

function digestOf(
  { sha256, stations, isWrong }: DigestHolders,
  language: Language,
): TemplateResult {
  const more = stations.length - mostNames
  const names = stations.slice(0, mostNames).join(', ')
  return html`<div class="digest">
    <dt>
      <code>${inFours(sha256)}</code>
      ${isWrong === undefined ? '' : html`<b>${words[isWrong ? 'foreign' : 'published'][language]}</b>`}
    </dt>
    <dd>
      ${words.count[language](countText(stations.length))}:
      ${names}${more > 0 ? html` ${words.more[language](countText(more))}` : ''}
    </dd>
  </div>`
}
