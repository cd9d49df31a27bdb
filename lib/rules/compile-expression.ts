/** Compiles one expression to a closure, refusing every fault of type or name with its place. */
import { compileComparison } from './compile-comparison.ts'
import { compileMembership } from './compile-membership.ts'
import { compileQuantifier } from './compile-quantifier.ts'
import { compileSince } from './compile-since.ts'
import { add } from './cost.ts'
import { allow, below, fault, type Compiled, type Place, type Read } from './compiled.ts'
import type { Expression } from './rule-set.ts'
import { allOf, anyOf, not, type Truth } from './truth.ts'
import { truthType, valueType } from './value-type.ts'

/** Seconds in the units that lengths of time may be written in. */
const secondsIn: Readonly<Record<string, number>> = { second: 1, minute: 60, hour: 3600 }

const operators = [
  ...['and', 'or', 'not', '<', '<=', '>', '>=', '==', '!=', 'in', 'days', 'years', 'elapsed'],
  ...['some', 'every', 'none', 'count', 'countDays', 'latest', 'earliest'],
]

/**
 * Compiles an expression of any type.
 *
 * @throws RuleSetFault `ERR_RULE_SET_MALFORMED`
 */
export function compileExpression(expression: Expression, place: Place): Compiled {
  const members = memberNames(expression, place)
  if ('value' in expression) {
    allow(members, ['value'], place, ['unit'])
    return compileConstant(expression.value, expression.unit, place)
  }
  if ('parameter' in expression) {
    allow(members, ['parameter'], place)
    const parameter = own(place.set.parameters, expression.parameter)
    if (parameter === undefined) {
      const known = Object.keys(place.set.parameters)
      throw fault(below(place, 'parameter'), 'names no parameter of this set', known)
    }
    return compileConstant(parameter.value, parameter.unit, place)
  }
  if ('op' in expression) return compileOperator(expression, members, place)
  if ('field' in expression) {
    allow(members, ['field'], place)
    return compileField(expression.field, place)
  }
  if ('onSite' in expression) {
    allow(members, ['onSite'], place)
    const name = expression.onSite
    const type = place.vocabulary.onSite.get(name)
    if (type === undefined) {
      const known = place.vocabulary.onSite.keys()
      throw fault(below(place, 'onSite'), 'names no measurement', known)
    }
    return { type: valueType(type), cost: 1, read: (scene) => own(scene.onSite, name) }
  }
  throw fault(place, 'must be an expression')
}

function compileOperator(
  expression: Extract<Expression, { op: unknown }>,
  members: readonly string[],
  place: Place,
): Compiled {
  switch (expression.op) {
    case 'and':
    case 'or': {
      allow(members, ['op', 'of'], place)
      const { of: parts } = expression
      const at = below(place, 'of')
      if (!Array.isArray(parts) || parts.length < 2) throw fault(at, 'needs two or more parts')
      const compiled = expression.of.map((part, i) =>
        compileCondition(part, { ...place, at: `${at.at}[${String(i)}]` }),
      )
      const reads = compiled.map(({ read }) => read)
      return {
        type: truthType,
        cost: add(...compiled),
        read: expression.op === 'and' ? allOf(reads) : anyOf(reads),
      }
    }
    case 'not': {
      allow(members, ['op', 'of'], place)
      const of = compileCondition(expression.of, below(place, 'of'))
      return { type: truthType, cost: add(of), read: (scene, fact) => not(of.read(scene, fact)) }
    }
    case 'days':
    case 'years':
    case 'elapsed':
      allow(members, ['op', 'of'], place)
      return compileSince(
        expression.op,
        compileExpression(expression.of, below(place, 'of')),
        below(place, 'of'),
      )
    case 'some':
    case 'every':
    case 'none':
    case 'count':
    case 'countDays':
    case 'latest':
    case 'earliest':
      return compileQuantifier(expression, members, place)
    case 'in':
      return compileMembership(expression, members, place)
    default:
      if (!operators.includes(expression.op)) {
        throw fault(below(place, 'op'), 'names no operator', operators)
      }
      return compileComparison(expression, members, place)
  }
}

/** A compiled condition. */
export type CompiledCondition = Omit<Compiled, 'read'> & { readonly read: Read<Truth> }

/**
 * Compiles an expression that must be a condition.
 *
 * @throws RuleSetFault `ERR_RULE_SET_MALFORMED`
 */
export function compileCondition(expression: Expression, place: Place): CompiledCondition {
  const compiled = compileExpression(expression, place)
  const { is } = compiled.type
  if (is !== 'truth') throw fault(place, `must be a condition, but is a ${is}`)
  return compiled as CompiledCondition
}

function compileConstant(
  value: number | string | boolean,
  unit: string | undefined,
  place: Place,
): Compiled {
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw fault(below(place, 'value'), 'must be a number')
    if (unit !== undefined && typeof unit !== 'string') {
      throw fault(below(place, 'unit'), 'must be text')
    }
    const factor = unit === undefined ? undefined : own(secondsIn, unit)
    const constant = value * (factor ?? 1)
    return {
      type: { is: 'number', unit: factor === undefined ? unit : 'second' },
      cost: 1,
      read: () => constant,
      constant,
    }
  }
  if (unit !== undefined) throw fault(below(place, 'unit'), 'only a number has a unit')
  if (typeof value === 'boolean') {
    return { type: truthType, cost: 1, read: () => value, constant: value }
  }
  if (typeof value !== 'string') {
    throw fault(below(place, 'value'), 'must be a number, text or truth value')
  }
  return { type: { is: 'text' }, cost: 1, read: () => value, constant: value, isLiteral: true }
}

function compileField(name: string, place: Place): Compiled {
  if (place.fields === undefined) throw fault(place, 'a field can be named only inside `where`')
  const names = [...place.fields.keys()]
  const type = place.fields.get(name)
  if (type === undefined) {
    throw fault(below(place, 'field'), 'names no field of this kind of fact', names)
  }
  const slot = names.indexOf(name)
  return { type: valueType(type), cost: 1, read: (_, fact) => fact.values[slot] }
}

function memberNames(expression: Expression, place: Place): readonly string[] {
  const value: unknown = expression
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw fault(place, 'must be an expression')
  }
  return Object.keys(value)
}

/** Looks a name up among a record's own members, never among what every object inherits. */
function own<T>(record: Readonly<Record<string, T>>, name: unknown): T | undefined {
  return typeof name === 'string' && Object.hasOwn(record, name) ? record[name] : undefined
}
