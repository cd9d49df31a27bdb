/** Until when coverage as it stands satisfies what rules require: the instants at which it is stale for one of them. */
import type { CompiledRule, CompiledRuleSet } from 'greengate/rules'
import { offSite } from './off-site.ts'

/** The coverage that is the same for everybody, and the kinds that only a person can complete. */
export interface CoverageInForce {
  readonly bySources: ReadonlyMap<string, number>
  /** With what sources state beside: undefined where the holder is the only one. */
  readonly byHolders: ReadonlyMap<string, number | undefined>
}

/** A version and the coverage by sources that it is asked under. */
export interface Side {
  readonly compiled: CompiledRuleSet
  readonly coverage: CoverageInForce
}

const seconds = { D: 86_400, H: 3600, M: 60 } as const

/** Of a set that was compiled, so that it is `P14D`, `PT72H` or `PT30M`. */
function secondsOf(duration: string): number {
  const [, number = '', unit = ''] = /^PT?(\d+)([DHM])$/.exec(duration) ?? []
  return Number(number) * seconds[unit as keyof typeof seconds]
}

/** What sources have covered of a kind, with the holder or without; undefined: nothing. */
export function sourcesUntil({ bySources, byHolders }: CoverageInForce, kind: string) {
  return bySources.get(kind) ?? byHolders.get(kind)
}

/**
 * The instants at which coverage by sources that is good enough at `now` no longer is, without the past ones.
 *
 * @param isOf - Of which kinds. Default: of all.
 */
export function limitsOf(
  { compiled, coverage }: Side,
  now: number,
  isOf: (kind: string) => boolean = () => true,
): ReadonlySet<number> {
  const limits = new Set<number>()
  for (const { rule } of offSite(compiled).rules) {
    for (const { kind, maxAge } of rule.requires ?? []) {
      const until = sourcesUntil(coverage, kind)
      if (until !== undefined && isOf(kind)) limits.add(until + secondsOf(maxAge) + 1)
    }
  }
  return new Set([...limits].filter((limit) => limit > now))
}

/** Whether the coverage by sources that a rule requires is good enough, kind by kind, as one text. */
export function freshnessOf(
  { rule }: CompiledRule,
  coverage: CoverageInForce,
  now: number,
): string {
  return (rule.requires ?? [])
    .map(({ kind, maxAge }) => {
      const until = sourcesUntil(coverage, kind)
      return until === undefined ? '-' : now - until <= secondsOf(maxAge) ? 'fresh' : 'stale'
    })
    .join()
}

/** The same coverage, were it to go on without end. */
export function endless({ bySources, byHolders }: CoverageInForce): CoverageInForce {
  return {
    bySources: new Map([...bySources.keys()].map((kind) => [kind, farAway])),
    byHolders: new Map([...byHolders.keys()].map((kind) => [kind, undefined])),
  }
}

/** In a year that no desk sees. */
const farAway = 32_503_680_000
