/** `<applicant-page>`: signs in, chooses for whom, and shows one of its parts, named by the address behind `#`. */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import type { AnswerOf } from '../../shared/routes.ts'
import { DeskRefusal } from '../../shared/desk-client.ts'
import { barStyles, deskBar } from '../elements/desk-bar.ts'
import { deskWords } from '../elements/desk-words.ts'
import { DeskView } from '../elements/desk-view.ts'
import { watchIdle, type IdleTimes } from '../elements/idle-watch.ts'
import { applySettings, readSettings, type PageSettings } from '../elements/page-settings.ts'
import '../elements/sign-in-form.ts'
import { words } from './applicant-words.ts'
import { codeKeeper, type CodeKeeper } from './code-keeper.ts'
import './declare-view.ts'
import './family-view.ts'
import type { Kept, Person } from './kept.ts'
import './matters-view.ts'
import './my-code.ts'
import './record-view.ts'

const parts = ['code', 'declare', 'record', 'matters', 'family'] as const
type Part = (typeof parts)[number]

/** The page. Give it a `client`, where to keep things, and on a public terminal when to sign out. */
export class ApplicantPage extends DeskView {
  static override styles = [...DeskView.styles, barStyles]
  static override properties = {
    kept: { attribute: false },
    idle: { attribute: false },
    settings: { state: true },
    desk: { state: true },
    state: { state: true },
    people: { state: true },
    chosen: { state: true },
    shown: { state: true },
    isWarned: { state: true },
  }

  declare kept: Kept
  declare idle: IdleTimes | undefined
  declare private settings: PageSettings
  declare private desk: AnswerOf<'GET /desk'> | undefined
  declare private state: 'starting' | 'signed-in' | 'signed-out'
  declare private people: readonly Person[]
  /** The id of the person for whom things are done. */
  declare private chosen: string | undefined
  declare private shown: Part
  declare private isWarned: boolean

  #keeper: CodeKeeper | undefined
  #watching = new AbortController()
  readonly #leaving = new AbortController()

  constructor() {
    super()
    this.settings = readSettings()
    this.state = 'starting'
    this.people = []
    this.shown = partOf(location.hash)
    this.isWarned = false
  }

  override connectedCallback(): void {
    super.connectedCallback()
    const { signal } = this.#leaving
    const move = (): void => {
      this.shown = partOf(location.hash)
      void this.#focusTitle()
    }
    window.addEventListener('hashchange', move, { signal })
    this.addEventListener('signed-in', () => void this.#start())
    this.addEventListener('signed-out', () => {
      this.state = 'signed-out'
      // It was not there when the page opened.
      if (this.desk === undefined) void this.#start()
    })
    window.addEventListener('online', () => void this.#start(), { signal })
    this.addEventListener('desk-changed', () => void this.#readPeople())
    this.addEventListener('desk-erased', () => void this.#signOut())
    void this.#start()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#leaving.abort()
    this.#watching.abort()
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('idle') || changed.has('state')) this.#watch()
    if (!changed.has('settings')) return
    this.language = this.settings.language
    applySettings(this.settings)
    document.title = `${this.say(words.title)} · Greengate`
  }

  /** Without a network, what is on this device is shown. */
  async #start(): Promise<void> {
    this.#keeper ??= codeKeeper(this.client, this.kept)
    const isThere = await this.load(async () => {
      this.desk = await this.client('GET /desk', {})
      await this.client('GET /me', {})
    })
    if (isThere) {
      await this.#readPeople()
      this.state = 'signed-in'
      void this.#focusTitle()
      return
    }
    if (this.refusal?.code === 'not-signed-in') {
      this.refusal = undefined
      return
    }
    this.#takePeople(await this.kept.readPeople())
    if (this.people.length > 0) this.state = 'signed-in'
  }

  async #readPeople(): Promise<void> {
    await this.load(async () => {
      const { people } = await this.client('GET /people', {})
      await this.kept.writePeople(people)
      this.#takePeople(people)
    })
  }

  #takePeople(people: readonly Person[]): void {
    this.people = people
    const isThere = people.some(({ id }) => id === this.chosen)
    if (!isThere) this.chosen = people[0]?.id
  }

  async #focusTitle(): Promise<void> {
    await this.updateComplete
    const view = this.renderRoot.querySelector('main > *')
    if (view instanceof DeskView) await view.updateComplete
    view?.shadowRoot?.querySelector<HTMLElement>('#title')?.focus()
  }

  /** On a public terminal, while somebody is signed in. */
  #watch(): void {
    this.#watching.abort()
    this.isWarned = false
    if (this.idle === undefined || this.state !== 'signed-in') return
    this.#watching = new AbortController()
    const change = (state: 'used' | 'warned' | 'over'): void => {
      this.isWarned = state === 'warned'
      if (state === 'over') void this.#signOut()
    }
    watchIdle(this.idle, change, this.#watching.signal)
  }

  /** Nothing of them stays on this device, whether the desk can be told or not. */
  readonly #signOut = async (): Promise<void> => {
    await this.kept.clear()
    this.#keeper = undefined
    this.people = []
    this.chosen = undefined
    try {
      await this.client('POST /sign-out', {})
    } catch (error) {
      if (!(error instanceof DeskRefusal)) throw error
    }
    location.hash = ''
    this.tell('signed-out')
  }

  protected override render(): TemplateResult {
    const choose = (settings: PageSettings): void => {
      this.settings = settings
    }
    return html`<div class="sheet">
      ${deskBar(this.say(words.title), this.settings, choose)}
      ${this.isWarned ? this.#warning() : nothing}
      ${this.state === 'signed-in' ? this.#navigation() : nothing}
      <main>${this.#main()}</main>
    </div>`
  }

  #warning(): TemplateResult {
    return html`<section class="alert" role="alertdialog" aria-labelledby="idle">
      <h2 id="idle">${this.say(words.stillThere)}</h2>
      <p>${this.say(words.signsOut)}</p>
      <button type="button" class="primary">${this.say(words.goOn)}</button>
    </section>`
  }

  #navigation(): TemplateResult {
    const offered = this.people.length === 0 ? (['family'] as const) : parts
    const current = this.people.length === 0 ? 'family' : this.shown
    return html`<nav aria-label=${this.say(deskWords.sections)}>
        ${offered.map(
          (part) =>
            html`<a href="#${part}" aria-current=${part === current ? 'page' : nothing}
              >${this.say(words[part])}</a
            >`,
        )}
        <button type="button" @click=${this.#signOut}>${this.say(deskWords.signOut)}</button>
      </nav>
      ${this.people.length > 1 && current !== 'family' ? this.#whose() : nothing}`
  }

  #whose(): TemplateResult {
    const choose = (event: Event): void => {
      this.chosen = (event.target as HTMLSelectElement).value
    }
    return html`<label class="field card"
      ><span>${this.say(words.whose)}</span>
      <select name="whose" @change=${choose}>
        ${this.people.map(
          ({ id, name = '', lastFour, relation = 'self' }) =>
            html`<option value=${id} ?selected=${id === this.chosen}>
              ${name} ****${lastFour} · ${this.say(words[relation])}
            </option>`,
        )}
      </select>
    </label>`
  }

  #main(): TemplateResult {
    const { client, language, state, people, desk } = this
    if (state === 'signed-out') {
      return html`<sign-in-form
        .client=${client}
        .language=${language}
        .ways=${desk?.signIn ?? []}
      ></sign-in-form>`
    }
    if (state === 'starting') {
      return html`${this.notices()}
      ${
        this.refusal === undefined
          ? html`<p>${this.say(deskWords.loading)}</p>`
          : html`<button type="button" class="primary" @click=${() => void this.#start()}>
              ${this.say(deskWords.retry)}
            </button>`
      }`
    }
    const person = people.find(({ id }) => id === this.chosen)
    const keeper = this.#keeper
    if (person === undefined || keeper === undefined || this.shown === 'family') {
      return html`<family-view
        .client=${client}
        .language=${language}
        .people=${people}
      ></family-view>`
    }
    switch (this.shown) {
      case 'code':
        return html`<my-code
          .client=${client}
          .language=${language}
          .person=${person}
          .keeper=${keeper}
        ></my-code>`
      case 'declare':
        return html`<declare-view
          .client=${client}
          .language=${language}
          .person=${person.id}
          .kinds=${desk?.declared ?? []}
        ></declare-view>`
      case 'record':
        return html`<record-view
          .client=${client}
          .language=${language}
          .person=${person.id}
        ></record-view>`
      case 'matters':
        return html`<matters-view
          .client=${client}
          .language=${language}
          .person=${person.id}
        ></matters-view>`
    }
  }
}

function partOf(hash: string): Part {
  return parts.find((part) => `#${part}` === hash) ?? 'code'
}

customElements.define('applicant-page', ApplicantPage)

declare global {
  interface HTMLElementTagNameMap {
    'applicant-page': ApplicantPage
  }
}
