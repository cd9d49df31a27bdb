/** `<fleet-page>`: the whole page: one answer on top, then alarms, figures, charts, and the stations, odd ones first. */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { languageTag, type Language } from '../../../verifier-web/elements/language.ts'
import type { FleetState } from '../fleet-state.ts'
import { alarmNotices } from './alarm-notices.ts'
import { alarmStyles } from './alarm-styles.ts'
import { figureStyles } from './figure-styles.ts'
import { figureTiles } from './figure-tiles.ts'
import { firstSteps } from './first-steps.ts'
import { FleetWatch, type Reach, type WatchOptions } from './fleet-watch.ts'
import { localTime } from './local-time.ts'
import { pageStyles } from './page-styles.ts'
import { pageWords as words } from './page-words.ts'
import { shellStyles } from './shell-styles.ts'
import { standingBand, standingOf, titleMark } from './standing-band.ts'
import './station-table.ts'

/** The page. `begin` tells it whom to ask. */
export class FleetPage extends LitElement {
  static override properties = {
    state: { state: true },
    reach: { state: true },
    language: { state: true },
    now: { state: true },
    charts: { state: true },
  }
  static override styles = [...pageStyles, shellStyles, alarmStyles, figureStyles]

  declare private state: FleetState | undefined
  declare private reach: Reach
  declare private language: Language
  /** By our clock; only how long nothing has come is counted by it. */
  declare private now: number
  /** Whether what draws charts is here. */
  declare private charts: 'coming' | 'here' | 'missing'
  #watch: FleetWatch | undefined
  #tick: ReturnType<typeof setInterval> | undefined

  constructor() {
    super()
    this.reach = { kind: 'connecting', since: Date.now() }
    this.now = Date.now()
    this.charts = 'coming'
    this.language = 'zh'
  }

  /** Begins to ask; charts are fetched once the table is there. */
  begin(
    options: Omit<WatchOptions, 'tell'>,
    language: Language,
    charts: () => Promise<unknown>,
  ): void {
    this.language = language
    let isAsked = false
    this.#watch = new FleetWatch({
      ...options,
      tell: (state, reach) => {
        this.state = state
        this.reach = reach
        this.now = Date.now()
        if (isAsked || state === undefined) return
        isAsked = true
        void this.updateComplete.then(charts).then(
          () => {
            this.charts = 'here'
          },
          () => {
            this.charts = 'missing'
          },
        )
      },
    })
  }

  override connectedCallback(): void {
    super.connectedCallback()
    document.addEventListener('visibilitychange', this.#look)
    // How long nothing has come is counted on.
    this.#tick = setInterval(() => {
      if (this.reach.kind === 'lost') this.now = Date.now()
    }, 10_000)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    document.removeEventListener('visibilitychange', this.#look)
    clearInterval(this.#tick)
    this.#watch?.end()
  }

  readonly #look = (): void => {
    if (!document.hidden) this.#watch?.look()
  }

  protected override updated(changed: PropertyValues): void {
    const { language, state, reach } = this
    if (changed.has('language')) document.documentElement.lang = languageTag[language]
    // A tab among others tells of it too.
    const title = `${words.title[language]} · Greengate`
    document.title = `${titleMark(standingOf(state, reach), state)}${title}`
  }

  protected override render(): TemplateResult {
    const { state, reach, language, now } = this
    const isOld = reach.kind === 'lost'
    return html`<header>
        <a class="skip" href="#stations" @click=${this.#skip}>${words.skip[language]}</a>
        <h1>${words.title[language]}</h1>
        <span class="as-of"
          >${state === undefined || isOld ? nothing : words.asOf[language](localTime(state.at))}</span
        >
        <div class="languages" role="group" aria-label=${words.language[language]}>
          ${this.#choice('zh', '中文')}${this.#choice('en', 'EN')}
        </div>
      </header>
      <main>
        ${standingBand(state, reach, now, language)}
        ${state === undefined ? nothing : this.#below(state, isOld)}
      </main>`
  }

  #below(state: FleetState, isOld: boolean): TemplateResult {
    const { language } = this
    return html`<div class="old ${isOld ? 'is-old' : ''}">
      ${isOld ? html`<p class="old-as-of">${words.asOf[language](localTime(state.at, this.now))}</p>` : nothing}
      ${state.alarms.length === 0 ? nothing : alarmNotices(state, language)}
      ${
        state.stations.length === 0
          ? firstSteps(language)
          : html`${figureTiles(state, language, (kind) => {
                this.renderRoot.querySelector('station-table')?.choose(kind)
              })}
              <div class="sides">
                <station-table .state=${state} .language=${language}></station-table>
                <section aria-label=${words.charts[language]}>${this.#charts(state)}</section>
              </div>`
      }
    </div>`
  }

  #charts(state: FleetState): TemplateResult {
    const { language } = this
    if (this.charts === 'here')
      return html`<fleet-charts .state=${state} .language=${language}></fleet-charts>`
    const text = this.charts === 'missing' ? words.notDrawn : words.drawing
    return html`<p class="wait">${text[language]}</p>`
  }

  #choice(language: Language, name: string): TemplateResult {
    return html`<button
      type="button"
      class="button"
      lang=${languageTag[language]}
      aria-pressed=${String(this.language === language)}
      @click=${() => {
        this.language = language
      }}
    >
      ${name}
    </button>`
  }

  readonly #skip = (event: Event): void => {
    event.preventDefault()
    this.renderRoot.querySelector('station-table')?.toTop()
  }
}

customElements.define('fleet-page', FleetPage)

declare global {
  interface HTMLElementTagNameMap {
    'fleet-page': FleetPage
  }
}
