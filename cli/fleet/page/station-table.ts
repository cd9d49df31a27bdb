/** `<station-table>`: the stations, odd ones first; found, filtered, sorted, opened; it stays as it is while somebody reads. */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import type { Language } from '../../../verifier-web/elements/language.ts'
import type { FleetState, OddityKind, StationState } from '../fleet-state.ts'
import { pageStyles } from './page-styles.ts'
import { stationDetails } from './station-details.ts'
import { NewsOfStations } from './station-news.ts'
import { numberColumns, stationCells } from './station-row.ts'
import {
  everyRow,
  pageOf,
  rowsOf,
  sortKeys,
  type RowsWanted,
  type SortKey,
} from './station-rows.ts'
import { tableBar } from './table-bar.ts'
import { tableStyles } from './table-styles.ts'
import { tableWords as words } from './table-words.ts'

/** The table. A row is opened by its button, or anywhere with the mouse. */
export class StationTable extends LitElement {
  static override properties = {
    state: { attribute: false },
    language: { type: String },
    wanted: { state: true },
    page: { state: true },
    open: { state: true },
  }
  static override styles = [...pageStyles, tableStyles]

  declare state: FleetState | undefined
  declare language: Language
  declare private wanted: RowsWanted
  declare private page: number
  declare private open: ReadonlySet<string>
  /** The names in the order in which they are shown, which is kept while somebody reads. */
  #order: readonly string[] = []
  #isHeld = false
  readonly #news = new NewsOfStations()

  constructor() {
    super()
    this.language = 'zh'
    this.wanted = everyRow
    this.page = 0
    this.open = new Set()
  }

  /** Shows the stations that are odd in a way, and goes there. */
  choose(oddity: OddityKind | 'odd'): void {
    this.#want({ ...everyRow, oddity })
    void this.updateComplete.then(() => {
      this.toTop()
    })
  }

  /** Goes to the heading. */
  toTop(): void {
    const title = this.renderRoot.querySelector<HTMLElement>('h2')
    title?.scrollIntoView({ block: 'start' })
    title?.focus({ preventScroll: true })
  }

  protected override willUpdate(changed: PropertyValues): void {
    const { state } = this
    if (state === undefined) return
    if (changed.has('state')) this.#news.take(state)
    const order = rowsOf(state.stations, this.wanted).map(({ station }) => station)
    const isOurs = changed.has('wanted') || changed.has('page')
    if (!isOurs && changed.has('state') && this.#isRead()) {
      const there = new Set(state.stations.map(({ station }) => station))
      this.#order = this.#order.filter((name) => there.has(name))
      const [shown, wanted] = [this.#order, order].map((of) =>
        pageOf(of, this.page).rows.join('\n'),
      )
      this.#isHeld = shown !== wanted
    } else if (isOurs || changed.has('state')) {
      this.#order = order
      this.#isHeld = false
    }
  }

  /** Somebody has a row open, or the keyboard in one. */
  #isRead(): boolean {
    const at = this.shadowRoot?.activeElement
    return this.#order.length > 0 && (this.open.size > 0 || at?.closest('tbody') != null)
  }

  #want(wanted: RowsWanted): void {
    this.wanted = wanted
    this.page = 0
    this.open = new Set()
  }

  #toggle(name: string): void {
    const open = new Set(this.open)
    if (!open.delete(name)) open.add(name)
    this.open = open
  }

  protected override render(): TemplateResult | typeof nothing {
    const { state, language } = this
    if (state === undefined) return nothing
    const byName = new Map(state.stations.map((station) => [station.station, station]))
    const shown = this.#order.flatMap((name) => byName.get(name) ?? [])
    const { rows, page, pages } = pageOf(shown, this.page)
    return html`<section aria-labelledby="title">
      ${tableBar({
        ...{ state, language, wanted: this.wanted, found: shown.length },
        want: (wanted) => {
          this.#want(wanted)
        },
      })}
      <div class="held" ?hidden=${!this.#isHeld}>
        ${words.held[language]}
        <button
          type="button"
          class="button"
          @click=${() => {
            this.#want(this.wanted === everyRow ? { ...everyRow } : { ...this.wanted })
          }}
        >
          ${words.reorder[language]}
        </button>
      </div>
      <table>
        <caption class="hidden">
          ${words.title[language]}
        </caption>
        <thead>
          <tr>
            ${sortKeys.map((key) => this.#head(key))}
          </tr>
        </thead>
        <tbody @click=${this.#onClick}>
          ${repeat(
            rows,
            ({ station }) => station,
            (station) => this.#row(station, state.at),
          )}
        </tbody>
      </table>
      ${rows.length === 0 ? html`<p class="nothing">${words.nothing[language]}</p>` : nothing}
      ${pages > 1 ? this.#pager(page, pages) : nothing}
    </section>`
  }

  #head(key: SortKey): TemplateResult {
    const { wanted, language } = this
    const isSorted = wanted.sort === key
    return html`<th
      scope="col"
      class="${key} ${numberColumns.has(key) ? 'n' : ''}"
      aria-sort=${isSorted ? (wanted.isDown ? 'descending' : 'ascending') : nothing}
    >
      <button
        type="button"
        @click=${() => {
          const isText = key === 'station' || key === 'lane' || key === 'service'
          this.#want({ ...wanted, sort: key, isDown: isSorted ? !wanted.isDown : !isText })
        }}
      >
        ${words.columns[key][language]}
      </button>
    </th>`
  }

  #row(station: StationState, at: string): TemplateResult {
    const { language } = this
    const isOpen = this.open.has(station.station)
    return html`<tr data-station=${station.station} class=${isOpen ? 'open' : ''}>
        ${stationCells(station, { at, language, isOpen })}
      </tr>
      ${
        isOpen
          ? html`<tr class="details">
              <td colspan=${sortKeys.length}>
                <section aria-label=${words.details[language](station.station)}>
                  ${stationDetails(station, this.#news.of(station.station), at, language)}
                </section>
              </td>
            </tr>`
          : nothing
      }`
  }

  readonly #onClick = ({ target }: Event): void => {
    // Whoever marks a digest to copy it does not want the row shut.
    if (document.getSelection()?.isCollapsed === false) return
    const row = (target as Element).closest<HTMLElement>('tr[data-station]')
    const name = row?.dataset['station']
    if (name !== undefined) this.#toggle(name)
  }

  #pager(page: number, pages: number): TemplateResult {
    const { language } = this
    const step = (by: number, label: string, isOff: boolean): TemplateResult =>
      html`<button
        type="button"
        class="button"
        aria-disabled=${String(isOff)}
        @click=${() => {
          // A button that goes dead under the keyboard would take it away.
          if (isOff) return
          this.page = page + by
          this.open = new Set()
        }}
      >
        ${label}
      </button>`
    return html`<nav class="pager" aria-label=${words.pages[language]}>
      ${step(-1, words.previous[language], page === 0)}
      <span role="status">${words.page[language](page + 1, pages)}</span>
      ${step(1, words.next[language], page === pages - 1)}
    </nav>`
  }
}

customElements.define('station-table', StationTable)

declare global {
  interface HTMLElementTagNameMap {
    'station-table': StationTable
  }
}
