/** What stands above the code once the session is over: it goes on, and how to renew it. */
import { html, type TemplateResult } from 'lit'
import type { Language } from '../../../verifier-web/elements/language.ts'
import { deskWords } from '../elements/desk-words.ts'
import { words } from './applicant-words.ts'

/** Draws it. */
export function sessionOver(
  language: Language,
  signIn: () => void,
  signOut: () => void,
): TemplateResult {
  return html`<section class="said unprinted">
    <p>${words.sessionOver[language]}</p>
    <div class="row">
      <button type="button" class="primary" @click=${signIn}>${words.signInAgain[language]}</button>
      <button type="button" @click=${signOut}>${deskWords.signOut[language]}</button>
    </div>
  </section>`
}
