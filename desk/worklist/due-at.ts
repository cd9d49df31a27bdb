/** When a matter must be answered: at the end of so many working days, as the office counts them. */
import type { MatterKind } from './matter.ts'

/** How the office counts; civil dates as `2020-01-24`. */
export interface WorklistTerms {
  /** Working days for an answer, the day of asking not counted. */
  readonly days: Readonly<Record<MatterKind, number>>
  /** Working hours begin and end with the civil day at this distance from UTC, in seconds. */
  readonly offsetSeconds: number
  /** Days of the week on which nobody works, 0 = Sunday. */
  readonly weekend: readonly number[]
  /** Days off beside them. */
  readonly holidays: readonly string[]
  /** Days of a weekend on which the office works all the same. */
  readonly workdays: readonly string[]
  /** Matters of one person that may be undecided at once. */
  readonly most: number
}

/** Two working days, as cities promised in 2022; whose a record is must be known sooner. */
export const defaultTerms: WorklistTerms = {
  days: { correction: 2, appeal: 2, 'held-fact': 1 },
  offsetSeconds: 8 * 3600,
  weekend: [0, 6],
  holidays: [],
  workdays: [],
  most: 5,
}

const dayMs = 86_400_000

/** The first instant after the last day. */
export function dueAt(kind: MatterKind, openedAt: Date, terms: WorklistTerms): Date {
  const offset = terms.offsetSeconds * 1000
  let day = Math.floor((openedAt.getTime() + offset) / dayMs)
  // No calendar has years without a working day; one that says so is still answered.
  for (let left = terms.days[kind], tried = 0; left > 0 && tried < 3660; tried++) {
    day++
    if (isWorkday(new Date(day * dayMs), terms)) left--
  }
  return new Date((day + 1) * dayMs - offset)
}

function isWorkday(day: Date, { weekend, holidays, workdays }: WorklistTerms): boolean {
  const date = day.toISOString().slice(0, 10)
  if (workdays.includes(date)) return true
  return !weekend.includes(day.getUTCDay()) && !holidays.includes(date)
}
