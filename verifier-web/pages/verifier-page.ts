/** `<verifier-page>`: the whole verifier in one page: inputs on one side, the answer on the other, the data below. */
import { msg, updateWhenLocaleChanges } from '@lit/localize'
import { LitElement, html, type PropertyValues, type TemplateResult } from 'lit'
import '../elements/greengate-scanner.ts'
import type { ScannerEvents } from '../elements/scanner-events.ts'
import { languageTag } from '../elements/language.ts'
import { buttons, surfaceColours } from '../elements/surface-colours.ts'
import { keepInMemory } from '../edges/bundle-keeping.ts'
import { readFile, type SeveralFiles, type Transfer } from '../edges/transfer.ts'
import { languageOf } from '../words/localize.ts'
import { dropView } from './blank-view.ts'
import { applicable, needsPerson } from './data-status.ts'
import { dataView, type DataHandlers } from './data-view.ts'
import { canFetch, fetchDeciding, fetchReading } from './fetch-part.ts'
import { isLostKey } from './lost-key.ts'
import type { Notice } from './messages.ts'
import { pageHeader, pageTitle } from './page-header.ts'
import { pageStyles } from './page-styles.ts'
import { pastView } from './past-view.ts'
import { PersonAtHand } from './person-at-hand.ts'
import { printStyles } from './print-styles.ts'
import { resultView, type ResultHandlers } from './result-view.ts'
import { TransferController } from './transfer-controller.ts'
import { DataTaker, type VerifierData } from './take-data.ts'
import { worldView } from './world-view.ts'
import './verifier-inputs.ts'

/** The page. Give it its `data` and a `taker`; of what people show it nothing is sent and nothing kept. */
export class VerifierPage extends LitElement {
  static override styles = [surfaceColours, buttons, pageStyles, printStyles]
  static override properties = {
    data: { attribute: false },
    taker: { attribute: false },
    ruleSet: { state: true },
    now: { state: true },
    isDataOpen: { state: true },
  }

  /** What codes are decided under; undefined while it is being read. */
  declare data: VerifierData | undefined
  /** Takes files and keeps them; without another one, for as long as the page is open. */
  declare taker: DataTaker
  declare private ruleSet: string | undefined
  declare private now: Date
  declare private isDataOpen: boolean
  readonly #transfers = new TransferController(this, (transfer) => {
    void this.#take(transfer)
  })
  readonly #hand = new PersonAtHand(
    () => {
      this.requestUpdate()
    },
    async () => {
      await this.#dataIsRead
      // With new data comes the rule set that applies.
      await this.updateComplete
      return { bundle: this.data?.bundle, ruleSet: this.ruleSet }
    },
  )
  #ageTimer: number | undefined
  #tellData = (): void => undefined
  /** Over when there is something to decide under, or it is known that there is nothing. */
  readonly #dataIsRead = new Promise<void>((resolve) => {
    this.#tellData = resolve
  })

  constructor() {
    super()
    updateWhenLocaleChanges(this)
    this.taker = new DataTaker(keepInMemory())
    this.now = new Date()
    this.isDataOpen = false
    if (!window.isSecureContext) this.#hand.notice = 'insecure'
  }

  override connectedCallback(): void {
    super.connectedCallback()
    document.addEventListener('keydown', this.#onKey)
    window.addEventListener('pagehide', this.#onLeave)
    this.#ageTimer = window.setInterval(() => {
      this.now = new Date()
    }, 30_000)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    document.removeEventListener('keydown', this.#onKey)
    window.removeEventListener('pagehide', this.#onLeave)
    window.clearInterval(this.#ageTimer)
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('data')) return
    this.ruleSet = applicable(this.data?.bundle, this.ruleSet, new Date())
    if (this.data === undefined) return
    this.#tellData()
    if (needsPerson(this.data)) this.isDataOpen = true
    // An answer under data that are gone may be another one now.
    void this.#hand.renew(this.data.bundle)
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
          ${resultView(this.#hand, this.#onResult)}
          <verifier-inputs
            @greengate-text=${this.#onText}
            @verifier-picture=${this.#onPicture}
          ></verifier-inputs>
          ${dataView({ data, now, ruleSet, isOpen: this.isDataOpen }, this.#onData)}
          ${pastView(this.#hand.history.answered, this.#onPastToggle, this.#onForget)}
        </main>
        <footer>
          ${msg('全部在本机核验：出示的内容不上传、不保存，无需网络。', { id: 'page-promise' })}
        </footer>
      </div>
      ${dropView(this.#transfers.dropping)}
    `
  }

  /** The field is where a hardware scanner types; on a phone this would only raise the keyboard. */
  readonly #focusField = (): void => {
    if (window.matchMedia('(pointer: coarse)').matches) return
    this.renderRoot.querySelector('verifier-inputs')?.focus()
  }

  /** The button that was pressed is gone: without a keyboard on the screen too, whoever hears the page goes on from there. */
  #focusNext(): void {
    this.renderRoot.querySelector<HTMLElement>('.result')?.focus({ preventScroll: true })
    this.#focusField()
  }

  /** Fetches a part of the page, or says that it cannot be had. */
  async #fetch(part: () => Promise<unknown>): Promise<void> {
    if (!(await canFetch(part))) this.#hand.show(undefined, 'no-part')
  }

  async #take(transfer: Transfer): Promise<void> {
    if (transfer.kind === 'several') this.#hand.show(undefined, 'several-files')
    else await this.#hand.take((isOver) => this.#takeOne(transfer, isOver))
  }

  async #takeOne(transfer: Exclude<Transfer, SeveralFiles>, isOver: () => boolean): Promise<void> {
    if (transfer.kind === 'text') return this.#hand.check(transfer.text, isOver)
    if (transfer.kind === 'picture') return this.#read(transfer.file, isOver)
    const bytes = await readFile(transfer.file)
    if (bytes !== undefined) this.data = await this.taker.takeFile(bytes, new Date())
    if (!isOver()) this.#hand.show(undefined, bytes === undefined ? 'no-picture' : undefined)
  }

  async #read(picture: Blob, isOver: () => boolean): Promise<void> {
    this.#onCode()
    if (!(await canFetch(fetchReading))) {
      if (!isOver()) this.#hand.show(undefined, 'no-part')
      return
    }
    const { readPicture } = await fetchReading()
    const scanner = this.renderRoot.querySelector('greengate-scanner')
    const { text, notice } = await readPicture(scanner, picture)
    if (isOver()) return
    if (text === undefined) this.#hand.show(undefined, notice)
    else await this.#hand.check(text, isOver)
  }

  readonly #says = (notice: Notice) => (): void => {
    this.#hand.show(undefined, notice)
  }
  readonly #onSeveral = this.#says('several')

  #onText = (event: ScannerEvents['greengate-text']): void => {
    void this.#take({ kind: 'text', text: event.detail.text })
  }

  #onCode = (): void => {
    void canFetch(fetchDeciding)
  }

  #onFrame = async (event: ScannerEvents['greengate-frame']): Promise<void> => {
    this.data = await this.taker.takeFrame(event.detail.bytes, new Date())
  }

  #onPicture = (event: CustomEvent<{ readonly file: File }>): void => {
    void this.#take({ kind: 'picture', file: event.detail.file })
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
      // The button that was pressed is gone.
      await this.updateComplete
      this.renderRoot.querySelector<HTMLElement>('.data summary')?.focus()
    },
    onRuleSet: ({ detail: { id } }) => {
      this.ruleSet = id
      // The answer was made under other rules.
      this.#hand.show(undefined)
    },
  }

  #onPastToggle = (): void => {
    void this.#fetch(() => import('./history-list.ts'))
  }

  #onForget = (): void => {
    this.#hand.history.clear()
    this.requestUpdate()
    this.#focusNext()
  }

  // Who comes back to the page finds nobody's answer in it.
  #onLeave = (): void => {
    this.#hand.history.clear()
    this.#hand.show(undefined)
  }

  readonly #onResult: ResultHandlers = {
    onExpired: this.#says('ran-out'),
    onAnother: () => {
      this.#hand.awaitAnother()
      this.#focusNext()
    },
    onNext: () => {
      this.#hand.show(undefined)
      this.#focusNext()
    },
  }

  #onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && !event.isComposing) this.#onResult.onNext()
    else if (isLostKey(event)) this.#focusField()
  }
}

customElements.define('verifier-page', VerifierPage)

declare global {
  interface HTMLElementTagNameMap {
    'verifier-page': VerifierPage
  }
}
