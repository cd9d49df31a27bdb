/** `<fleet-charts>`: the charts, each with its one sentence and its numbers as a table; loaded after the page is there. */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { unsafeHTML } from 'lit/directives/unsafe-html.js'
import type { Language } from '../../../verifier-web/elements/language.ts'
import { drawSvg } from '../../impact/report/svg.ts'
import type { FleetState } from '../fleet-state.ts'
import { pagePalette } from '../charts/chart-palette.ts'
import { chartWords as words } from '../charts/chart-words.ts'
import type { FleetChart } from '../charts/fleet-chart.ts'
import { legendMark } from '../charts/legend-mark.ts'
import { chartsOf } from './charts-of.ts'
import { chartStyles } from './chart-styles.ts'
import { pageStyles } from './page-styles.ts'

/** The charts. They are drawn again when their numbers, their words or their places change. */
export class FleetCharts extends LitElement {
  static override properties = {
    state: { attribute: false },
    language: { type: String },
    place: { state: true },
  }
  static override styles = [...pageStyles, chartStyles]

  declare state: FleetState | undefined
  declare language: Language
  /** How large a drawing is, and its letters. */
  declare private place: {
    readonly width: number
    readonly height: number
    readonly letters: number
  }
  #charts: readonly FleetChart[] = []
  readonly #drawn = new Map<string, { readonly of: string; readonly svg: string }>()
  readonly #watch = new ResizeObserver(() => {
    this.#measure()
  })

  constructor() {
    super()
    this.language = 'zh'
    this.place = { width: 0, height: 0, letters: 12 }
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#watch.observe(this)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#watch.disconnect()
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('state') && this.state !== undefined) this.#charts = chartsOf(this.state)
  }

  protected override updated(): void {
    this.#measure()
  }

  #measure(): void {
    const plot = this.renderRoot.querySelector('.plot')
    if (plot === null) return
    const { width, height } = plot.getBoundingClientRect()
    const letters = Number.parseFloat(getComputedStyle(plot).fontSize)
    const place = { width: Math.round(width), height: Math.round(height), letters }
    const isSame =
      place.width === this.place.width &&
      place.height === this.place.height &&
      place.letters === this.place.letters
    if (!isSame && place.width > 0) this.place = place
  }

  protected override render(): TemplateResult {
    return html`<div class="charts">${this.#charts.map((chart) => this.#figure(chart))}</div>`
  }

  #figure(chart: FleetChart): TemplateResult {
    const { language } = this
    const { id, title, sum, legend, head } = chart
    const rows = chart.rows({ language })
    return html`<figure id=${id} aria-labelledby="${id}-title">
      <figcaption>
        <h2 id="${id}-title">${title[language]}</h2>
        <p class="quiet">${sum[language]}</p>
      </figcaption>
      <div class="plot">${unsafeHTML(this.#svg(chart))}</div>
      ${
        legend.length === 0
          ? nothing
          : html`<ul class="legend">
              ${legend.map(
                ({ name, colour, mark }) =>
                  html`<li>
                    ${unsafeHTML(legendMark(mark, colour(pagePalette)))}${name[language]}
                  </li>`,
              )}
            </ul>`
      }
      ${
        rows.length === 0
          ? nothing
          : html`<details>
              <summary>
                ${words.numbers[language]}<span class="hidden">: ${title[language]}</span>
              </summary>
              <div class="scrolled" tabindex="0" role="group" aria-label=${title[language]}>
                <table>
                  <thead>
                    <tr>
                      ${head.map((name) => html`<th scope="col">${name[language]}</th>`)}
                    </tr>
                  </thead>
                  <tbody>
                    ${rows.map(
                      ([first, ...cells]) =>
                        html`<tr>
                          <th scope="row">${first}</th>
                          ${cells.map((cell) => html`<td>${cell}</td>`)}
                        </tr>`,
                    )}
                  </tbody>
                </table>
              </div>
            </details>`
      }
    </figure>`
  }

  /** Every text in a drawing was escaped where it was drawn. */
  #svg({ id, title, sum, option, rows }: FleetChart): string {
    const { language, place } = this
    if (option === undefined || place.width === 0) return ''
    const of = JSON.stringify([place, language, rows({ language })])
    const before = this.#drawn.get(id)
    if (before?.of === of) return before.svg
    const drawing = { palette: pagePalette, language, ...place }
    const label = `${title[language]}: ${sum[language]}`
    const svg = drawSvg(option(drawing), place, label)
    this.#drawn.set(id, { of, svg })
    return svg
  }
}

customElements.define('fleet-charts', FleetCharts)

declare global {
  interface HTMLElementTagNameMap {
    'fleet-charts': FleetCharts
  }
}
