/** `<kiosk-screen>`: the whole screen; one view at a time over a camera picture that never stops. */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { outcomeColours } from '../../verifier-web/elements/outcome-colours.ts'
import { idleView, startingView } from './idle-view.ts'
import { outcomeView } from './outcome-view.ts'
import { problemView } from './problem-view.ts'
import { firstFacts, viewOf, type ScreenFacts } from './screen-facts.ts'
import { screenStyles } from './screen-styles.ts'

/**
 * Shows what the attendant knows.
 *
 * @fires language - The person asks for the other language.
 */
export class KioskScreen extends LitElement {
  static override properties = { facts: { attribute: false } }
  static override styles = [outcomeColours, ...screenStyles]
  declare facts: ScreenFacts

  constructor() {
    super()
    this.facts = firstFacts
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
  }

  // The picture stays in the page under every view: one that is taken out would stop its frames.
  protected override render(): TemplateResult {
    const view = viewOf(this.facts)
    return html`<div class="eye" data-view=${view.kind}>
        <video muted playsinline aria-hidden="true"></video>
      </div>
      ${this.#front()}`
  }

  #front(): TemplateResult | typeof nothing {
    const view = viewOf(this.facts)
    const { language } = this.facts
    switch (view.kind) {
      case 'starting':
        return view.status === undefined ? nothing : startingView(view.status, language)
      case 'idle':
        return idleView(view.status, language, () => this.dispatchEvent(new Event('language')))
      case 'notice':
        return outcomeView(view.notice, view.status, language)
      case 'problem':
        return problemView(view.problem, view.status, language)
    }
  }
}

customElements.define('kiosk-screen', KioskScreen)

declare global {
  interface HTMLElementTagNameMap {
    'kiosk-screen': KioskScreen
  }
}
