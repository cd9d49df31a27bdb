/** When the value of a rule may change for time alone: the instants at which one of its comparisons with the clock turns. */
import {
  adding,
  parseDateTime,
  parsePartialDate,
  shiftMs,
  timeUnits,
  type TimeUnit,
} from '../certlogic/date-time.ts'
import { fragmentsOf, valueAt, type Fragment } from '../certlogic/path.ts'

/** An amount of time that is added. */
interface Shift {
  readonly amount: number
  readonly unit: TimeUnit
}

/** A time that does not move: a literal or a path, and what is added to it. */
interface Fixed extends Shift {
  /** A literal, where `path` is undefined. */
  readonly text: string
  readonly path: readonly Fragment[] | undefined
}

/** How a rule's logic uses the clock. */
export interface ClockUse {
  readonly reads: boolean
  /** Whether the clock, and every time that it may be compared with, is read in a way whose turns can be reckoned. */
  readonly isReckonable: boolean
  readonly shifts: readonly Shift[]
  readonly fixed: readonly Fixed[]
}

const clockPath = 'external.validationClock'

/** Finds how an expression uses the clock. */
export function clockUseOf(logic: unknown): ClockUse {
  const use = { reads: false, isReckonable: true, shifts: [] as Shift[], fixed: [] as Fixed[] }
  visit(logic, use, false)
  return use
}

interface Found {
  reads: boolean
  isReckonable: boolean
  readonly shifts: Shift[]
  readonly fixed: Fixed[]
}

function visit(logic: unknown, use: Found, isReduced: boolean): void {
  if (typeof logic !== 'object' || logic === null) return
  if (Array.isArray(logic)) {
    for (const item of logic) visit(item, use, isReduced)
    return
  }
  for (const [operator, operands] of Object.entries(logic) as [string, unknown][]) {
    if (operator === 'var') {
      // The clock as a text, or as a part of all data: whatever is made of it.
      if (typeof operands === 'string' && readsClock(operands)) {
        use.reads = true
        use.isReckonable = false
      }
    } else if (
      (operator === 'plusTime' || operator === 'dccDateOfBirth') &&
      Array.isArray(operands)
    ) {
      noteTime(operands, use, isReduced)
    } else {
      visit(operands, use, isReduced || operator === 'reduce')
    }
  }
}

function readsClock(path: string): boolean {
  return path === '' || path === 'external' || path.startsWith(clockPath)
}

function noteTime(operands: readonly unknown[], use: Found, isReduced: boolean): void {
  const [of, amount = 0, named = 'day'] = operands
  const unit = timeUnits.find((known) => known === named)
  if (!Number.isInteger(amount) || unit === undefined) return
  const shift = { amount: amount as number, unit }
  const path = typeof of === 'object' && of !== null && 'var' in of ? of.var : undefined
  if (typeof of === 'string') use.fixed.push({ ...shift, text: of, path: undefined })
  else if (path === clockPath) {
    use.reads = true
    use.shifts.push(shift)
  } else if (typeof path === 'string' && !isReduced && !readsClock(path)) {
    use.fixed.push({ ...shift, text: '', path: fragmentsOf(path) })
  } else {
    use.isReckonable = false
    visit(of, use, isReduced)
  }
}

/**
 * The first later instant at which a rule's value may be another. Between two of them it is the same.
 *
 * A clock to which months or years are added runs evenly within a month, so that the month's end is one of them too.
 *
 * @param now - Unix seconds.
 * @returns Unix seconds; Infinity: never.
 */
export function nextTurn(
  { reads, isReckonable, shifts, fixed }: ClockUse,
  data: unknown,
  now: number,
): number {
  if (!reads) return Infinity
  if (!isReckonable) return now + 1
  let next = Infinity
  const note = (seconds: number): void => {
    if (seconds > now && seconds < next) next = seconds
  }
  for (const shift of shifts) {
    const ahead = added(now * 1000, shift) - now * 1000
    if (shiftMs(shift.amount, shift.unit) === undefined) note(monthAfter(now))
    for (const one of fixed) {
      const value = one.path === undefined ? one.text : valueAt(data, one.path)
      if (typeof value !== 'string') continue
      const turn = (added(timeOf(value), one) - ahead) / 1000
      // What is true until it, from it on, or after it.
      note(Math.ceil(turn))
      note(Math.floor(turn) + 1)
    }
  }
  return next
}

function timeOf(text: string): number {
  const time = parseDateTime(text)
  return Number.isNaN(time) ? parsePartialDate(text) : time
}

function added(time: number, { amount, unit }: Shift): number {
  const shift = shiftMs(amount, unit)
  return shift === undefined ? adding(amount, unit)(time) : time + shift
}

function monthAfter(now: number): number {
  const date = new Date(now * 1000)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) / 1000
}
