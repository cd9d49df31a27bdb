/** Instants and civil dates as text and as integers, by integer arithmetic: no clock, no time zone database. */

const daySeconds = 86_400
const instantForm = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})Z$/
const dateForm = /^(\d{4})-(\d{2})-(\d{2})$/

/** Days from 1970-01-01 of 1900-01-01 and of 2199-12-31, the years this library speaks of. */
const firstDay = daysFromCivil(1900, 1, 1)
const lastDay = daysFromCivil(2199, 12, 31)

/** Days since 1970-01-01 of a proleptic Gregorian date (Hinnant, "chrono-compatible low-level date algorithms"). */
export function daysFromCivil(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year
  const era = Math.floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

/** Reads `YYYY-MM-DD` as days since 1970-01-01; undefined where it is no such date of 1900 to 2199. */
export function parseDate(text: string): number | undefined {
  const match = dateForm.exec(text)
  if (match === null) return undefined
  const days = daysFromCivil(Number(match[1]), Number(match[2]), Number(match[3]))
  if (days < firstDay || days > lastDay) return undefined
  // A day such as 31 February lands on another date, and is thereby known.
  return formatDate(days) === text ? days : undefined
}

/** Whether a text looks like an instant or a date, be it one or not (format 5). */
export function isTimeForm(text: string): boolean {
  return instantForm.test(text) || dateForm.test(text)
}

/** Writes days since 1970-01-01 as `YYYY-MM-DD`. */
export function formatDate(days: number): string {
  const shifted = days + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  )
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`
}

/** Reads `YYYY-MM-DDTHH:MM:SSZ` as unix seconds; undefined where it is no such instant of 1900 to 2199. */
export function parseInstant(text: string): number | undefined {
  const match = instantForm.exec(text)
  if (match === null) return undefined
  const days = parseDate(match[1] as string)
  const [hours, minutes, seconds] = [Number(match[2]), Number(match[3]), Number(match[4])]
  if (days === undefined || hours > 23 || minutes > 59 || seconds > 59) return undefined
  return days * daySeconds + hours * 3600 + minutes * 60 + seconds
}

/** Writes unix seconds as `YYYY-MM-DDTHH:MM:SSZ`. */
export function formatInstant(seconds: number): string {
  const days = Math.floor(seconds / daySeconds)
  const rest = seconds - days * daySeconds
  const [h, m] = [Math.floor(rest / 3600), Math.floor((rest % 3600) / 60)]
  return `${formatDate(days)}T${pad(h, 2)}:${pad(m, 2)}:${pad(rest % 60, 2)}Z`
}

/** Whether a count of days is of a year that this library speaks of. */
export function isDay(days: number): boolean {
  return days >= firstDay && days <= lastDay
}

/** Whether unix seconds are of a year that this library speaks of. */
export function isInstant(seconds: number): boolean {
  return isDay(Math.floor(seconds / daySeconds))
}

/** Unix seconds of a Date, rounded down: every limit of the format is a whole second. */
export function unixSeconds(date: Date): number {
  const milliseconds = date.getTime()
  if (Number.isNaN(milliseconds)) throw new TypeError('now must be a valid Date')
  return Math.floor(milliseconds / 1000)
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0')
}
