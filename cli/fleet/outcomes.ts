/** Counts of outcomes as rows of a store have them. */
import type { OutcomeCounts } from '../../kiosk/shared/heartbeat.ts'

/** Nobody was decided about. */
export const noOutcomes: OutcomeCounts = {
  ...{ pass: 0, check: 0, stop: 0, invalid: 0, unreadable: 0 },
}

/** The counts of a row. */
export function outcomesOf(row: Readonly<Record<string, unknown>>): OutcomeCounts {
  const of = (name: string): number => Number(row[name] ?? 0)
  return {
    pass: of('pass'),
    check: of('check'),
    stop: of('stop'),
    invalid: of('invalid'),
    unreadable: of('unreadable'),
  }
}

/** Both together. */
export function addOutcomes(one: OutcomeCounts, other: OutcomeCounts): OutcomeCounts {
  return {
    pass: one.pass + other.pass,
    check: one.check + other.check,
    stop: one.stop + other.stop,
    invalid: one.invalid + other.invalid,
    unreadable: one.unreadable + other.unreadable,
  }
}
