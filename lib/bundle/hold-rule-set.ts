/** Takes an accepted rule set into the bundle: compiled if this library can run it, kept with its window if not. */
import { GreengateError } from '../errors.ts'
import { compileRuleSet } from '../rules/compile.ts'
import type { Bases } from '../rules/resolve.ts'
import { RuleSetFault } from '../rules/fault.ts'
import type { Vocabulary } from '../rules/vocabulary.ts'
import type { HeldMember, HeldRuleSet, RuleSets } from './bundle.ts'
import { idOf } from './member-name.ts'
import { heldOf } from './open-member.ts'
import { isCorrection, windowOf, type Stated } from './rule-version.ts'

/**
 * Makes ready what can be; a set that cannot be run must not refuse the bundle, since every other set in it
 * would be lost with it.
 */
export function holdRuleSet(
  stated: Stated,
  member: HeldMember,
  vocabulary: Vocabulary,
  bases: Bases,
): HeldRuleSet {
  return {
    ...heldOf(member),
    id: idOf(member.document.name),
    ...windowOf(stated),
    correction: isCorrection(stated),
    use: useOf(stated, vocabulary, bases),
  }
}

function useOf(value: unknown, vocabulary: Vocabulary, bases: Bases): HeldRuleSet['use'] {
  try {
    return { state: 'ready', compiled: compileRuleSet(value, vocabulary, bases) }
  } catch (cause) {
    if (!(cause instanceof GreengateError)) throw cause
    if (cause.code === 'ERR_RULE_SET_ENGINE') return { state: 'engine-too-old' }
    if (cause.code === 'ERR_RULE_SET_FACT_TYPE' && cause instanceof RuleSetFault) {
      return { state: 'fact-type-unknown', kinds: cause.names }
    }
    return { state: 'rule-set-unusable' }
  }
}

/** Sets by id, versions ascending. */
export function groupRuleSets(sets: readonly HeldRuleSet[]): RuleSets {
  const groups = new Map<string, HeldRuleSet[]>()
  for (const set of sets.toSorted((a, b) => a.version - b.version)) {
    groups.set(set.id, [...(groups.get(set.id) ?? []), set])
  }
  return groups
}

/** The set in force: the highest version that has begun (format 6.8); it may be past its until. */
export function newestBegun(
  sets: readonly HeldRuleSet[],
  seconds: number,
): HeldRuleSet | undefined {
  return sets.findLast(({ from }) => from <= seconds)
}
