/** `<my-code>`: the live code of one person, big, with the outcome, its rule and the reason; it goes on without a network. */
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { presentations } from 'greengate/holder'
import { outcomeShape } from '../../../verifier-web/elements/outcome-shape.ts'
import { outcomeWord } from '../../../verifier-web/elements/outcome-words.ts'
import { holdsWords } from '../../../verifier-web/elements/time-words.ts'
import { DeskRefusal } from '../../shared/desk-client.ts'
import { codePicture } from '../../../verifier-web/elements/code-picture.ts'
import { colourWords } from '../elements/desk-words.ts'
import { DeskView } from '../elements/desk-view.ts'
import { kindWord } from '../elements/fact-words.ts'
import { ruleLine } from '../elements/outcome-tag.ts'
import { words } from './applicant-words.ts'
import type { CodeKeeper } from './code-keeper.ts'
import type { KeptCode, Person } from './kept.ts'

/** An assessment takes a moment. */
const againMs = 1500
const mostTries = 20

/** The code. Give it a `person` and a `keeper`. */
export class MyCode extends DeskView {
  static override styles = [
    ...DeskView.styles,
    css`
      .told {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 0.1rem 0.9rem;
        align-items: center;
        margin: 0 0 0.6rem;
        padding: 0.6rem 0.9rem;
        border-radius: 1rem;
      }
      .told svg {
        width: 3.2rem;
        height: 3.2rem;
      }
      .told h2 {
        margin: 0;
        font-size: 1.6rem;
      }
      .told h2 span {
        font-size: 1.2rem;
        white-space: nowrap;
      }
      .told p {
        margin: 0;
      }
      .told .number {
        white-space: nowrap;
      }
      .code {
        display: block;
        width: min(100%, 30rem, 78vh);
        margin: 0 auto 0.75rem;
        border-radius: 0.7rem;
      }
      .card {
        padding: 0.6rem;
      }
      .on-paper {
        display: none;
      }
      @media print {
        .code,
        .code + .quiet {
          display: none;
        }
        .on-paper {
          display: block;
        }
      }
    `,
  ]
  static override properties = {
    person: { attribute: false },
    keeper: { attribute: false },
    kept: { state: true },
    text: { state: true },
    hasRunOut: { state: true },
    isOffline: { state: true },
  }

  declare person: Person
  declare keeper: CodeKeeper
  declare private kept: KeptCode | undefined
  /** What is to be shown in this step. */
  declare private text: string | undefined
  declare private hasRunOut: boolean
  declare private isOffline: boolean

  /** Ends showing one person's code. */
  #ending = new AbortController()
  /** Ends showing one code. */
  #showing = new AbortController()

  constructor() {
    super()
    this.hasRunOut = false
    this.isOffline = false
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#ending.abort()
    this.#showing.abort()
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('person')
    if (changed.has('person') && before?.id !== this.person.id) void this.#begin()
  }

  /** Whoever goes by keyboard stood on a title that another takes the place of, and stands on that. */
  protected override update(changed: PropertyValues<this>): void {
    const stoodOnTitle = this.shadowRoot?.activeElement?.id === 'title'
    super.update(changed)
    if (stoodOnTitle) this.renderRoot.querySelector<HTMLElement>('#title')?.focus()
  }

  async #begin(): Promise<void> {
    this.#ending.abort()
    this.#showing.abort()
    this.#ending = new AbortController()
    const { signal } = this.#ending
    this.kept = undefined
    this.text = undefined
    const { id } = this.person
    const kept = await this.keeper.kept(id)
    if (signal.aborted) return
    if (kept !== undefined) void this.#show(kept)
    for (let tries = 0; tries < mostTries; tries++) {
      await this.#refresh(signal)
      if (this.#ending.signal !== signal || this.refusal?.code !== 'not-assessed') return
      await new Promise((done) => setTimeout(done, againMs))
    }
  }

  /** Asks the desk; without it, what is here goes on. */
  async #refresh(signal: AbortSignal): Promise<void> {
    await this.load(async () => {
      try {
        const kept = await this.keeper.fetch(this.person.id)
        if (signal.aborted) return
        this.isOffline = false
        if (kept.code.cti === this.kept?.code.cti) this.kept = kept
        else void this.#show(kept)
      } catch (error) {
        if (!(error instanceof DeskRefusal) || error.code !== 'unreachable') throw error
        if (this.kept === undefined) throw error
        this.isOffline = true
      }
    })
  }

  async #show(kept: KeptCode): Promise<void> {
    this.#showing.abort()
    this.#showing = new AbortController()
    const { signal } = this.#showing
    this.kept = kept
    // The picture of another code never stands under the words of this one.
    this.text = undefined
    this.hasRunOut = false
    let isFirst = true
    for await (const { text } of presentations(kept.code.text, await this.keeper.key(), {
      signal,
    })) {
      if (signal.aborted) return
      this.text = text
      // A new step is the time to ask: at `refreshAt`, and for whatever was issued in its place.
      if (!isFirst && !document.hidden) void this.#refresh(this.#ending.signal)
      isFirst = false
    }
    if (signal.aborted) return
    this.text = undefined
    this.hasRunOut = true
    void this.#refresh(this.#ending.signal)
  }

  protected override render(): TemplateResult {
    const { kept } = this
    const isWaiting = this.refusal?.code === 'not-assessed'
    // That the session is over, the page says.
    const isToldElsewhere =
      isWaiting || (this.refusal?.code === 'not-signed-in' && kept !== undefined)
    return html`${isToldElsewhere ? nothing : this.notices()}
    ${this.isOffline ? html`<p class="said" role="status">${this.say(words.offline)}</p>` : nothing}
    ${
      kept !== undefined
        ? this.#told(kept)
        : this.refusal === undefined || isWaiting
          ? html`<h2 id="title" tabindex="-1">
              ${this.say(isWaiting ? words.waiting : words.making)}
            </h2>`
          : html`<h2 id="title" tabindex="-1">${this.say(words.code)}</h2>`
    }`
  }

  #told({ code, reason, missing }: KeptCode): TemplateResult {
    const { outcome } = code
    const { language, person } = this
    return html`<section class="card" data-cti=${code.cti}>
      <div class="told outcome-${outcome}">
        ${outcomeShape(outcome)}
        <div>
          <h2 id="title" tabindex="-1">
            ${this.say(colourWords[outcome])} <span>${this.say(outcomeWord[outcome])}</span>
          </h2>
          <p>${person.name ?? ''} <span class="number">****${person.lastFour}</span></p>
        </div>
      </div>
      ${
        this.text === undefined
          ? html`<p class="alert">${this.say(this.hasRunOut ? words.ranOut : words.making)}</p>`
          : html`${codePicture(this.text, this.say(words.live))}
              <p class="quiet">${this.say(words.live)}</p>
              <p class="on-paper">${this.say(words.notOnPaper)}</p>`
      }
      <dl>
        <dt>${this.say(words.why)}</dt>
        <dd>
          ${reason === undefined ? nothing : html`<strong>${this.say(reason)}</strong><br />`}
          ${ruleLine(code, language)}
        </dd>
        ${
          missing.length === 0
            ? nothing
            : html`<dt>${this.say(words.missing)}</dt>
                <dd data-missing>
                  ${missing.map((kind) => kindWord(kind, language)).join(language === 'zh' ? '、' : ', ')}
                  <a href="#declare">${this.say(words.goDeclare)}</a>
                </dd>`
        }
        <dt>${this.say(words.codeUntil)}</dt>
        <dd>${holdsWords(code.validUntil, new Date().toISOString(), language)}</dd>
      </dl>
      ${
        outcome === 'pass'
          ? nothing
          : html`<p>
              ${this.say(words.otherOpinion)} <a href="#matters">${this.say(words.goAppeal)}</a>
            </p>`
      }
    </section>`
  }
}

customElements.define('my-code', MyCode)

declare global {
  interface HTMLElementTagNameMap {
    'my-code': MyCode
  }
}
