/** The answer, or what stands in its place, and what can be done with it. */
import { msg } from '@lit/localize'
import { html, nothing, type TemplateResult } from 'lit'
import { languageOf } from '../words/localize.ts'
import { blankView } from './blank-view.ts'
import type { Answer } from './decide-codes.ts'
import type { Notice } from './messages.ts'
import { printedAnswer } from './printed-answer.ts'

/** What is shown. */
export interface ResultState {
  readonly answer: Answer | undefined
  readonly notice: Notice | undefined
  /** The next code is judged with those before. */
  readonly isAnother: boolean
}

/** What becomes of it. */
export interface ResultHandlers {
  readonly onExpired: () => void
  readonly onNext: () => void
  readonly onAnother: () => void
}

/** Draws it. */
export function resultView(
  { answer, notice, isAnother }: ResultState,
  on: ResultHandlers,
): TemplateResult {
  const next = html`<button type="button" class="clear" @click=${on.onNext}>
    ${msg('下一位', { id: 'page-next' })}
  </button>`
  // Several codes of one person are judged together: parts of a card, or what two issuers know.
  const actions = html`<div slot="actions">
    ${next}
    <button type="button" class="another" @click=${on.onAnother}>
      ${msg('同一人还有其他码', { id: 'page-another' })}
    </button>
  </div>`
  return html`<section
    class="result"
    tabindex="-1"
    aria-label=${msg('核验结果', { id: 'page-result' })}
  >
    <greengate-decision
      .language=${languageOf()}
      .decision=${answer?.decision}
      .bundle=${answer?.bundle}
      .issuer=${answer?.issuer}
      .explain=${answer?.explain}
      @greengate-decision-expired=${on.onExpired}
      >${answer === undefined ? nothing : actions}</greengate-decision
    >
    ${answer === undefined ? nothing : printedAnswer(answer.decision)}
    ${blankView(notice, answer !== undefined, isAnother)} ${notice === undefined ? nothing : next}
  </section>`
}
