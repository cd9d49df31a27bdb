/** CertLogic's two operations that make a date-time: `plusTime` and `dccDateOfBirth`. */
import { malformed, spend, type Budget } from './budget.ts'
import { failing, ofTime, type Compiled, type CompileOperation, type Run } from './compiled.ts'
import { adding, parseDateTime, parsePartialDate, timeUnits } from './date-time.ts'

/** `plusTime`: amount and unit are literals, so only the date is read at run time. */
export const plusTime: CompileOperation = ([operand, amount, unitName], { part, budget }) => {
  const unit = timeUnits.find((known) => known === unitName)
  const date = part(operand)
  if (!Number.isInteger(amount)) return failing('plusTime: the amount must be an integer')
  if (unit === undefined) {
    return failing(`plusTime: the unit must be one of ${timeUnits.join(', ')}`)
  }
  const count = amount as number
  const read = timeOf(date, parseDateTime, budget, 'plusTime: must be given a date or date-time')
  if (count === 0) return ofTime(read)
  const add = adding(count, unit)
  return ofTime((data, base) => {
    const sum = add(read(data, base))
    if (Number.isNaN(sum)) throw malformed('plusTime: the result is beyond all date-times')
    return sum
  })
}

/** `dccDateOfBirth`: the last day that a date, be it partial, can mean. */
export const dccDateOfBirth: CompileOperation = ([operand], { part, budget }) =>
  ofTime(
    timeOf(
      part(operand),
      parsePartialDate,
      budget,
      'dccDateOfBirth: must be given a date of birth',
    ),
  )

function timeOf(
  { run }: Compiled,
  parse: (text: string) => number,
  budget: Budget,
  expectation: string,
): Run<number> {
  return (data, base) => {
    const text = run(data, base)
    if (typeof text !== 'string') throw malformed(expectation)
    if (text.length > 64) spend(budget, text.length)
    const time = parse(text)
    if (Number.isNaN(time)) throw malformed(expectation)
    return time
  }
}
