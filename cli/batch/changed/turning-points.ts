/** At how many instants, at most, time alone can turn something in the rules about a person. */
import type { CompiledRuleSet } from 'greengate/rules'
import { offSite } from '../../assessing/main.ts'

/** Kind of fact to how many facts of it a person has. */
export type FactCounts = ReadonlyMap<string, number>

/** What grows with time. */
const since = /"op":"(?:days|years|elapsed)"/
const yearsTwice = /"op":"years".*"op":"years"/s
/** A value that grows with time begins to fulfil a comparison, and ceases to. */
const turnsOfOne = 2

/** Makes what tells it: each comparison turns once in a way for each fact that it may be about, and coverage runs out. */
export function turningPoints(compiled: CompiledRuleSet): (counts: FactCounts) => number {
  let fixed = 0
  const perFact = new Map<string, number>()
  const seen = new Set<string>()
  const walk = (node: unknown, kinds: readonly string[]): void => {
    if (typeof node !== 'object' || node === null) return
    const { kind, ...parts } = node as { readonly kind?: unknown }
    const about = typeof kind === 'string' ? [...kinds, kind] : kinds
    // What several rules ask in the same words turns at the same instants.
    const text = JSON.stringify([about, node])
    if ('left' in node && since.test(text) && !seen.has(text)) {
      seen.add(text)
      // Years against years turn again with each that is completed.
      fixed += yearsTwice.test(text) ? Infinity : turnsOfOne
      for (const of of new Set([...about, ...kindsIn(node)])) {
        perFact.set(of, (perFact.get(of) ?? 0) + turnsOfOne)
      }
    }
    for (const part of Object.values(parts)) walk(part, about)
  }
  for (const { rule } of offSite(compiled).rules) {
    fixed += rule.requires?.length ?? 0
    walk(rule.when, [])
    walk(rule.unless, [])
  }
  // Where clocks are changed, days begin at other instants.
  const zones = compiled.set.zone.offsets.length
  return (counts) => {
    let points = fixed
    for (const [kind, count] of counts) points += (perFact.get(kind) ?? 0) * count
    return points * zones
  }
}

/** The kinds whose facts a value is made of. */
function kindsIn(node: unknown): readonly string[] {
  if (typeof node !== 'object' || node === null) return []
  const { kind, ...parts } = node as { readonly kind?: unknown }
  const below = Object.values(parts).flatMap(kindsIn)
  return typeof kind === 'string' ? [kind, ...below] : below
}
