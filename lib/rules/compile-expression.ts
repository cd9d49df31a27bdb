/** Compiles one expression to a closure, refusing every fault of type or name with its place. */
import { compileComparison } from './compile-comparison.ts'
import { compileQuantifier } from './compile-quantifier.ts'
import type { Value } from './compare.ts'
import { RuleSetFault } from './fault.ts'
import type { Expression, RuleSet } from './rule-set.ts'
import { noteDay, noteTableBegin, type Scene } from './scene.ts'
import { and, not, or, type Truth } from './truth.ts'
import type { FieldType, TypedFields, Vocabulary } from './vocabulary.ts'
import { civilDay } from './zone.ts'

/** The type of an expression. */
export type ValueType =
  | { readonly is: 'truth' }
  | { readonly is: 'number'; readonly unit: string | undefined }
  | { readonly is: 'instant' }
  | { readonly is: 'date' }
  | { readonly is: 'region' }
  | { readonly is: 'text'; readonly values?: readonly string[] }

/** Reads an expression's value for one person; `fact` is the fact at hand inside `where`. */
export type Read<T> = (scene: Scene, fact: TypedFields) => T

/** A compiled expression. */
export interface Compiled {
  readonly type: ValueType
  readonly read: Read<Value>
  /** Of `days` and `elapsed`: notes when the value passes a whole number. */
  readonly noteWhen?: (scene: Scene, fact: TypedFields, threshold: number) => void
  /** Of literal text, which stands for a date or an instant where one is compared with it. */
  readonly literal?: string
}

/** Where an expression stands and what it may name. */
export interface Place {
  readonly set: RuleSet
  readonly vocabulary: Vocabulary
  /** Fields of the fact at hand; undefined outside `where`. */
  readonly fields: ReadonlyMap<string, FieldType> | undefined
  readonly at: string
}

const truthType: ValueType = { is: 'truth' }
/** Seconds in the units that lengths of time may be written in. */
const secondsIn: Readonly<Record<string, number>> = { second: 1, minute: 60, hour: 3600 }

/**
 * Compiles an expression of any type.
 *
 * @throws GreengateError `ERR_RULE_SET_MALFORMED`
 */
export function compileExpression(expression: Expression, place: Place): Compiled {
  const members = memberNames(expression, place)
  if ('value' in expression) {
    allow(members, ['value', 'unit'], place)
    return compileNumberOrText(expression.value, expression.unit, place)
  }
  if ('parameter' in expression) {
    allow(members, ['parameter'], place)
    const parameter = own(place.set.parameters, expression.parameter)
    if (parameter === undefined) throw fault(place, 'names no parameter of this set')
    return compileNumberOrText(parameter.value, parameter.unit, place)
  }
  if ('op' in expression) return compileOperator(expression, members, place)
  if ('field' in expression) {
    allow(members, ['field'], place)
    return compileField(expression.field, place)
  }
  if ('onSite' in expression) {
    allow(members, ['onSite'], place)
    const type = place.vocabulary.onSite.get(expression.onSite)
    if (type === undefined) throw fault(place, 'names no measurement')
    const name = expression.onSite
    return { type: valueType(type), read: (scene) => own(scene.onSite, name) }
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
      if (!Array.isArray(parts) || parts.length < 2) throw fault(place, 'needs two or more parts')
      const reads = expression.of.map((part, i) =>
        compileCondition(part, below(place, `of[${String(i)}]`)),
      )
      const join = expression.op === 'and' ? and : or
      return { type: truthType, read: (scene, fact) => join(each(reads, scene, fact)) }
    }
    case 'not': {
      allow(members, ['op', 'of'], place)
      const read = compileCondition(expression.of, below(place, 'of'))
      return { type: truthType, read: (scene, fact) => not(read(scene, fact)) }
    }
    case 'days':
      allow(members, ['op', 'of'], place)
      return compileDays(compileExpression(expression.of, below(place, 'of')), place)
    case 'elapsed':
      allow(members, ['op', 'of'], place)
      return compileElapsed(compileExpression(expression.of, below(place, 'of')), place)
    case 'some':
    case 'every':
    case 'none':
    case 'count':
    case 'latest':
    case 'earliest':
      return compileQuantifier(expression, members, place)
    default:
      return compileComparison(expression, members, place)
  }
}

function* each(reads: readonly Read<Truth>[], scene: Scene, fact: TypedFields): Iterable<Truth> {
  for (const read of reads) yield read(scene, fact)
}

/**
 * Compiles an expression that must be a condition.
 *
 * @throws GreengateError `ERR_RULE_SET_MALFORMED`
 */
export function compileCondition(expression: Expression, place: Place): Read<Truth> {
  const { type, read } = compileExpression(expression, place)
  if (type.is !== 'truth') throw fault(place, `must be a condition, but is a ${type.is}`)
  return read as Read<Truth>
}

function compileNumberOrText(
  value: number | string | boolean,
  unit: string | undefined,
  place: Place,
): Compiled {
  if (typeof value === 'number') {
    const isUnit = unit === undefined || typeof unit === 'string'
    if (!Number.isFinite(value) || !isUnit) throw fault(place, 'must be a number and its unit text')
    const factor = unit === undefined ? undefined : own(secondsIn, unit)
    const scaled = value * (factor ?? 1)
    return {
      type: { is: 'number', unit: factor === undefined ? unit : 'second' },
      read: () => scaled,
    }
  }
  if (unit !== undefined) throw fault(place, 'only a number has a unit')
  if (typeof value === 'boolean') return { type: truthType, read: () => value }
  if (typeof value !== 'string') throw fault(place, 'must be a number, text or truth value')
  return { type: { is: 'text' }, read: () => value, literal: value }
}

function compileField(name: string, place: Place): Compiled {
  if (place.fields === undefined) throw fault(place, 'a field can be named only inside `where`')
  const type = place.fields.get(name)
  if (type === undefined) throw fault(place, 'names no field of this kind of fact')
  return { type: valueType(type), read: (_, fact) => fact.get(name) }
}

/** The type of a field's value. */
export function valueType({ type, unit, values }: FieldType): ValueType {
  switch (type) {
    case 'boolean':
      return truthType
    case 'integer':
    case 'decimal':
      return { is: 'number', unit }
    case 'enumeration':
      return { is: 'text', ...(values === undefined ? {} : { values }) }
    default:
      return { is: type }
  }
}

function compileDays({ type, read }: Compiled, place: Place): Compiled {
  if (type.is !== 'instant' && type.is !== 'date') {
    throw fault(place, 'days needs an instant or a date')
  }
  const dayOf = (scene: Scene, fact: TypedFields): number | undefined => {
    const value = read(scene, fact) as number | undefined
    return value === undefined || type.is === 'date' ? value : civilDay(value, scene.offsets)
  }
  return {
    type: { is: 'number', unit: 'day' },
    read(scene, fact) {
      const day = dayOf(scene, fact)
      if (scene.today === undefined) noteTableBegin(scene)
      return day === undefined || scene.today === undefined ? undefined : scene.today - day
    },
    noteWhen(scene, fact, threshold) {
      const day = dayOf(scene, fact)
      if (day !== undefined) noteDay(scene, day + threshold)
    },
  }
}

function compileElapsed({ type, read }: Compiled, place: Place): Compiled {
  if (type.is !== 'instant') throw fault(place, 'elapsed needs an instant')
  return {
    type: { is: 'number', unit: 'second' },
    read(scene, fact) {
      const instant = read(scene, fact) as number | undefined
      return instant === undefined ? undefined : scene.now - instant
    },
    noteWhen(scene, fact, threshold) {
      const instant = read(scene, fact) as number | undefined
      if (instant === undefined) return
      const passes = instant + threshold
      if (passes > scene.now && passes < scene.next) scene.next = passes
    },
  }
}

function memberNames(expression: Expression, place: Place): readonly string[] {
  const value: unknown = expression
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw fault(place, 'must be an expression')
  }
  return Object.keys(value)
}

/** Refuses members that the form does not have. */
export function allow(members: readonly string[], known: readonly string[], place: Place): void {
  if (members.some((name) => !known.includes(name))) {
    throw fault(place, `members must be of ${known.join(', ')}`)
  }
}

/** The place of a part. */
export function below(place: Place, part: string): Place {
  return { ...place, at: `${place.at}.${part}` }
}

/** Looks a name up among a record's own members, never among what every object inherits. */
export function own<T>(record: Readonly<Record<string, T>>, name: unknown): T | undefined {
  return typeof name === 'string' && Object.hasOwn(record, name) ? record[name] : undefined
}

/** A fault at a place. */
export function fault(place: Place, expectation: string): RuleSetFault {
  return new RuleSetFault(place.at, expectation)
}
