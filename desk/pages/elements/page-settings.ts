/** The language and the size of text that somebody chose, kept by the browser. */
import {
  chooseLanguage,
  languageTag,
  type Language,
} from '../../../verifier-web/elements/language.ts'

/** Sizes of text, in percent of what the browser has. */
export const textSizes = [112.5, 137.5, 175] as const
/** One of them. */
export type TextSize = (typeof textSizes)[number]

/** What was chosen. */
export interface PageSettings {
  readonly language: Language
  readonly textSize: TextSize
}

const name = 'greengate-desk-settings'

/** What was chosen before, or what the browser suggests. */
export function readSettings(): PageSettings {
  const kept = (localStorage.getItem(name) ?? '').split(' ')
  const language = kept[0] === 'zh' || kept[0] === 'en' ? kept[0] : undefined
  return {
    language: language ?? chooseLanguage(navigator.languages),
    textSize: textSizes.find((size) => String(size) === kept[1]) ?? textSizes[0],
  }
}

/** Puts a choice into force, and keeps it. */
export function applySettings({ language, textSize }: PageSettings): void {
  document.documentElement.lang = languageTag[language]
  document.documentElement.style.fontSize = `${String(textSize)}%`
  localStorage.setItem(name, `${language} ${String(textSize)}`)
}
