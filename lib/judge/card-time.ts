/** When a card is in its own time: civil dates, inclusive, as instants of a rule set's zone. */
import type { CardLookUps } from '../decision.ts'
import { parseDate } from '../encoding/instant.ts'
import type { Offsets } from '../rules/zone.ts'

/** Unix seconds; `until` is excluded. */
export interface Window {
  readonly from: number
  readonly until: number
}

/** The window of a card under a table of offsets; undefined: in which zone dates count is not known. */
export type CardTime = (offsets: Offsets | undefined) => Window

const daySeconds = 86_400
/** Where days begin first and end last: what is out of both is out everywhere. */
const [earliest, latest] = [14 * 3600, -12 * 3600]

/** The time of a card as it states it; undefined where a date is none, or the last is before the first. */
export function cardTime(
  validFrom: string | undefined,
  validUntil: string | undefined,
): CardTime | undefined {
  const first = validFrom === undefined ? -Infinity : parseDate(validFrom)
  const last = validUntil === undefined ? Infinity : parseDate(validUntil)
  if (first === undefined || last === undefined || last < first) return undefined
  return (offsets) => ({
    from: dayStart(first, offsets, earliest),
    until: dayStart(last + 1, offsets, latest),
  })
}

/** Of a card of which only the answer is known: a window that gives it. */
export function timeAsFound(validity: CardLookUps['validity']): CardTime {
  return () => windows[validity]
}

const windows = {
  valid: { from: -Infinity, until: Infinity },
  'not-yet-valid': { from: Infinity, until: Infinity },
  expired: { from: -Infinity, until: -Infinity },
} as const

/** The first instant of a civil day; before the table begins its first row holds. */
function dayStart(day: number, offsets: Offsets | undefined, otherwise: number): number {
  const start = day * daySeconds
  if (offsets === undefined || !Number.isFinite(day)) return start - otherwise
  let begins = Infinity
  for (const [i, [from, offset]] of offsets.entries()) {
    const here = i === 0 ? start - offset : Math.max(start - offset, from)
    if (here < (offsets[i + 1]?.[0] ?? Infinity)) {
      begins = here
      break
    }
  }
  return begins
}
