/** CertLogic's operations: how many operands each has, and what it compiles to. */
import { malformed, spend, type Budget } from './budget.ts'
import { comparisons } from './comparison.ts'
import { failing, isLiteral, type Compiled, type CompileOperation, type Run } from './compiled.ts'
import { member } from './path.ts'
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
  const [{ run: guard, literal, isBase }, { run: then }] = [part(operands[0]), part(operands[1])]
  // To a fourth operand JsonLogic gives a meaning that CertLogic has not, so the third is no `else` then.
  const otherwise =
    operands.length === 3 ? part(operands[2]).run : failing('if: must have three operands').run
  if (literal !== undefined) return { run: truthOf(literal, budget) === true ? then : otherwise }
  if (isBase === true) {
    return {
      run: (data, base) => (isTrue(base, budget) ? then(data, base) : otherwise(data, base)),
    }
  }
  return {
    run: (data, base) =>
      isTrue(guard(data, base), budget) ? then(data, base) : otherwise(data, base),
  }
}

function isTrue(value: unknown, budget: Budget): boolean {
  const truth = typeof value === 'boolean' ? value : truthOf(value, budget)
  if (truth === undefined) throw malformed('if: the guard is neither truthy nor falsy')
  return truth
}

const and: CompileOperation = (operands, { part, budget }) => {
  const runs = operands.map((operand) => part(operand).run)
  return {
    run: (data, base) => {
      let value: unknown
      for (let i = 0; i < runs.length; i += 1) {
        value = (runs[i] as Run)(data, base)
        const truth = typeof value === 'boolean' ? value : truthOf(value, budget)
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
    run: (data, base) => {
      const truth = truthOf(run(data, base), budget)
      if (truth === undefined) throw malformed('!: the operand is neither truthy nor falsy')
      return !truth
    },
  }
}

const equal: CompileOperation = ([leftOperand, rightOperand], { part, budget }) => {
  const [one, other] = [part(leftOperand), part(rightOperand)]
  // A text and a short literal are unlike before they are long.
  if (isShort(other.literal)) return equalTo(one, other.literal)
  if (isShort(one.literal)) return equalTo(other, one.literal)
  const [left, right] = [one.run, other.run]
  return {
    run: (data, base) => {
      const value = left(data, base)
      // Two long texts are compared character by character.
      if (typeof value === 'string' && value.length > 64) spend(budget, value.length >> 6)
      return value === right(data, base)
    },
  }
}

function equalTo({ run, member: name }: Compiled, literal: Compiled['literal']): Compiled {
  if (name !== undefined) return { run: (_, base) => member(base, name) === literal }
  return { run: (data, base) => run(data, base) === literal }
}

function isShort(literal: Compiled['literal']): boolean {
  return literal !== undefined && (typeof literal !== 'string' || literal.length <= 64)
}

/** Up to so many literals it is faster to look at each than to find one by its hash. */
const fewLiterals = 8

const isIn: CompileOperation = ([itemOperand, listOperand], { part, budget }) => {
  const [value, { run: list }] = [part(itemOperand), part(listOperand)]
  const { run: item } = value
  if (Array.isArray(listOperand) && listOperand.every(isLiteral)) {
    const [only] = listOperand
    if (listOperand.length === 1) return equalTo(value, only)
    if (listOperand.length <= fewLiterals) {
      const literals = [...listOperand]
      return { run: (data, base) => literals.includes(item(data, base) as string) }
    }
    const members = new Set<unknown>(listOperand)
    return { run: (data, base) => members.has(item(data, base)) }
  }
  return {
    run: (data, base) => {
      const value = item(data, base)
      const values = list(data, base)
      if (!Array.isArray(values)) throw malformed('in: the second operand must be an array')
      const each = typeof value === 'string' ? 1 + (value.length >> 6) : 1
      spend(budget, values.length * each)
      return values.indexOf(value) !== -1
    },
  }
}

const sum: CompileOperation = ([leftOperand, rightOperand], { part }) => {
  const [{ run: left }, { run: right }] = [part(leftOperand), part(rightOperand)]
  return {
    run: (data, base) => {
      const a = left(data, base)
      const b = right(data, base)
      const total = Number.isInteger(a) && Number.isInteger(b) ? (a as number) + (b as number) : NaN
      if (!Number.isFinite(total)) throw malformed('+: both operands must be integers')
      return total
    },
  }
}

const reduce: CompileOperation = (
  [operand, lambda, initial],
  { part, lambda: compileLambda, count, budget },
) => {
  const [{ run: list }, { run: first }] = [part(operand), part(initial)]
  const before = count()
  const { run: step } = compileLambda(lambda)
  const cost = count() - before
  return {
    run: (data, base) => {
      const items = list(data, base)
      let accumulator = first(data, base)
      if (items === null) return accumulator
      if (!Array.isArray(items)) throw malformed('reduce: must be given an array')
      for (const current of items as readonly unknown[]) {
        spend(budget, cost)
        accumulator = step({ accumulator, current }, current)
      }
      return accumulator
    },
  }
}

const extractFromUvci: CompileOperation = ([operand, index], { part, budget }) => {
  const { run } = part(operand)
  if (!Number.isInteger(index)) return failing('extractFromUVCI: the index must be an integer')
  return {
    run: (data, base) => {
      const text = run(data, base)
      if (text === null) return null
      if (typeof text !== 'string') throw malformed('extractFromUVCI: must be given a text or null')
      if (text.length > 64) spend(budget, text.length)
      return fragmentOfUvci(text, index as number)
    },
  }
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
