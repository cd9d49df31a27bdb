/** What a synthetic person is: what an issuer would state of one, and what went wrong with it. Types only. */
import type { Coverage, Fact } from 'greengate/issue'

/** One person. `facts` and `covers` are as claims have them, so that a code is made of them as they are. */
export interface Person {
  readonly id: string
  /** GB/T 2260: the county where the person lives. */
  readonly region: string
  readonly facts: readonly Fact[]
  readonly covers: readonly Coverage[]
  /** What a gate measures. */
  readonly onSite?: { readonly temperature: number }
}

/** What goes wrong with records in the world. */
export const faultClasses = ['late', 'missing', 'duplicate', 'retracted', 'wrong-person'] as const

export type FaultClass = (typeof faultClasses)[number]

/** One thing that is wrong, and with which fact. */
export interface Fault {
  readonly fault: FaultClass
  readonly kind: string
  /** The id of the fact that is wrong, or that is not there. */
  readonly fact: string
}

/** A person whose records have a fault: as stated, and under `corrected` as stated once it was repaired. */
export interface FaultyPerson extends Person {
  readonly faults: readonly Fault[]
  readonly corrected: Pick<Person, 'facts' | 'covers'>
}

/** Whether anything is wrong with a person's records. */
export function isFaulty(person: Person): person is FaultyPerson {
  return 'faults' in person
}
