/** A receipt by its number: the outcome and its class of reason, and nothing of the person. */
import { html, nothing, type TemplateResult } from 'lit'
import { outcomeShape } from '../../../verifier-web/elements/outcome-shape.ts'
import { outcomeWord } from '../../../verifier-web/elements/outcome-words.ts'
import { reasonWords } from '../../../verifier-web/elements/reason-words.ts'
import { instantWords } from '../../../verifier-web/elements/time-words.ts'
import type { ShownReceipt } from '../../shared/staff-api.ts'
import { groupedAppeal, isAppeal } from '../appeal-number.ts'
import { keyPad } from './key-pad.ts'
import { appealField } from './passages-view.ts'
import type { StaffModel } from './staff-model.ts'
import { staffWords } from './staff-words.ts'

/** Asks for a number, and shows what was found. */
export function receiptView(model: StaffModel): TemplateResult {
  const { draft, desk, facts, language } = model
  const { appeal } = draft
  const { receipt } = facts.kept
  const find = (event: Event) => {
    event.preventDefault()
    if (isAppeal(appeal)) void desk.act({ act: 'receipt', appeal })
  }
  return html`<div class="columns">
    <form @submit=${find}>
      <div class="beside">
        <div class="fields">
          ${appealField(model)}
          <button type="submit" class="main" data-act="receipt" ?disabled=${!isAppeal(appeal)}>
            ${staffWords.find[language]}
          </button>
        </div>
        ${keyPad({ ...model, draft: { ...draft, field: 'appeal' } })}
      </div>
    </form>
    <section aria-live="polite" ?data-blank=${receipt === undefined}>
      ${receipt === undefined ? nothing : receipt === null ? html`<p class="told">${staffWords.notFound[language]}</p>` : found(receipt, language)}
    </section>
  </div>`
}

function found(receipt: ShownReceipt, language: StaffModel['language']): TemplateResult {
  const { appeal, at, outcome, reasons, rule, segment, seq } = receipt
  return html`<div class="receipt" data-receipt=${outcome}>
    <p class="verdict-line outcome-${outcome}">
      ${outcomeShape(outcome)}<strong>${outcomeWord[outcome][language]}</strong>
    </p>
    <p class="number">${groupedAppeal(appeal)}</p>
    <p>${instantWords(at, language)}</p>
    <ul>
      ${reasons.map((reason) => html`<li>${reasonWords(reason)[language]}</li>`)}
    </ul>
    ${rule === null ? nothing : html`<p>${rule.set} ${rule.version} / ${rule.no}</p>`}
    <p><code>${segment} · ${seq}</code></p>
  </div>`
}
