/** Instants and days as records have them: RFC 3339 in UTC with whole seconds, and nothing looser. */

const instantForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/
const dayForm = /^\d{4}-\d\d-\d\d$/

/** Unix seconds; undefined for what is no such instant of 1970 to 2199: an earlier one no code can commit to. */
export function readInstant(text: unknown): number | undefined {
  if (typeof text !== 'string' || !instantForm.test(text) || !isDay(text.slice(0, 10))) {
    return undefined
  }
  const milliseconds = Date.parse(text)
  // Date.parse takes 24:00:00 for the next day.
  const isReal = milliseconds >= 0 && instantOf(milliseconds / 1000) === text
  return isReal ? milliseconds / 1000 : undefined
}

/** Whether a text is a civil date of 1900 to 2199. */
export function isDay(text: unknown): boolean {
  if (typeof text !== 'string' || !dayForm.test(text)) return false
  if (text < '1900-01-01' || text > '2199-12-31') return false
  const milliseconds = Date.parse(`${text}T00:00:00Z`)
  return Number.isFinite(milliseconds) && new Date(milliseconds).toISOString().startsWith(text)
}

/** Whether a text looks like an instant or a date and is none. */
export function isFalseTime(text: string): boolean {
  return instantForm.test(text)
    ? readInstant(text) === undefined
    : dayForm.test(text) && !isDay(text)
}

/** Writes Unix seconds as an instant. */
export function instantOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z')
}
