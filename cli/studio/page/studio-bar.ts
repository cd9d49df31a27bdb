/** `<studio-bar>`: the top of the page: what is open, whether it is saved, and the buttons that are always wanted. */
import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { languageTag } from '../../../verifier-web/elements/language.ts'
import type { Language } from '../studio-api.ts'
import { saveState, type OpenFile, type SaveState } from './open-file.ts'
import { mark } from './page-mark.ts'
import { panelStyles } from './panel-styles.ts'
import { shellWords as words } from './shell-words.ts'
import { barStyles } from './bar-styles.ts'
import { tell } from './studio-events.ts'
import type { StudioState } from './studio-session.ts'

/** From the gravest on. */
const states: readonly SaveState[] = ['conflict', 'saving', 'unsaved', 'saved']

/**
 * The bar.
 *
 * @fires save - Save what is open.
 * @fires format - Bring the text that is seen into its one form.
 */
export class StudioBar extends LitElement {
  static override properties = {
    state: { attribute: false },
    rules: { attribute: false },
    cases: { attribute: false },
  }
  static override styles = [...panelStyles, barStyles]

  declare state: StudioState | undefined
  declare rules: OpenFile | undefined
  declare cases: OpenFile | undefined

  protected override render(): TemplateResult | typeof nothing {
    const { state, rules, cases } = this
    if (state === undefined) return nothing
    const { language, desk, path, isStale, judgement } = state
    const open = [rules, cases].filter((file) => file !== undefined).map(saveState)
    const said = states.find((each) => open.includes(each)) ?? 'saved'
    const isWritable = desk?.sets.find((set) => set.path === path)?.isWritable === true
    return html`<header>
      <h1>${mark}${words.title[language]}</h1>
      <span class="where"
        >${desk?.name}${path === undefined ? nothing : html` <span class="quiet">/</span> <b>${path}</b>`}</span
      >
      <span class="spring"></span>
      <span class="judging quiet" ?data-on=${isStale && judgement !== undefined}
        >${words.judging[language]}</span
      >
      <span class="state ${said}" role="status" data-state=${said}
        >${words.state[said][language]}</span
      >
      <button
        type="button"
        class="button format"
        aria-keyshortcuts="Alt+Shift+F"
        title=${words.keys[language]}
        ?disabled=${!isWritable}
        @click=${() => {
          this.#tell('format')
        }}
      >
        ${words.format[language]}
      </button>
      <button
        type="button"
        class="button primary save"
        aria-keyshortcuts="Control+S"
        title=${words.keys[language]}
        ?disabled=${said !== 'unsaved'}
        @click=${() => {
          this.#tell('save')
        }}
      >
        ${words.save[language]}
      </button>
      <div class="languages" role="group" aria-label=${words.language[language]}>
        ${this.#choice('zh', '中文')}${this.#choice('en', 'EN')}
      </div>
    </header>`
  }

  #choice(language: Language, name: string): TemplateResult {
    return html`<button
      type="button"
      class="button"
      lang=${languageTag[language]}
      aria-pressed=${String(this.state?.language === language)}
      @click=${() => {
        tell(this, 'studio-speak', { language })
      }}
    >
      ${name}
    </button>`
  }

  #tell(name: 'save' | 'format'): void {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true }))
  }
}

customElements.define('studio-bar', StudioBar)

declare global {
  interface HTMLElementTagNameMap {
    'studio-bar': StudioBar
  }
}
