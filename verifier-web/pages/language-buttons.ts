/** The two buttons that choose the page's language. */
import { html, type TemplateResult } from 'lit'
import { languageTag, type Language } from '../elements/language.ts'
import { messages } from './messages.ts'

const names: readonly (readonly [Language, string])[] = [
  ['zh', '中文'],
  ['en', 'EN'],
]

export function languageButtons(
  language: Language,
  choose: (language: Language) => void,
): TemplateResult {
  const buttons = names.map(
    ([of, name]) =>
      html`<button
        type="button"
        lang=${languageTag[of]}
        aria-pressed=${String(language === of)}
        @click=${() => {
          choose(of)
        }}
      >
        ${name}
      </button>`,
  )
  return html`<div class="languages" role="group" aria-label=${messages.language[language]}>
    ${buttons}
  </div>`
}
