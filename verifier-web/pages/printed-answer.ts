/** What a printed answer says beside the answer itself: where it is from, when, and under which rules. */
import { msg } from '@lit/localize'
import { html, nothing, type TemplateResult } from 'lit'
import type { Decision } from 'greengate'
import { instantWords } from '../elements/time-words.ts'
import { languageOf } from '../words/localize.ts'

/** Draws it; it stands on paper only. */
export function printedAnswer({ basis: { now, ruleSet } }: Decision): TemplateResult {
  return html`<dl class="printed">
    <div>
      <dt>${msg('核验时间', { id: 'printed-at' })}</dt>
      <dd>${instantWords(now, languageOf())}</dd>
    </div>
    ${
      ruleSet === null
        ? nothing
        : html`<div>
            <dt>${msg('适用规则', { id: 'data-rule-set' })}</dt>
            <dd>${ruleSet.id} v${ruleSet.version}</dd>
          </div>`
    }
  </dl>`
}
