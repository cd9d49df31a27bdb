/** `<update-bar>`: says that another version of the page waits, and takes it when a person presses. */
import { msg, updateWhenLocaleChanges } from '@lit/localize'
import { LitElement, css, html, type TemplateResult } from 'lit'
import { buttons, surfaceColours } from '../elements/surface-colours.ts'

/**
 * A quiet bar; it changes nothing by itself.
 *
 * @fires update-now - The person wants the other version.
 */
export class UpdateBar extends LitElement {
  static override styles = [
    surfaceColours,
    buttons,
    css`
      section {
        display: flex;
        flex-wrap: wrap;
        gap: 0.4rem 1rem;
        align-items: center;
        justify-content: center;
        padding: 0.4rem 1rem;
        border-bottom: 1px solid var(--greengate-line);
        background: var(--greengate-raised);
      }
      p {
        margin: 0;
      }
      @media print {
        :host {
          display: none;
        }
      }
    `,
  ]
  static override properties = { isTaken: { attribute: false } }

  /** It was taken in another window, and this one is still of the version before. */
  declare isTaken: boolean

  constructor() {
    super()
    this.isTaken = false
    updateWhenLocaleChanges(this)
  }

  override render(): TemplateResult {
    return html`<section aria-label=${msg('本页的版本', { id: 'update-label' })}>
      <p role="status">
        ${
          this.isTaken
            ? msg('本页已在另一窗口更新。', { id: 'update-taken' })
            : msg('本页有新版本。', { id: 'update-waits' })
        }
      </p>
      <button type="button" @click=${this.#onPress}>
        ${
          this.isTaken
            ? msg('重新载入', { id: 'update-reload' })
            : msg('立即更新', { id: 'update-now' })
        }
      </button>
    </section>`
  }

  #onPress = (): void => {
    this.dispatchEvent(new CustomEvent('update-now'))
  }
}

customElements.define('update-bar', UpdateBar)

declare global {
  interface HTMLElementTagNameMap {
    'update-bar': UpdateBar
  }
}
