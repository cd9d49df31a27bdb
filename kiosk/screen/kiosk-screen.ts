/** `<kiosk-screen>`: the whole screen; one view at a time over a camera picture that never stops. */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { outcomeColours } from '../../verifier-web/elements/outcome-colours.ts'
import { idleView, startingView } from './idle-view.ts'
import { outcomeView } from './outcome-view.ts'
import { problemView } from './problem-view.ts'
import { firstFacts, viewOf, type ScreenFacts } from './screen-facts.ts'
import { screenStyles } from './screen-styles.ts'
import { updateStyles } from './update-styles.ts'
import { handoverButton, updateView, type StaffHands } from './update-view.ts'

/**
 * Shows what the attendant knows.
 *
 * @fires language - The person asks for the other language.
 * @fires handover - Staff begin to hand a file over, or are done with it; `detail` says which.
 * @fires file - Staff chose a file, or dropped one; `detail` is the file.
 */
export class KioskScreen extends LitElement {
  static override properties = { facts: { attribute: false } }
  static override styles = [outcomeColours, ...screenStyles, updateStyles]
  declare facts: ScreenFacts

  readonly #hands: StaffHands = {
    handOver: (begins) => this.dispatchEvent(new CustomEvent('handover', { detail: begins })),
    file: (file) => this.dispatchEvent(new CustomEvent('file', { detail: file })),
  }

  constructor() {
    super()
    this.facts = firstFacts
  }

  override connectedCallback(): void {
    super.connectedCallback()
    document.addEventListener('dragover', prevent)
    document.addEventListener('drop', this.#onDrop)
    document.addEventListener('keydown', this.#onKey)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    document.removeEventListener('dragover', prevent)
    document.removeEventListener('drop', this.#onDrop)
    document.removeEventListener('keydown', this.#onKey)
  }

  /** Where the camera plays; there for the element's whole life. */
  get video(): HTMLVideoElement {
    const video = this.renderRoot.querySelector('video')
    if (video === null) throw new TypeError('the screen has not been drawn yet')
    return video
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed)
    document.documentElement.lang = this.facts.language === 'zh' ? 'zh-CN' : 'en'
    // The button that had the focus is gone; what it was pressed for has it now.
    const before = changed.get('facts') as ScreenFacts | undefined
    if (this.facts.handing && before?.handing === false) {
      this.renderRoot.querySelector<HTMLInputElement>('input[type=file]')?.focus()
    }
  }

  // The picture stays in the page under every view: one that is taken out would stop its frames.
  protected override render(): TemplateResult {
    const view = viewOf(this.facts)
    const sees = view.kind === 'idle' || (view.kind === 'update' && view.sees)
    return html`<div class="eye" ?data-shown=${sees}>
        <video muted playsinline aria-hidden="true"></video>
      </div>
      <main>${this.#front()}</main>`
  }

  #front(): TemplateResult | typeof nothing {
    const view = viewOf(this.facts)
    const { language, status } = this.facts
    const staffButton = handoverButton(status, language, this.#hands)
    switch (view.kind) {
      case 'starting':
        return view.status === undefined ? nothing : startingView(view.status, language)
      case 'idle':
        return idleView(view.status, language, this.#switchLanguage, staffButton)
      case 'update':
        return updateView(view, language, this.#hands)
      case 'notice':
        return outcomeView(view.notice, view.status, language)
      case 'problem':
        return problemView(view.problem, view.status, language, staffButton)
    }
  }

  #switchLanguage = (): void => {
    this.dispatchEvent(new Event('language'))
  }

  // A file that a browser is left to deal with takes the screen's place.
  #onDrop = (event: DragEvent): void => {
    event.preventDefault()
    const file = event.dataTransfer?.files.item(0)
    if (file != null) this.#hands.file(file)
  }

  #onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && this.facts.handing) this.#hands.handOver(false)
  }
}

const prevent = (event: Event): void => {
  event.preventDefault()
}

customElements.define('kiosk-screen', KioskScreen)

declare global {
  interface HTMLElementTagNameMap {
    'kiosk-screen': KioskScreen
  }
}
