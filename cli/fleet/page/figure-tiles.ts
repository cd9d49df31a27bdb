/** The figures below the one answer: who reports, who is odd and why, and what share of the fleet has the newest. */
import { html, type TemplateResult } from 'lit'
import type { Language } from '../../../verifier-web/elements/language.ts'
import { countText, shareText } from '../../impact/words.ts'
import { oddityKinds, type FleetState, type OddityKind } from '../fleet-state.ts'
import { countKinds, newestVersions, type NewestVersion } from './fleet-figures.ts'
import { oddityWords } from './oddity-words.ts'
import { pageWords as words } from './page-words.ts'

/** Draws them; `choose` shows the stations that are odd in a way. */
export function figureTiles(
  state: FleetState,
  language: Language,
  choose: (kind: OddityKind | 'odd') => void,
): TemplateResult {
  const { stations, count } = state
  const byKind = countKinds(stations)
  const reporting = stations.length - count.silent
  return html`<section class="figures" aria-label=${words.figures[language]}>
    <dl class="tiles">
      ${tile('reporting', words.reporting[language], reporting, words.ofAll[language](countText(stations.length)))}
      ${tile('odd', words.oddOnes[language], count.odd, shareText(count.odd, stations.length))}
      ${tile('alarms', words.alarms[language], count.alarms, '')}
      ${newestVersions(state).map((of) => versionTile(of, stations.length, language))}
    </dl>
    ${
      count.odd === 0
        ? ''
        : html`<ul class="kinds" aria-label=${words.reasons[language]}>
            ${oddityKinds.flatMap((kind) => (byKind[kind] === 0 ? [] : [kindOf(kind, byKind[kind], language, choose)]))}
          </ul>`
    }
  </section>`
}

function tile(name: string, label: string, count: number, note: string): TemplateResult {
  return html`<div class="tile of-${name}" ?data-some=${count > 0}>
    <dt>${label}</dt>
    <dd><b>${countText(count)}</b> <small>${note}</small></dd>
  </div>`
}

function versionTile(of: NewestVersion, all: number, language: Language): TemplateResult {
  const { what, version, stations, norm } = of
  const isBundle = what === 'bundle'
  const label = isBundle
    ? words.newestBundle[language]
    : `${words.newestRules[language]} ${what.replace(/^rules\//, '')}`
  const share = all === 0 ? 0 : (stations / all) * 100
  return html`<div class="tile version">
    <dt>${label}</dt>
    <dd>
      <b>${String(version)}</b>
      <small>${words.have[language](countText(stations), shareText(stations, all))}</small>
      ${norm === undefined ? '' : html`<small>${words.norm[language](String(norm))}</small>`}
      <svg class="share" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
        <rect class="whole" width="100" height="6"></rect>
        <rect class="part" width=${share.toFixed(2)} height="6"></rect>
      </svg>
    </dd>
  </div>`
}

function kindOf(
  kind: OddityKind,
  count: number,
  language: Language,
  choose: (kind: OddityKind) => void,
): TemplateResult {
  const name = oddityWords[kind].name[language]
  return html`<li>
    <button
      type="button"
      class="kind ${kind === 'digest' ? 'grave' : ''}"
      data-kind=${kind}
      title=${words.showThese[language](name)}
      @click=${() => {
        choose(kind)
      }}
    >
      <b>${countText(count)}</b> ${name}
    </button>
  </li>`
}
