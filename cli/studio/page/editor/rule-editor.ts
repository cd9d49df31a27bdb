/** `<rule-editor>`: writes rule sets and their cases, with completion, highlighting and findings where they are. */
import { css, html, LitElement, type PropertyValues } from 'lit'
import { setDiagnostics } from '@codemirror/lint'
import { Compartment, EditorState, type Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import type {
  FactTypesWords,
  Judgement,
  Language,
  StudioFinding,
  TextPlace,
} from '../../studio-api.ts'
import { completion } from './completion.ts'
import { diagnosticsOf, stretchOf } from './diagnostics.ts'
import { editorColours } from './editor-colours.ts'
import { keys, phrases, writing } from './editor-setup.ts'
import { findingLine } from './finding-line.ts'
import { hover } from './hover.ts'
import type { Known } from './known.ts'
import { fromOutside, replacement, withLineBreaksOf } from './replace-text.ts'
import { words } from './words.ts'

/** What `text-change` says. */
export interface TextChange {
  readonly text: string
}

/**
 * An editor.
 *
 * Tab leaves it, so that nobody is caught; Mod-] and Mod-[ indent. While the blanks of a new rule are marked, Tab goes to
 * the next of them, and Escape ends that.
 *
 * @fires text-change - Whenever the text was changed by hand; `detail.text`. Not when `text` was set.
 * @fires save - Mod-s.
 * @fires format - Alt-Shift-f.
 */
export class RuleEditor extends LitElement {
  static override properties = {
    text: { type: String },
    findings: { attribute: false },
    factTypes: { attribute: false },
    names: { attribute: false },
    language: { type: String },
    kind: { type: String },
    readonly: { type: Boolean },
    label: { type: String },
    nonce: { type: String },
  }

  /** The text as it stands. Setting another is one step that can be undone; the cursor stays where it can. */
  declare text: string
  declare findings: readonly StudioFinding[]
  declare factTypes: FactTypesWords | undefined
  declare names: Judgement['names']
  declare language: Language
  declare kind: 'rules' | 'cases'
  declare readonly: boolean
  /** The accessible name; absent: a general one. */
  declare label: string
  /** Of the page's Content-Security-Policy, if styles need one. */
  declare nonce: string
  #view: EditorView | undefined
  /** While somebody types the set often says nothing; what it said last is better than nothing. */
  #lastNames: Judgement['names'] = null
  readonly #settings = new Compartment()

  constructor() {
    super()
    this.text = ''
    this.findings = []
    this.factTypes = undefined
    this.names = null
    this.language = 'en'
    this.kind = 'rules'
    this.readonly = false
    this.label = ''
    this.nonce = ''
  }

  static override styles = [
    editorColours,
    css`
      :host {
        display: grid;
        grid-template-rows: minmax(0, 1fr) auto;
        min-height: 12rem;
        min-width: 0;
        background: var(--editor-paper);
        color: var(--editor-ink);
        border: 1px solid var(--editor-line);
      }
      .text {
        position: relative;
        min-height: 0;
        min-width: 0;
        overflow: hidden;
      }
      /* Around the gutters too, which an outline of the text would be under. */
      .text:focus-within::after {
        content: '';
        position: absolute;
        inset: 0;
        z-index: 400;
        border: 2px solid var(--editor-accent);
        pointer-events: none;
      }
      .finding {
        margin: 0;
        padding: 0.3rem 0.6rem;
        min-height: 1.4em;
        border-top: 1px solid var(--editor-line);
        background: var(--editor-raised);
        color: var(--editor-ink);
        font-size: 0.9rem;
        line-height: 1.4;
        white-space: pre-line;
        overflow-wrap: anywhere;
      }
      .hidden {
        position: absolute;
        width: 1px;
        height: 1px;
        overflow: hidden;
        clip-path: inset(50%);
      }
    `,
  ]

  override render(): unknown {
    return html`<div class="text"></div>
      <p class="finding" role="status"></p>
      <p class="hidden" id="keys">${words.keys[this.language]}</p>`
  }

  /** Moves the cursor to a place, shows it, and takes the focus; in the text that was set last. */
  showPlace(place: TextPlace): void {
    void this.updateComplete.then(() => {
      const view = this.#view
      if (view === undefined) return
      const { from, to } = stretchOf(view.state.doc, place)
      view.dispatch({
        selection: { anchor: from, head: to },
        effects: EditorView.scrollIntoView(from, { y: 'center' }),
      })
      view.focus()
    })
  }

  focusEditor(): void {
    this.#view?.focus()
  }

  /** Takes another file's text: nothing of the one before can come back by undoing. */
  openText(text: string): void {
    this.text = text
    this.#view?.setState(this.#state(text))
    this.#showFindings()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#view?.destroy()
    this.#view = undefined
  }

  override connectedCallback(): void {
    super.connectedCallback()
    if (this.hasUpdated) this.#open()
  }

  protected override firstUpdated(): void {
    this.#open()
  }

  protected override willUpdate(): void {
    if (this.names !== null) this.#lastNames = this.names
  }

  protected override updated(changed: PropertyValues<this>): void {
    const view = this.#view
    if (view === undefined) return
    if (changed.has('text')) {
      const step = replacement(view.state, this.text)
      if (step !== undefined) view.dispatch(step)
    }
    if ((['language', 'kind', 'readonly', 'label'] as const).some((name) => changed.has(name))) {
      view.dispatch({ effects: this.#settings.reconfigure(this.#changing()) })
    }
    if (changed.has('findings') || changed.has('language')) this.#showFindings()
  }

  #open(): void {
    this.#view = new EditorView({
      state: this.#state(this.text),
      parent: this.renderRoot.querySelector('.text') as HTMLElement,
      root: this.renderRoot as ShadowRoot,
    })
    this.#showFindings()
  }

  #state(doc: string): EditorState {
    const known = (): Known => {
      const { factTypes, language, kind } = this
      return { factTypes, language, kind, names: this.names ?? this.#lastNames }
    }
    return EditorState.create({
      doc,
      extensions: [
        writing,
        completion(known),
        hover(known),
        keys(
          () => this.#tell('save'),
          () => this.#tell('format'),
        ),
        this.nonce === '' ? [] : EditorView.cspNonce.of(this.nonce),
        this.#settings.of(this.#changing()),
        EditorView.domEventHandlers({
          compositionend: () => {
            // What was found while somebody composed a character is shown now.
            setTimeout(() => {
              this.#showFindings()
            })
          },
        }),
        EditorView.updateListener.of(({ docChanged, state, transactions }) => {
          if (docChanged && !transactions.some((each) => each.annotation(fromOutside))) {
            this.text = withLineBreaksOf(this.text, state.doc.toString())
            this.#tell('text-change', { text: this.text })
          }
          if (transactions.length > 0) this.#showFindingLine(state)
        }),
      ],
    })
  }

  #changing(): Extension {
    const { language, kind, label } = this
    return [
      phrases(language),
      EditorState.readOnly.of(this.readonly),
      EditorView.contentAttributes.of({
        'aria-label': label === '' ? words[kind][language] : label,
        'aria-describedby': 'keys',
        tabindex: '0',
      }),
    ]
  }

  #tell(name: 'text-change' | 'save' | 'format', detail?: TextChange): boolean {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }))
    return true
  }

  #showFindings(): void {
    const view = this.#view
    // Drawing within a word that is being composed would end it.
    if (view === undefined || view.composing) return
    const { state } = view
    view.dispatch(setDiagnostics(state, diagnosticsOf(state.doc, this.findings, this.language)))
    this.#showFindingLine(view.state)
  }

  #showFindingLine(state: EditorState): void {
    const line = this.renderRoot.querySelector('.finding')
    const said = findingLine(state, this.findings, this.language)
    // Said anew only when it is another: screen readers read every change.
    if (line !== null && line.textContent !== said) line.textContent = said
  }
}

customElements.define('rule-editor', RuleEditor)

declare global {
  interface HTMLElementTagNameMap {
    'rule-editor': RuleEditor
  }
}
