/** Instants on the command line: RFC 3339 in, UTC with whole seconds out. */
import { OperatorError } from '../operator-error.ts'

const form = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/

/**
 * Reads an instant.
 *
 * @param name - Where it stands, for the error: `--now`.
 * @throws {@link OperatorError}
 */
export function parseInstant(text: string, name: string): Date {
  const instant = findInstant(text)
  if (instant !== undefined) return instant
  throw new OperatorError(
    `${name}: not an instant; write it like 2020-03-01T08:00:00Z or 2020-03-01T16:00:00+08:00`,
  )
}

/** Reads an instant; undefined for what is none. */
export function findInstant(text: string): Date | undefined {
  const whole = wholeSecond(text)
  if (whole !== undefined) return whole
  const milliseconds = form.test(text) ? Date.parse(text.toUpperCase()) : Number.NaN
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)/.exec(text) ?? []
  // Date.parse takes 2020-02-30 for 1 March.
  const real = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  if (!Number.isFinite(milliseconds) || real.getUTCDate() !== Number(day)) return undefined
  return new Date(Math.floor(milliseconds / 1000) * 1000)
}

/** Of `2020-03-01T08:00:00Z`: read by its digits, since a batch reads one for everybody. Undefined for all other forms. */
function wholeSecond(text: string): Date | undefined {
  if (text.length !== 20 || text[4] !== '-' || text[7] !== '-' || text[10] !== 'T') return undefined
  if (text[13] !== ':' || text[16] !== ':' || text[19] !== 'Z') return undefined
  const year = digitsOf(text, 0) * 100 + digitsOf(text, 2)
  const month = digitsOf(text, 5)
  const day = digitsOf(text, 8)
  const hour = digitsOf(text, 11)
  const minute = digitsOf(text, 14)
  const second = digitsOf(text, 17)
  // Comparisons with NaN are false, so these also ask for digits. Date.UTC takes years below 100 for others.
  if (!(year >= 100 && month >= 1 && month <= 12 && day >= 1 && day <= 31)) return undefined
  if (!(hour <= 23 && minute <= 59 && second <= 59)) return undefined
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second))
  // It takes 30 February for 1 March.
  return date.getUTCDate() === day ? date : undefined
}

/** The number that two digits write; NaN where one of them is no digit. */
function digitsOf(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48
  const ones = text.charCodeAt(at + 1) - 48
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN
}

/** Writes an instant as documents and codes have it: UTC, whole seconds. */
export function instantText(instant: Date): string {
  return instant.toISOString().replace(/\.\d+Z$/, 'Z')
}
