/** The part of a rule set that a desk assesses by: what is measured at gates is left to them, as `assess` leaves it. */
import type { CompiledRuleSet } from 'greengate/rules'

const kept = new WeakMap<CompiledRuleSet, CompiledRuleSet>()

/** The set with those rules alone; one for each set. */
export function offSite(compiled: CompiledRuleSet): CompiledRuleSet {
  let part = kept.get(compiled)
  if (part === undefined) {
    part = { ...compiled, rules: compiled.offSiteRules }
    kept.set(compiled, part)
  }
  return part
}
