/** The language of a page: the person's choice, or else the browser's; `msg` then speaks it. */
import { configureLocalization, type LocaleModule } from '@lit/localize'
import { isNoPart } from '../elements/is-no-part.ts'
import { chooseLanguage as firstSpoken, languageTag, type Language } from '../elements/language.ts'

/** Fetches the English words of a page; the Chinese ones stand in the page itself. */
export type LoadEnglish = () => Promise<LocaleModule>

const keptUnder = 'greengate-language'
const noWords: LoadEnglish = () => Promise.resolve({ templates: {} })
let loadEnglish = noWords

const { getLocale, setLocale } = configureLocalization({
  sourceLocale: languageTag.zh,
  targetLocales: [languageTag.en],
  loadLocale: () => loadEnglish(),
})

/** The language that the page speaks now. */
export function languageOf(): Language {
  return getLocale() === languageTag.zh ? 'zh' : 'en'
}

/**
 * Speaks the language that was chosen on an earlier visit, or else the first of the browser's that we speak.
 *
 * @param load - Fetches the page's English words when they are first needed.
 */
export async function chooseLanguage(load: LoadEnglish): Promise<void> {
  loadEnglish = load
  await speak(keptLanguage() ?? firstSpoken(navigator.languages))
}

/** Speaks a language that a person chose, and remembers it. */
export async function setLanguage(language: Language): Promise<void> {
  await speak(language)
  if (languageOf() === language)
    withStorage((storage) => {
      storage.setItem(keptUnder, language)
    })
}

async function speak(language: Language): Promise<void> {
  try {
    await setLocale(languageTag[language])
  } catch (error) {
    // Words that cannot be fetched: a page in Chinese is better than none, and they can be asked for again.
    if (!isNoPart(error)) throw error
    await setLocale(languageTag.zh)
  }
}

function keptLanguage(): Language | undefined {
  const kept = withStorage((storage) => storage.getItem(keptUnder))
  return kept === 'zh' || kept === 'en' ? kept : undefined
}

/** A browser that keeps nothing for the page remembers no choice. */
function withStorage<T>(work: (storage: Storage) => T): T | undefined {
  try {
    return work(localStorage)
  } catch (error) {
    if (error instanceof DOMException) return undefined
    throw error
  }
}
