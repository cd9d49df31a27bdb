/** Everything is said in both languages: the chosen one first and large, the other one below it. */
import { html, type TemplateResult } from 'lit'
import type { Bilingual } from '../shared/kiosk-api.ts'
import type { Language } from './screen-facts.ts'

const tags: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en' }

/** The language that stands below. */
export const other = (language: Language): Language => (language === 'zh' ? 'en' : 'zh')

/** One text in both languages; `kind` is the class that gives it its size. */
export function pair(words: Bilingual, language: Language, kind: string): TemplateResult {
  const second = other(language)
  return html`<div class="pair ${kind}">
    <p class="first" lang=${tags[language]}>${words[language]}</p>
    <p class="second" lang=${tags[second]}>${words[second]}</p>
  </div>`
}

/** One text in both languages on one line. */
export function inline(words: Bilingual, language: Language): TemplateResult {
  const second = other(language)
  return html`<span lang=${tags[language]}>${words[language]}</span
    ><span class="dot" aria-hidden="true">·</span
    ><span lang=${tags[second]}>${words[second]}</span>`
}
