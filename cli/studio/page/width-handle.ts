/** `<width-handle>`: the line between the texts and the panels, to be moved by mouse or arrow keys. */
import { css, html, LitElement, type TemplateResult } from 'lit'

const least = 25
const most = 70

/**
 * The line.
 *
 * @fires change - It was moved; `percent` says how wide what lies behind it is.
 */
export class WidthHandle extends LitElement {
  static override properties = { percent: { type: Number }, label: { type: String } }
  static override styles = css`
    :host {
      display: block;
    }
    div {
      height: 100%;
      width: 100%;
      cursor: col-resize;
      touch-action: none;
      display: grid;
      place-items: center;
    }
    div::after {
      content: '';
      width: 4px;
      height: 3rem;
      border-radius: 2px;
      background: var(--greengate-edge);
    }
    div:hover::after,
    div:focus-visible::after {
      background: var(--greengate-accent);
    }
    div:focus-visible {
      outline: 2px solid var(--greengate-accent);
    }
  `

  declare percent: number
  declare label: string

  constructor() {
    super()
    this.percent = 44
    this.label = ''
  }

  protected override render(): TemplateResult {
    return html`<div
      role="separator"
      tabindex="0"
      aria-orientation="vertical"
      aria-label=${this.label}
      aria-valuemin=${least}
      aria-valuemax=${most}
      aria-valuenow=${Math.round(this.percent)}
      @keydown=${this.#onKey}
      @pointerdown=${this.#onDown}
      @pointermove=${this.#onMove}
    ></div>`
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const step = { ArrowLeft: 3, ArrowRight: -3 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    this.#move(this.percent + step)
  }

  readonly #onDown = (event: PointerEvent): void => {
    ;(event.target as Element).setPointerCapture(event.pointerId)
  }

  readonly #onMove = (event: PointerEvent): void => {
    if (!(event.target as Element).hasPointerCapture(event.pointerId)) return
    const { right, width } = (this.parentElement ?? this).getBoundingClientRect()
    this.#move(((right - event.clientX) / width) * 100)
  }

  #move(percent: number): void {
    this.percent = Math.min(most, Math.max(least, percent))
    this.dispatchEvent(new Event('change'))
  }
}

customElements.define('width-handle', WidthHandle)

declare global {
  interface HTMLElementTagNameMap {
    'width-handle': WidthHandle
  }
}
