/** `<explanation-panel>`: what the rules make of the person of one case, and why. */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import type { TreeNode } from '../../../verifier-web/elements/explained-rule.ts'
import type { FactTypesWords, Judgement, Language, StudioCase } from '../studio-api.ts'
import { caseWords } from './case-words.ts'
import { explainedTree } from './explained-tree.ts'
import './explanation-tree.ts'
import { explanationWords as words } from './explanation-words.ts'
import { outcomeMark, rightMark } from './marks.ts'
import { panelStyles } from './panel-styles.ts'
import { placesIn } from './places.ts'
import { tell } from './studio-events.ts'

/** The explanation. */
export class ExplanationPanel extends LitElement {
  static override properties = {
    judgement: { attribute: false },
    language: { type: String },
    factTypes: { attribute: false },
    chosen: { type: String },
    text: { type: String },
  }
  static override styles = [
    ...panelStyles,
    css`
      .head {
        display: flex;
        flex-wrap: wrap;
        gap: 0.4rem 0.75rem;
        align-items: center;
        margin: 0.6rem 0;
      }
      label {
        display: inline-flex;
        gap: 0.5rem;
        align-items: center;
        min-width: 0;
      }
      .keys {
        flex: 1 1 12rem;
      }
    `,
  ]

  declare judgement: Judgement | undefined
  declare language: Language
  declare factTypes: FactTypesWords | undefined
  declare chosen: string | null
  /** Of the rules, for the way into the editor. */
  declare text: string

  constructor() {
    super()
    this.language = 'zh'
    this.chosen = null
    this.text = ''
  }

  protected override updated(): void {
    // Somebody who looks at explanations wants one; the first will do until another is chosen.
    const cases = this.judgement?.cases ?? []
    const [first] = cases
    if (first !== undefined && !cases.some(({ id }) => id === this.chosen)) this.#choose(first.id)
  }

  protected override render(): TemplateResult {
    const { judgement, language, chosen } = this
    const title = html`<h2>${words.title[language]}</h2>`
    const cases = judgement?.cases ?? []
    if (judgement === undefined)
      return html`${title}
        <p class="quiet">${caseWords.waiting[language]}</p>`
    if (cases.length === 0)
      return html`${title}
        <p class="empty">${words.none[language]}</p>`
    const one = cases.find(({ id }) => id === chosen)
    return html`${title}
      <div class="head">
        <label
          >${words.choose[language]}
          <select
            @change=${(event: Event) => {
              this.#choose((event.target as HTMLSelectElement).value)
            }}
          >
            ${cases.map(({ id }) => html`<option value=${id} ?selected=${id === chosen}>${id}</option>`)}
          </select></label
        >
        ${one === undefined ? nothing : this.#verdict(one)}
      </div>
      ${one?.rules == null ? html`<p class="quiet">${caseWords.waiting[language]}</p>` : this.#tree(one)}`
  }

  #verdict({ comment, got, expected, isRight }: StudioCase): TemplateResult {
    const { language } = this
    return html`${outcomeMark(got.outcome, language)} ${rightMark(isRight, language)}
      ${isRight ? nothing : html`<span class="quiet">${caseWords.expected[language]}</span>${outcomeMark(expected.outcome, language)}<span>${caseWords.rules[language](expected.fired)}</span>`}
      <span class="quiet">${comment}</span>`
  }

  #tree(one: StudioCase): TemplateResult {
    const { language, factTypes } = this
    if (factTypes === undefined) return html``
    const all = (isOpen: boolean) => (): void => {
      this.renderRoot.querySelector('explanation-tree')?.openAll(isOpen)
    }
    return html`<div class="head">
        <span class="quiet keys">${words.keys[language]}</span>
        <button type="button" class="link" @click=${all(true)}>${words.expandAll[language]}</button>
        <button type="button" class="link" @click=${all(false)}>
          ${words.collapseAll[language]}
        </button>
      </div>
      <explanation-tree
        .nodes=${explainedTree(one, { language, factTypes })}
        .language=${language}
        .subject=${one.id}
        .label=${words.tree[language](one.id)}
        @show-rule=${this.#onShow}
      ></explanation-tree>`
  }

  #choose(id: string): void {
    tell(this, 'studio-explain', { id })
  }

  readonly #onShow = ({ detail }: CustomEvent<NonNullable<TreeNode['rule']>>): void => {
    const place = placesIn(this.text).ofRule(detail.no, detail.at)
    if (place !== undefined) tell(this, 'studio-show', { kind: 'rules', place })
  }
}

customElements.define('explanation-panel', ExplanationPanel)

declare global {
  interface HTMLElementTagNameMap {
    'explanation-panel': ExplanationPanel
  }
}
