/** What every room of the desk works with. Types only. */
import type { Signer } from 'greengate/issue'
import type { CompiledRuleSet, Vocabulary } from 'greengate/rules'
import type { StatusStore } from 'greengate-cli/status'
import type { DeskStore } from './store/open-store.ts'

/** Why somebody is assessed, as the tables name it. */
export type Cause = 'applied' | 'fact' | 'coverage' | 'version' | 'time' | 'decision'

/** The rules by which this desk assesses, as the bundle that it last accepted has them. */
export interface CurrentRules {
  /** The id of the rule set. */
  readonly ruleSet: string
  /** Every version, ascending: those that were, the one in force, those ahead. */
  readonly versions: readonly RuleVersion[]
  /** The fact types that they were compiled with. */
  readonly types: Vocabulary['types']
}

/** A version and its time in Unix seconds; `until` is excluded. */
export interface RuleVersion {
  readonly version: number
  readonly from: number
  readonly until: number
  /** undefined: it cannot be run here, and while it is in force nobody is assessed. */
  readonly compiled: CompiledRuleSet | undefined
}

/** Clock, chance and log: everything that the desk has from outside. */
export interface Surroundings {
  now(): Date
  random(length: number): Uint8Array
  /** No claim, code, key or number in it. */
  log(line: string): void
}

/** What the operator decides about codes. */
export interface IssuingPolicy {
  /** Seconds that an app code lives at most: 24 h is the longest that the format allows. */
  readonly appLife: number
  /** Seconds that a paper code lives at most; never past the assessment. */
  readonly paperLife: number
  /** A page asks for the next code so many seconds before the end of one. */
  readonly refreshAhead: number
  /** Whether who only said who they are gets codes; a code is tied to the card all the same. */
  readonly issuesToDeclared: boolean
}

/** How many may act for whom. */
export interface Limits {
  /** How many others an account acts for at most. */
  readonly family: number
  /** How many accounts act for a person at most. */
  readonly guardians: number
}

/** A desk at work: what joins its rooms. */
export interface Desk {
  readonly store: DeskStore
  readonly statusStore: StatusStore
  /** Its id in the trust list. */
  readonly issuer: string
  readonly signer: Signer
  /** As they are now: ask again after a wait. */
  readonly rules: CurrentRules
  readonly policy: IssuingPolicy
  readonly limits: Limits
  readonly surroundings: Surroundings
  /** The key that ties codes of a UTC month (`2026-11`) to cards; undefined: they are not tied. */
  bindingKeyOf(month: string): Uint8Array | undefined
  /** Says that somebody was touched: they are assessed soon. Call it after the transaction that touched them. */
  wake(): void
  /** Says that standings or revocations changed: feeds publish soon. */
  changed(): void
}
