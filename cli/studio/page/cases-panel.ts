/** `<cases-panel>`: every case with what it expects and what came out, and how much of the rules the cases touch. */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import type { Judgement, Language, StudioCase, StudioVerdict } from '../studio-api.ts'
import { caseWords as words } from './case-words.ts'
import './coverage-view.ts'
import { firstCase } from './first-case.ts'
import { outcomeMark, rightMark } from './marks.ts'
import type { OpenFile } from './open-file.ts'
import { panelStyles } from './panel-styles.ts'
import { tell } from './studio-events.ts'

/** The cases of one judgement. */
export class CasesPanel extends LitElement {
  static override properties = {
    judgement: { attribute: false },
    language: { type: String },
    cases: { attribute: false },
    rules: { attribute: false },
    chosen: { type: String },
  }
  static override styles = [
    ...panelStyles,
    css`
      .sum {
        display: flex;
        align-items: baseline;
        gap: 0.75rem;
      }
      ul {
        list-style: none;
        margin: 0.75rem 0 0;
        padding: 0;
        border-top: 1px solid var(--greengate-line);
      }
      li {
        position: relative;
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        border-bottom: 1px solid var(--greengate-line);
      }
      .case {
        all: unset;
        box-sizing: border-box;
        cursor: pointer;
        display: grid;
        grid-template-columns: 4.6rem minmax(0, 1fr);
        gap: 0.1rem 0.6rem;
        padding: 0.5rem;
      }
      .case:hover,
      li.chosen {
        background: var(--greengate-sunken);
      }
      .case:focus-visible {
        outline: 2px solid var(--greengate-accent);
        outline-offset: -2px;
      }
      .id {
        font-weight: 600;
        overflow-wrap: anywhere;
      }
      .comment {
        color: var(--greengate-quiet);
      }
      .said {
        grid-column: 2;
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.25rem 0.5rem;
        font-size: 0.9rem;
      }
      .said > span {
        display: inline-flex;
        align-items: center;
        gap: 0.4rem;
      }
      .goto {
        align-self: start;
        margin: 0.5rem;
        font-size: 0.9rem;
      }
      li.wrong {
        box-shadow: inset 3px 0 var(--greengate-bad);
      }
    `,
  ]

  declare judgement: Judgement | undefined
  declare language: Language
  /** The file of cases. */
  declare cases: OpenFile | undefined
  declare rules: OpenFile | undefined
  declare chosen: string | null

  constructor() {
    super()
    this.language = 'zh'
    this.chosen = null
  }

  protected override render(): TemplateResult {
    const { judgement, language } = this
    const title = html`<h2>${words.title[language]}</h2>`
    if (judgement === undefined)
      return html`${title}
        <p class="quiet">${words.waiting[language]}</p>`
    if (this.cases?.text === '') return html`${title}${this.#hint(this.cases.path)}`
    const { cases, coverage } = judgement
    if (cases.length === 0) return html`${title}${this.#broken(judgement)}`
    const right = cases.filter(({ isRight }) => isRight).length
    return html`<div class="sum">
        ${title}<span role="status" data-right=${right} data-all=${cases.length}
          >${words.sum[language](right, cases.length)}</span
        >
      </div>
      ${
        coverage === null
          ? nothing
          : html`<coverage-view .coverage=${coverage} .language=${language}></coverage-view>`
      }
      <ul>
        ${cases.map((one) => this.#case(one))}
      </ul>`
  }

  #case({ id, comment, expected, got, isRight, missing, place }: StudioCase): TemplateResult {
    const { language } = this
    const explain = (): void => {
      tell(this, 'studio-explain', { id })
    }
    return html`<li
      class="${isRight ? 'right' : 'wrong'} ${id === this.chosen ? 'chosen' : ''}"
      data-case=${id}
    >
      <button type="button" class="case" @click=${explain}>
        ${rightMark(isRight, language)}
        <span><span class="id">${id}</span> <span class="comment">${comment}</span></span>
        <span class="said">
          ${isRight ? nothing : this.#said(words.expected[language], expected)}
          ${this.#said(words.got[language], got)}
          ${missing.length === 0 ? nothing : html`<span>${words.missing[language](missing)}</span>`}
          ${isRight || expected.missing === null || expected.missing === got.missing ? nothing : html`<span>${words.expected[language]} ${words[expected.missing ? 'inDoubt' : 'notInDoubt'][language]}</span>`}
        </span>
      </button>
      ${
        place === undefined
          ? nothing
          : html`<button
              type="button"
              class="link goto"
              title=${words.textOf[language](id)}
              @click=${() => {
                tell(this, 'studio-show', { kind: 'cases', place })
              }}
            >
              ${words.text[language]}<span class="hidden">: ${id}</span>
            </button>`
      }
    </li>`
  }

  #said(label: string, { outcome, fired }: StudioVerdict): TemplateResult {
    const { language } = this
    return html`<span
      ><span class="quiet">${label}</span>${outcomeMark(outcome, language)}
      <span>${words.rules[language](fired)}</span></span
    >`
  }

  #hint(path: string): TemplateResult {
    const { language } = this
    const write = (): void => {
      tell(this, 'studio-edit', { path, text: firstCase(this.rules?.text ?? '', language) })
    }
    return html`<div class="empty">
      <b>${words.none[language]}</b>
      <p>${words.how[language]}</p>
      <p>
        <button type="button" class="button primary" @click=${write}>
          ${words.first[language]}
        </button>
      </p>
      <p><small>${words.where[language](path)}</small></p>
    </div>`
  }

  #broken({ findings, caseFindings }: Judgement): TemplateResult {
    const { language } = this
    if (findings.length + caseFindings.length === 0)
      return html`<p class="empty">${words.none[language]}</p>`
    return html`<div class="empty">
      <p>${words.broken[language]}</p>
      <button
        type="button"
        class="link"
        @click=${() => {
          tell(this, 'studio-panel', { panel: 'findings' })
        }}
      >
        ${words.toFindings[language]}
      </button>
    </div>`
  }
}

customElements.define('cases-panel', CasesPanel)

declare global {
  interface HTMLElementTagNameMap {
    'cases-panel': CasesPanel
  }
}
