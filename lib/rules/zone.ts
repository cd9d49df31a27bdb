/** Civil days in a rule set's zone, from its signed table of offsets: integer arithmetic only. */
import { civilFromDays, daysFromCivil } from '../encoding/instant.ts'

/** `[from, offset]`, unix seconds and seconds east of UTC, ascending. */
export type Offsets = readonly (readonly [from: number, offset: number])[]

const daySeconds = 86_400

/** The place of the row that an instant falls under; -1 before the table begins. */
export function rowAt(seconds: number, offsets: Offsets): number {
  let row = offsets.length - 1
  while (row >= 0 && (offsets[row] as Offsets[number])[0] > seconds) row--
  return row
}

/** The civil day of an instant, as days since 1970-01-01; undefined before the table begins. */
export function civilDay(seconds: number, offsets: Offsets): number | undefined {
  const row = rowAt(seconds, offsets)
  return row < 0 ? undefined : dayUnder(seconds, offsets[row] as Offsets[number])
}

function dayUnder(seconds: number, [, offset]: Offsets[number]): number {
  return Math.floor((seconds + offset) / daySeconds)
}

/**
 * The first instant after `now` at which it begins or ceases to be civil day `day` or later: the day's start
 * under an offset, or a change of offset that leaps over it. Infinity: never.
 *
 * @param row - The row that `now` falls under.
 */
export function nextDayChange(day: number, now: number, offsets: Offsets, row: number): number {
  const first = offsets[0] as Offsets[number]
  if (row < 0) return first[0]
  let under = offsets[row] as Offsets[number]
  for (let next = row + 1; ; next++) {
    const start = day * daySeconds - under[1]
    const after = offsets[next]
    const isAhead = start > now && start > under[0]
    if (isAhead && (after === undefined || start < after[0])) return start
    if (after === undefined) return Infinity
    // No offset is a whole day: from here on every civil day is later, whatever the offsets.
    if (Math.floor((after[0] - 1) / daySeconds) > day) return Infinity
    if (dayUnder(after[0] - 1, under) >= day !== dayUnder(after[0], after) >= day) return after[0]
    under = after
  }
}

/** Completed civil years from one day to another; negative where the first is later. */
export function yearsBetween(from: number, to: number): number {
  const [year, month, day] = civilFromDays(from)
  const [toYear, toMonth, toDay] = civilFromDays(to)
  const isBefore = toMonth < month || (toMonth === month && toDay < day)
  return toYear - year - (isBefore ? 1 : 0)
}

/** The day on which so many years since a day are completed; for 29 February, 1 March where there is no 29th. */
export function anniversary(from: number, years: number): number {
  const [year, month, day] = civilFromDays(from)
  return daysFromCivil(year + years, month, day)
}
