/** CertLogic's dates and date-times, as milliseconds since 1970: the forms that are read, and what is added to them. */
import { daysFromCivil } from '../../encoding/instant.ts'

const dayMs = 86_400_000
const hourMs = 3_600_000
/** The farthest instant of a Date; the specification defines date-times by Date. */
const farthest = 8.64e15
const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

const dash = 45
const colon = 58
const point = 46
const letterT = 84
const letterZ = 90
const plusSign = 43

/** What can be added. */
export const timeUnits = ['year', 'month', 'day', 'hour'] as const

export type TimeUnit = (typeof timeUnits)[number]

/** The number of the digits from `start` to before `end`; NaN where one of them is none. */
function digits(text: string, start: number, end: number): number {
  let number = 0
  for (let i = start; i < end; i += 1) {
    const digit = text.charCodeAt(i) - 48
    if (!(digit >= 0 && digit <= 9)) return NaN
    number = number * 10 + digit
  }
  return number
}

function lastDayOf(year: number, month: number): number {
  if (month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)) return 29
  return monthDays[month - 1] ?? NaN
}

function midnight(year: number, month: number, day: number): number {
  return daysFromCivil(year, month, day) * dayMs
}

/** `YYYY`, `YYYY-MM` (the last day of it) or `YYYY-MM-DD`, at the start of a text; NaN where it is none. */
function dateIn(text: string, length: number): number {
  const year = digits(text, 0, 4)
  if (length === 4) return midnight(year, 12, 31)
  if (text.charCodeAt(4) !== dash) return NaN
  const month = digits(text, 5, 7)
  const last = lastDayOf(year, month)
  if (length === 7) return midnight(year, month, last)
  const day = digits(text, 8, 10)
  const isDay = text.charCodeAt(7) === dash && day >= 1 && day <= last
  return isDay ? midnight(year, month, day) : NaN
}

/** Reads a date that may be partial, as `dccDateOfBirth` does; NaN where it is none. */
export function parsePartialDate(text: string): number {
  const { length } = text
  return length === 4 || length === 7 || length === 10 ? dateIn(text, length) : NaN
}

/** Reads every form of a date or date-time that `plusTime` has; NaN where the text has none of them. */
export function parseDateTime(text: string): number {
  if (text.length <= 10) return parsePartialDate(text)
  const hours = digits(text, 11, 13)
  const minutes = digits(text, 14, 16)
  const seconds = digits(text, 17, 19)
  const isTime =
    text.charCodeAt(10) === letterT &&
    text.charCodeAt(13) === colon &&
    text.charCodeAt(16) === colon
  if (!isTime || minutes > 59 || seconds > 59) return NaN
  const fraction = fractionEnd(text)
  // Tenths, hundredths, thousandths: whatever follows is dropped.
  let milliseconds = 0
  for (let i = 20, unit = 100; i < fraction && unit >= 1; i += 1, unit /= 10) {
    milliseconds += digits(text, i, i + 1) * unit
  }
  const time = hours * hourMs + minutes * 60_000 + seconds * 1000 + milliseconds
  // ISO 8601 lets a day end at 24:00:00, and at no later time.
  if (time > dayMs || (hours === 24 && time !== dayMs)) return NaN
  return dateIn(text, 10) + time - offsetMs(text, fraction)
}

/** Where the fraction of a second ends; every digit counts as read, though all beyond the third are dropped. */
function fractionEnd(text: string): number {
  if (text.charCodeAt(19) !== point) return 19
  let end = 20
  while (digits(text, end, end + 1) >= 0) end += 1
  // A point without a digit is no fraction: what follows is then no offset either.
  return end === 20 ? 19 : end
}

/** The offset from UTC at the end of a text, in any of its forms; none is UTC. */
function offsetMs(text: string, start: number): number {
  const { length } = text
  if (length === start) return 0
  const first = text.charCodeAt(start)
  if (first === letterZ) return length === start + 1 ? 0 : NaN
  const sign = first === plusSign ? 1 : first === dash ? -1 : NaN
  const rest = length - start - 1
  const between = text.indexOf(':', start)
  // h, hh, hmm, hhmm, h:mm and hh:mm.
  const hoursEnd = between === -1 ? start + 1 + (rest <= 2 ? rest : rest - 2) : between
  const minutesStart = between === -1 ? hoursEnd : between + 1
  const hasMinutes = minutesStart < length || between !== -1
  if (hoursEnd - start < 2 || hoursEnd - start > 3) return NaN
  if (hasMinutes && length - minutesStart !== 2) return NaN
  const hours = digits(text, start + 1, hoursEnd)
  const minutes = hasMinutes ? digits(text, minutesStart, length) : 0
  return hours <= 23 && minutes <= 59 ? sign * (hours * hourMs + minutes * 60_000) : NaN
}

/** Adds an amount as the methods of Date do in UTC: 29 February and a year is 1 March. NaN beyond their range. */
export function plus(time: number, amount: number, unit: TimeUnit): number {
  if (unit === 'day' || unit === 'hour') {
    const sum = time + amount * (unit === 'day' ? dayMs : hourMs)
    return Math.abs(sum) <= farthest ? sum : NaN
  }
  const date = new Date(time)
  return unit === 'year'
    ? date.setUTCFullYear(date.getUTCFullYear() + amount)
    : date.setUTCMonth(date.getUTCMonth() + amount)
}
