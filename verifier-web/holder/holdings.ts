/** What a device holds for its people: their codes, the keys by which these are shown, and the names that the holder gave. Types only. */
import type { Opening } from './opening.ts'

/** Somebody whose codes are on this device. */
export interface Person {
  readonly id: string
  /** Given by whoever holds the device, and known to nobody else. */
  readonly name: string
  /** People are shown in this order. */
  readonly place: number
}

/** A key that was made here. It cannot be read, and so not be kept anywhere else. */
export interface KeptKey {
  readonly id: string
  readonly person: string
  readonly pair: CryptoKeyPair
  /** Milliseconds since 1970. */
  readonly madeAt: number
  /** The last request that it proved; undefined once a code came of it. */
  readonly request?: string
}

/** A code, ours or another's. */
export interface KeptCode {
  readonly id: string
  readonly person: string
  /** One text, or the parts of one code in the order in which they came. */
  readonly texts: readonly string[]
  /** The key of this device that it names. */
  readonly key?: string
  /** What it was assessed on. */
  readonly opening?: Opening
  /** Milliseconds since 1970. */
  readonly addedAt: number
}

/** All of it. */
export interface Holdings {
  readonly people: readonly Person[]
  readonly keys: readonly KeptKey[]
  readonly codes: readonly KeptCode[]
}

/** One thing of a sort. */
export interface Sorts {
  people: Person
  keys: KeptKey
  codes: KeptCode
}

/** The sorts of things, as the stores are called. */
export const sorts = ['people', 'keys', 'codes'] as const satisfies readonly (keyof Sorts)[]
