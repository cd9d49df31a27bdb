/** The one answer at the top of the page: all is well, who is odd, an alarm, or that nothing is known now. */
import { html, type TemplateResult } from 'lit'
import type { Language } from '../../../verifier-web/elements/language.ts'
import { spanWords } from '../../../verifier-web/elements/time-words.ts'
import { countText } from '../../impact/words.ts'
import type { FleetState } from '../fleet-state.ts'
import { alarmGroups } from './alarm-groups.ts'
import { verdictOf } from './fleet-figures.ts'
import type { Reach } from './fleet-watch.ts'
import { localTime } from './local-time.ts'
import { documentText } from './oddity-text.ts'
import { outcomeOf, standingShape, type Standing } from './page-mark.ts'
import { pageWords as words } from './page-words.ts'

/** What is to be said: an old state has no answer. */
export function standingOf(state: FleetState | undefined, reach: Reach): Standing {
  if (reach.kind === 'lost') return 'unknown'
  return state === undefined ? 'connecting' : verdictOf(state)
}

/** What the title of the page's tab begins with. */
export function titleMark(standing: Standing, state: FleetState | undefined): string {
  if (standing === 'alarm') return '⛔ '
  if (standing === 'unknown') return '? '
  return standing === 'odd' ? `(${countText(state?.count.odd ?? 0)}) ` : ''
}

/** Draws it; `now` is by the clock of this device. */
export function standingBand(
  state: FleetState | undefined,
  reach: Reach,
  now: number,
  language: Language,
): TemplateResult {
  const standing = standingOf(state, reach)
  const [answer, more] = textsOf(standing, state, reach, now, language)
  return html`<section class="standing outcome-${outcomeOf(standing)}" data-standing=${standing}>
    ${standingShape(standing)}
    <div>
      <p class="answer" role="status">${answer}</p>
      ${more.map((text) => html`<p class="more">${text}</p>`)}
    </div>
  </section>`
}

function textsOf(
  standing: Standing,
  state: FleetState | undefined,
  reach: Reach,
  now: number,
  language: Language,
): readonly [answer: string, more: readonly string[]] {
  if (standing === 'connecting') return [words.connecting[language], []]
  if (state === undefined) return [words.unreached[language], [words.unreachedMore[language]]]
  const all = countText(state.count.stations)
  const odd = countText(state.count.odd)
  switch (standing) {
    case 'unknown': {
      const time = localTime(reach.since, now)
      const span = spanWords((now - reach.since) / 1000, language)
      return [
        words.unknownNow[language],
        [words.lost[language](time, span), words.lostMore[language](time)],
      ]
    }
    case 'well':
      return [words.well[language](all), []]
    case 'odd':
      return [words.odd[language](odd, all), []]
    case 'alarm':
      return [
        alarmAnswer(state, language),
        state.count.odd > 0 ? [words.odd[language](odd, all)] : [],
      ]
    case 'empty':
      return [words.empty[language], []]
  }
}

function alarmAnswer(state: FleetState, language: Language): string {
  const [first, ...others] = alarmGroups(state)
  if (first === undefined || others.length > 0) return words.manyAlarms[language](others.length + 1)
  return words.alarm[language](documentText(first), String(first.version))
}
