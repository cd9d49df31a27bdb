/** Timestamps as other people write them: RFC 3339 with an offset and a fraction. */
import { parseInstant } from './instant.ts'

const form =
  /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2}:\d{2})(?:\.\d{1,9})?(?:[Zz]|([+-])(\d{2}):?(\d{2})?)$/

/**
 * Reads a timestamp as unix seconds, a fraction cut off; undefined where it is none of the years that this library
 * speaks of, or states no offset, so that nobody can say when it was.
 */
export function parseTimestamp(text: string): number | undefined {
  if (text.length > 40) return undefined
  const [, date = '', time = '', sign, hours = '0', minutes = '0'] = form.exec(text) ?? []
  const seconds = parseInstant(`${date}T${time}Z`)
  if (seconds === undefined || Number(hours) > 23 || Number(minutes) > 59) return undefined
  const offset = Number(hours) * 3600 + Number(minutes) * 60
  return sign === '-' ? seconds + offset : seconds - offset
}
