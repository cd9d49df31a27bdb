/** `<conflict-dialog>`: a text that somebody else changed meanwhile beside one's own; one of the two is chosen, none is lost. */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import type { Language } from '../studio-api.ts'
import { differenceWords as words } from './difference-words.ts'
import './editor/before-view.ts'
import type { OpenFile } from './open-file.ts'
import { panelStyles } from './panel-styles.ts'
import { tell } from './studio-events.ts'

/** The dialog; `show()` opens it. */
export class ConflictDialog extends LitElement {
  static override properties = {
    file: { attribute: false },
    language: { type: String },
    isShown: { state: true },
  }
  static override styles = [
    ...panelStyles,
    css`
      dialog {
        width: min(72rem, 94vw);
        max-height: 92vh;
        padding: 1.25rem 1.5rem;
        border: 1px solid var(--greengate-edge);
        border-radius: 0.8rem;
        background: var(--greengate-raised);
        color: var(--greengate-ink);
      }
      dialog::backdrop {
        background: rgb(0 0 0 / 45%);
      }
      before-view {
        height: min(28rem, 50vh);
        margin: 0.75rem 0;
      }
      .buttons {
        display: flex;
        flex-wrap: wrap;
        gap: 0.6rem;
        justify-content: flex-end;
      }
    `,
  ]

  declare file: OpenFile | undefined
  declare language: Language
  declare private isShown: boolean

  constructor() {
    super()
    this.language = 'zh'
    this.isShown = false
  }

  /** Opens it. */
  async show(): Promise<void> {
    this.isShown = true
    await this.updateComplete
    this.renderRoot.querySelector('dialog')?.showModal()
  }

  protected override updated(): void {
    if (this.isShown && this.file?.other === undefined) this.#close()
  }

  protected override render(): TemplateResult | typeof nothing {
    const { file, language } = this
    if (!this.isShown || file?.other === undefined) return nothing
    const { other, path, text } = file
    const choose = (choice: 'mine' | 'theirs') => (): void => {
      tell(this, 'studio-settle', { path, choice })
    }
    return html`<dialog
      aria-labelledby="title"
      @close=${() => {
        this.isShown = false
      }}
    >
      <h2 id="title">${words.conflict[language]}: ${path}</h2>
      <p>${words[other === null ? 'gone' : 'conflictHow'][language]}</p>
      ${
        other === null
          ? nothing
          : html`<before-view
              .language=${language}
              .textBefore=${other.text}
              .textAfter=${text}
              .beforeLabel=${words.onDisk[language]}
              .afterLabel=${words.mine[language]}
            ></before-view>`
      }
      <div class="buttons">
        <button type="button" class="button" @click=${this.#close}>${words.later[language]}</button>
        ${other === null ? nothing : html`<button type="button" class="button theirs" @click=${choose('theirs')}>${words.takeTheirs[language]}</button>`}
        <button type="button" class="button primary mine" @click=${choose('mine')}>
          ${words.keepMine[language]}
        </button>
      </div>
    </dialog>`
  }

  readonly #close = (): void => {
    this.renderRoot.querySelector('dialog')?.close()
    this.isShown = false
  }
}

customElements.define('conflict-dialog', ConflictDialog)

declare global {
  interface HTMLElementTagNameMap {
    'conflict-dialog': ConflictDialog
  }
}
