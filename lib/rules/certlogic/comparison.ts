/** CertLogic's `<`, `<=`, `>`, `>=` between integers, and `before`, `not-after`, `after`, `not-before` between date-times. */
import { malformed } from './budget.ts'
import type { Compiled, CompileOperation, Compiling } from './compiled.ts'

type Holds = (left: number, right: number) => boolean
type ReadNumber = (data: unknown) => number

const less: Holds = (left, right) => left < right
const atMost: Holds = (left, right) => left <= right
const more: Holds = (left, right) => left > right
const atLeast: Holds = (left, right) => left >= right

/** All comparisons, each with two operands, or with three: `a < b < c`. */
export const comparisons: readonly (readonly [string, CompileOperation])[] = [
  ['<', comparison(less, integer)],
  ['<=', comparison(atMost, integer)],
  ['>', comparison(more, integer)],
  ['>=', comparison(atLeast, integer)],
  ['before', comparison(less, time)],
  ['not-after', comparison(atMost, time)],
  ['after', comparison(more, time)],
  ['not-before', comparison(atLeast, time)],
]

function comparison(holds: Holds, reader: (part: Compiled) => ReadNumber): CompileOperation {
  return (operands: readonly unknown[], { part }: Compiling): Compiled => {
    const [first, second, third] = operands.map((operand) => reader(part(operand)))
    if (first === undefined || second === undefined) throw new TypeError('two operands at least')
    if (third === undefined) return { run: (data) => holds(first(data), second(data)) }
    return {
      run: (data) => {
        // All three are read, so that a wrong type is an error whatever the other two are.
        const low = first(data)
        const middle = second(data)
        const high = third(data)
        return holds(low, middle) && holds(middle, high)
      },
    }
  }
}

function integer({ run }: Compiled): ReadNumber {
  return (data) => {
    const value = run(data)
    if (Number.isInteger(value)) return value as number
    throw malformed('all operands of a comparison must be integers')
  }
}

function time(part: Compiled): ReadNumber {
  return (
    part.time ??
    ((data) => {
      const value = part.run(data)
      if (value instanceof Date) return value.getTime()
      throw malformed('all operands of a comparison of date-times must be date-times')
    })
  )
}
