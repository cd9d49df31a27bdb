/** What a bundle is and how old, for screens and operators; decides nothing. */
import { formatInstant, unixSeconds } from '../encoding/instant.ts'
import type { InstantText } from '../decision.ts'
import type { Words } from '../encoding/json-shape.ts'
import type { Bundle, Held, HeldRuleSet } from './bundle.ts'
import { freshnessOf, type Freshness, type VerifierClass } from './freshness.ts'
import type { World } from './world.ts'
import { newestBegun } from './hold-rule-set.ts'
import { assessedLast, setFor, type CoveredSet, type NotGreenSet } from './population-header.ts'

/** One kind of document of a bundle, and how fresh it is. */
export interface RoleSummary {
  /** `status`, `covered`, `notGreen`: the oldest of the headers of status lists, or of population sets. */
  readonly role: 'timestamp' | 'trust' | 'facts' | 'status' | 'covered' | 'notGreen'
  readonly version: number
  readonly signedAt: InstantText
  /** Of a population set since people were last looked at, of all else since it was signed. */
  readonly ageSeconds: number
  /** null: root states no limit, so the role is stale at once. */
  readonly limitSeconds: number | null
  /** How old it may be before decisions degrade; between the two it is late. */
  readonly graceSeconds: number | null
  readonly state: Freshness
  /** Whether the state is `stale`: decisions degrade. */
  readonly stale: boolean
}

/** A version of a rule set, and when it holds. */
export interface RuleSetSummary {
  readonly id: string
  readonly version: number
  /** null where this library cannot read the set. */
  readonly title: Words | null
  readonly from: InstantText | null
  readonly until: InstantText | null
  readonly inForce: boolean
  /** Whether this library can run it: country rules for whoever passes it their engine. */
  readonly usable: boolean
}

/** What a bundle is, for who looks after a verifier. */
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
    roles: [
      ...(['timestamp', 'trust', 'facts'] as const).map((role) => [role, bundle[role]] as const),
      // A closed list has no entries, and is not signed again.
      [
        'status' as const,
        oldest([...bundle.status.values()].filter(({ entries }) => entries > 0)),
      ] as const,
      ...(['covered', 'notGreen'] as const).map(
        (role) => [role, stalest(bundle, role, seconds)] as const,
      ),
    ].flatMap(([role, held]) => (held === undefined ? [] : [aged(role, held, bundle, seconds)])),
    ruleSets: sets.map((set) => summarize(set, bundle, seconds)),
  }
}

/** What has an age, and since when: where nothing is said, since it was signed. */
type Aged = Held & { readonly since?: number }

function oldest(list: readonly Aged[]): Aged | undefined {
  return list.reduce<Aged | undefined>(
    (first, next) => (first === undefined || sinceOf(next) < sinceOf(first) ? next : first),
    undefined,
  )
}

function sinceOf({ since, signedAt }: Aged): number {
  return since ?? signedAt
}

/** The oldest of the sets of a kind that count at an instant. */
function stalest(bundle: Bundle, kind: 'covered' | 'notGreen', seconds: number): Aged | undefined {
  return oldest(
    [...bundle[kind].values()].flatMap((header) => {
      const version = newestBegun(bundle.ruleSets.get(header.ruleSet) ?? [], seconds)?.version
      const set = setFor<CoveredSet | NotGreenSet>(header, version ?? 0)
      return set === undefined ? [] : [{ ...header, since: assessedLast(set) }]
    }),
  )
}

function aged(
  role: RoleSummary['role'],
  held: Aged,
  { root, class: verifierClass }: Bundle,
  seconds: number,
): RoleSummary {
  const ageSeconds = seconds - sinceOf(held)
  const row = root.freshness[verifierClass].get(role)
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
    title: titleOf(use),
    from: Number.isFinite(from) ? formatInstant(from) : null,
    until: Number.isFinite(until) ? formatInstant(until) : null,
    inForce: newest === set && seconds < until,
    usable: use.state === 'ready' || use.state === 'country',
  }
}

/** What a set is called; null where this library cannot read it. */
export function titleOf(use: HeldRuleSet['use']): Words | null {
  if (use.state === 'ready') return use.compiled.set.title
  if (use.state !== 'country') return null
  const { title } = use.rules as { readonly title?: Partial<Record<keyof Words, unknown>> | null }
  const { zh, en } = title ?? {}
  return typeof zh === 'string' && typeof en === 'string' ? { zh, en } : null
}
