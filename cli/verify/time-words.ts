/** Instants and spans in words, in the time of the machine that prints them. */
import type { Language } from '../edges/language.ts'

const tags: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en-GB' }

/** A span in its largest whole unit: `3 hours`. */
export function spanWords(seconds: number, language: Language): string {
  const span = Math.max(0, seconds)
  const [unit, size] =
    span >= 172_800
      ? (['day', 86_400] as const)
      : span >= 7200
        ? (['hour', 3600] as const)
        : span >= 60
          ? (['minute', 60] as const)
          : (['second', 1] as const)
  return new Intl.NumberFormat(tags[language], { style: 'unit', unit, unitDisplay: 'long' }).format(
    Math.floor(span / size),
  )
}

/** An instant as date, time of day and zone. */
export function instantWords(instant: string, language: Language): string {
  return new Intl.DateTimeFormat(tags[language], {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(new Date(instant))
}
