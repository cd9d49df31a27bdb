/** The buttons that every traveller may need: staff, a group, the other language. */
import { html, nothing, type TemplateResult } from 'lit'
import type { StationStatus } from '../shared/kiosk-api.ts'
import { other } from './pair.ts'
import { bell } from './pictures.ts'
import type { Call, Language } from './screen-facts.ts'
import type { ScreenHands } from './screen-hands.ts'
import { helpWords } from './words.ts'

const languageNames: Readonly<Record<Language, string>> = { zh: '中文', en: 'English' }

/** Calls staff, and says what became of it. */
export function callButton(
  call: Call,
  language: Language,
  { callStaff }: Pick<ScreenHands, 'callStaff'>,
): TemplateResult {
  const words = helpWords[call === 'none' ? 'call' : call]
  return html`<button type="button" class="call" data-call=${call} @click=${callStaff}>
    ${bell}<span role="status">${words[language]}</span>
  </button>`
}

/** Begins a group; nothing where people go one by one. */
export function groupButton(
  { settings }: StationStatus,
  language: Language,
  { choose }: Pick<ScreenHands, 'choose'>,
): TemplateResult | typeof nothing {
  if (settings.mostInGroup < 2) return nothing
  const begin = () => {
    choose(true)
  }
  return html`<button type="button" class="together" @click=${begin}>
    ${helpWords.together[language]}
  </button>`
}

/** The other language, in its own name. */
export function languageButton(
  language: Language,
  { switchLanguage }: Pick<ScreenHands, 'switchLanguage'>,
): TemplateResult {
  const next = other(language)
  return html`<button
    type="button"
    class="language"
    lang=${next === 'zh' ? 'zh-CN' : 'en'}
    @click=${switchLanguage}
  >
    ${languageNames[next]}
  </button>`
}
