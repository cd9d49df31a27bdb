/** What stands where a decision would stand: what to do first, or why there is none. */
import { html, nothing, type TemplateResult } from 'lit'
import type { Language } from '../elements/language.ts'
import { messages, noticeWords, type Notice } from './messages.ts'
import { finder } from './page-pictures.ts'

/** Draws it; it stays in the page while a decision is shown, so that it is told as it comes back. */
export function blankView(
  language: Language,
  notice: Notice | undefined,
  isHidden: boolean,
): TemplateResult {
  const words = notice === undefined ? undefined : noticeWords[notice]
  return html`<div
    role="status"
    class="blank ${notice === undefined ? '' : 'notice'}"
    data-notice=${notice ?? nothing}
    ?hidden=${isHidden}
  >
    ${notice === undefined ? finder : nothing}
    <p class="headline">${(words?.title ?? messages.idle)[language]}</p>
    <p>${(words?.help ?? messages.idleHow)[language]}</p>
  </div>`
}
