/** Records with their sources, one under the other. */
import { html, type TemplateResult } from 'lit'
import type { Language } from '../../../verifier-web/elements/language.ts'
import { instantWords } from '../../../verifier-web/elements/time-words.ts'
import { deskWords } from '../elements/desk-words.ts'
import { factLine, kindWord, type StatedFact } from '../elements/fact-words.ts'

/** Draws them. */
export function factList(facts: readonly StatedFact[], language: Language): TemplateResult {
  return html`<ul class="plain">
    ${facts.map(
      ({ kind, fields, sourceName, recordedAt }) =>
        html`<li>
          <strong>${kindWord(kind, language)}</strong> ${factLine(fields, language)}
          <div class="quiet">
            ${deskWords.source[language]} ${sourceName[language]},
            ${instantWords(recordedAt, language)}
          </div>
        </li>`,
    )}
  </ul>`
}
