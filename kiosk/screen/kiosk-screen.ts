/** `<kiosk-screen>`: the whole screen; one view at a time over a camera picture that never stops. */
import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit'
import { outcomeColours } from '../../verifier-web/elements/outcome-colours.ts'
import { choosingView } from './group-view.ts'
import { idleView } from './idle-view.ts'
import { noticeView } from './notice-view.ts'
import { problemView } from './problem-view.ts'
import { firstFacts, viewOf, type ScreenFacts, type View } from './screen-facts.ts'
import type { ScreenHands } from './screen-hands.ts'
import { screenStyles } from './screen-styles.ts'
import { textSizes } from './text-sizes.ts'
import { updateStyles } from './update-styles.ts'
import { handoverButton, updateView } from './update-view.ts'
import { viewStyles } from './view-styles.ts'

/** How often a bar that runs out is drawn anew. */
const tickMs = 250

/**
 * Shows what the attendant knows.
 *
 * @fires language - The person asks for the other language.
 * @fires call - The person asks for staff.
 * @fires choose - Somebody begins to say how many they are, or leaves it; `detail` says which.
 * @fires group - So many people go together; `detail` is the number, 1 ends it.
 * @fires handover - Staff begin to hand a file over, or are done with it; `detail` says which.
 * @fires file - Staff chose a file, or dropped one; `detail` is the file.
 * @fires staff - Staff want their panel.
 */
export class KioskScreen extends LitElement {
  static override properties = { facts: { attribute: false } }
  static override styles = [outcomeColours, ...screenStyles, ...viewStyles, updateStyles]
  declare facts: ScreenFacts

  readonly #hands: ScreenHands = {
    switchLanguage: () => {
      this.#fire('language')
    },
    callStaff: () => {
      this.#fire('call')
    },
    choose: (begins) => {
      this.#fire('choose', begins)
    },
    group: (size) => {
      this.#fire('group', size)
    },
    handOver: (begins) => {
      this.#fire('handover', begins)
    },
    file: (file) => {
      this.#fire('file', file)
    },
    openStaff: () => {
      this.#fire('staff')
    },
  }
  #ticking: ReturnType<typeof setInterval> | undefined

  constructor() {
    super()
    this.facts = firstFacts
  }

  override connectedCallback(): void {
    super.connectedCallback()
    document.addEventListener('dragover', prevent)
    document.addEventListener('drop', this.#onDrop)
    document.addEventListener('keydown', this.#onKey)
    window.addEventListener('resize', this.#measure)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    document.removeEventListener('dragover', prevent)
    document.removeEventListener('drop', this.#onDrop)
    document.removeEventListener('keydown', this.#onKey)
    window.removeEventListener('resize', this.#measure)
    clearInterval(this.#ticking)
  }

  /** Where the camera plays; there for the element's whole life. */
  get video(): HTMLVideoElement {
    const video = this.renderRoot.querySelector('video')
    if (video === null) throw new TypeError('the screen has not been drawn yet')
    return video
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed)
    if (changed.has('facts')) this.#measure()
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed)
    this.#speak(this.facts.language === 'zh' ? 'zh-CN' : 'en')
    this.#tick()
    const before = changed.get('facts') as ScreenFacts | undefined
    // The button that had the focus is gone; what it was pressed for has it now.
    if (this.facts.handing && before?.handing === false) this.#focus('input[type=file]')
    if (this.facts.choosing && before?.choosing === false) this.#focus('.number')
  }

  // The picture stays in the page under every view: one that is taken out would stop its frames.
  protected override render(): TemplateResult {
    const view = viewOf(this.facts)
    return html`<main>${this.#front(view)}</main>
      <div class="eye" ?data-shown=${showsEye(view)}>
        <video muted playsinline aria-hidden="true"></video>
      </div>`
  }

  #front(view: View): TemplateResult {
    const { language, status, call } = this.facts
    const hands = this.#hands
    const updateButton = handoverButton(status, language, hands)
    switch (view.kind) {
      case 'starting':
        // What the page itself says until there is anything to say.
        return html`<slot></slot>`
      case 'idle':
        return idleView(view, this.facts, hands, updateButton)
      case 'choosing':
        return choosingView(view.status, language, hands)
      case 'update':
        return updateView(view, language, hands)
      case 'notice': {
        const frame = { status: view.status, language, call, hands }
        return noticeView(view, this.facts.noticeEnds - performance.now(), frame)
      }
      case 'problem':
        return problemView(view.problem, this.facts, hands, updateButton)
    }
  }

  /** Letters are chosen anew for the whole page when this is set, even to what it was. */
  #speak(tag: string): void {
    const { documentElement: page } = document
    if (page.lang !== tag) page.lang = tag
  }

  /** Sizes in millimetres, for this panel. */
  #measure = (): void => {
    const { status } = this.facts
    if (status === undefined) return
    const viewport = { width: innerWidth, height: innerHeight }
    const { unit, smallest, touch, isTight } = textSizes(viewport, status.settings)
    this.style.setProperty('--u', `${unit.toFixed(3)}px`)
    this.style.setProperty('--s', `${smallest.toFixed(3)}px`)
    this.style.setProperty('--touch', `${touch.toFixed(3)}px`)
    this.toggleAttribute('data-tight', isTight)
  }

  /** Only while a bar runs out: an idle screen draws nothing. */
  #tick(): void {
    const runs = this.renderRoot.querySelector('.awaits') !== null
    if (!runs) {
      clearInterval(this.#ticking)
      this.#ticking = undefined
    } else
      this.#ticking ??= setInterval(() => {
        this.requestUpdate()
      }, tickMs)
  }

  #focus(what: string): void {
    this.renderRoot.querySelector<HTMLElement>(what)?.focus()
  }

  #fire(type: string, detail?: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail }))
  }

  // A file that a browser is left to deal with takes the screen's place.
  #onDrop = (event: DragEvent): void => {
    event.preventDefault()
    const file = event.dataTransfer?.files.item(0)
    if (file != null) this.#hands.file(file)
  }

  #onKey = (event: KeyboardEvent): void => {
    // No scanner types it, and no traveller knows it.
    if (event.key === 'F2' && this.facts.status?.settings.staff === true) this.#hands.openStaff()
    if (event.key !== 'Escape') return
    if (this.facts.handing) this.#hands.handOver(false)
    if (this.facts.choosing) this.#hands.choose(false)
  }
}

const showsEye = (view: View): boolean => {
  switch (view.kind) {
    case 'idle':
      return view.accepts.code === 'camera'
    case 'update':
      return view.sees
    case 'notice': {
      const { notice, accepts } = view
      const isCode = notice.kind === 'decision' && notice.decision.awaits?.what === 'code'
      return isCode && accepts.code === 'camera'
    }
    default:
      return false
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
