/** Which kinds of fact and which measurements rules read, found by walking their expressions. */
import type { Rule, RuleSet } from './rule-set.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Names of kinds and of measurements. */
export interface Reads {
  readonly kinds: ReadonlySet<string>
  readonly onSite: ReadonlySet<string>
}

/** What one rule reads. */
export function readsOf(rule: Rule): Reads {
  const kinds = new Set<string>((rule.requires ?? []).map(({ kind }) => kind))
  const onSite = new Set<string>()
  walk(rule.when, kinds, onSite)
  walk(rule.unless, kinds, onSite)
  return { kinds, onSite }
}

function walk(node: unknown, kinds: Set<string>, onSite: Set<string>): void {
  if (typeof node !== 'object' || node === null) return
  if (Array.isArray(node)) {
    for (const item of node) walk(item, kinds, onSite)
    return
  }
  const members = node as Record<string, unknown>
  if (typeof members['kind'] === 'string') kinds.add(members['kind'])
  if (typeof members['onSite'] === 'string') onSite.add(members['onSite'])
  for (const member of ['of', 'left', 'right', 'where']) walk(members[member], kinds, onSite)
}

/** Kinds and measurements that a set reads and the fact types do not have, sorted. */
export function unknownNames(set: RuleSet, vocabulary: Vocabulary): readonly string[] {
  const unknown = new Set<string>()
  for (const rule of set.rules) {
    const { kinds, onSite } = readsOf(rule)
    for (const kind of kinds) if (!vocabulary.types.has(kind)) unknown.add(kind)
    for (const name of onSite) if (!vocabulary.onSite.has(name)) unknown.add(name)
  }
  return [...unknown].sort()
}
