/** `<verifier-page>`: the whole verifier in one page: inputs on one side, the answer on the other, the data below. */
import { msg, updateWhenLocaleChanges } from '@lit/localize'
import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import '../elements/greengate-scanner.ts'
import type { ScannerEvents } from '../elements/scanner-events.ts'
import { languageTag } from '../elements/language.ts'
import { buttons, surfaceColours } from '../elements/surface-colours.ts'
import { keepInMemory } from '../edges/bundle-keeping.ts'
import type { Transfer } from '../edges/transfer.ts'
import { languageOf } from '../words/localize.ts'
import { blankView, dropView } from './blank-view.ts'
import { applicable, needsPerson } from './data-status.ts'
import { dataView, type DataHandlers } from './data-view.ts'
import type { Answer } from './decide-codes.ts'
import { canFetch, fetchDeciding } from './fetch-part.ts'
import { HoldTimer } from './hold-timer.ts'
import { isLostKey } from './lost-key.ts'
import type { Notice } from './messages.ts'
import { pageHeader, pageTitle } from './page-header.ts'
import { pageStyles } from './page-styles.ts'
import { pastView } from './past-view.ts'
import { printStyles } from './print-styles.ts'
import { printedAnswer } from './printed-answer.ts'
import { readPicture } from './read-picture.ts'
import { ShownCodes } from './shown-codes.ts'
import { TransferController } from './transfer-controller.ts'
import { DataTaker, type VerifierData } from './take-data.ts'
import { VisitHistory } from './visit-history.ts'
import { worldView } from './world-view.ts'
import './verifier-inputs.ts'

/** The page. Give it its `data` and a `taker`; of what people show it nothing is sent and nothing kept. */
export class VerifierPage extends LitElement {
  static override styles = [surfaceColours, buttons, pageStyles, printStyles]
  static override properties = {
    data: { attribute: false },
    taker: { attribute: false },
    answer: { state: true },
    notice: { state: true },
    ruleSet: { state: true },
    now: { state: true },
    isDataOpen: { state: true },
  }

  /** What codes are decided under; undefined while it is being read. */
  declare data: VerifierData | undefined
  /** Takes files and keeps them; without another one, for as long as the page is open. */
  declare taker: DataTaker
  declare private answer: Answer | undefined
  declare private notice: Notice | undefined
  declare private ruleSet: string | undefined
  declare private now: Date
  declare private isDataOpen: boolean
  readonly #transfers = new TransferController(this, (transfer) => {
    void this.#take(transfer)
  })
  readonly #codes = new ShownCodes()
  readonly #history = new VisitHistory()
  // Counts texts, so that an answer that was overtaken is not shown.
  #turn = 0
  #ageTimer: number | undefined
  readonly #holds = new HoldTimer()

  constructor() {
    super()
    updateWhenLocaleChanges(this)
    this.taker = new DataTaker(keepInMemory())
    this.now = new Date()
    this.isDataOpen = false
    if (!window.isSecureContext) this.notice = 'insecure'
  }

  override connectedCallback(): void {
    super.connectedCallback()
    document.addEventListener('keydown', this.#onKey)
    window.addEventListener('pagehide', this.#onForget)
    this.#ageTimer = window.setInterval(() => {
      this.now = new Date()
    }, 30_000)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    document.removeEventListener('keydown', this.#onKey)
    window.removeEventListener('pagehide', this.#onForget)
    window.clearInterval(this.#ageTimer)
    this.#holds.stop()
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('data')) return
    this.ruleSet = applicable(this.data?.bundle, this.ruleSet, new Date())
    if (this.data !== undefined && needsPerson(this.data)) this.isDataOpen = true
  }

  override updated(changed: PropertyValues): void {
    document.documentElement.lang = languageTag[languageOf()]
    document.title = `${pageTitle()} · Greengate`
    if (changed.has('isDataOpen') && this.isDataOpen)
      void this.#fetch(() => import('./verifier-data.ts'))
  }

  override firstUpdated(): void {
    void this.updateComplete.then(this.#focusField)
  }

  override render(): TemplateResult {
    const { data, now, ruleSet } = this
    return html`
      <div class="sheet">
        ${pageHeader()} ${worldView(data?.bundle?.root.world)}
        <main>
          <greengate-scanner
            remember
            .language=${languageOf()}
            @greengate-text=${this.#onText}
            @greengate-several=${this.#onSeveral}
            @greengate-frame=${this.#onFrame}
            @greengate-scanner-state=${this.#onCode}
          ></greengate-scanner>
          ${this.#result()}
          <verifier-inputs
            @greengate-text=${this.#onText}
            @verifier-picture=${this.#onPicture}
          ></verifier-inputs>
          ${dataView({ data, now, ruleSet, isOpen: this.isDataOpen }, this.#onData)}
          ${pastView(this.#history.answered, this.#onPastToggle, this.#onForget)}
        </main>
        <footer>
          ${msg('全部在本机核验：出示的内容不上传、不保存，无需网络。', { id: 'page-promise' })}
        </footer>
      </div>
      ${dropView(this.#transfers.dropping)}
    `
  }

  #result(): TemplateResult {
    const { answer, notice } = this
    const next = html`<button type="button" class="clear" @click=${this.#onClear}>
      ${msg('下一位', { id: 'page-next' })}
    </button>`
    // Several codes of one person are judged together: parts of a card, or what two issuers know.
    const actions = html`<div slot="actions">
      ${next}
      <button type="button" class="another" @click=${this.#onAnother}>
        ${msg('同一人还有其他码', { id: 'page-another' })}
      </button>
    </div>`
    return html`<section class="result" aria-label=${msg('核验结果', { id: 'page-result' })}>
      <greengate-decision
        .language=${languageOf()}
        .decision=${answer?.decision}
        .bundle=${this.data?.bundle}
        .issuer=${answer?.issuer}
        .explain=${answer?.explain}
        @greengate-decision-expired=${this.#onExpired}
        >${answer === undefined ? nothing : actions}</greengate-decision
      >
      ${answer === undefined ? nothing : printedAnswer(answer.decision)}
      ${blankView(notice, answer !== undefined)} ${notice === undefined ? nothing : next}
    </section>`
  }

  /** The field is where a hardware scanner types; on a phone this would only raise the keyboard. */
  readonly #focusField = (): void => {
    if (window.matchMedia('(pointer: coarse)').matches) return
    this.renderRoot.querySelector('verifier-inputs')?.focus()
  }

  /** Fetches a part of the page, or says that it cannot be had. */
  async #fetch(part: () => Promise<unknown>): Promise<void> {
    if (!(await canFetch(part))) this.#show(undefined, 'no-part')
  }

  #show(answer: Answer | undefined, notice?: Notice): void {
    this.#turn++
    this.#holds.stop()
    this.answer = answer
    this.notice = notice
    if (answer === undefined) {
      if (notice !== 'another') this.#codes.clear()
      return
    }
    const { reasons, holdsUntil } = answer.decision
    this.#history.note(answer.decision)
    // The parts of a card are one code.
    if (reasons.some(({ code }) => code === 'parts-missing')) this.#codes.awaitAnother()
    this.#holds.start(holdsUntil, this.#onExpired)
  }

  async #check(text: string): Promise<void> {
    if (!window.isSecureContext) {
      this.#show(undefined, 'insecure')
      return
    }
    const turn = ++this.#turn
    let answer: Answer
    try {
      const texts = this.#codes.take(text)
      const { decideCodes } = await fetchDeciding()
      answer = await decideCodes(texts, this.data?.bundle, this.ruleSet)
    } catch (error) {
      // A fault of ours: never a pass, and never a silent page.
      const isThere = await canFetch(fetchDeciding)
      if (turn === this.#turn) this.#show(undefined, isThere ? 'failed' : 'no-part')
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
    this.#onCode()
    const turn = ++this.#turn
    const scanner = this.renderRoot.querySelector('greengate-scanner')
    const { text, notice } = await readPicture(scanner, picture)
    if (turn !== this.#turn) return
    if (text === undefined) this.#show(undefined, notice)
    else await this.#check(text)
  }

  readonly #says = (notice: Notice) => (): void => {
    this.#show(undefined, notice)
  }
  readonly #onSeveral = this.#says('several')
  readonly #onExpired = this.#says('ran-out')

  #onText = (event: ScannerEvents['greengate-text']): void => {
    void this.#check(event.detail.text)
  }

  #onCode = (): void => {
    void canFetch(fetchDeciding)
  }

  #onFrame = async (event: ScannerEvents['greengate-frame']): Promise<void> => {
    this.data = await this.taker.takeFrame(event.detail.bytes, new Date())
  }

  #onPicture = (event: CustomEvent<{ readonly file: File }>): void => {
    void this.#read(event.detail.file)
  }

  readonly #onData: DataHandlers = {
    onToggle: (event) => {
      this.isDataOpen = (event.currentTarget as HTMLDetailsElement).open
    },
    onFile: ({ detail: { file } }) => {
      void this.#take({ kind: 'bundle', file })
    },
    onRoot: async ({ detail: { trusted } }) => {
      this.data = trusted ? await this.taker.trust() : this.taker.discard()
    },
    onRuleSet: ({ detail: { id } }) => {
      this.ruleSet = id
      // The answer was made under other rules.
      this.#show(undefined)
    },
  }

  #onPastToggle = (): void => {
    void this.#fetch(() => import('./history-list.ts'))
  }

  #onForget = (): void => {
    this.#history.clear()
    this.requestUpdate()
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

customElements.define('verifier-page', VerifierPage)

declare global {
  interface HTMLElementTagNameMap {
    'verifier-page': VerifierPage
  }
}
