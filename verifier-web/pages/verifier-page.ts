/** `<verifier-page>`: the whole verifier in one page: inputs on one side, the answer on the other, the data below. */
import { msg, updateWhenLocaleChanges } from '@lit/localize'
import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { bundleSummary, verify, type Context, type Decision } from 'greengate'
import '../elements/greengate-decision.ts'
import '../elements/greengate-scanner.ts'
import { languageTag } from '../elements/language.ts'
import { buttons, surfaceColours } from '../elements/surface-colours.ts'
import { keepInMemory } from '../edges/bundle-keeping.ts'
import { DecoderError } from '../edges/decoder.ts'
import { PictureError } from '../edges/picture.ts'
import { readersOf } from '../edges/readers.ts'
import type { Transfer } from '../edges/transfer.ts'
import { languageOf } from '../words/localize.ts'
import { blankView } from './blank-view.ts'
import { languageButtons } from './language-buttons.ts'
import { pictureNotice, type Notice } from './messages.ts'
import { mark } from './page-pictures.ts'
import { isLostKey } from './lost-key.ts'
import { pageStyles } from './page-styles.ts'
import { ShownCodes } from './shown-codes.ts'
import { TransferController } from './transfer-controller.ts'
import { DataTaker, type VerifierData } from './take-data.ts'
import { worldView } from './world-view.ts'
import './verifier-data.ts'
import './verifier-inputs.ts'

/** setTimeout's longest delay. */
const maxDelayMs = 2 ** 31 - 1

/** The page. Give it its `data` and a `taker`; of what people show it nothing is sent and nothing kept. */
export class VerifierPage extends LitElement {
  static override styles = [surfaceColours, buttons, pageStyles]
  static override properties = {
    data: { attribute: false },
    taker: { attribute: false },
    answer: { state: true },
    notice: { state: true },
    ruleSet: { state: true },
    now: { state: true },
  }

  /** What codes are decided under; undefined while it is being read. */
  declare data: VerifierData | undefined
  /** Takes files and keeps them; without another one, for as long as the page is open. */
  declare taker: DataTaker
  declare private answer: Decision | undefined
  declare private notice: Notice | undefined
  declare private ruleSet: string | undefined
  declare private now: Date

  readonly #transfers = new TransferController(this, (transfer) => {
    void this.#take(transfer)
  })
  readonly #codes = new ShownCodes()
  // Counts texts, so that an answer that was overtaken is not shown.
  #turn = 0
  #ageTimer: number | undefined
  #holdTimer: number | undefined

  constructor() {
    super()
    updateWhenLocaleChanges(this)
    this.taker = new DataTaker(keepInMemory())
    this.now = new Date()
    if (!window.isSecureContext) this.notice = 'insecure'
  }

  override connectedCallback(): void {
    super.connectedCallback()
    document.addEventListener('keydown', this.#onKey)
    this.#ageTimer = window.setInterval(() => {
      this.now = new Date()
    }, 30_000)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    document.removeEventListener('keydown', this.#onKey)
    window.clearInterval(this.#ageTimer)
    window.clearTimeout(this.#holdTimer)
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('data')) this.#chooseRuleSet()
  }

  override updated(): void {
    document.documentElement.lang = languageTag[languageOf()]
    document.title = `${title()} · Greengate`
  }

  override firstUpdated(): void {
    void this.updateComplete.then(() => {
      this.#focusField()
    })
  }

  override render(): TemplateResult {
    const { answer, notice } = this
    const language = languageOf()
    return html`
      <div class="sheet">
        ${this.#header()} ${worldView(this.data?.bundle?.root.world)}
        <main>
          <greengate-scanner
            remember
            .language=${language}
            @greengate-text=${this.#onText}
            @greengate-several=${this.#onSeveral}
          ></greengate-scanner>
          <section class="result" aria-label=${msg('核验结果', { id: 'page-result' })}>
            <greengate-decision
              .language=${language}
              .decision=${answer}
              .bundle=${this.data?.bundle}
            ></greengate-decision>
            ${blankView(notice, answer !== undefined)} ${this.#another()}
            ${
              answer === undefined && notice === undefined
                ? nothing
                : html`<button type="button" class="clear" @click=${this.#onClear}>
                    ${msg('下一位', { id: 'page-next' })}
                  </button>`
            }
          </section>
          <verifier-inputs
            @greengate-text=${this.#onText}
            @verifier-picture=${this.#onPicture}
          ></verifier-inputs>
          <verifier-data
            .data=${this.data}
            .now=${this.now}
            .ruleSet=${this.ruleSet}
            @verifier-file=${this.#onFile}
            @verifier-root=${this.#onRoot}
            @verifier-rule-set=${this.#onRuleSet}
          ></verifier-data>
        </main>
        <footer>
          ${msg('全部在本机核验：出示的内容不上传、不保存，无需网络。', { id: 'page-promise' })}
        </footer>
      </div>
      ${this.#transfers.dropping ? html`<div class="drop" aria-hidden="true">${msg('松开即可核验', { id: 'page-drop-here' })}</div>` : nothing}
    `
  }

  #header(): TemplateResult {
    return html`<header>
      <h1>${mark}${title()}</h1>
      ${languageButtons()}
    </header>`
  }

  /** Several codes of one person are judged together: parts of a card, or what two issuers know. */
  #another(): TemplateResult | typeof nothing {
    if (this.answer === undefined) return nothing
    return html`<button type="button" class="another" @click=${this.#onAnother}>
      ${msg('同一人还有其他码', { id: 'page-another' })}
    </button>`
  }

  /** The field is where a hardware scanner types; on a phone this would only raise the keyboard. */
  #focusField(): void {
    if (window.matchMedia('(pointer: coarse)').matches) return
    this.renderRoot.querySelector('verifier-inputs')?.focus()
  }

  #show(answer: Decision | undefined, notice?: Notice): void {
    this.#turn++
    window.clearTimeout(this.#holdTimer)
    this.answer = answer
    this.notice = notice
    if (answer === undefined && notice !== 'another') this.#codes.clear()
    // The parts of a card are one code.
    if (answer?.reasons.some(({ code }) => code === 'parts-missing') === true) {
      this.#codes.awaitAnother()
    }
    const until = answer?.holdsUntil
    if (until == null) return
    const delay = Date.parse(until) - Date.now()
    // An answer that no longer holds must not stay on the screen.
    if (delay <= maxDelayMs) {
      this.#holdTimer = window.setTimeout(
        () => {
          this.#show(undefined, 'ran-out')
        },
        Math.max(0, delay),
      )
    }
  }

  async #check(text: string): Promise<void> {
    if (!window.isSecureContext) {
      this.#show(undefined, 'insecure')
      return
    }
    const turn = ++this.#turn
    const now = new Date()
    const context: Context = this.ruleSet === undefined ? {} : { ruleSet: this.ruleSet }
    let answer: Decision
    try {
      const texts = this.#codes.take(text)
      const readers = await readersOf(texts)
      answer = await verify(texts, { bundle: this.data?.bundle, now, context, ...readers })
    } catch (error) {
      // A fault of ours: never a pass, and never a silent page.
      if (turn === this.#turn) this.#show(undefined, 'failed')
      throw error
    }
    if (turn === this.#turn) this.#show(answer)
  }

  async #take(transfer: Transfer): Promise<void> {
    if (transfer.kind === 'text') return this.#check(transfer.text)
    if (transfer.kind === 'picture') return this.#read(transfer.file)
    const bytes = new Uint8Array(await transfer.file.arrayBuffer())
    this.data = await this.taker.takeFile(bytes, new Date())
    this.#show(undefined)
  }

  async #read(picture: Blob): Promise<void> {
    const turn = ++this.#turn
    let texts: readonly string[]
    try {
      texts = (await this.renderRoot.querySelector('greengate-scanner')?.read(picture)) ?? []
    } catch (error) {
      const notice = error instanceof PictureError ? pictureNotice[error.problem] : 'no-decoder'
      if (notice === 'no-decoder' && !(error instanceof DecoderError)) throw error
      if (turn === this.#turn) this.#show(undefined, notice)
      return
    }
    if (turn !== this.#turn) return
    const [text, ...more] = texts
    if (text === undefined) this.#show(undefined, 'no-code')
    else if (more.length > 0) this.#show(undefined, 'several')
    else await this.#check(text)
  }

  #chooseRuleSet(): void {
    const bundle = this.data?.bundle
    const sets = bundle === undefined ? [] : bundleSummary(bundle, new Date()).ruleSets
    if (sets.some((set) => set.id === this.ruleSet)) return
    this.ruleSet = (sets.find((set) => set.inForce) ?? sets[0])?.id
  }

  #onText = (event: CustomEvent<{ readonly text: string }>): void => {
    void this.#check(event.detail.text)
  }

  #onSeveral = (): void => {
    this.#show(undefined, 'several')
  }

  #onPicture = (event: CustomEvent<{ readonly file: File }>): void => {
    void this.#read(event.detail.file)
  }

  #onFile = (event: CustomEvent<{ readonly file: File }>): void => {
    void this.#take({ kind: 'bundle', file: event.detail.file })
  }

  #onRoot = async (event: CustomEvent<{ readonly trusted: boolean }>): Promise<void> => {
    this.data = event.detail.trusted ? await this.taker.trust() : this.taker.discard()
  }

  #onRuleSet = (event: CustomEvent<{ readonly id: string }>): void => {
    this.ruleSet = event.detail.id
    // The answer was made under other rules.
    this.#show(undefined)
  }

  #onAnother = (): void => {
    this.#codes.awaitAnother()
    this.#show(undefined, 'another')
    this.#focusField()
  }

  #onClear = (): void => {
    this.#show(undefined)
    this.#focusField()
  }

  #onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') this.#onClear()
    else if (isLostKey(event)) this.#focusField()
  }
}

function title(): string {
  return msg('健康码核验', { id: 'page-title' })
}

customElements.define('verifier-page', VerifierPage)

declare global {
  interface HTMLElementTagNameMap {
    'verifier-page': VerifierPage
  }
}
