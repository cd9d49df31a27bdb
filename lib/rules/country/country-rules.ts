/** The signed form of a country's rules for EU DCCs: the published rules as they stand, numbered (docs/country-rules.md 1). Types only. */
import type { Words } from '../../encoding/json-shape.ts'

/** What a DCC states: by which of its lists `v`, `t` and `r` has entries. */
export type DccKind = 'Vaccination' | 'Test' | 'Recovery'

/** A rule as its country published it, member by member. */
export interface PublishedRule {
  readonly Identifier: string
  readonly Type: 'Acceptance' | 'Invalidation'
  readonly Country: string
  /** A part of the country in which alone the rule counts. */
  readonly Region?: string
  readonly Version: string
  readonly SchemaVersion: string
  readonly Engine: 'CERTLOGIC'
  readonly EngineVersion: string
  readonly CertificateType: 'General' | DccKind
  readonly Description: readonly { readonly lang: string; readonly desc: string }[]
  readonly ValidFrom: string
  /** Excluded. */
  readonly ValidTo: string
  readonly AffectedFields: readonly string[]
  /** CertLogic. */
  readonly Logic: unknown
}

/** A version of a rule, with the number of the rule. */
export interface NumberedRule {
  /** Permanent, and the same for all versions of an identifier. */
  readonly no: number
  readonly rule: PublishedRule
}

/** What an invalidation rule that is true means; published rules and the systems that read them differ. */
export type Invalidation = 'true-rejects' | 'false-rejects'

/** A set of country rules. */
export interface CountryRules {
  readonly id: string
  readonly version: number
  readonly engine: 'certlogic-1'
  readonly title: Words
  readonly effective: { readonly from: string; readonly until: string }
  /** Of arrival. */
  readonly country: string
  readonly previous?: { readonly version: number; readonly sha256: string }
  readonly change: {
    readonly type: string
    readonly how: string
    readonly basis: readonly string[]
    readonly requestedBy: string
    readonly reviewedBy: string
  }
  readonly valueSets: Readonly<Record<string, readonly string[]>>
  /** Of which kinds a general rule alone grants passage; absent: of none. */
  readonly generalGrants?: readonly DccKind[]
  /** Stands there exactly if there is an invalidation rule. */
  readonly invalidation?: Invalidation
  /** In the order of numbers, then of versions. */
  readonly rules: readonly NumberedRule[]
  readonly otherwise: 'check'
}

/** The engine that such a set names. */
export const countryEngine = 'certlogic-1'
