/** `<counter-page>`: signs an officer of the counter in, and serves one person after the other. */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import type { AnswerOf } from '../../shared/routes.ts'
import { DeskRefusal } from '../../shared/desk-client.ts'
import { barStyles, deskBar } from '../elements/desk-bar.ts'
import { deskWords } from '../elements/desk-words.ts'
import { DeskView } from '../elements/desk-view.ts'
import { applySettings, readSettings, type PageSettings } from '../elements/page-settings.ts'
import '../elements/sign-in-form.ts'
import { words } from './counter-words.ts'
import './find-view.ts'

type Desk = AnswerOf<'GET /desk'>
type Officer = Extract<AnswerOf<'GET /me'>, { readonly kind: 'officer' }>

/** The page. Give it a `client`. */
export class CounterPage extends DeskView {
  static override styles = [...DeskView.styles, barStyles]
  static override properties = {
    settings: { state: true },
    desk: { state: true },
    devices: { state: true },
    officer: { state: true },
    isStarted: { state: true },
  }

  declare private settings: PageSettings
  declare private desk: Desk | undefined
  declare private devices: AnswerOf<'GET /office/counter'> | undefined
  declare private officer: Officer | undefined
  declare private isStarted: boolean

  constructor() {
    super()
    this.settings = readSettings()
    this.isStarted = false
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.addEventListener('signed-in', () => void this.#start())
    this.addEventListener('signed-out', () => {
      this.officer = undefined
    })
    void this.#start()
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('settings')) return
    this.language = this.settings.language
    applySettings(this.settings)
    document.title = `${this.say(words.title)} · Greengate`
  }

  async #start(): Promise<void> {
    await this.load(async () => {
      this.desk = await this.client('GET /desk', {})
      const me = await this.client('GET /me', {})
      const officer = me.kind === 'officer' ? me : undefined
      const isOurs = officer?.roles.includes('counter') === true
      this.devices = isOurs ? await this.client('GET /office/counter', {}) : undefined
      this.officer = officer
    })
    if (this.refusal?.code === 'not-signed-in') this.refusal = undefined
    this.isStarted = this.desk !== undefined
  }

  readonly #signOut = async (): Promise<void> => {
    try {
      await this.client('POST /sign-out', {})
    } catch (error) {
      if (!(error instanceof DeskRefusal)) throw error
    }
    this.officer = undefined
  }

  protected override render(): TemplateResult {
    const choose = (settings: PageSettings): void => {
      this.settings = settings
    }
    return html`<div class="sheet">
      ${deskBar(this.say(words.title), this.settings, choose)}
      ${
        this.officer === undefined
          ? nothing
          : html`<nav aria-label=${this.say(deskWords.sections)}>
              <button type="button" @click=${this.#signOut}>
                ${this.say(deskWords.signOut)} (${this.officer.name})
              </button>
            </nav>`
      }
      <main>${this.#main()}</main>
    </div>`
  }

  #main(): TemplateResult {
    const { client, language, officer, desk, devices } = this
    if (!this.isStarted) {
      return html`${this.notices(() => void this.#start())} ${this.loading()}`
    }
    if (officer === undefined) {
      return html`<sign-in-form
        as="officer"
        .client=${client}
        .language=${language}
        .ways=${desk?.signIn ?? []}
      ></sign-in-form>`
    }
    if (devices === undefined) {
      return html`<p class="alert" role="alert">${this.say(words.notYours)}</p>`
    }
    return html`<find-view
      .client=${client}
      .language=${language}
      .kinds=${desk?.declared ?? []}
      .devices=${devices}
    ></find-view>`
  }
}

customElements.define('counter-page', CounterPage)

declare global {
  interface HTMLElementTagNameMap {
    'counter-page': CounterPage
  }
}
