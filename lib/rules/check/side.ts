/** What stands on a side of a comparison. */
import { parseDate, parseInstant } from '../../encoding/instant.ts'
import type { Expression, RuleSet } from '../rule-set.ts'
import type { FieldType, Scalar, Vocabulary } from '../vocabulary.ts'
import type { View } from './lens.ts'

type LastExpression = Extract<Expression, { op: 'latest' | 'earliest' }>
type Quantified = Extract<Expression, { op: 'some' | 'every' | 'none' | 'count' }>
/** What counts facts, or days. */
export type CountExpression = Quantified | Extract<Expression, { op: 'countDays' }>

export type Side =
  | { readonly is: 'constant'; readonly value: Scalar }
  | { readonly is: 'field'; readonly name: string; readonly view: View; readonly type: FieldType }
  | { readonly is: 'measurement'; readonly name: string }
  | {
      readonly is: 'last'
      readonly of: LastExpression
      readonly view: View
      readonly type: FieldType
    }
  | { readonly is: 'count'; readonly of: CountExpression }
  | { readonly is: 'condition'; readonly of: Expression }

const secondsIn: Readonly<Record<string, number>> = { second: 1, minute: 60, hour: 3600 }

/** @param kind - Of the fact at hand. */
export function sideOf(
  expression: Expression,
  set: RuleSet,
  vocabulary: Vocabulary,
  kind: string | undefined,
): Side {
  if ('value' in expression) return { is: 'constant', value: scaled(expression) }
  if ('parameter' in expression) {
    const parameter = set.parameters[expression.parameter] as { value: number; unit?: string }
    return { is: 'constant', value: scaled(parameter) }
  }
  if (!('op' in expression)) {
    if ('onSite' in expression) return { is: 'measurement', name: expression.onSite }
    const type = vocabulary.types.get(kind ?? '')?.fields.get(expression.field) as FieldType
    return type.type === 'boolean'
      ? { is: 'condition', of: expression }
      : { is: 'field', name: expression.field, view: 'raw', type }
  }
  switch (expression.op) {
    case 'days':
    case 'years':
    case 'elapsed': {
      const inner = sideOf(expression.of, set, vocabulary, kind)
      return inner.is === 'field' || inner.is === 'last'
        ? { ...inner, view: expression.op }
        : { is: 'condition', of: expression }
    }
    case 'latest':
    case 'earliest': {
      const type = vocabulary.types.get(expression.kind)?.fields.get(expression.field) as FieldType
      return type.type === 'boolean'
        ? { is: 'condition', of: expression }
        : { is: 'last', of: expression, view: 'raw', type }
    }
    case 'count':
    case 'countDays':
      return { is: 'count', of: expression }
    default:
      return { is: 'condition', of: expression }
  }
}

function scaled({ value, unit }: { readonly value: Scalar; readonly unit?: string }): Scalar {
  if (typeof value !== 'number' || unit === undefined || !Object.hasOwn(secondsIn, unit)) {
    return value
  }
  return value * (secondsIn[unit] as number)
}

/** Literal text as the date or instant that it is compared with. */
export function constantFor(value: Scalar, { type }: FieldType, view: View): Scalar {
  if (typeof value !== 'string' || view !== 'raw') return value
  if (type === 'date') return parseDate(value) ?? value
  return type === 'instant' ? (parseInstant(value) ?? value) : value
}
