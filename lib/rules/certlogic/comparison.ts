/** CertLogic's `<`, `<=`, `>`, `>=` between integers, and `before`, `not-after`, `after`, `not-before` between date-times. */
import { malformed } from './budget.ts'
import type { Compiled, CompileOperation, Compiling, Run } from './compiled.ts'

/** What an operator says of two numbers, and of two parts: a function for each, compiled with its own operator. */
interface Comparison {
  readonly holds: (left: number, right: number) => boolean
  readonly compile: (left: Run<number>, right: Run<number>) => Run<boolean>
}

const less: Comparison = {
  holds: (left, right) => left < right,
  compile: (left, right) => (data, base) => left(data, base) < right(data, base),
}
const atMost: Comparison = {
  holds: (left, right) => left <= right,
  compile: (left, right) => (data, base) => left(data, base) <= right(data, base),
}
const more: Comparison = {
  holds: (left, right) => left > right,
  compile: (left, right) => (data, base) => left(data, base) > right(data, base),
}
const atLeast: Comparison = {
  holds: (left, right) => left >= right,
  compile: (left, right) => (data, base) => left(data, base) >= right(data, base),
}

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

function comparison(
  { holds, compile }: Comparison,
  reader: (part: Compiled) => Run<number>,
): CompileOperation {
  return (operands: readonly unknown[], { part }: Compiling): Compiled => {
    const [first, second, third] = operands.map((operand) => reader(part(operand)))
    if (first === undefined || second === undefined) throw new TypeError('two operands at least')
    if (third === undefined) return { run: compile(first, second) }
    return {
      run: (data, base) => {
        // All three are read, so that a wrong type is an error whatever the other two are.
        const low = first(data, base)
        const middle = second(data, base)
        const high = third(data, base)
        return holds(low, middle) && holds(middle, high)
      },
    }
  }
}

function integer({ run, literal }: Compiled): Run<number> {
  if (Number.isInteger(literal)) return () => literal as number
  return (data, base) => {
    const value = run(data, base)
    if (Number.isInteger(value)) return value as number
    throw malformed('all operands of a comparison must be integers')
  }
}

function time({ run, time }: Compiled): Run<number> {
  return (
    time ??
    ((data, base) => {
      const value = run(data, base)
      if (value instanceof Date) return value.getTime()
      throw malformed('all operands of a comparison of date-times must be date-times')
    })
  )
}
