/** `<impact-panel>`: counts whom a change would treat otherwise, and shows what came of it. */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { countText } from '../../impact/words.ts'
import type { Desk, ImpactQuestion, Language, StudioApi } from '../studio-api.ts'
import { formStyles } from './form-styles.ts'
import { impactWords as words } from './impact-words.ts'
import { runImpact, type ImpactState } from './impact-run.ts'
import type { OpenFile } from './open-file.ts'
import { panelStyles } from './panel-styles.ts'

/** The panel; it keeps its last result while others are looked at. */
export class ImpactPanel extends LitElement {
  static override properties = {
    api: { attribute: false },
    desk: { attribute: false },
    rules: { attribute: false },
    language: { type: String },
    suggested: { type: String },
    run: { state: true },
    population: { state: true },
    chosen: { state: true },
  }
  static override styles = [
    ...panelStyles,
    formStyles,
    css`
      form {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(14rem, 1fr));
        gap: 0 0.75rem;
        align-items: end;
        margin-bottom: 0.6rem;
      }
      label > select {
        width: 100%;
      }
      .go {
        grid-column: 1 / -1;
        display: flex;
        gap: 0.75rem;
        align-items: center;
      }
      progress {
        flex: 1;
        min-width: 0;
        height: 0.8rem;
        accent-color: var(--greengate-accent);
      }
    `,
  ]

  declare api: StudioApi | undefined
  declare desk: Desk | undefined
  declare rules: OpenFile | undefined
  declare language: Language
  /** The set that the difference is shown to, by path. */
  declare suggested: string | null
  declare private run: ImpactState
  declare private population: string
  declare private chosen: string | undefined
  #stop: AbortController | undefined

  constructor() {
    super()
    this.language = 'zh'
    this.suggested = null
    this.run = { is: 'idle' }
    this.population = ''
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#stop?.abort()
  }

  protected override render(): TemplateResult {
    const { language, desk, rules, run } = this
    const others = desk?.sets.filter(({ path }) => path !== rules?.path) ?? []
    return html`<h2>${words.title[language]}</h2>
      <p class="quiet">${words.how[language]}</p>
      ${others.length === 0 ? html`<p class="empty">${words.none[language]}</p>` : this.#form(others)}
      <div role="status" data-run=${run.is}>${this.#said()}</div>
      ${run.is === 'done' ? this.#result(run) : nothing}`
  }

  #form(others: Desk['sets']): TemplateResult {
    const { language, desk, run } = this
    const before = this.chosen ?? this.suggested ?? others[0]?.path
    const isSynthetic = this.population === ''
    const isCounting = run.is === 'counting'
    const populations = desk?.populations ?? []
    return html`<form @submit=${this.#onSubmit}>
      <label
        ><span>${words.before[language]}</span>
        <select
          name="before"
          @change=${({ target }: Event) => {
            this.chosen = (target as HTMLSelectElement).value
          }}
        >
          ${others.map(({ path, id, version }) => html`<option value=${path} ?selected=${path === before}>${id ?? '?'} ${version ?? ''} – ${path}</option>`)}
        </select></label
      >
      <label
        ><span>${words.who[language]}</span>
        <select
          name="population"
          @change=${({ target }: Event) => {
            this.population = (target as HTMLSelectElement).value
          }}
        >
          <option value="" ?selected=${isSynthetic}>${words.synthetic[language]}</option>
          ${populations.map(({ path }) => html`<option value=${path} ?selected=${path === this.population}>${path}</option>`)}
        </select></label
      >
      <label
        ><span>${words.count[language]}</span
        ><input
          name="count"
          type="number"
          min="1"
          max="100000000"
          required
          value="10000"
          ?disabled=${!isSynthetic}
      /></label>
      <label
        ><span>${words.seed[language]}</span
        ><input
          name="seed"
          type="number"
          min="0"
          max="4294967295"
          required
          value="1"
          ?disabled=${!isSynthetic}
      /></label>
      <div class="go">
        <button type="submit" class="button primary" ?disabled=${isCounting}>
          ${words.start[language]}
        </button>
        <button
          type="button"
          class="button stop"
          ?disabled=${!isCounting}
          @click=${() => {
            this.#stop?.abort()
          }}
        >
          ${words.stop[language]}
        </button>
        ${isCounting ? html`<progress aria-label=${words.counting[language]} max=${Math.max(1, run.whole)} .value=${run.done}></progress><span class="quiet">${words.people[language](countText(run.people))}</span>` : nothing}
      </div>
    </form>`
  }

  #said(): TemplateResult | typeof nothing {
    const { run, language } = this
    switch (run.is) {
      case 'idle':
      case 'counting':
        return nothing
      case 'stopped':
      case 'ended':
        return html`<p>${words[run.is][language]}</p>`
      case 'refused':
        return html`<p class="empty">${run.error}</p>`
      case 'done':
        return run.text === this.rules?.text ? nothing : html`<p>${words.stale[language]}</p>`
    }
  }

  #result({ impact }: Extract<ImpactState, { is: 'done' }>): TemplateResult {
    return html`<impact-report .impact=${impact} .language=${this.language}></impact-report>`
  }

  readonly #onSubmit = (event: SubmitEvent): void => {
    event.preventDefault()
    const { api, rules } = this
    if (api === undefined || rules === undefined) return
    const form = event.target as HTMLFormElement
    const valueOf = (name: string): string =>
      form.querySelector<HTMLInputElement | HTMLSelectElement>(`[name="${name}"]`)?.value ?? ''
    const path = this.population
    const question: ImpactQuestion = {
      path: rules.path,
      text: rules.text,
      before: valueOf('before'),
      population:
        path === ''
          ? {
              kind: 'synthetic',
              count: Number(valueOf('count')),
              seed: Number(valueOf('seed')),
            }
          : { kind: 'file', path },
    }
    this.#stop?.abort()
    const stop = new AbortController()
    this.#stop = stop
    // The charts are large, and wanted only here.
    void Promise.all([
      import('./impact-report.ts'),
      runImpact(api, question, stop.signal, (run) => {
        if (this.#stop === stop) this.run = run
      }),
    ])
  }
}

customElements.define('impact-panel', ImpactPanel)

declare global {
  interface HTMLElementTagNameMap {
    'impact-panel': ImpactPanel
  }
}
