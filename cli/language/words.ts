/** The words of the language, for the one that reads them and the one that writes them. */

/** Speak of all facts of a kind: `some(contact, ...)`. */
export const quantifiers = ['some', 'every', 'none', 'count'] as const
/** Name a field by which facts lie in time: `latest(contact by at).at`. */
export const timed = ['countDays', 'latest', 'earliest'] as const
/** Say how long ago: `days(at)`. */
export const spans = ['days', 'years', 'elapsed'] as const
export const functions: readonly string[] = [...quantifiers, ...timed, ...spans]

/** Names only in quotes: bare, they mean something else. */
export const reserved: ReadonlySet<string> = new Set([
  ...functions,
  ...['and', 'or', 'not', 'in', 'true', 'false', 'onSite'],
])

/** Comparisons as they are written, and as the signed form has them. */
export const comparisons = {
  '=': '==',
  '!=': '!=',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
} as const

/** Units that are written in the singular and in the plural. */
export const plurals: Readonly<Record<string, string>> = {
  day: 'days',
  year: 'years',
  hour: 'hours',
  minute: 'minutes',
  second: 'seconds',
}
/** Stands for no unit where a plain number would have one. */
export const unitless = 'unitless'

/** What a plain number counts beside `days(...)` and `years(...)`. */
export function unitBeside(expression: object): 'day' | 'year' | undefined {
  if (!('op' in expression)) return undefined
  if (expression.op === 'days') return 'day'
  return expression.op === 'years' ? 'year' : undefined
}

const bareName = /^[\p{L}_][\p{L}\p{N}_]*$/u

/** Whether a name needs no quotes; `also`: further words that would be misread here. */
export function isBareName(name: string, also: readonly string[] = []): boolean {
  return bareName.test(name) && !reserved.has(name) && !also.includes(name)
}

/** Whether the calendar, from 1900 to 2199, has such a day. */
function isDay(date: string): boolean {
  const day = new Date(`${date}T00:00:00Z`)
  return /^(19|20|21)/.test(date) && !isNaN(day.getTime()) && day.toISOString().startsWith(date)
}

/** Whether a text is a date or an instant of the calendar, so that it is written without quotes. */
export function isTime(text: string): boolean {
  const match = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}):(\d{2}):(\d{2})Z)?$/.exec(text)
  if (match === null) return false
  const [, date = '', hours = '0', minutes = '0', seconds = '0'] = match
  return isDay(date) && Number(hours) < 24 && Number(minutes) < 60 && Number(seconds) < 60
}
