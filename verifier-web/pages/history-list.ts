/** `<history-list>`: what was answered on this visit, newest first, and how to forget it. */
import { msg, updateWhenLocaleChanges } from '@lit/localize'
import { reasons } from 'greengate'
import { LitElement, css, html, nothing, type TemplateResult } from 'lit'
import { ruleName } from '../elements/decision-words.ts'
import { outcomeWord } from '../elements/outcome-words.ts'
import { buttons, surfaceColours } from '../elements/surface-colours.ts'
import { instantWords } from '../elements/time-words.ts'
import { languageOf } from '../words/localize.ts'
import { panel } from './panel-styles.ts'
import type { Answered } from './visit-history.ts'

/**
 * Shows the history of a visit.
 *
 * @fires history-clear - The person wants it forgotten.
 */
export class HistoryList extends LitElement {
  static override styles = [
    surfaceColours,
    buttons,
    panel,
    css`
      ol {
        display: grid;
        gap: 0.5rem;
        margin: 0 0 1rem;
        padding: 0;
        list-style: none;
      }
      li {
        display: flex;
        flex-wrap: wrap;
        gap: 0 0.8rem;
        align-items: baseline;
        padding-bottom: 0.5rem;
        border-bottom: 1px solid var(--greengate-line);
      }
      time,
      small {
        color: var(--greengate-quiet);
        font-size: 0.95rem;
      }
    `,
  ]
  static override properties = { answered: { attribute: false } }

  /** Newest first. */
  declare answered: readonly Answered[]

  constructor() {
    super()
    this.answered = []
    updateWhenLocaleChanges(this)
  }

  override render(): TemplateResult {
    return html`<ol>
        ${this.answered.map(row)}
      </ol>
      <button type="button" @click=${this.#onClear}>
        ${msg('清除记录', { id: 'history-clear' })}
      </button>`
  }

  #onClear = (): void => {
    this.dispatchEvent(new CustomEvent('history-clear'))
  }
}

function row({ at, outcome, code, rule }: Answered): TemplateResult {
  const language = languageOf()
  return html`<li data-outcome=${outcome}>
    <time datetime=${at}>${instantWords(at, language)}</time>
    <strong>${outcomeWord[outcome][language]}</strong>
    <span>${reasons[code][language]}</span>
    ${rule === undefined ? nothing : html`<small>${ruleName(rule)[language]}</small>`}
  </li>`
}

customElements.define('history-list', HistoryList)

declare global {
  interface HTMLElementTagNameMap {
    'history-list': HistoryList
  }
}
