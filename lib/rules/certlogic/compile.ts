/** CertLogic 1.3.3: compiles an expression once to closures, so that evaluating it only runs them. */
import { checkResult, limits, malformed, type Budget } from './budget.ts'
import { failing, isLiteral, type Compiled, type Compiling, type Run } from './compiled.ts'
import { operations } from './operations.ts'
import { fragmentsOf, readBase, readData, sharedBase } from './path.ts'

/** A CertLogic expression, ready to be evaluated over data. */
export type CompiledCertLogic = (data: unknown) => unknown

/**
 * Compiles a CertLogic expression.
 *
 * A part that is no CertLogic throws when an evaluation reaches it, and not before; `validateCertLogic` finds it
 * beforehand.
 *
 * @param logic - The expression as JSON. It is read once: a later change of it changes nothing.
 * @returns A function of the data, as JSON. Its result is JSON, in which a date-time is a `Date`. It throws a
 * {@link GreengateError} `ERR_CERTLOGIC_MALFORMED` where the expression, or a type in it, is not as the specification has it.
 * @throws {@link GreengateError} `ERR_CERTLOGIC_MALFORMED` for an expression that is too deep or too large.
 *
 * @example
 * ```ts
 * import { compileCertLogic } from 'greengate/rules'
 *
 * const isAdult = compileCertLogic({
 *   'not-after': [
 *     { plusTime: [{ var: 'payload.dob' }, 18, 'year'] },
 *     { plusTime: [{ var: 'external.validationClock' }, 0, 'day'] },
 *   ],
 * })
 * const answer = isAdult({
 *   payload: { dob: '1990' },
 *   external: { validationClock: '2021-07-01T00:00:00Z' },
 * })
 * ```
 */
export function compileCertLogic(logic: unknown): CompiledCertLogic {
  const budget = { left: 0 }
  const paths: string[] = []
  const first = compileWith(logic, '', budget, paths)
  const base = sharedBase(paths)
  if (base === '') return evaluator(first, nothing, budget)
  // What paths have in common is known when all have been seen.
  return evaluator(compileWith(logic, base, budget, []), readData(fragmentsOf(base)), budget)
}

/**
 * Evaluates a CertLogic expression once.
 *
 * @param logic - The expression, as JSON. Where it is evaluated more than once, `compileCertLogic` is the faster way.
 * @param data - The data it reads, as JSON.
 * @returns JSON, in which a date-time is a `Date`.
 * @throws {@link GreengateError} `ERR_CERTLOGIC_MALFORMED` where the expression, or a type in it, is not as the
 * specification has it, or where it takes too many steps.
 *
 * @example
 * ```ts
 * import { evaluateCertLogic } from 'greengate/rules'
 *
 * const doses = evaluateCertLogic({ '>=': [{ var: 'dn' }, { var: 'sd' }] }, { dn: 2, sd: 2 })
 * ```
 */
export function evaluateCertLogic(logic: unknown, data: unknown): unknown {
  // For once, looking for what paths share costs more than it saves.
  const budget = { left: 0 }
  return evaluator(compileWith(logic, '', budget, []), nothing, budget)(data)
}

function evaluator(run: Run, baseOf: Run, budget: Budget): CompiledCertLogic {
  return (data) => {
    budget.left = limits.steps
    const result = run(data, baseOf(data, null))
    if (typeof result === 'object') checkResult(result)
    return result
  }
}

const nothing: Run = () => null

/** Compiles with the paths that begin with `base` read from there; collects the paths of the data. */
function compileWith(logic: unknown, base: string, budget: Budget, paths: string[]): Run {
  let [depth, count] = [0, 0]
  let scope: Scope = { base, paths }
  const compiling: Compiling = {
    budget,
    count: () => count,
    part: (part) => {
      depth += 1
      count += 1
      if (depth > limits.depth) throw malformed(`expression is more than ${limits.depth} deep`)
      const compiled = compilePart(part, compiling, scope)
      // A path costs what its fragments cost.
      count += compiled.fragments ?? 0
      if (count > limits.parts) throw malformed(`expression has more than ${limits.parts} parts`)
      depth -= 1
      return compiled
    },
    lambda: (part) => {
      const outer = scope
      scope = { base: 'current', paths: [] }
      const compiled = compiling.part(part)
      scope = outer
      return compiled
    },
  }
  return compiling.part(logic).run
}

/** What paths are read from: the data of the expression, or that of a `reduce`. */
interface Scope {
  readonly base: string
  readonly paths: string[]
}

interface Part extends Compiled {
  readonly fragments?: number
}

function compilePart(logic: unknown, compiling: Compiling, scope: Scope): Part {
  if (isLiteral(logic)) return { run: () => logic, literal: logic }
  if (Array.isArray(logic)) {
    const runs = logic.map((item) => compiling.part(item).run)
    return { run: (data, base) => runs.map((run) => run(data, base)) }
  }
  if (typeof logic !== 'object' || logic === null) return failing('invalid CertLogic expression')
  const [entry, ...others] = Object.entries(logic) as [string, unknown][]
  if (entry === undefined || others.length > 0) {
    return failing('an expression object must have exactly one key')
  }
  const [operator, operands] = entry
  return operator === 'var'
    ? access(operands, scope)
    : compileOperation(operator, operands, compiling)
}

function access(path: unknown, { base, paths }: Scope): Part {
  if (typeof path !== 'string') return failing('var: the path must be a text')
  // Not one fragment more is made than an expression may have.
  if (path.length > 2 * limits.parts) throw malformed('var: the path is too long')
  paths.push(path)
  const fragments = fragmentsOf(path)
  const isBelow = base !== '' && (path === base || path.startsWith(`${base}.`))
  const read = isBelow
    ? readBase(fragmentsOf(path.slice(base.length + 1)))
    : { run: readData(fragments) }
  return { ...read, fragments: fragments.length }
}

function compileOperation(operator: string, operands: unknown, compiling: Compiling): Compiled {
  const operation = operations.get(operator)
  if (operation === undefined) return failing('there is no such operator')
  if (!Array.isArray(operands)) return failing('the operands must be in an array')
  const { least, most, compile } = operation
  const isTooMany = operands.length > most && operator !== 'if'
  if (operands.length < least || isTooMany) {
    return failing(`${operator}: has the wrong number of operands`)
  }
  return compile(operands, compiling)
}
