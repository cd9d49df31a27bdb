/** What to do where no station is enrolled yet: three commands, and where they are typed. */
import { html, type TemplateResult } from 'lit'
import type { Language } from '../../../verifier-web/elements/language.ts'
import { pageWords as words } from './page-words.ts'

const commands = [
  'greengate station enrol --name east-1 --lane east …',
  'greengate station admit …',
  'journal: { upload: { to: …, key: collector.public.jwk } }',
]

/** Draws it. */
export function firstSteps(language: Language): TemplateResult {
  return html`<section class="steps">
    <ol>
      ${words.emptySteps[language].map(
        (step, i) =>
          html`<li>
            ${step}
            <pre><code>${commands[i]}</code></pre>
          </li>`,
      )}
    </ol>
    <p>${words.emptyMore[language]}</p>
  </section>`
}
