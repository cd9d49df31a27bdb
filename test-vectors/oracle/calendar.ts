/** Days and seconds in Hangzhou by the oracle's own arithmetic: a count of days gone by, eight hours ahead of UTC. */

const secondsADay = 86_400
/** Eight hours; since summer time was last put back, at one in the morning of 15 September 1991. */
const ahead = 28_800
const knownSince = 684_867_600
const daysBefore = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]

const leapDays = (year: number): number =>
  Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400)
const isLeap = (year: number): boolean => leapDays(year) > leapDays(year - 1)

/** Days from 1 January of the year 1 to that day. */
const dayCount = (year: number, month: number, day: number): number =>
  365 * (year - 1) +
  leapDays(year - 1) +
  (daysBefore[month - 1] ?? 0) +
  (month > 2 && isLeap(year) ? 1 : 0) +
  (day - 1)

const epoch = dayCount(1970, 1, 1)

const monthLength = (year: number, month: number): number =>
  month === 2 && isLeap(year) ? 29 : (daysBefore[month] ?? 365) - (daysBefore[month - 1] ?? 0)

const two = (text: string, at: number): number => {
  const tens = text.charCodeAt(at) - 48
  const ones = text.charCodeAt(at + 1) - 48
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN
}

/** The day that the first ten characters name, counted from 1970; undefined where they name none of 1900 to 2199. */
const dayOfText = (text: string): number | undefined => {
  const year = two(text, 0) * 100 + two(text, 2)
  const month = two(text, 5)
  const day = two(text, 8)
  const isDate =
    text[4] === '-' &&
    text[7] === '-' &&
    year >= 1900 &&
    year <= 2199 &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= monthLength(year, month)
  return isDate ? dayCount(year, month, day) - epoch : undefined
}

/** A civil date as a number of days since 1970. */
export const date = (text: unknown): number | undefined =>
  typeof text === 'string' && text.length === 10 ? dayOfText(text) : undefined

/** An instant as seconds since 1970. */
export const instant = (text: unknown): number | undefined => {
  if (typeof text !== 'string' || text.length !== 20) return undefined
  if (text[10] !== 'T' || text[13] !== ':' || text[16] !== ':' || text[19] !== 'Z') return undefined
  const day = dayOfText(text)
  const hour = two(text, 11)
  const minute = two(text, 14)
  const second = two(text, 17)
  if (day === undefined || !(hour < 24 && minute < 60 && second < 60)) return undefined
  return ((day * 24 + hour) * 60 + minute) * 60 + second
}

/** The day that it is in Hangzhou at an instant. */
export const dayAt = (seconds: number | undefined): number | undefined =>
  seconds === undefined || seconds < knownSince
    ? undefined
    : Math.floor((seconds + ahead) / secondsADay)

/** Year, month and day as one number that orders as they do, 20200229. */
const calendarNumber = (day: number): number => {
  const count = day + epoch
  let year = Math.floor(count / 365.2425) + 1
  if (count < dayCount(year, 1, 1)) year -= 1
  if (count >= dayCount(year + 1, 1, 1)) year += 1
  let month = 12
  while (count < dayCount(year, month, 1)) month -= 1
  return year * 10_000 + month * 100 + count - dayCount(year, month, 1) + 1
}

/** Birthdays had by a day; who was born on 29 February has one on 1 March in other years. */
export const birthdays = (
  born: number | undefined,
  today: number | undefined,
): number | undefined =>
  born === undefined || today === undefined
    ? undefined
    : Math.floor((calendarNumber(today) - calendarNumber(born)) / 10_000)
