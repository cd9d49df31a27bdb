/** `<difference-panel>`: what differs from a version before, in words and in the text. */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import type { Desk, Judgement, Language } from '../studio-api.ts'
import { caseWords } from './case-words.ts'
import { differenceWords as words } from './difference-words.ts'
import './editor/before-view.ts'
import { panelStyles } from './panel-styles.ts'
import { tell } from './studio-events.ts'

/** The difference of one judgement. */
export class DifferencePanel extends LitElement {
  static override properties = {
    judgement: { attribute: false },
    language: { type: String },
    desk: { attribute: false },
    path: { type: String },
    compared: { type: String },
    text: { type: String },
  }
  static override styles = [
    ...panelStyles,
    css`
      label {
        display: flex;
        flex-wrap: wrap;
        gap: 0.25rem 0.5rem;
        align-items: center;
        margin: 0.6rem 0;
      }
      .lines {
        margin: 0;
        padding: 0;
        list-style: none;
        border-top: 1px solid var(--greengate-line);
      }
      .lines li {
        padding: 0.25rem 0.5rem;
        border-bottom: 1px solid var(--greengate-line);
        white-space: pre-wrap;
        overflow-wrap: anywhere;
        line-height: 1.5;
      }
      .lines .added {
        color: var(--greengate-good);
      }
      .lines .removed {
        color: var(--greengate-bad);
      }
      before-view {
        height: 26rem;
        border-radius: 0.4rem;
        overflow: hidden;
      }
    `,
  ]

  declare judgement: Judgement | undefined
  declare language: Language
  declare desk: Desk | undefined
  declare path: string | undefined
  /** Which set was chosen to compare with, by path. */
  declare compared: string | null
  /** Of the rules in the editor. */
  declare text: string

  constructor() {
    super()
    this.language = 'zh'
    this.compared = null
    this.text = ''
  }

  protected override render(): TemplateResult {
    const { judgement, language } = this
    return html`<h2>${words.title[language]}</h2>
      ${this.#choice()}
      ${judgement === undefined ? html`<p class="quiet">${caseWords.waiting[language]}</p>` : this.#diff(judgement)}`
  }

  #choice(): TemplateResult {
    const { language, desk, path, compared } = this
    const others = desk?.sets.filter((set) => set.path !== path) ?? []
    return html`<label
      >${words.with[language]}
      <select
        @change=${(event: Event) => {
          const { value } = event.target as HTMLSelectElement
          tell(this, 'studio-compare', { before: value === '' ? null : value })
        }}
      >
        <option value="" ?selected=${compared === null}>${words.newest[language]}</option>
        ${others.map((set) => html`<option value=${set.path} ?selected=${set.path === compared}>${set.id ?? '?'} ${set.version ?? ''} – ${set.path}</option>`)}
      </select></label
    >`
  }

  #diff({ diff }: Judgement): TemplateResult {
    const { language } = this
    if (diff === null) return html`<p class="empty">${words.none[language]}</p>`
    const { before, lines } = diff
    const name = words.before[language](before.id, before.version)
    return html`<h3>${words.inWords[language]}</h3>
      <ul class="lines">
        ${lines.filter((line) => line.trim() !== '').map((line) => html`<li class=${classOf(line) ?? nothing}>${line}</li>`)}
      </ul>
      <h3>${words.inText[language]}</h3>
      <before-view
        unified
        .language=${language}
        .textBefore=${before.text}
        .textAfter=${this.text}
        .beforeLabel=${name}
        .afterLabel=${words.now[language]}
      ></before-view>`
  }
}

function classOf(line: string): string | undefined {
  const sign = line.trimStart().slice(0, 2)
  return sign === '+ ' ? 'added' : sign === '- ' ? 'removed' : undefined
}

customElements.define('difference-panel', DifferencePanel)

declare global {
  interface HTMLElementTagNameMap {
    'difference-panel': DifferencePanel
  }
}
