/** Makes a rule set's zone table from this machine's time-zone data, by Temporal. */
import { Temporal } from 'temporal-polyfill'
import { OperatorError } from '../operator-error.ts'

/** The member `zone` of a rule set (docs/rules.md 1). */
export interface ZoneTable {
  readonly id: string
  readonly tzdata: string
  /** `[from, offset]`, unix seconds and seconds east of UTC, ascending. */
  readonly offsets: readonly (readonly [from: number, offset: number])[]
}

/**
 * Writes down every offset that a zone has from one instant until another.
 *
 * @param id - A zone of the time-zone database, in any case of letters.
 * @param from - Unix seconds: where the table begins.
 * @param until - Unix seconds: the last offset that begins before it stands for ever after.
 * @throws {@link OperatorError} for a zone that there is not
 */
export function zoneTable(id: string, from: number, until: number): ZoneTable {
  const begin = inZone(id, from)
  const rows: (readonly [number, number])[] = [[from, offsetOf(begin)]]
  for (let next = after(begin); next !== null; next = after(next)) {
    const at = next.epochMilliseconds / 1000
    if (at >= until) break
    rows.push([at, offsetOf(next)])
  }
  return { id: begin.timeZoneId, tzdata: process.versions.tz ?? 'unknown', offsets: rows }
}

function after(when: Temporal.ZonedDateTime): Temporal.ZonedDateTime | null {
  return when.getTimeZoneTransition('next')
}

function offsetOf(when: Temporal.ZonedDateTime): number {
  return when.offsetNanoseconds / 1e9
}

function inZone(id: string, seconds: number): Temporal.ZonedDateTime {
  // Temporal takes `+08:00` for a zone too; the time-zone database does not have it.
  if (/^[a-z]/i.test(id)) {
    try {
      return Temporal.Instant.fromEpochMilliseconds(seconds * 1000).toZonedDateTimeISO(id)
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
    }
  }
  throw new OperatorError(`there is no such time zone; ${advice(id)}`)
}

/** Names only zones that there are, never what was typed in. */
function advice(id: string): string {
  const word = id.toLowerCase().split('/').at(-1)?.replace(/[ -]/g, '_')
  const near = Intl.supportedValuesOf('timeZone').filter(
    (zone) => zone.toLowerCase().split('/').at(-1) === word,
  )
  return near.length > 0
    ? `did you mean ${near.join(' or ')}?`
    : 'name one as the time-zone database does, such as Asia/Shanghai'
}
