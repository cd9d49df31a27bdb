/** Everything a verifier may know, accepted and ready to be used. Types only. */
import type { Threshold } from '../crypto/jws.ts'
import type { FactTypes } from '../facts/fact-types.ts'
import type { CompiledRuleSet } from '../rules/compile.ts'
import type { TrustList } from '../trust/trust-list.ts'
import type { BundleDocument } from './container.ts'
import type { DelegationPayload } from './delegation.ts'
import type { VerifierClass } from './freshness.ts'
import type { OpenSets } from './open-sets.ts'
import type { CoveredSet, NotGreenSet, PopulationHeader } from './population-header.ts'
import type { Root } from './root.ts'
import type { SealedKeys } from './sealed-keys.ts'
import type { Listed } from './snapshot.ts'
import type { Stations } from './stations.ts'
import type { StatusHeader } from './status-header.ts'

/** A signed document as the bundle holds it. */
export interface Held {
  readonly version: number
  /** SHA-256 of the payload, base64url. */
  readonly sha256: string
  /** Unix seconds. */
  readonly signedAt: number
}

/** A member with what it takes to hand it on, and to know whether it must be checked again. */
export interface HeldMember extends Held {
  readonly document: BundleDocument
  /** Whose signatures were checked. */
  readonly role: Threshold
  /** How many distinct keys of the role signed. */
  readonly signers: number
}

/** A rule set version; one that this library cannot run is kept, so that its window stands. */
export interface HeldRuleSet extends Held {
  readonly id: string
  /** Unix seconds; `until` is excluded. */
  readonly from: number
  readonly until: number
  /** Whether it took effect without notice, by one signature more than others need. */
  readonly correction: boolean
  readonly use:
    | { readonly state: 'ready'; readonly compiled: CompiledRuleSet }
    /** A country's rules for DCCs: held as they were signed, for whoever reads DCCs to compile. */
    | { readonly state: 'country'; readonly rules: unknown }
    | { readonly state: 'engine-too-old' }
    | { readonly state: 'rule-set-unusable' }
    | { readonly state: 'fact-type-unknown'; readonly kinds: readonly string[] }
}

/** Versions of rule sets by id, ascending. */
export type RuleSets = ReadonlyMap<string, readonly HeldRuleSet[]>

/** What the members of a snapshot come to. */
export interface Contents {
  /** By prefix: documents that delegate further. */
  readonly delegations: ReadonlyMap<string, DelegationPayload & Held>
  readonly trust: (TrustList & Held) | undefined
  readonly facts: (FactTypes & Held) | undefined
  readonly stations: (Stations & Held) | undefined
  /** Headers of status lists, by member name. */
  readonly status: ReadonlyMap<string, StatusHeader & Held>
  /** Keys of stations, by the group that they are sealed to. */
  readonly keys: ReadonlyMap<string, SealedKeys & Held>
  /** Headers of population sets, by member name. */
  readonly covered: ReadonlyMap<string, PopulationHeader<CoveredSet> & Held>
  readonly notGreen: ReadonlyMap<string, PopulationHeader<NotGreenSet> & Held>
  /** Their data, opened. */
  readonly population: OpenSets
  readonly ruleSets: RuleSets
  readonly emergencies: RuleSets
}

/**
 * What a verifier knows. Made by `pinRoot` and `acceptBundle` only; never changed, only replaced.
 */
export interface Bundle extends Contents {
  /** SHA-256 over all that decisions rest on, base64url: what the basis names the bundle by. */
  readonly digest: string
  /** How data reach this verifier: which schedule of root's its decisions degrade by. */
  readonly class: VerifierClass
  readonly root: Root & Held
  readonly timestamp: Held | undefined
  /** With every member by name, as the floor of the next bundle. */
  readonly snapshot: (Held & { readonly members: ReadonlyMap<string, Listed> }) | undefined
  /** By name. */
  readonly members: ReadonlyMap<string, HeldMember>
  /** Root, timestamp and snapshot as they came, by name: with the members, all that it takes to hand it on. */
  readonly documents: ReadonlyMap<string, BundleDocument>
  /** Raw data that members name, by SHA-256 (base64url). */
  readonly data: ReadonlyMap<string, Uint8Array>
  /** Unix seconds: the present is not earlier (format 6.4). */
  readonly floor: number
}
