/** CertLogic's two operations that make a date-time: `plusTime` and `dccDateOfBirth`. */
import { malformed, spend, type Budget } from './budget.ts'
import { failing, ofTime, type CompileOperation } from './compiled.ts'
import {
  adding,
  isInRange,
  parseDateTime,
  parsePartialDate,
  shiftMs,
  timeUnits,
} from './date-time.ts'
import { member } from './path.ts'

/** `plusTime`: amount and unit are literals, so only the date is read at run time. */
export const plusTime: CompileOperation = ([operand, amount, unitName], { part, budget }) => {
  const unit = timeUnits.find((known) => known === unitName)
  const date = part(operand)
  if (!Number.isInteger(amount)) return failing('plusTime: the amount must be an integer')
  if (unit === undefined) {
    return failing(`plusTime: the unit must be one of ${timeUnits.join(', ')}`)
  }
  const { run, member: name } = date
  const shift = shiftMs(amount as number, unit)
  if (shift === undefined) {
    const add = adding(amount as number, unit)
    return ofTime((data, base) => inRange(add(dateTime(run(data, base), budget))))
  }
  if (name === undefined) {
    return ofTime((data, base) => inRange(dateTime(run(data, base), budget) + shift))
  }
  return ofTime((_, base) => inRange(dateTime(member(base, name), budget) + shift))
}

function dateTime(value: unknown, budget: Budget): number {
  const time = typeof value === 'string' ? parseDateTime(checked(value, budget)) : NaN
  if (Number.isNaN(time)) throw malformed('plusTime: must be given a date or date-time')
  return time
}

function inRange(time: number): number {
  if (isInRange(time)) return time
  throw malformed('plusTime: the result is beyond all date-times')
}

/** `dccDateOfBirth`: the last day that a date, be it partial, can mean. */
export const dccDateOfBirth: CompileOperation = ([operand], { part, budget }) => {
  const { run } = part(operand)
  return ofTime((data, base) => {
    const value = run(data, base)
    const time = typeof value === 'string' ? parsePartialDate(checked(value, budget)) : NaN
    if (Number.isNaN(time)) throw malformed('dccDateOfBirth: must be given a date of birth')
    return time
  })
}

/** A text whose length is paid for. */
function checked(text: string, budget: Budget): string {
  if (text.length > 64) spend(budget, text.length)
  return text
}
