/** What there is to know of one station, below its row: why it is odd and what to do, its documents, devices, journal and last hour. */
import { html, type TemplateResult } from 'lit'
import type { Outcome } from 'greengate'
import type { Language } from '../../../verifier-web/elements/language.ts'
import { outcomeWord } from '../../../verifier-web/elements/outcome-words.ts'
import { spanWords } from '../../../verifier-web/elements/time-words.ts'
import { inFours } from '../../bundle/in-fours.ts'
import { countText } from '../../impact/words.ts'
import type { StationSaid, StationState } from '../fleet-state.ts'
import { localTime } from './local-time.ts'
import { offsetText, oddityText } from './oddity-text.ts'
import { oddityWords } from './oddity-words.ts'
import { stateText } from './state-words.ts'
import type { StationNews } from './station-news.ts'
import { tableWords as words } from './table-words.ts'

/** Draws it; `at` is the instant of the state. */
export function stationDetails(
  station: StationState,
  news: readonly StationNews[],
  at: string,
  language: Language,
): TemplateResult {
  const { said, oddities } = station
  return html`<div class="parts">
    ${
      oddities.length === 0
        ? ''
        : html`<section>
            <h3>${words.why[language]}</h3>
            <ul class="why">
              ${oddities.map(
                (oddity) =>
                  html`<li>
                    <b>${oddityText(oddity, at, language)}</b>
                    ${oddityWords[oddity.kind].advice[language]}
                  </li>`,
              )}
            </ul>
          </section>`
    }
    ${said === null ? '' : saidParts(station, said, at, language)}
    <section>
      <h3>${words.history[language]}</h3>
      ${
        news.length === 0
          ? html`<p class="quiet">${words.noNews[language]}</p>`
          : html`<ol class="news">
              ${news.map(({ at: when, text }) => html`<li><time>${localTime(when, at)}</time> ${text[language]}</li>`)}
            </ol>`
      }
    </section>
  </div>`
}

function saidParts(
  { lastHour, heard, lastRecords, records }: StationState,
  said: StationSaid,
  at: string,
  language: Language,
): TemplateResult {
  const { bundle, rules, devices, journal, unsent, clock } = said
  const fact = (name: string, value: unknown): TemplateResult =>
    html`<div>
      <dt>${name}</dt>
      <dd>${value}</dd>
    </div>`
  const time = (instant: string | null): string =>
    instant === null ? words.never[language] : localTime(instant, at)
  const documents = [
    ...(bundle === null ? [] : [{ name: 'snapshot', ...bundle }]),
    ...(rules === null ? [] : [{ ...rules, name: `rules/${rules.id}` }]),
  ]
  return html`<section>
      <h3>${words.documents[language]}</h3>
      <dl class="documents">
        ${documents.map(({ name, version, sha256 }) =>
          fact(`${name} ${String(version)}`, html`<code>${inFours(sha256)}</code>`),
        )}
      </dl>
      <h3>${words.devicesTitle[language]}</h3>
      <ul class="devices">
        ${devices.map(
          ({ name, state }) =>
            html`<li class=${state === 'ready' ? '' : 'odd'}>
              ${name}: ${stateText('device', state, language)}
            </li>`,
        )}
      </ul>
    </section>
    <section>
      <h3>${words.facts[language]}</h3>
      <dl class="facts">
        ${fact(words.heardAt[language], time(heard))}
        ${fact(words.every[language], spanWords(said.everySeconds, language))}
        ${fact(words.started[language], time(said.started))}
        ${fact(words.software[language], said.software)}
        ${fact(words.gate[language], stateText('lane', said.gate, language))}
        ${fact(words.storage[language], stateText('storage', said.storage, language))}
        ${fact(words.dataSince[language], time(clock.floor))}
        ${fact(words.columns.offset[language], clock.offsetMs === null ? words.unknown[language] : offsetText(clock.offsetMs, language))}
        ${fact(words.columns.unsent[language], countText(unsent.records))}
        ${unsent.oldest === null ? '' : fact(words.oldest[language], time(unsent.oldest))}
        ${fact(words.collected[language], `${countText(records)} (${time(lastRecords)})`)}
      </dl>
    </section>
    <section>
      <h3>${words.journal[language]}</h3>
      <p>${journal.segment}, ${words.record[language](countText(journal.seq))}</p>
      <p><code>${inFours(journal.head)}</code></p>
      <h3>${words.lastHour[language]}</h3>
      <dl class="facts">
        ${Object.entries(lastHour.outcomes).map(([outcome, count]) => fact(outcomeWord[outcome as Outcome][language], countText(count)))}
        ${fact(words.passed[language], countText(lastHour.passed))}
      </dl>
    </section>`
}
