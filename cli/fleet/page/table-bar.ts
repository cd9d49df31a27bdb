/** What is above the table: how many are shown, and what to look for. */
import { html, type TemplateResult } from 'lit'
import { guard } from 'lit/directives/guard.js'
import { live } from 'lit/directives/live.js'
import type { Language } from '../../../verifier-web/elements/language.ts'
import { countText } from '../../impact/words.ts'
import { oddityKinds, type FleetState } from '../fleet-state.ts'
import { countKinds } from './fleet-figures.ts'
import { oddityWords } from './oddity-words.ts'
import { everyRow, sitesOf, type RowsWanted } from './station-rows.ts'
import { tableWords as words } from './table-words.ts'

/** What it is drawn of. */
export interface TableBar {
  readonly state: FleetState
  readonly language: Language
  readonly wanted: RowsWanted
  readonly found: number
  readonly want: (wanted: RowsWanted) => void
}

/** Draws it. */
export function tableBar({ state, language, wanted, found, want }: TableBar): TemplateResult {
  const { stations, count } = state
  const byKind = countKinds(stations)
  const option = (value: string, name: string): TemplateResult =>
    html`<option value=${value} .selected=${wanted.oddity === value}>${name}</option>`
  const isWanted = wanted.text !== '' || wanted.oddity !== 'all' || wanted.site !== ''
  return html`<div class="bar">
    <h2 id="title" tabindex="-1">${words.title[language]}</h2>
    <span role="status" class="quiet"
      >${words.found[language](countText(found), countText(stations.length))}</span
    >
    <form
      class="wanted"
      role="search"
      aria-label=${words.title[language]}
      @submit=${(event: Event) => {
        event.preventDefault()
      }}
    >
      <label
        ><span>${words.search[language]}</span>
        <input
          type="search"
          name="text"
          placeholder=${words.searchHint[language]}
          .value=${live(wanted.text)}
          @input=${({ target }: Event) => {
            want({ ...wanted, text: (target as HTMLInputElement).value })
          }}
      /></label>
      <label
        ><span>${words.show[language]}</span>
        <select
          name="oddity"
          @change=${({ target }: Event) => {
            want({ ...wanted, oddity: (target as HTMLSelectElement).value as RowsWanted['oddity'] })
          }}
        >
          ${option('all', words.all[language])}
          ${option('odd', `${words.onlyOdd[language]} (${countText(count.odd)})`)}
          ${oddityKinds.map((kind) =>
            option(kind, `${oddityWords[kind].name[language]} (${countText(byKind[kind])})`),
          )}
        </select></label
      >
      ${guard([stations, language, wanted], () => siteChoice(stations, language, wanted, want))}
      <button
        type="button"
        class="button"
        ?hidden=${!isWanted}
        @click=${({ currentTarget }: Event) => {
          want(everyRow)
          // The button goes; whoever has the keyboard on it goes on from here.
          const { form } = currentTarget as HTMLButtonElement
          form?.querySelector('input')?.focus()
        }}
      >
        ${words.clear[language]}
      </button>
    </form>
  </div>`
}

function siteChoice(
  stations: FleetState['stations'],
  language: Language,
  wanted: RowsWanted,
  want: TableBar['want'],
): TemplateResult | undefined {
  const sites = sitesOf(stations)
  if (sites.length === 0) return undefined
  return html`<label
    ><span>${words.site[language]}</span>
    <select
      name="site"
      @change=${({ target }: Event) => {
        want({ ...wanted, site: (target as HTMLSelectElement).value })
      }}
    >
      <option value="" .selected=${wanted.site === ''}>${words.everySite[language]}</option>
      ${sites.map((site) => html`<option value=${site} .selected=${wanted.site === site}>${site}</option>`)}
    </select></label
  >`
}
