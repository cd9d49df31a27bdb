/** The types of expressions. */
import type { FieldType } from './vocabulary.ts'

/** The type of an expression. */
export type ValueType =
  | { readonly is: 'truth' }
  /** `isRange`: a count, which may be known only between two ends. */
  | { readonly is: 'number'; readonly unit: string | undefined; readonly isRange?: true }
  | { readonly is: 'instant' }
  | { readonly is: 'date' }
  | { readonly is: 'region' }
  | { readonly is: 'text'; readonly values?: readonly string[] }

export const truthType: ValueType = { is: 'truth' }

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
