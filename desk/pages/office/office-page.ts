/** `<office-page>`: signs an officer in, and shows the parts that their roles are for, named by the address behind `#`. */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import type { AnswerOf } from '../../shared/routes.ts'
import { DeskRefusal } from '../../shared/desk-client.ts'
import { barStyles, deskBar } from '../elements/desk-bar.ts'
import { deskWords } from '../elements/desk-words.ts'
import { DeskView } from '../elements/desk-view.ts'
import { applySettings, readSettings, type PageSettings } from '../elements/page-settings.ts'
import '../elements/sign-in-form.ts'
import './audit-view.ts'
import './matter-view.ts'
import { words } from './office-words.ts'
import './orders-view.ts'
import './sources-view.ts'
import './standing-view.ts'
import { firstChoice, type WorkChoice } from './work-list.ts'
import './work-view.ts'

type Desk = AnswerOf<'GET /desk'>
type Officer = Extract<AnswerOf<'GET /me'>, { readonly kind: 'officer' }>

/** Which role each part is for; the counts are for everybody. */
const roleOf = {
  work: 'worklist',
  standing: undefined,
  sources: 'sources',
  orders: 'orders',
  audit: 'audit',
} as const
type Part = keyof typeof roleOf
const parts = Object.keys(roleOf) as readonly Part[]

/** The page. Give it a `client`. */
export class OfficePage extends DeskView {
  static override styles = [...DeskView.styles, barStyles]
  static override properties = {
    settings: { state: true },
    desk: { state: true },
    officer: { state: true },
    isStarted: { state: true },
    isLocked: { state: true },
    choice: { state: true },
    hash: { state: true },
  }

  declare private settings: PageSettings
  declare private desk: Desk | undefined
  declare private officer: Officer | undefined
  declare private isStarted: boolean
  /** The session is over; what was written stays until its officer comes back, or another comes. */
  declare private isLocked: boolean
  declare private choice: WorkChoice
  declare private hash: string

  readonly #leaving = new AbortController()

  constructor() {
    super()
    this.settings = readSettings()
    this.isStarted = false
    this.isLocked = false
    this.choice = firstChoice
    this.hash = location.hash
  }

  override connectedCallback(): void {
    super.connectedCallback()
    const move = (): void => {
      this.hash = location.hash
      void this.#focusTitle()
    }
    window.addEventListener('hashchange', move, { signal: this.#leaving.signal })
    this.addEventListener('signed-in', () => void this.#start())
    this.addEventListener('signed-out', () => {
      this.isLocked = this.officer !== undefined
    })
    void this.#start()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#leaving.abort()
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
      // Whoever is signed in for themselves signs in again as an officer.
      await this.#admit(me.kind === 'officer' ? me : undefined)
    })
    if (this.refusal?.code === 'not-signed-in') this.refusal = undefined
    this.isStarted = this.desk !== undefined
    void this.#focusTitle()
  }

  /** Nobody sees what another wrote. */
  async #admit(officer: Officer | undefined): Promise<void> {
    if (officer?.id !== this.officer?.id) {
      this.officer = undefined
      this.choice = firstChoice
      await this.updateComplete
    }
    this.officer = officer
    this.isLocked = false
  }

  async #focusTitle(): Promise<void> {
    await this.updateComplete
    const view = this.renderRoot.querySelector(
      this.isLocked ? 'sign-in-form' : 'main sign-in-form, main > div > *',
    )
    if (view instanceof DeskView) await view.updateComplete
    view?.shadowRoot?.querySelector<HTMLElement>('#title')?.focus()
  }

  readonly #signOut = async (): Promise<void> => {
    try {
      await this.client('POST /sign-out', {})
    } catch (error) {
      if (!(error instanceof DeskRefusal)) throw error
    }
    location.hash = ''
    await this.#admit(undefined)
  }

  protected override render(): TemplateResult {
    const choose = (settings: PageSettings): void => {
      this.settings = settings
    }
    return html`<div class="sheet">
      ${deskBar(this.say(words.title), this.settings, choose)} ${this.#navigation()}
      <main>${this.#main()}</main>
    </div>`
  }

  #offered(): readonly Part[] {
    const roles: readonly string[] = this.officer?.roles ?? []
    return parts.filter((part) => {
      const role = roleOf[part]
      return role === undefined || roles.includes(role)
    })
  }

  #current(): Part {
    const offered = this.#offered()
    const name = this.hash.slice(1).split('/')[0]
    return offered.find((part) => part === name) ?? offered[0] ?? 'standing'
  }

  #navigation(): TemplateResult | typeof nothing {
    if (this.officer === undefined || this.isLocked) return nothing
    const current = this.#current()
    return html`<nav aria-label=${this.say(deskWords.sections)}>
      ${this.#offered().map(
        (part) =>
          html`<a href="#${part}" aria-current=${part === current ? 'page' : nothing}
            >${this.say(words[part])}</a
          >`,
      )}
      <button type="button" @click=${this.#signOut}>
        ${this.say(deskWords.signOut)} (${this.officer.name})
      </button>
    </nav>`
  }

  #main(): TemplateResult {
    const { client, language, officer, desk, isLocked } = this
    if (!this.isStarted) {
      return html`${this.notices(() => void this.#start())} ${this.loading()}`
    }
    return html`${
      officer === undefined || isLocked
        ? html`${isLocked ? html`<p class="said">${this.say(words.sessionOver)}</p>` : nothing}
            <sign-in-form
              as="officer"
              .client=${client}
              .language=${language}
              .ways=${desk?.signIn ?? []}
            ></sign-in-form>`
        : nothing
    }
    ${officer === undefined ? nothing : html`<div ?hidden=${isLocked}>${this.#part(officer)}</div>`}`
  }

  #part(officer: Officer): TemplateResult {
    const { client, language } = this
    const matter = /^#work\/(.+)$/.exec(this.hash)?.[1]
    switch (this.#current()) {
      case 'work':
        return matter === undefined
          ? html`<work-view
              .client=${client}
              .language=${language}
              .officer=${officer.id}
              .choice=${this.choice}
              .onChoice=${(choice: WorkChoice) => {
                this.choice = choice
              }}
            ></work-view>`
          : html`<matter-view
              .client=${client}
              .language=${language}
              .matter=${matter}
              .officer=${officer.id}
              .list=${this.choice.shown}
            ></matter-view>`
      case 'standing':
        return html`<standing-view .client=${client} .language=${language}></standing-view>`
      case 'sources':
        return html`<sources-view .client=${client} .language=${language}></sources-view>`
      case 'orders':
        return html`<orders-view .client=${client} .language=${language}></orders-view>`
      case 'audit':
        return html`<audit-view .client=${client} .language=${language}></audit-view>`
    }
  }
}

customElements.define('office-page', OfficePage)

declare global {
  interface HTMLElementTagNameMap {
    'office-page': OfficePage
  }
}
