/** The two buttons that choose a page's language. */
import { msg } from '@lit/localize'
import { html, type TemplateResult } from 'lit'
import { languageTag, type Language } from '../elements/language.ts'
import { languageOf, setLanguage } from '../words/localize.ts'

const names: readonly (readonly [Language, string])[] = [
  ['zh', '中文'],
  ['en', 'EN'],
]

/** Draws them; whoever draws is drawn anew when the words have changed (`updateWhenLocaleChanges`). */
export function languageButtons(): TemplateResult {
  const buttons = names.map(
    ([of, name]) =>
      html`<button
        type="button"
        lang=${languageTag[of]}
        aria-pressed=${String(languageOf() === of)}
        @click=${() => {
          void setLanguage(of)
        }}
      >
        ${name}
      </button>`,
  )
  return html`<div
    class="languages"
    role="group"
    aria-label=${msg('语言', { id: 'page-language' })}
  >
    ${buttons}
  </div>`
}
