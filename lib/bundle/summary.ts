/** What a bundle is and how old, for screens and operators; decides nothing. */
import { formatInstant, unixSeconds } from '../encoding/instant.ts'
import type { InstantText } from '../decision.ts'
import type { Words } from '../encoding/json-shape.ts'
import type { Bundle, HeldRuleSet } from './bundle.ts'
import { freshnessOf, type Freshness, type VerifierClass } from './freshness.ts'
import type { World } from './world.ts'
import { newestBegun } from './hold-rule-set.ts'

export interface RoleSummary {
  readonly role: 'timestamp' | 'trust' | 'facts'
  readonly version: number
  readonly signedAt: InstantText
  readonly ageSeconds: number
  /** null: root states no limit, so the role is stale at once. */
  readonly limitSeconds: number | null
  /** How old it may be before decisions degrade; between the two it is late. */
  readonly graceSeconds: number | null
  readonly state: Freshness
  /** Whether the state is `stale`: decisions degrade. */
  readonly stale: boolean
}

export interface RuleSetSummary {
  readonly id: string
  readonly version: number
  /** null where this library cannot read the set. */
  readonly title: Words | null
  readonly from: InstantText | null
  readonly until: InstantText | null
  readonly inForce: boolean
  /** Whether this library can run it. */
  readonly usable: boolean
}

export interface BundleSummary {
  /** SHA-256 of the root, base64url: to be compared by eye. */
  readonly rootDigest: string
  readonly world: World
  /** Which of root's schedules holds here. */
  readonly class: VerifierClass
  readonly purpose: Words
  readonly endsAt: InstantText
  /** null before the first bundle. */
  readonly snapshotVersion: number | null
  readonly roles: readonly RoleSummary[]
  readonly ruleSets: readonly RuleSetSummary[]
}

/**
 * Sums a bundle up.
 *
 * @example
 * ```ts
 * import { bundleSummary, type Bundle } from 'greengate'
 *
 * const isOld = (bundle: Bundle): boolean =>
 *   bundleSummary(bundle, new Date()).roles.some(({ stale }) => stale)
 * ```
 */
export function bundleSummary(bundle: Bundle, now: Date): BundleSummary {
  const seconds = unixSeconds(now)
  const { root, snapshot, ruleSets } = bundle
  const sets = [...ruleSets.values()].flat()
  return {
    rootDigest: root.sha256,
    world: root.world,
    class: bundle.class,
    purpose: root.purpose,
    endsAt: formatInstant(root.endsAt),
    snapshotVersion: snapshot?.version ?? null,
    roles: (['timestamp', 'trust', 'facts'] as const).flatMap((role) => {
      const held = bundle[role]
      if (held === undefined) return []
      const ageSeconds = seconds - held.signedAt
      const row = root.freshness[bundle.class].get(role)
      const state = freshnessOf(ageSeconds, row)
      return {
        role,
        version: held.version,
        signedAt: formatInstant(held.signedAt),
        ageSeconds,
        limitSeconds: row?.limit ?? null,
        graceSeconds: row?.grace ?? null,
        state,
        stale: state === 'stale',
      }
    }),
    ruleSets: sets.map((set) => summarize(set, bundle, seconds)),
  }
}

/**
 * The version of a rule set that decides at an instant.
 *
 * @returns undefined where none is in force.
 *
 * @example
 * ```ts
 * import { ruleSetInForce, type Bundle } from 'greengate'
 *
 * const version = (bundle: Bundle): number | undefined =>
 *   ruleSetInForce(bundle, 'cn-3301', new Date())?.version
 * ```
 */
export function ruleSetInForce(bundle: Bundle, id: string, now: Date): RuleSetSummary | undefined {
  const seconds = unixSeconds(now)
  const held = newestBegun(bundle.ruleSets.get(id) ?? [], seconds)
  return held === undefined || held.until <= seconds ? undefined : summarize(held, bundle, seconds)
}

function summarize(set: HeldRuleSet, bundle: Bundle, seconds: number): RuleSetSummary {
  const { id, version, from, until, use } = set
  const newest = newestBegun(bundle.ruleSets.get(id) ?? [], seconds)
  return {
    id,
    version,
    title: use.state === 'ready' ? use.compiled.set.title : null,
    from: Number.isFinite(from) ? formatInstant(from) : null,
    until: Number.isFinite(until) ? formatInstant(until) : null,
    inForce: newest === set && seconds < until,
    usable: use.state === 'ready',
  }
}
