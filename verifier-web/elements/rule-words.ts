/** A rule's own words, out of the bundle that holds it. */
import type { Bundle, RuleReference } from 'greengate'
import type { Bilingual } from './language.ts'

/** Finds the words of a rule; only those of the very version that is named will do. */
export function findRuleWords(
  bundle: Bundle | undefined,
  { set, version, no }: RuleReference,
): Bilingual | undefined {
  const held = bundle?.ruleSets.get(set) ?? bundle?.emergencies.get(set)
  const use = held?.find((one) => one.version === version)?.use
  if (use?.state !== 'ready') return undefined
  return use.compiled.set.rules.find((rule) => rule.no === no)?.reason
}
