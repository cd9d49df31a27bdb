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

/** The digit at a place; NaN where there is none. */
function digit(text: string, at: number): number {
  const value = text.charCodeAt(at) - 48
  return value >= 0 && value <= 9 ? value : NaN
}

/** The number of the two digits at a place; -1 where one of them is none. */
function pair(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48
  const ones = text.charCodeAt(at + 1) - 48
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1
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
  const century = pair(text, 0)
  const yearOfCentury = pair(text, 2)
  if (century < 0 || yearOfCentury < 0) return NaN
  const year = century * 100 + yearOfCentury
  if (length === 4) return midnight(year, 12, 31)
  const month = pair(text, 5)
  if (text.charCodeAt(4) !== dash || month < 1 || month > 12) return NaN
  if (length === 7) return midnight(year, month, lastDayOf(year, month))
  const day = pair(text, 8)
  // Only the end of a month needs to be looked up.
  const isDay =
    text.charCodeAt(7) === dash && day >= 1 && (day <= 28 || day <= lastDayOf(year, month))
  return isDay ? midnight(year, month, day) : NaN
}

/** Reads a date that may be partial, as `dccDateOfBirth` does; NaN where it is none. */
export function parsePartialDate(text: string): number {
  const { length } = text
  return length === 4 || length === 7 || length === 10 ? dateIn(text, length) : NaN
}

/** Reads every form of a date or date-time that `plusTime` has; NaN where the text has none of them. */
export function parseDateTime(text: string): number {
  const { length } = text
  if (length <= 10) return parsePartialDate(text)
  const hours = pair(text, 11)
  const minutes = pair(text, 14)
  const seconds = pair(text, 17)
  const isTime =
    text.charCodeAt(10) === letterT &&
    text.charCodeAt(13) === colon &&
    text.charCodeAt(16) === colon
  if (!isTime || hours < 0 || minutes < 0 || minutes > 59 || seconds < 0 || seconds > 59) return NaN
  const time = hours * hourMs + minutes * 60_000 + seconds * 1000
  const midnight = dateIn(text, 10)
  // The form that nearly every text has.
  if (length === 20 && hours < 24 && text.charCodeAt(19) === letterZ) return midnight + time
  const fraction = fractionEnd(text)
  // Tenths, hundredths, thousandths: whatever follows is dropped.
  let milliseconds = 0
  for (let i = 20, unit = 100; i < fraction && unit >= 1; i += 1, unit /= 10) {
    milliseconds += digit(text, i) * unit
  }
  // ISO 8601 lets a day end at 24:00:00, and at no later time.
  if (hours > 24 || (hours === 24 && time + milliseconds !== dayMs)) return NaN
  return midnight + time + milliseconds - offsetMs(text, fraction)
}

/** Where the fraction of a second ends; every digit counts as read, though all beyond the third are dropped. */
function fractionEnd(text: string): number {
  if (text.charCodeAt(19) !== point) return 19
  let end = 20
  while (digit(text, end) >= 0) end += 1
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
  const isPair = hoursEnd - start === 3
  const hours = isPair ? pair(text, start + 1) : digit(text, start + 1)
  const minutes = hasMinutes ? pair(text, minutesStart) : 0
  const isOffset = hours >= 0 && hours <= 23 && minutes >= 0 && minutes <= 59
  return isOffset ? sign * (hours * hourMs + minutes * 60_000) : NaN
}

/** Whether a time is one that a date-time can be. */
export function isInRange(time: number): boolean {
  return Math.abs(time) <= farthest
}

/** The milliseconds that an amount of units always is; undefined for months and years, unless there are none. */
export function shiftMs(amount: number, unit: TimeUnit): number | undefined {
  if (unit === 'hour') return amount * hourMs
  return unit === 'day' || amount === 0 ? amount * dayMs : undefined
}

/** Adds months or years as the methods of Date do in UTC: 29 February and a year is 1 March. NaN beyond their range. */
export function adding(amount: number, unit: TimeUnit): (time: number) => number {
  return (time) => {
    const date = new Date(time)
    return unit === 'year'
      ? date.setUTCFullYear(date.getUTCFullYear() + amount)
      : date.setUTCMonth(date.getUTCMonth() + amount)
  }
}
