/** The two languages of the screens, and how to say a thing in one of them. */

/** A language that the screens speak. */
export type Language = 'zh' | 'en'

/** A text in both languages. */
export type Bilingual = Readonly<Record<Language, string>>

/** The BCP 47 tag of each language, for `lang` attributes and `Intl`. */
export const languageTag: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en' }

/** The language that is not the given one. */
export function otherLanguage(language: Language): Language {
  return language === 'zh' ? 'en' : 'zh'
}

/** Chooses the first language of a browser's list that we speak; English if there is none. */
export function chooseLanguage(tags: readonly string[]): Language {
  for (const tag of tags) {
    if (/^zh\b/i.test(tag)) return 'zh'
    if (/^en\b/i.test(tag)) return 'en'
  }
  return 'en'
}
