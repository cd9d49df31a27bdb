/** What a record of a source is, and what becomes of one: the words between the desk and whoever sends. Types and names. */
import type { FieldValue } from 'greengate/issue'

/** Whom a record names. */
export interface NamedPerson {
  readonly idType: string
  readonly number: string
  readonly name?: string
}

/** A record, read: a fact about a person, or the mere taking back of one. */
export interface FactRecord {
  readonly id: string
  /** Unix seconds. */
  readonly recordedAt: number
  /** Undefined: it only takes back. */
  readonly fact:
    | {
        readonly kind: string
        readonly person: NamedPerson
        readonly fields: Readonly<Record<string, FieldValue>>
      }
    | undefined
  /** The id of a record of the same source. */
  readonly retracts: string | undefined
}

/** Why a record is refused, in the order in which it is asked. */
export const refusals = [
  'not-utf8',
  'too-long',
  'not-json',
  'columns',
  'signature',
  'malformed',
  'recorded-ahead',
  'kind-unknown',
  'kind-not-allowed',
  'field-unknown',
  'field-type',
  'region-not-allowed',
  'id-type-unknown',
  'retracts-retraction',
  'source-over',
] as const

export type Refusal = (typeof refusals)[number]

/** Why a record waits for an officer. */
export type HoldReason = 'number-unreadable' | 'other-name'

/** What else there is to say of a record that was taken. */
export type TakenNote = 'late' | 'retracted'

/**
 * What became of a record. taken: it counts. duplicate: it was here, and changes nothing. conflict: its id is another
 * record's, so that it is kept as proof and counts for nobody. held: an officer must say whose it is.
 */
export const recordStates = ['taken', 'duplicate', 'conflict', 'held', 'refused'] as const

export type RecordState = (typeof recordStates)[number]

/** The answer to a record: nothing of what it says. */
export interface RecordAnswer {
  /** Null where it has none that can be read. */
  readonly id: string | null
  readonly state: RecordState
  readonly reason?: Refusal | HoldReason | TakenNote | 'other-content'
}
