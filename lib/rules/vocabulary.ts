/** What a rule set may speak of: the fact types and on-site measurements, handed in as data. Types only. */
import type { Words } from '../encoding/json-shape.ts'

/** The type of a field or measurement. */
export type FieldTypeName =
  'instant' | 'date' | 'integer' | 'decimal' | 'boolean' | 'text' | 'region' | 'enumeration'

/** The type of a field of a fact. */
export interface FieldType {
  readonly type: FieldTypeName
  /** What people call it; its name where it has no label. */
  readonly labels?: Words
  /** Of integers and decimals, such as `day` or `Cel`. */
  readonly unit?: string
  /** Of enumerations. */
  readonly values?: readonly string[]
}

/** The kinds of fact and their fields, and what may be measured at a gate. */
export interface Vocabulary {
  readonly types: ReadonlyMap<
    string,
    { readonly labels?: Words; readonly fields: ReadonlyMap<string, FieldType> }
  >
  readonly onSite: ReadonlyMap<string, FieldType>
}

/** A field's value as rules see it: instants as unix seconds, dates as days since 1970-01-01. */
export type Scalar = number | string | boolean

/** One fact as rules see it. */
export interface TypedFact {
  readonly id: string
  /** In the order of the kind's fields; undefined where a field is not there or not of its type: unknown. */
  readonly values: readonly (Scalar | undefined)[]
  /** The same number for facts of several codes that may tell of one happening; absent: it is one of its own. */
  readonly happening?: number
}

/**
 * All that rules may know of one person. Kinds are numbered by their place among the fact types: names looked up
 * at every gate would cost more than the rules.
 */
export interface FactBase {
  /** The fact types that the facts were read by: only a set compiled with the same can be asked. */
  readonly types: Vocabulary['types']
  /** The facts of each kind, the retracted ones taken out. */
  readonly facts: readonly (readonly TypedFact[])[]
  /** Unix seconds until which all facts of the kind are known; undefined: the kind is not covered. */
  readonly coveredUntil: readonly (number | undefined)[]
}
