/** Everything a verifier may know, accepted and ready to be used. Types only. */
import type { FactTypes } from '../facts/fact-types.ts'
import type { CompiledRuleSet } from '../rules/compile.ts'
import type { TrustList } from '../trust/trust-list.ts'
import type { VerifierClass } from './freshness.ts'
import type { Root } from './root.ts'
import type { Listed } from './snapshot.ts'

/** A signed document as the bundle holds it. */
export interface Held {
  readonly version: number
  /** SHA-256 of the payload, base64url. */
  readonly sha256: string
  /** Unix seconds. */
  readonly signedAt: number
}

/** A rule set version; one that this library cannot run is kept, so that its window stands. */
export interface HeldRuleSet extends Held {
  readonly id: string
  /** Unix seconds; `until` is excluded. */
  readonly from: number
  readonly until: number
  readonly use:
    | { readonly state: 'ready'; readonly compiled: CompiledRuleSet }
    | { readonly state: 'engine-too-old' }
    | { readonly state: 'rule-set-unusable' }
    | { readonly state: 'fact-type-unknown'; readonly kinds: readonly string[] }
}

/**
 * What a verifier knows. Made by `pinRoot` and `acceptBundle` only; never changed, only replaced.
 */
export interface Bundle {
  /** SHA-256 over all that decisions rest on, base64url: what the basis names the bundle by. */
  readonly digest: string
  /** How data reach this verifier: which schedule of root's its decisions degrade by. */
  readonly class: VerifierClass
  readonly root: Root & Held
  readonly timestamp: Held | undefined
  /** With every member by name, as the floor of the next bundle. */
  readonly snapshot: (Held & { readonly members: ReadonlyMap<string, Listed> }) | undefined
  readonly trust: (TrustList & Held) | undefined
  readonly facts: (FactTypes & Held) | undefined
  /** By id, versions ascending. */
  readonly ruleSets: ReadonlyMap<string, readonly HeldRuleSet[]>
  /** Unix seconds: the present is not earlier (format 6.4). */
  readonly floor: number
}
