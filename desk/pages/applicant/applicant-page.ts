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
import { partOf, parts, partView, whoseField, type Part } from './applicant-parts.ts'
import { words } from './applicant-words.ts'
import { codeKeeper, type CodeKeeper } from './code-keeper.ts'
import './family-view.ts'
import type { Kept, Person } from './kept.ts'
import { idleWarning, sessionOver } from './session-over.ts'

/** An assessment takes a moment. */
const againMs = 1000
const mostTries = 20
/** Kept while somebody signed out whom the desk still knows. */
const leaving = 'greengate-desk-leaving'

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
    family: { state: true },
  }

  declare kept: Kept
  declare idle: IdleTimes | undefined
  declare private settings: PageSettings
  declare private desk: AnswerOf<'GET /desk'> | undefined
  /** `over`: the session is, and what this device keeps is shown. */
  declare private state: 'starting' | 'signed-in' | 'over' | 'signed-out'
  /** How many others an account acts for at most. */
  declare private family: number
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
    // Not known before the desk was reached.
    this.family = Infinity
  }

  override connectedCallback(): void {
    super.connectedCallback()
    const { signal } = this.#leaving
    const move = (): void => {
      this.shown = partOf(location.hash)
      // It was not there when the page opened.
      if (this.desk === undefined && this.state === 'signed-in') void this.#start()
      void this.#focusTitle()
    }
    window.addEventListener('hashchange', move, { signal })
    this.addEventListener('signed-in', () => void this.#start())
    this.addEventListener('signed-out', () => void this.#end())
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
    const wasIn = this.state === 'signed-in'
    const isThere = await this.load(async () => {
      this.desk = await this.client('GET /desk', {})
      if (localStorage.getItem(leaving) !== null) await this.#tellLeaving()
      const me = await this.client('GET /me', {})
      // An officer who comes here signs in again, for themselves.
      if (me.kind === 'officer') throw new DeskRefusal('not-signed-in')
      this.family = me.family
    })
    if (isThere) {
      await this.#readPeople()
      this.state = 'signed-in'
      if (!wasIn) void this.#focusTitle()
      return
    }
    if (this.refusal?.code === 'not-signed-in') {
      this.refusal = undefined
      return
    }
    this.#takePeople(await this.kept.readPeople())
    if (this.people.length > 0) this.state = 'signed-in'
  }

  /** The desk knows nobody here any more. On one's own device a code goes on; a public terminal forgets it. */
  async #end(): Promise<void> {
    if (this.idle !== undefined) await this.#forget()
    else if (this.people.length === 0) this.#takePeople(await this.kept.readPeople())
    if (this.state !== 'signed-out') this.state = this.people.length > 0 ? 'over' : 'signed-out'
    // It was not there when the page opened.
    if (this.desk === undefined) void this.#start()
  }

  async #readPeople(): Promise<void> {
    for (let tries = 0; tries < mostTries; tries++) {
      await this.load(async () => {
        const { people } = await this.client('GET /people', {})
        const before = await this.kept.readPeople()
        const isOther = before.every(({ id }) => people.every((person) => person.id !== id))
        // Somebody else signed in: nothing of who was here before stays.
        if (before.length > 0 && isOther) await this.#forget()
        await this.kept.writePeople(people)
        this.#keeper ??= codeKeeper(this.client, this.kept)
        this.#takePeople(people)
      })
      if (this.people.every(({ outcome }) => outcome !== undefined)) return
      if (tries === 0 && this.shown !== 'family') return
      await new Promise((done) => setTimeout(done, againMs))
    }
  }

  async #forget(): Promise<void> {
    await this.kept.clear()
    this.#keeper = undefined
    this.people = []
    this.chosen = undefined
  }

  #takePeople(people: readonly Person[]): void {
    this.people = people
    const isThere = people.some(({ id }) => id === this.chosen)
    if (!isThere) this.chosen = people[0]?.id
  }

  async #focusTitle(): Promise<void> {
    await this.updateComplete
    const view = this.renderRoot.querySelector('main > :not(label)')
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
    await this.#forget()
    localStorage.setItem(leaving, '')
    try {
      await this.#tellLeaving()
    } catch (error) {
      if (!(error instanceof DeskRefusal)) throw error
    }
    location.hash = ''
    this.tell('signed-out')
  }

  /** Where the desk cannot be reached it is told later, before anything else. */
  async #tellLeaving(): Promise<void> {
    try {
      await this.client('POST /sign-out', {})
    } catch (error) {
      if (!(error instanceof DeskRefusal) || error.code === 'unreachable') throw error
    }
    localStorage.removeItem(leaving)
  }

  protected override render(): TemplateResult {
    const choose = (settings: PageSettings): void => {
      this.settings = settings
    }
    return html`<div class="sheet">
      ${deskBar(this.say(words.title), this.settings, choose)}
      ${this.isWarned ? idleWarning(this.language) : nothing}
      ${this.state === 'signed-in' ? this.#navigation() : nothing}
      <main>${this.#main()}</main>
    </div>`
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
    </nav> `
  }

  #whose(): TemplateResult {
    return whoseField(this.people, this.chosen, this.language, (id) => {
      this.chosen = id
    })
  }

  #main(): TemplateResult {
    const { client, language, state, people, desk } = this
    if (state === 'over') return this.#over()
    if (state === 'signed-out' && desk !== undefined) {
      return html`<sign-in-form
        .client=${client}
        .language=${language}
        .ways=${desk.signIn}
      ></sign-in-form>`
    }
    if (state === 'starting' || state === 'signed-out') {
      return html`${this.notices(() => void this.#start())} ${this.loading()}`
    }
    const person = people.find(({ id }) => id === this.chosen)
    const keeper = this.#keeper
    if (person === undefined || keeper === undefined || this.shown === 'family') {
      return html`<family-view
        .client=${client}
        .language=${language}
        .people=${people}
        .most=${this.family}
        @person-chosen=${({ detail }: CustomEvent<string>) => {
          this.chosen = detail
          location.hash = '#code'
        }}
      ></family-view>`
    }
    return html`${people.length > 1 ? this.#whose() : nothing}
    ${this.#part(this.shown, person, keeper)}`
  }

  #part(part: Exclude<Part, 'family'>, person: Person, keeper: CodeKeeper): TemplateResult {
    const { client, language, desk } = this
    return partView(part, { client, language, person, keeper, kinds: desk?.declared ?? [] })
  }

  #over(): TemplateResult {
    const person = this.people.find(({ id }) => id === this.chosen)
    const keeper = this.#keeper
    const signIn = (): void => {
      this.state = 'signed-out'
      void this.#focusTitle()
    }
    return html`${sessionOver(this.language, signIn, () => void this.#signOut())}
    ${this.people.length > 1 ? this.#whose() : nothing}
    ${person === undefined || keeper === undefined ? nothing : this.#part('code', person, keeper)}`
  }
}

customElements.define('applicant-page', ApplicantPage)

declare global {
  interface HTMLElementTagNameMap {
    'applicant-page': ApplicantPage
  }
}
