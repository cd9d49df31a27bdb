/** `<embedded-page>`: the verifier for a frame in somebody else's page: scanner, pictures, the decision, and who is told of it. */
import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { bundleSummary, verify, type Bundle, type Decision } from 'greengate'
import { DecoderError } from '../edges/decoder.ts'
import { PictureError } from '../edges/picture-error.ts'
import { readersOf } from '../edges/readers.ts'
import '../elements/greengate-decision.ts'
import '../elements/greengate-scanner.ts'
import type { Language } from '../elements/language.ts'
import { buttons, surfaceColours } from '../elements/surface-colours.ts'
import { embeddedWords, noticeWords, worldWords, type Notice } from './embedded-words.ts'

/**
 * The page in the frame.
 *
 * @fires embedded-decision - A code was decided; `detail.decision` is the decision.
 */
export class EmbeddedPage extends LitElement {
  static override styles = [
    surfaceColours,
    buttons,
    css`
      :host {
        display: grid;
        gap: 0.75rem 1.25rem;
        align-items: start;
        padding: 0.75rem;
        background: var(--greengate-paper);
      }
      p {
        margin: 0;
      }
      .world {
        grid-column: 1 / -1;
      }
      .world,
      .notice {
        padding: 0.6rem 0.9rem;
        border: 2px solid var(--greengate-line);
        border-radius: 0.7rem;
        font-weight: 600;
      }
      @media (min-width: 44rem) {
        :host {
          grid-template-columns: 1fr 1fr;
        }
      }
      .picture {
        margin-block-start: 0.75rem;
      }
      .picture .button {
        display: inline-block;
      }
      input {
        position: absolute;
        opacity: 0;
        pointer-events: none;
      }
      input:focus-visible + .button {
        outline: 3px solid var(--greengate-accent);
        outline-offset: 2px;
      }
    `,
  ]
  static override properties = {
    bundle: { attribute: false },
    isReading: { attribute: false },
    ruleSet: { attribute: false },
    language: { type: String },
    decision: { state: true },
    notice: { state: true },
  }

  /** What codes are decided under. */
  declare bundle: Bundle | undefined
  /** Whether that is still being read: who shows a code meanwhile waits for it. */
  declare isReading: boolean
  /** The rule set that decides; undefined: the first that is in force. */
  declare ruleSet: string | undefined
  declare language: Language
  declare private decision: Decision | undefined
  declare private notice: Notice | undefined

  // Counts what is shown, so that an answer that was overtaken is neither shown nor told.
  #turn = 0
  #tellRead = (): void => undefined
  readonly #isRead = new Promise<void>((resolve) => {
    this.#tellRead = resolve
  })

  constructor() {
    super()
    this.isReading = true
    this.language = 'zh'
    if (!window.isSecureContext) this.notice = 'insecure'
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!this.isReading) this.#tellRead()
    // An answer under data that are gone may be another one now.
    if (changed.has('bundle') && this.decision !== undefined) this.#show(undefined)
  }

  override render(): TemplateResult {
    const { language, bundle, decision, notice } = this
    const world = bundle === undefined ? undefined : worldWords[bundle.root.world]
    return html`
      ${world === undefined ? nothing : html`<p class="world">${world[language]}</p>`}
      <div>
        <greengate-scanner
          assets="../"
          .language=${language}
          @greengate-text=${this.#onText}
          @greengate-several=${this.#onSeveral}
        ></greengate-scanner>
        <p class="picture">
          <input id="picture" type="file" accept="image/*" @change=${this.#onPicture} />
          <label for="picture" class="button">${embeddedWords.picture[language]}</label>
        </p>
      </div>
      <section aria-label=${embeddedWords.result[language]}>
        <p class="notice" role="alert" ?hidden=${notice === undefined}>
          ${notice === undefined ? nothing : noticeWords[notice][language]}
        </p>
        <greengate-decision .language=${language} .bundle=${bundle} .decision=${decision}>
          <button slot="actions" type="button" ?hidden=${!this.#hasShown} @click=${this.#onNext}>
            ${embeddedWords.next[language]}
          </button>
        </greengate-decision>
      </section>
    `
  }

  get #hasShown(): boolean {
    return this.decision !== undefined || this.notice !== undefined
  }

  #show(decision: Decision | undefined, notice?: Notice): void {
    this.#turn++
    this.decision = decision
    this.notice = notice
  }

  /** Somebody else: what stands there is of the one before. */
  #begin(): number {
    this.#show(undefined)
    return this.#turn
  }

  async #check(text: string): Promise<void> {
    if (!window.isSecureContext) return
    const turn = this.#begin()
    await this.#isRead
    const { bundle } = this
    const now = new Date()
    const ruleSet = this.ruleSet ?? this.#inForce(now)
    const context = ruleSet === undefined ? {} : { ruleSet }
    let decision: Decision
    try {
      decision = await verify(text, { bundle, now, context, ...(await readersOf([text])) })
    } catch (error) {
      // A fault of ours: never a pass, and never a silent page.
      if (turn === this.#turn) this.#show(undefined, 'failed')
      throw error
    }
    if (turn !== this.#turn) return
    // Newer data came meanwhile.
    if (bundle !== this.bundle) return this.#check(text)
    this.#show(decision)
    this.dispatchEvent(new CustomEvent('embedded-decision', { detail: { decision } }))
  }

  #inForce(now: Date): string | undefined {
    const sets = this.bundle === undefined ? [] : bundleSummary(this.bundle, now).ruleSets
    return (sets.find(({ inForce }) => inForce) ?? sets[0])?.id
  }

  #onText = (event: CustomEvent<{ readonly text: string }>): void => {
    void this.#check(event.detail.text)
  }

  #onSeveral = (): void => {
    this.#show(undefined, 'several')
  }

  #onPicture = async (event: Event): Promise<void> => {
    const input = event.target as HTMLInputElement
    const [file] = input.files ?? []
    const scanner = this.renderRoot.querySelector('greengate-scanner')
    if (file === undefined || scanner === null) return
    input.value = ''
    const turn = this.#begin()
    let texts: readonly string[]
    try {
      texts = await scanner.read(file)
    } catch (error) {
      if (!(error instanceof PictureError || error instanceof DecoderError)) throw error
      if (turn === this.#turn) this.#show(undefined, 'no-picture')
      return
    }
    if (turn !== this.#turn) return
    const [text, ...more] = texts
    if (text === undefined) this.#show(undefined, 'no-code')
    else if (more.length > 0) this.#show(undefined, 'several')
    else await this.#check(text)
  }

  #onNext = (): void => {
    this.#show(undefined)
  }
}

customElements.define('embedded-page', EmbeddedPage)

declare global {
  interface HTMLElementTagNameMap {
    'embedded-page': EmbeddedPage
  }
  interface HTMLElementEventMap {
    'embedded-decision': CustomEvent<{ readonly decision: Decision }>
  }
}
