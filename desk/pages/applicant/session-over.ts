/** What is said of the end of a session: on a public terminal before it, on one's own device above the code that goes on. */
import { html, type TemplateResult } from 'lit'
import type { Language } from '../../../verifier-web/elements/language.ts'
import { deskWords } from '../elements/desk-words.ts'
import { words } from './applicant-words.ts'

/** Nobody touches a public terminal any more. */
export function idleWarning(language: Language): TemplateResult {
  return html`<section class="alert" role="alertdialog" aria-labelledby="idle">
    <h2 id="idle">${words.stillThere[language]}</h2>
    <p>${words.signsOut[language]}</p>
    <button type="button" class="primary">${words.goOn[language]}</button>
  </section>`
}

/** The session is over: the code goes on, and how to renew it. */
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
