/** Instants as the clocks of a rule set show them, for a field that takes local date and time. */

/** Rows of [unix seconds, offset in seconds], ascending: a rule set's own table. */
export type ZoneOffsets = readonly (readonly [number, number])[]

/** `2020-03-01T08:00:00` of an instant; empty for what is none. */
export function toLocal(instant: string, offsets: ZoneOffsets): string {
  const seconds = Date.parse(instant) / 1000
  if (Number.isNaN(seconds)) return ''
  return new Date((seconds + offsetAt(seconds, offsets)) * 1000).toISOString().slice(0, 19)
}

/** The instant of a local time, in UTC; empty for what is none. Of an hour that comes twice, the first. */
export function toInstant(local: string, offsets: ZoneOffsets): string {
  const clock = Date.parse(`${local}Z`) / 1000
  if (Number.isNaN(clock)) return ''
  const candidates = [...new Set([0, ...offsets.map(([, offset]) => offset)])]
    .map((offset) => clock - offset)
    .filter((seconds) => seconds + offsetAt(seconds, offsets) === clock)
  // Of an hour that the clocks skip, as before they were set.
  const seconds = candidates.length > 0 ? Math.min(...candidates) : clock - offsetAt(clock, offsets)
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z')
}

function offsetAt(seconds: number, offsets: ZoneOffsets): number {
  return (offsets.findLast(([from]) => from <= seconds) ?? offsets[0] ?? [0, 0])[1]
}
