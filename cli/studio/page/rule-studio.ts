/** `<rule-studio>`: the whole page: files on the left, texts in the middle, what is known of them on the right. */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { languageTag } from '../../../verifier-web/elements/language.ts'
import type { Judgement, Language, StudioApi } from '../studio-api.ts'
import './conflict-dialog.ts'
import { panelStyles } from './panel-styles.ts'
import { shellStyles } from './shell-styles.ts'
import { shellWords as words } from './shell-words.ts'
import './studio-bar.ts'
import type { StudioEvents } from './studio-events.ts'
import './studio-files.ts'
import './studio-notices.ts'
import { panels, type PanelName } from './studio-panels.ts'
import { StudioSession, type StudioState } from './studio-session.ts'
import './text-desk.ts'
import './width-handle.ts'
import type { WidthHandle } from './width-handle.ts'

/** The page. `begin` gives it its server; it keeps everything that is typed until that is saved. */
export class RuleStudio extends LitElement {
  static override properties = {
    state: { state: true },
    panel: { state: true },
    names: { state: true },
  }
  static override styles = [...panelStyles, shellStyles]

  declare private state: StudioState | undefined
  declare private panel: PanelName
  /** What was said last of names: a text that does not parse for a moment has no others. */
  declare private names: Judgement['names']
  #session: StudioSession | undefined

  constructor() {
    super()
    this.panel = 'cases'
    this.names = null
    this.#listen('studio-edit', ({ path, text }) => {
      this.#session?.edit(path, text)
    })
    this.#listen('studio-open', ({ path }) => {
      void this.#session?.open(path)
    })
    this.#listen('studio-show', ({ kind, place }) => {
      void this.renderRoot.querySelector('text-desk')?.show(kind, place)
    })
    this.#listen('studio-explain', ({ id }) => {
      this.panel = 'explanation'
      this.#session?.explain(id)
    })
    this.#listen('studio-compare', ({ before }) => {
      this.#session?.compareWith(before)
    })
    this.#listen('studio-speak', ({ language }) => {
      this.#session?.speak(language)
    })
    this.#listen('studio-settle', ({ path, choice }) => {
      void this.#session?.settle(path, choice)
    })
    this.#listen('studio-panel', ({ panel }) => {
      this.panel = panels.find((each) => each === panel) ?? this.panel
    })
    this.addEventListener('save', this.#save)
    this.addEventListener('format', this.#format)
  }

  /**
   * Opens the desk.
   *
   * @param language - Until the desk says which.
   */
  async begin(api: StudioApi, language: Language): Promise<void> {
    this.#session = new StudioSession(api, (state) => {
      this.names = state.judgement?.names ?? (state.path === this.state?.path ? this.names : null)
      this.state = state
    })
    await this.#session.begin(language)
  }

  /** Told by whoever asks the server. */
  reach(isThere: boolean): void {
    this.#session?.reach(isThere)
  }

  override connectedCallback(): void {
    super.connectedCallback()
    document.addEventListener('keydown', this.#onKey)
    window.addEventListener('beforeunload', this.#onLeave)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    document.removeEventListener('keydown', this.#onKey)
    window.removeEventListener('beforeunload', this.#onLeave)
  }

  protected override updated(changed: PropertyValues): void {
    const before = changed.get('state') as StudioState | undefined
    const { state } = this
    if (state === undefined) return
    if (before?.language !== state.language) {
      document.documentElement.lang = languageTag[state.language]
      document.title = `${words.title[state.language]} · Greengate`
    }
    if (before?.path !== state.path) {
      const texts = this.renderRoot.querySelector('text-desk')
      void texts?.updateComplete.then(() => {
        texts.openTexts()
      })
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    const { state } = this
    if (state === undefined) return nothing
    const { language, desk, path, files, judgement } = state
    const [rules, cases] = [this.#session?.fileOf('rules'), this.#session?.fileOf('cases')]
    const isWritable = desk?.sets.find((set) => set.path === path)?.isWritable === true
    const conflict = [rules, cases].find((file) => file?.other !== undefined)
    return html`<studio-bar .state=${state} .rules=${rules} .cases=${cases}></studio-bar>
      <studio-notices
        .state=${state}
        .conflict=${conflict}
        @compare=${() => {
          void this.renderRoot.querySelector('conflict-dialog')?.show()
        }}
        @dismiss=${() => {
          this.#session?.dismiss()
        }}
      ></studio-notices>
      <main>
        <nav aria-label=${words.files[language]}>
          <studio-files
            .desk=${desk}
            .files=${files}
            .path=${path}
            .language=${language}
          ></studio-files>
        </nav>
        <text-desk
          .rules=${rules}
          .cases=${cases}
          .judgement=${judgement}
          .names=${this.names}
          .desk=${desk}
          .isWritable=${isWritable}
          .language=${language}
        ></text-desk>
        <width-handle .label=${words.width[language]} @change=${this.#onWidth}></width-handle>
        <studio-panels
          .state=${state}
          .api=${this.#session?.api}
          .rules=${rules}
          .cases=${cases}
          .panel=${this.panel}
        ></studio-panels>
      </main>
      <conflict-dialog .file=${conflict} .language=${language}></conflict-dialog>`
  }

  readonly #save = (): void => {
    void this.#session?.save()
  }

  readonly #format = (): void => {
    const kind = this.renderRoot.querySelector('text-desk')?.kind ?? 'rules'
    void this.#session?.format(kind)
  }

  readonly #onWidth = ({ target }: Event): void => {
    this.style.setProperty('--studio-panels', `${String((target as WidthHandle).percent)}%`)
  }

  readonly #onLeave = (event: BeforeUnloadEvent): void => {
    if (this.#session?.hasUnsaved === true) event.preventDefault()
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const isMod = event.ctrlKey || event.metaKey
    if (isMod && !event.altKey && event.key.toLowerCase() === 's') {
      // The editor has told it already where it was pressed there.
      if (!event.defaultPrevented) this.#save()
      event.preventDefault()
    } else if (event.key === 'F6') {
      event.preventDefault()
      this.#goOn(event.shiftKey ? -1 : 1)
    }
  }

  /** From region to region: files, texts, panels. */
  #goOn(step: 1 | -1): void {
    const regions = ['studio-files', 'text-desk', 'studio-panels'] as const
    const here = regions.findIndex((name) => this.shadowRoot?.activeElement?.localName === name)
    const next = regions[(here < 0 ? 1 : here + step + regions.length) % regions.length]
    if (next !== undefined) this.renderRoot.querySelector(next)?.focus()
  }

  #listen<Name extends keyof StudioEvents>(
    name: Name,
    hear: (detail: StudioEvents[Name]) => void,
  ): void {
    this.addEventListener(name, (event) => {
      hear((event as CustomEvent<StudioEvents[Name]>).detail)
    })
  }
}

customElements.define('rule-studio', RuleStudio)

declare global {
  interface HTMLElementTagNameMap {
    'rule-studio': RuleStudio
  }
}
