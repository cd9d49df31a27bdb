/** Finds what is wrong with the form of a CertLogic expression, in the words of the specification's own test suite. */
import { limits } from './budget.ts'
import { isLiteral } from './compiled.ts'
import { timeUnits } from './date-time.ts'
import { operations, type Operation } from './operations.ts'
import { isPath } from './path.ts'

/** One fault of an expression. */
export interface CertLogicIssue {
  /** The part of the expression that has it. */
  readonly expr: unknown
  readonly message: string
}

type Report = (expr: unknown, message: string) => void
type Visit = (expr: unknown) => void

/**
 * Finds what is wrong with the form of a CertLogic expression, before any evaluation.
 *
 * Types that only an evaluation knows are no part of it.
 *
 * @param logic - The expression, as JSON.
 * @returns Every fault; none for an expression that is well formed.
 *
 * @example
 * ```ts
 * import { validateCertLogic } from 'greengate/rules'
 *
 * const faults = validateCertLogic({ var: 'x.' }).map(({ message }) => message)
 * ```
 */
export function validateCertLogic(logic: unknown): readonly CertLogicIssue[] {
  const issues: CertLogicIssue[] = []
  let [depth, count] = [0, 0]
  const report: Report = (expr, message) => {
    issues.push({ expr, message })
  }
  const visit: Visit = (expr) => {
    count += 1
    if (count === limits.parts + 1) report(logic, `more than ${limits.parts} expressions`)
    if (count > limits.parts) return
    if (depth === limits.depth) {
      report(expr, `more than ${limits.depth} deep`)
      return
    }
    depth += 1
    validate(expr, report, visit)
    depth -= 1
  }
  visit(logic)
  return issues
}

function validate(expr: unknown, report: Report, visit: Visit): void {
  if (isLiteral(expr)) return
  if (Array.isArray(expr)) {
    expr.forEach(visit)
  } else if (typeof expr === 'number') {
    report(expr, `${expr} is a non-integer number`)
  } else if (typeof expr !== 'object' || expr === null) {
    report(expr, 'invalid CertLogic expression')
  } else {
    validateObject(expr, report, visit)
  }
}

function validateObject(expr: object, report: Report, visit: Visit): void {
  const entries = Object.entries(expr) as [string, unknown][]
  const [entry] = entries
  if (entry === undefined || entries.length > 1) {
    report(expr, `expression object must have exactly one key, but it has ${entries.length}`)
    return
  }
  const [operator, values] = entry
  if (operator === 'var') {
    if (typeof values !== 'string') {
      report(expr, 'not of the form { "var": "<path>" }')
    } else if (!isPath(values)) {
      report(expr, `data access path doesn't have a valid format: ${values}`)
    }
  } else if (!Array.isArray(values)) {
    report(expr, 'operation not of the form { "<operator>": [ <values...> ] }')
  } else {
    validateOperation(expr, operator, values, report, visit)
  }
}

function validateOperation(
  expr: object,
  operator: string,
  values: readonly unknown[],
  report: Report,
  visit: Visit,
): void {
  const operation = operations.get(operator)
  if (operation === undefined) {
    report(expr, `unrecognised operator: "${operator}"`)
    return
  }
  const isCountRight = values.length >= operation.least && values.length <= operation.most
  if (!isCountRight) report(expr, countFault(operator, operation, values.length))
  // Nothing says which of several operands a negation would have.
  if (operator === '!' && !isCountRight) return
  const literals = literalOperands(operator)
  values.slice(0, operation.most).forEach((value, place) => {
    const literal = literals[place]
    if (literal === undefined) visit(value)
    else if (!literal.holds(value)) {
      const name = `"${literal.name}" argument (#${place + 1}) of "${operator}"`
      report(expr, `${name} must be ${literal.expectation}, but it is: ${shown(value)}`)
    }
  })
}

/** An operand that is no expression but a value. */
interface LiteralOperand {
  readonly name: string
  readonly holds: (value: unknown) => boolean
  readonly expectation: string
}

const integer = { holds: Number.isInteger, expectation: 'an integer' }
const unit: LiteralOperand = {
  name: 'unit',
  holds: (value) => timeUnits.some((known) => known === value),
  expectation: `a string equal to one of ${timeUnits.join(', ')}`,
}

/** By place, from 0. */
function literalOperands(operator: string): Readonly<Record<number, LiteralOperand>> {
  if (operator === 'plusTime') return { 1: { name: 'amount', ...integer }, 2: unit }
  return operator === 'extractFromUVCI' ? { 1: { name: 'index', ...integer } } : {}
}

function countFault(operator: string, { least, most }: Operation, count: number): string {
  const but = `but it has ${count}`
  switch (operator) {
    case '!':
      return `a !-operation (logical not/negation) must have exactly 1 operand, ${but}`
    case 'and':
      return `an "and" operation must have at least 2 operands, ${but}`
    case 'if':
    case 'extractFromUVCI':
      return `an "${operator}"-operation must have exactly ${least} values/operands, ${but}`
    case 'plusTime':
    case 'reduce':
      return `a "${operator}"-operation must have exactly ${least} values/operands, ${but}`
    case 'dccDateOfBirth':
      return `a "${operator}"-operation must have exactly 1 value/operand, ${but}`
    default:
      return `an operation with operator "${operator}" must have ${most === 3 ? '2 or 3' : '2'} operands, ${but}`
  }
}

function shown(value: unknown): string {
  return typeof value === 'object' && value !== null ? '[object Object]' : String(value)
}
