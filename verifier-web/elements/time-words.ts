/** Instants and spans in words, in the time of the device that shows them. */
import { languageTag, type Language } from './language.ts'

/** From how many seconds on a span is told in a unit, and that unit; two of a unit are told before one of the next. */
const units = [
  [172_800, 86_400, 'day'],
  [7200, 3600, 'hour'],
  [60, 60, 'minute'],
  [0, 1, 'second'],
] as const

/** A span of time in its largest whole unit: "3 hours", "2 天"; never rounded up. */
export function spanWords(seconds: number, language: Language): string {
  const span = Math.max(0, seconds)
  const [, length, unit] = units.find(([from]) => span >= from) ?? [0, 1, 'second']
  return new Intl.NumberFormat(languageTag[language], {
    style: 'unit',
    unit,
    unitDisplay: 'long',
  }).format(Math.floor(span / length))
}

/** An instant as date and time of day. */
export function instantWords(instant: string, language: Language): string {
  return new Intl.DateTimeFormat(languageTag[language], {
    dateStyle: 'medium',
    timeStyle: 'short',
  }).format(new Date(instant))
}

/** An instant as time of day alone; `timeZone` is the device's own unless it is said. */
export function clockWords(instant: string, timeZone?: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(timeZone !== undefined && { timeZone }),
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
