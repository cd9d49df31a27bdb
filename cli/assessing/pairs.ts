/** The rules of two versions by their numbers, as far as they are assessed away from gates. */
import type { CompiledRuleSet } from 'greengate/rules'
import type { Pair } from './answers.ts'
import { offSite } from './off-site.ts'
import { ruleSignature } from './rule-signature.ts'

/** A pair with its number. */
export type NumberedPair = Pair & { readonly no: number }

/** All of them. */
export function pairsOf(before: CompiledRuleSet, after: CompiledRuleSet): readonly NumberedPair[] {
  const rulesOf = (compiled: CompiledRuleSet) =>
    new Map(offSite(compiled).rules.map((rule) => [rule.rule.no, rule]))
  const [old, young] = [rulesOf(before), rulesOf(after)]
  return [...new Set([...old.keys(), ...young.keys()])].map((no) => ({
    no,
    before: old.get(no),
    after: young.get(no),
  }))
}

/** Whether both answer the same of everybody, given the same facts and coverage. */
export function isSameRule(
  { before, after }: Pair,
  old: CompiledRuleSet,
  young: CompiledRuleSet,
): boolean {
  if (before === undefined || after === undefined) return false
  return ruleSignature(before, old) === ruleSignature(after, young)
}

/** Whether two sets are versions of one, and count days alike. */
export function whatDiffers(
  before: CompiledRuleSet,
  after: CompiledRuleSet,
): 'other-set' | 'zone' | undefined {
  if (before.set.id !== after.set.id) return 'other-set'
  const offsetsOf = ({ set }: CompiledRuleSet): string => JSON.stringify(set.zone.offsets)
  return offsetsOf(before) === offsetsOf(after) ? undefined : 'zone'
}
