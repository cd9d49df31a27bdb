/** `<text-desk>`: the texts of the set that is worked on, rules and cases, each in its editor behind a tab. */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import type { Desk, Judgement, Language, TextPlace } from '../studio-api.ts'
import './editor/rule-editor.ts'
import { isUnsaved, type OpenFile } from './open-file.ts'
import { panelStyles } from './panel-styles.ts'
import { shellWords as words } from './shell-words.ts'
import { tell } from './studio-events.ts'
import type { EditorKind } from './studio-session.ts'
import { tabList } from './tab-list.ts'
import { tabStyles } from './tab-styles.ts'

/** The two editors. */
export class TextDesk extends LitElement {
  static override properties = {
    rules: { attribute: false },
    cases: { attribute: false },
    judgement: { attribute: false },
    names: { attribute: false },
    desk: { attribute: false },
    isWritable: { type: Boolean },
    language: { type: String },
    kind: { type: String },
  }
  static override styles = [
    ...panelStyles,
    tabStyles,
    css`
      :host {
        display: grid;
        grid-template-rows: auto minmax(0, 1fr);
        min-height: 0;
      }
      [role='tabpanel'] {
        min-height: 0;
        min-width: 0;
        display: grid;
      }
      rule-editor {
        min-height: 0;
        border-top: 0;
      }
    `,
  ]

  declare rules: OpenFile | undefined
  declare cases: OpenFile | undefined
  declare judgement: Judgement | undefined
  /** Of the newest judgement that had any. */
  declare names: Judgement['names']
  declare desk: Desk | undefined
  declare isWritable: boolean
  declare language: Language
  /** Which of the two is seen. */
  declare kind: EditorKind

  constructor() {
    super()
    this.names = null
    this.isWritable = true
    this.language = 'zh'
    this.kind = 'rules'
  }

  override focus(): void {
    this.#editor(this.kind)?.focusEditor()
  }

  /** Shows a place, and puts the cursor there. */
  async show(kind: EditorKind, place: TextPlace): Promise<void> {
    this.kind = kind
    await this.updateComplete
    this.#editor(kind)?.showPlace(place)
  }

  protected override render(): TemplateResult {
    const { language, kind } = this
    const tab = (id: EditorKind) => {
      const file = this[id]
      const isChanged = file !== undefined && isUnsaved(file)
      return { id, label: words[id][language], badge: isChanged ? '●' : undefined }
    }
    return html`${tabList({
      label: words.editors[language],
      tabs: [tab('rules'), tab('cases')],
      selected: kind,
      onSelect: (id) => {
        this.kind = id
      },
    })}
    ${this.#panel('rules')}${this.#panel('cases')}`
  }

  #panel(kind: EditorKind): TemplateResult {
    const { language, judgement } = this
    const file = this[kind]
    const findings = kind === 'rules' ? judgement?.findings : judgement?.caseFindings
    return html`<div
      role="tabpanel"
      id="panel-${kind}"
      aria-labelledby="tab-${kind}"
      ?hidden=${kind !== this.kind}
    >
      ${
        file === undefined
          ? nothing
          : html`<rule-editor
              .kind=${kind}
              .text=${file.text}
              .findings=${findings ?? []}
              .factTypes=${this.desk?.factTypes}
              .names=${this.names}
              .language=${language}
              .readonly=${!this.isWritable}
              .label=${words[`${kind}Of`][language](file.path)}
              @text-change=${({ detail }: CustomEvent<{ readonly text: string }>) => {
                tell(this, 'studio-edit', { path: file.path, text: detail.text })
              }}
            ></rule-editor>`
      }
    </div>`
  }

  /** Of another set, so that nothing of the one before comes back by undoing. */
  openTexts(): void {
    for (const kind of ['rules', 'cases'] as const) {
      const file = this[kind]
      if (file !== undefined) this.#editor(kind)?.openText(file.text)
    }
  }

  #editor(kind: EditorKind) {
    return this.renderRoot.querySelector(`#panel-${kind}`)?.querySelector('rule-editor')
  }
}

customElements.define('text-desk', TextDesk)

declare global {
  interface HTMLElementTagNameMap {
    'text-desk': TextDesk
  }
}
