/** Takes an accepted rule set into the bundle: compiled if this library can run it, kept with its window if not. */
import { parseInstant } from '../encoding/instant.ts'
import { GreengateError } from '../errors.ts'
import { compileRuleSet } from '../rules/compile.ts'
import type { Bases } from '../rules/resolve.ts'
import { RuleSetFault } from '../rules/fault.ts'
import type { RuleSet } from '../rules/rule-set.ts'
import type { Vocabulary } from '../rules/vocabulary.ts'
import type { Held, HeldRuleSet } from './bundle.ts'

/**
 * Makes ready what can be; a set that cannot be run must not refuse the bundle, since every other set in it
 * would be lost with it.
 *
 * @throws GreengateError `ERR_BUNDLE_MALFORMED` when the set is not the one that its name says.
 */
export function holdRuleSet(
  value: unknown,
  name: string,
  held: Held,
  vocabulary: Vocabulary,
  bases: Bases,
): HeldRuleSet {
  const id = name.split('/')[1] as string
  const stated = value as Partial<RuleSet>
  if (stated.id !== id || name !== `rules/${id}/${String(held.version)}`) {
    throw new GreengateError('ERR_BUNDLE_MALFORMED', 'bundle: a rule set differs from its name')
  }
  return { ...held, id, ...windowOf(stated), use: useOf(stated, vocabulary, bases) }
}

/** A window that cannot be read is taken as always: the faulty set then answers for itself, with `check`. */
function windowOf({ effective }: Partial<RuleSet>): Pick<HeldRuleSet, 'from' | 'until'> {
  const instant = (text: unknown): number | undefined =>
    typeof text === 'string' ? parseInstant(text) : undefined
  return {
    from: instant(effective?.from) ?? -Infinity,
    until: instant(effective?.until) ?? Infinity,
  }
}

function useOf(value: unknown, vocabulary: Vocabulary, bases: Bases): HeldRuleSet['use'] {
  // Not compiled: who decides by Greengate codes alone need not have that engine.
  if ((value as { readonly engine?: unknown }).engine === 'certlogic-1') {
    return { state: 'country', rules: value }
  }
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
export function groupRuleSets(
  sets: readonly HeldRuleSet[],
): ReadonlyMap<string, readonly HeldRuleSet[]> {
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
