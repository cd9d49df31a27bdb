/** An instant as people say it: today 14:00, tomorrow 09:30, or the day by its date. */
import { languageTag, type Language } from '../elements/language.ts'
import { clockWords } from '../elements/time-words.ts'

const dayMs = 86_400_000

/** Days of the calendar between two instants, in the time of this device. */
function daysBetween(from: Date, to: Date): number {
  const midnight = (at: Date) => new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime()
  // Rounded: a day on which the clock is changed has 23 or 25 hours.
  return Math.round((midnight(to) - midnight(from)) / dayMs)
}

/** Says it, seen from `now`. */
export function dayWords(instant: string, now: Date, language: Language): string {
  const then = new Date(instant)
  const days = daysBetween(now, then)
  const clock = clockWords(instant)
  const tag = languageTag[language]
  const day =
    Math.abs(days) <= 1
      ? new Intl.RelativeTimeFormat(tag, { numeric: 'auto' }).format(days, 'day')
      : new Intl.DateTimeFormat(tag, {
          weekday: 'short',
          day: 'numeric',
          month: 'long',
          ...(then.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' }),
        }).format(then)
  return language === 'zh' ? `${day}${clock}` : `${day} ${clock}`
}
