/** CertLogic's operations: how many operands each has, and what it compiles to. */
import { malformed, spend } from './budget.ts'
import { comparisons } from './comparison.ts'
import { failing, isLiteral, type Compiled, type CompileOperation } from './compiled.ts'
import { dccDateOfBirth, plusTime } from './times.ts'
import { truthOf } from './truth.ts'
import { fragmentOfUvci } from './uvci.ts'

/** One operation. */
export interface Operation {
  readonly least: number
  /** More operands are no CertLogic; only of an `if` with more is the `then` still given, as the reference does. */
  readonly most: number
  readonly compile: CompileOperation
}

const ifThenElse: CompileOperation = (operands, { part, budget }) => {
  const [guard, then] = [part(operands[0]).run, part(operands[1]).run]
  // To a fourth operand JsonLogic gives a meaning that CertLogic has not, so the third is no `else` then.
  const otherwise =
    operands.length === 3 ? part(operands[2]).run : failing('if: must have three operands').run
  return {
    run: (data) => {
      const truth = truthOf(guard(data), budget)
      if (truth === undefined) throw malformed('if: the guard is neither truthy nor falsy')
      return truth ? then(data) : otherwise(data)
    },
  }
}

const and: CompileOperation = (operands, { part, budget }) => {
  const runs = operands.map((operand) => part(operand).run)
  return {
    run: (data) => {
      let value: unknown
      for (const run of runs) {
        value = run(data)
        const truth = truthOf(value, budget)
        if (truth === undefined) throw malformed('and: an operand is neither truthy nor falsy')
        if (!truth) return value
      }
      return value
    },
  }
}

const not: CompileOperation = ([operand], { part, budget }) => {
  const { run } = part(operand)
  return {
    run: (data) => {
      const truth = truthOf(run(data), budget)
      if (truth === undefined) throw malformed('!: the operand is neither truthy nor falsy')
      return !truth
    },
  }
}

const equal: CompileOperation = (operands, { part, budget }) => {
  const [left, right] = pair(operands, part)
  return {
    run: (data) => {
      const value = left(data)
      // Two long texts are compared character by character.
      if (typeof value === 'string' && value.length > 64) spend(budget, value.length >> 6)
      return value === right(data)
    },
  }
}

const isIn: CompileOperation = (operands, { part, budget }) => {
  const [item, list] = pair(operands, part)
  const [, literals] = operands
  if (Array.isArray(literals) && literals.every(isLiteral)) {
    const members = new Set<unknown>(literals)
    return { run: (data) => members.has(item(data)) }
  }
  return {
    run: (data) => {
      const value = item(data)
      const values = list(data)
      if (!Array.isArray(values)) throw malformed('in: the second operand must be an array')
      const each = typeof value === 'string' ? 1 + (value.length >> 6) : 1
      spend(budget, values.length * each)
      return values.indexOf(value) !== -1
    },
  }
}

const sum: CompileOperation = (operands, { part }) => {
  const [left, right] = pair(operands, part)
  return {
    run: (data) => {
      const a = left(data)
      const b = right(data)
      const total = Number.isInteger(a) && Number.isInteger(b) ? (a as number) + (b as number) : NaN
      if (!Number.isFinite(total)) throw malformed('+: both operands must be integers')
      return total
    },
  }
}

const reduce: CompileOperation = ([operand, lambda, initial], { part, count, budget }) => {
  const [list, first] = [part(operand).run, part(initial).run]
  const before = count()
  const step = part(lambda).run
  const cost = count() - before
  return {
    run: (data) => {
      const items = list(data)
      let accumulator = first(data)
      if (items === null) return accumulator
      if (!Array.isArray(items)) throw malformed('reduce: must be given an array')
      for (const current of items as readonly unknown[]) {
        spend(budget, cost)
        accumulator = step({ accumulator, current })
      }
      return accumulator
    },
  }
}

const extractFromUvci: CompileOperation = ([operand, index], { part, budget }) => {
  const { run } = part(operand)
  if (!Number.isInteger(index)) return failing('extractFromUVCI: the index must be an integer')
  return {
    run: (data) => {
      const text = run(data)
      if (text === null) return null
      if (typeof text !== 'string') throw malformed('extractFromUVCI: must be given a text or null')
      if (text.length > 64) spend(budget, text.length)
      return fragmentOfUvci(text, index as number)
    },
  }
}

function pair(
  [left, right]: readonly unknown[],
  part: (logic: unknown) => Compiled,
): readonly [Compiled['run'], Compiled['run']] {
  return [part(left).run, part(right).run]
}

/** Every operation but `var`, whose operand is no array. */
export const operations: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ['if', { least: 3, most: 3, compile: ifThenElse }],
  ['and', { least: 2, most: Infinity, compile: and }],
  ['!', { least: 1, most: 1, compile: not }],
  ['===', { least: 2, most: 2, compile: equal }],
  ['in', { least: 2, most: 2, compile: isIn }],
  ['+', { least: 2, most: 2, compile: sum }],
  ...comparisons.map(([name, compile]) => [name, { least: 2, most: 3, compile }] as const),
  ['plusTime', { least: 3, most: 3, compile: plusTime }],
  ['dccDateOfBirth', { least: 1, most: 1, compile: dccDateOfBirth }],
  ['reduce', { least: 3, most: 3, compile: reduce }],
  ['extractFromUVCI', { least: 2, most: 2, compile: extractFromUvci }],
])
