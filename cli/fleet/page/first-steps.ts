/** What to do where no station is enrolled yet: three commands, and where they are typed. */
import { html, type TemplateResult } from 'lit'
import type { Language } from '../../../verifier-web/elements/language.ts'
import { pageWords as words } from './page-words.ts'

const commands = [
  'greengate station enrol /var/lib/greengate --id east-1 --group east --root root.ggb',
  'greengate station admit request.jws',
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
