/** `<before-view>`: two texts and what differs, side by side or as one; to read, not to write. */
import { css, html, LitElement } from 'lit'
import { MergeView, unifiedMergeView } from '@codemirror/merge'
import { EditorState, type Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import type { Language } from '../../studio-api.ts'
import { editorColours } from './editor-colours.ts'
import { phrases, reading } from './editor-setup.ts'
import { words } from './words.ts'

/** A comparison. */
export class BeforeView extends LitElement {
  static override properties = {
    textBefore: { attribute: false },
    textAfter: { attribute: false },
    beforeLabel: { type: String, attribute: 'before-label' },
    afterLabel: { type: String, attribute: 'after-label' },
    unified: { type: Boolean },
    language: { type: String },
    nonce: { type: String },
    isWhole: { state: true },
  }

  declare textBefore: string
  declare textAfter: string
  /** What the texts are called; absent: before and now. */
  declare beforeLabel: string
  declare afterLabel: string
  /** One below the other, for narrow windows. */
  declare unified: boolean
  declare language: Language
  /** Of the page's Content-Security-Policy, if styles need one. */
  declare nonce: string
  /** Whether long stretches without a difference are shown too. */
  declare private isWhole: boolean
  #shown: MergeView | EditorView | undefined

  constructor() {
    super()
    this.textBefore = ''
    this.textAfter = ''
    this.beforeLabel = ''
    this.afterLabel = ''
    this.unified = false
    this.language = 'en'
    this.nonce = ''
    this.isWhole = false
  }

  static override styles = [
    editorColours,
    css`
      :host {
        display: flex;
        flex-direction: column;
        min-height: 0;
        min-width: 0;
        background: var(--editor-paper);
        color: var(--editor-ink);
        border: 1px solid var(--editor-line);
      }
      .names {
        display: flex;
        border-bottom: 1px solid var(--editor-line);
        background: var(--editor-raised);
      }
      .names > span {
        flex: 1;
        padding: 0.3rem 0.6rem;
        font-weight: 600;
      }
      /* A row of its own: the names have half the width each, like what is below them. */
      .tools {
        display: flex;
        justify-content: flex-end;
        padding: 0.2rem;
        background: var(--editor-raised);
      }
      button {
        font: inherit;
        font-size: 0.9rem;
        padding: 0.1rem 0.6rem;
        min-height: 24px;
        border: 1px solid var(--editor-quiet);
        border-radius: 0.3rem;
        background: var(--editor-paper);
        color: var(--editor-ink);
        cursor: pointer;
      }
      button[aria-pressed='true'] {
        background: var(--editor-accent);
        color: var(--editor-on-accent);
      }
      button:focus-visible {
        outline: 3px solid var(--editor-accent);
        outline-offset: 2px;
      }
      .texts {
        flex: 1;
        min-height: 0;
        overflow: auto;
      }
      .cm-mergeViewEditor {
        min-width: 0;
      }
    `,
  ]

  override render(): unknown {
    const [before, after] = this.#labels()
    // A button, since what is folded away opens by a click only.
    return html`<div class="tools">
        <button
          aria-pressed=${this.isWhole ? 'true' : 'false'}
          @click=${() => {
            this.isWhole = !this.isWhole
          }}
        >
          ${words.unchanged[this.language]}
        </button>
      </div>
      <div class="names"><span>− ${before}</span><span>+ ${after}</span></div>
      <div class="texts"></div>`
  }

  override connectedCallback(): void {
    super.connectedCallback()
    if (this.hasUpdated) this.#show()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#shown?.destroy()
    this.#shown = undefined
  }

  protected override updated(): void {
    // Made anew, so that a difference can never be within what is folded away; but not scrolled away.
    const { scrollTop = 0 } = this.#scroller() ?? {}
    this.#show()
    const scroller = this.#scroller()
    if (scroller !== null) scroller.scrollTop = scrollTop
  }

  #scroller(): Element | null {
    return this.renderRoot.querySelector(this.unified ? '.texts .cm-scroller' : '.texts > *')
  }

  #labels(): readonly [string, string] {
    const { beforeLabel, afterLabel, language } = this
    return [
      beforeLabel === '' ? words.before[language] : beforeLabel,
      afterLabel === '' ? words.after[language] : afterLabel,
    ]
  }

  #show(): void {
    this.#shown?.destroy()
    const [before, after] = this.#labels()
    const folding = this.isWhole ? {} : { collapseUnchanged: { margin: 3, minSize: 6 } }
    const at = {
      parent: this.renderRoot.querySelector('.texts') as HTMLElement,
      root: this.renderRoot as ShadowRoot,
    }
    if (this.unified) {
      const unified = unifiedMergeView({
        original: this.textBefore,
        mergeControls: false,
        ...folding,
      })
      const label = `${before} → ${after}`
      this.#shown = new EditorView({
        ...at,
        doc: this.textAfter,
        extensions: [unified, this.#common(label)],
      })
      return
    }
    this.#shown = new MergeView({
      ...at,
      a: { doc: this.textBefore, extensions: this.#common(before) },
      b: { doc: this.textAfter, extensions: this.#common(after) },
      ...folding,
    })
  }

  #common(label: string): Extension {
    return [
      reading,
      phrases(this.language),
      // Not editable would mean no cursor, and then no way through it by keyboard.
      EditorState.readOnly.of(true),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
      this.nonce === '' ? [] : EditorView.cspNonce.of(this.nonce),
    ]
  }
}

customElements.define('before-view', BeforeView)

declare global {
  interface HTMLElementTagNameMap {
    'before-view': BeforeView
  }
}
