/** Instants and civil dates as text and as integers, by integer arithmetic: no clock, no time zone database. */

const daySeconds = 86_400
const instantForm = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/
const dateForm = /^\d{4}-\d{2}-\d{2}$/

/** Days before each month of a year without 29 February. */
const daysBefore = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334] as const

/** Days from 1970-01-01 of 1900-01-01 and of 2199-12-31, the years this library speaks of. */
const firstDay = daysFromCivil(1900, 1, 1)
const lastDay = daysFromCivil(2199, 12, 31)

/** Days since 1970-01-01 of a proleptic Gregorian date. */
export function daysFromCivil(year: number, month: number, day: number): number {
  // A year counts its own 29 February only from March on.
  const passed = month > 2 ? year + 1 : year
  const leapDays =
    Math.floor((passed + 3) / 4) -
    Math.floor((passed + 99) / 100) +
    Math.floor((passed + 399) / 400)
  return 365 * year + leapDays + (daysBefore[month - 1] as number) + day - 719_529
}

/** The number that digits from `start` to `end` write; NaN where one of them is no digit. */
function digitsOf(text: string, start: number, end: number): number {
  let value = 0
  for (let i = start; i < end; i++) {
    const digit = text.charCodeAt(i) - 48
    if (!(digit >= 0 && digit <= 9)) return NaN
    value = value * 10 + digit
  }
  return value
}

function daysInMonth(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
}

/** Reads the date that a text begins with; undefined where it is no date of 1900 to 2199. */
function dateAtStart(text: string): number | undefined {
  if (text[4] !== '-' || text[7] !== '-') return undefined
  const year = digitsOf(text, 0, 4)
  const month = digitsOf(text, 5, 7)
  const day = digitsOf(text, 8, 10)
  // Comparisons with NaN are false, so these also ask for digits.
  if (!(year >= 1900 && year <= 2199 && month >= 1 && month <= 12)) return undefined
  if (!(day >= 1 && day <= daysInMonth(year, month))) return undefined
  return daysFromCivil(year, month, day)
}

/** Reads `YYYY-MM-DD` as days since 1970-01-01; undefined where it is no such date of 1900 to 2199. */
export function parseDate(text: string): number | undefined {
  return text.length === 10 ? dateAtStart(text) : undefined
}

/** Whether a text looks like an instant or a date, be it one or not (format 5). */
export function isTimeForm(text: string): boolean {
  if (text.length === 10) return dateForm.test(text)
  return text.length === 20 && instantForm.test(text)
}

/** Year, month and day of days since 1970-01-01 (Hinnant, "chrono-compatible low-level date algorithms"). */
export function civilFromDays(days: number): readonly [year: number, month: number, day: number] {
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
  return [yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day]
}

/** Writes days since 1970-01-01 as `YYYY-MM-DD`. */
export function formatDate(days: number): string {
  const [year, month, day] = civilFromDays(days)
  const century = Math.floor(year / 100)
  return `${two(century)}${two(year - century * 100)}-${two(month)}-${two(day)}`
}

/** Reads `YYYY-MM-DDTHH:MM:SSZ` as unix seconds; undefined where it is no such instant of 1900 to 2199. */
export function parseInstant(text: string): number | undefined {
  if (text.length !== 20 || text[10] !== 'T' || text[13] !== ':' || text[16] !== ':')
    return undefined
  const days = text[19] === 'Z' ? dateAtStart(text) : undefined
  const hours = digitsOf(text, 11, 13)
  const minutes = digitsOf(text, 14, 16)
  const seconds = digitsOf(text, 17, 19)
  if (days === undefined || !(hours <= 23 && minutes <= 59 && seconds <= 59)) return undefined
  return days * daySeconds + hours * 3600 + minutes * 60 + seconds
}

/** Writes unix seconds as `YYYY-MM-DDTHH:MM:SSZ`. */
export function formatInstant(seconds: number): string {
  const days = Math.floor(seconds / daySeconds)
  const rest = seconds - days * daySeconds
  const hours = Math.floor(rest / 3600)
  const minutes = Math.floor((rest % 3600) / 60)
  // In two halves: engines copy text as short as that, and chain what is longer.
  const time = `T${two(hours)}:${two(minutes)}:${two(rest % 60)}Z`
  return formatDate(days) + time
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

/** Two digits of every number below 100: this is written several times for every code. */
const twoDigits: readonly string[] = Array.from({ length: 100 }, (_, n) =>
  String(n).padStart(2, '0'),
)

function two(value: number): string {
  return twoDigits[value] as string
}
