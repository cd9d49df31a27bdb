/** Instants and spans in words, in the time of the device that shows them. */
import { languageTag, type Language } from './language.ts'

/** A span of time in its largest whole unit: "3 hours", "2 天". */
export function spanWords(seconds: number, language: Language): string {
  const span = Math.max(0, seconds)
  const [value, unit] =
    span >= 2 * 86_400
      ? [Math.floor(span / 86_400), 'day']
      : span >= 2 * 3600
        ? [Math.floor(span / 3600), 'hour']
        : span >= 60
          ? [Math.floor(span / 60), 'minute']
          : [Math.floor(span), 'second']
  return new Intl.NumberFormat(languageTag[language], {
    style: 'unit',
    unit: unit as string,
    unitDisplay: 'long',
  }).format(value as number)
}

/** An instant as date and time of day. */
export function instantWords(instant: string, language: Language): string {
  return new Intl.DateTimeFormat(languageTag[language], {
    dateStyle: 'medium',
    timeStyle: 'short',
  }).format(new Date(instant))
}

/** Until when a decision stands, seen from the instant at which it was made. */
export function holdsWords(holdsUntil: string | null, now: string, language: Language): string {
  if (holdsUntil === null) {
    return language === 'zh' ? '不会仅因时间而改变' : 'Time alone will not change this'
  }
  const when = instantWords(holdsUntil, language)
  const span = spanWords((Date.parse(holdsUntil) - Date.parse(now)) / 1000, language)
  return language === 'zh' ? `${when}（还有${span}）` : `${when} (for ${span})`
}
