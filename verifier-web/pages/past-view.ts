/** The history of the visit, folded up: what is in it is fetched when it is opened. */
import { msg, str } from '@lit/localize'
import { html, nothing, type TemplateResult } from 'lit'
import type { Answered } from './visit-history.ts'

/** Draws it; before the first answer there is nothing. */
export function pastView(
  answered: readonly Answered[],
  onToggle: () => void,
  onClear: () => void,
): TemplateResult | typeof nothing {
  if (answered.length === 0) return nothing
  return html`<details class="past" @toggle=${onToggle}>
    <summary>${msg(str`本次核验记录（${answered.length}）`, { id: 'history-heading' })}</summary>
    <history-list .answered=${answered} @history-clear=${onClear}></history-list>
  </details>`
}
