/** Civil days in a rule set's zone, from its signed table of offsets: integer arithmetic only. */

/** `[from, offset]`, unix seconds and seconds east of UTC, ascending. */
export type Offsets = readonly (readonly [from: number, offset: number])[]

const daySeconds = 86_400

/** The civil day of an instant, as days since 1970-01-01; undefined before the table begins. */
export function civilDay(seconds: number, offsets: Offsets): number | undefined {
  const offset = offsetAt(seconds, offsets)
  return offset === undefined ? undefined : Math.floor((seconds + offset) / daySeconds)
}

/**
 * The first instant after `now` at which it may begin or cease to be civil day `day` or later: the day's
 * start under an offset, or a change of offset. Infinity: never.
 */
export function nextDayChange(day: number, now: number, offsets: Offsets): number {
  let next = Infinity
  for (let i = 0; i < offsets.length; i++) {
    const [from, offset] = offsets[i] as readonly [number, number]
    const end = offsets[i + 1]?.[0] ?? Infinity
    const start = day * daySeconds - offset
    if (from > now && from < next) next = from
    if (start > now && start >= from && start < end && start < next) next = start
  }
  return next
}

function offsetAt(seconds: number, offsets: Offsets): number | undefined {
  for (let i = offsets.length - 1; i >= 0; i--) {
    const row = offsets[i] as readonly [number, number]
    if (row[0] <= seconds) return row[1]
  }
  return undefined
}
