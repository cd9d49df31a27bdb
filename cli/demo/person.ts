/** What a person of the demo is: a text to show, and what a gate must answer. Types only. */
import type { Outcome, ReasonCode } from 'greengate'
import type { Claims } from 'greengate/issue'
import type { DemoKeys } from './keys.ts'

/** The same in both languages. */
export interface Words {
  readonly zh: string
  readonly en: string
}

/** What must come of showing the text at the demo's now, nothing being known of earlier showings. */
export interface Expected {
  readonly outcome: Outcome
  /** In the order of the decision. */
  readonly reasons: readonly ReasonCode[]
}

/** Someone whose code the demo issues. */
export interface Holder extends Expected {
  readonly id: string
  readonly name: Words
  /** What is to be seen with this person. */
  readonly about: Words
  readonly claims: Claims
  readonly key: keyof DemoKeys['issuers']
  /** The identity card that the code is tied to. */
  readonly card?: { readonly type: string; readonly number: string }
  /** What happened to the code after it was issued. */
  readonly mishap?: 'altered' | 'torn' | 'renumbered'
}

/** Someone who shows what is no health code at all. */
export interface Stranger extends Expected {
  readonly id: string
  readonly name: Words
  readonly about: Words
  readonly text: string
}
