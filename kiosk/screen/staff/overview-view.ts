/** The overview: passages and outcomes of the last hour, versions and ages, devices, storage, what is not sent. */
import { html, nothing, type TemplateResult } from 'lit'
import { outcomeWord } from '../../../verifier-web/elements/outcome-words.ts'
import { clockWords } from '../../../verifier-web/elements/time-words.ts'
import type { Dashboard } from '../../shared/staff-api.ts'
import type { Language } from '../../shared/screen-settings.ts'
import { minutesChart, stack } from './minutes-chart.ts'
import { ageWords, apartWords, overviewWords } from './overview-words.ts'
import type { StaffModel } from './staff-model.ts'
import { storageSection, unsentSection } from './storage-section.ts'
import { kindWords, laneWords, stateWords } from './staff-words.ts'

/** Everything on one page; nothing until the station has answered. */
export function overviewView({ facts, language }: StaffModel): TemplateResult | typeof nothing {
  const { dashboard } = facts
  if (dashboard === undefined) return nothing
  return html`<div class="overview">
    ${figures(dashboard, language)} ${hour(dashboard, language)}
    <div class="columns">
      ${versions(dashboard, language)}
      <div>
        ${storageSection(dashboard.storage, language)} ${unsentSection(dashboard.unsent, language)}
        ${devices(dashboard, language)}
      </div>
    </div>
  </div>`
}

const figure = (name: string, label: string, value: string) =>
  html`<div class="figure" data-figure=${name}>
    <dt>${label}</dt>
    <dd>${value}</dd>
  </div>`

function figures({ minutes, latencyMs, total, gate }: Dashboard, language: Language) {
  const lastFive = minutes.slice(-5)
  const through = lastFive.reduce((sum, { passed }) => sum + passed, 0)
  const rate = lastFive.length === 0 ? 0 : through / lastFive.length
  const w = (key: keyof typeof overviewWords) => overviewWords[key][language]
  const latency = latencyMs === null ? w('none') : `p50 ${latencyMs.p50} · p99 ${latencyMs.p99} ms`
  return html`<dl class="figures">
    ${figure('rate', w('perMinute'), rate.toFixed(1))} ${figure('latency', w('latency'), latency)}
    ${figure('passed', `${w('total')}: ${w('passed')}`, String(total.passed))}
    ${figure('overrides', w('overrides'), String(total.overrides))}
    ${figure('released', w('released'), String(total.released))}
    ${figure('forced', w('forced'), String(total.forced))}
    ${figure('gate', w('gate'), laneWords[gate][language])}
  </dl>`
}

function hour({ minutes }: Dashboard, language: Language): TemplateResult {
  const title = overviewWords.hour[language]
  const legend = stack.map(
    (outcome) => html`<li><i class="part-${outcome}"></i>${outcomeWord[outcome][language]}</li>`,
  )
  return html`<section aria-label=${title}>
    <h3>${title}</h3>
    ${minutesChart(minutes, title)}
    <ul class="legend">
      ${legend}
    </ul>
    <details>
      <summary>${overviewWords.table[language]}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">${overviewWords.time[language]}</th>
            ${stack.map((outcome) => html`<th scope="col">${outcomeWord[outcome][language]}</th>`)}
            <th scope="col">${overviewWords.passed[language]}</th>
          </tr>
        </thead>
        <tbody>
          ${[...minutes].reverse().map(
            ({ at, outcomes, passed }) =>
              html`<tr>
                <th scope="row">${clockWords(at)}</th>
                ${stack.map((outcome) => html`<td>${outcomes[outcome]}</td>`)}
                <td>${passed}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </details>
  </section>`
}

function versions({ versions: known, clock }: Dashboard, language: Language): TemplateResult {
  const { app, ruleSet, bundle, digest, roles } = known
  const w = (key: keyof typeof overviewWords) => overviewWords[key][language]
  const line = (label: string, value: string | number | null) =>
    html`<div>
      <dt>${label}</dt>
      <dd>${value ?? w('none')}</dd>
    </div>`
  return html`<section aria-label=${w('versions')}>
    <h3>${w('versions')}</h3>
    <dl class="lines">
      ${line(w('app'), app)} ${line(w('rules'), ruleSet)} ${line(w('bundle'), bundle)}
      ${line(w('digest'), digest === null ? null : `${digest.slice(0, 12)}…`)}
      ${clock.offsetMs === null ? nothing : line(w('clock'), apartWords(clock.offsetMs)[language])}
    </dl>
    <table>
      <thead>
        <tr>
          <th scope="col">${w('role')}</th>
          <th scope="col">${w('version')}</th>
          <th scope="col">${w('age')}</th>
          <th scope="col">${w('state')}</th>
        </tr>
      </thead>
      <tbody>
        ${roles.map(
          ({ role, version, ageSeconds, stale }) =>
            html`<tr data-role=${role} ?data-stale=${stale}>
              <th scope="row">${role}</th>
              <td>${version ?? '—'}</td>
              <td>${ageSeconds === null ? '—' : ageWords(ageSeconds)[language]}</td>
              <td>${stale ? html`<strong class="bad">✕ ${w('stale')}</strong>` : w('current')}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`
}

function devices({ devices: all }: Dashboard, language: Language): TemplateResult {
  return html`<section aria-label=${overviewWords.devices[language]}>
    <h3>${overviewWords.devices[language]}</h3>
    <ul class="marks">
      ${all.map(
        ({ name, kind, state }) =>
          html`<li data-state=${state}>
            ${state === 'ready' ? '✓' : '✕'} ${kindWords[kind][language]}
            ${state === 'ready' ? nothing : html`<strong class="bad">${stateWords[state][language]} · ${name}</strong>`}
          </li>`,
      )}
    </ul>
  </section>`
}
