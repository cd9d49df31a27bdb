/** What a rule set may speak of: the fact types and on-site measurements, handed in as data. Types only. */

/** The type of a field or measurement. */
export type FieldTypeName =
  'instant' | 'date' | 'integer' | 'decimal' | 'boolean' | 'text' | 'region' | 'enumeration'

export interface FieldType {
  readonly type: FieldTypeName
  /** Of integers and decimals, such as `day` or `Cel`. */
  readonly unit?: string
  /** Of enumerations. */
  readonly values?: readonly string[]
}

/** The kinds of fact and their fields, and what may be measured at a gate. */
export interface Vocabulary {
  readonly types: ReadonlyMap<string, { readonly fields: ReadonlyMap<string, FieldType> }>
  readonly onSite: ReadonlyMap<string, FieldType>
}

/** A field's value as rules see it: instants as unix seconds, dates as days since 1970-01-01. */
export type Scalar = number | string | boolean

/** The fields of one fact that are there and of their type; whatever is not there is unknown. */
export type TypedFields = ReadonlyMap<string, Scalar>

/** All that rules may know of one person. */
export interface FactBase {
  /** The facts of a kind, the retracted ones taken out. */
  facts(kind: string): readonly TypedFields[]
  /** Unix seconds until which all facts of the kind are known; undefined: the kind is not covered. */
  coveredUntil(kind: string): number | undefined
}
