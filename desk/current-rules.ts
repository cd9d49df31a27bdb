/** The rules by which a desk assesses, taken from a bundle that it accepted. */
import type { Bundle } from 'greengate'
import type { CompiledRuleSet } from 'greengate/rules'
import type { CurrentRules } from './desk.ts'

/** Takes the versions of a set. */
export function rulesOf(bundle: Bundle, ruleSet: string): CurrentRules {
  const versions = (bundle.ruleSets.get(ruleSet) ?? []).map(({ version, from, until, use }) => ({
    version,
    from,
    until,
    compiled: use.state === 'ready' ? use.compiled : undefined,
  }))
  return { ruleSet, versions, types: bundle.facts?.types ?? new Map() }
}

/**
 * The version in force: the highest that has begun. undefined where it is over or cannot be run here: an older one is
 * never used again.
 */
export function inForce({ versions }: CurrentRules, now: Date): CompiledRuleSet | undefined {
  const seconds = Math.floor(now.getTime() / 1000)
  const begun = versions.findLast(({ from }) => from <= seconds)
  return begun === undefined || seconds >= begun.until ? undefined : begun.compiled
}
