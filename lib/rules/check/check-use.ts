/** Finds what a set states and no rule uses. */
import type { RuleSet } from '../rule-set.ts'
import type { Notes } from './notes.ts'
import { walkRule } from './walk.ts'

/**
 * Notes parameters and value sets that no condition names, and the want of a rule that grants passage.
 *
 * @param set - With all that it has from its bases.
 * @param stated - What the document itself states.
 */
export function checkUse(set: RuleSet, stated: Partial<RuleSet>, notes: Notes): void {
  const parameters = new Set<string>()
  const valueSets = new Set<string>()
  for (const rule of set.rules) {
    walkRule(rule, '', (expression) => {
      if ('parameter' in expression) parameters.add(expression.parameter)
      if ('set' in expression) valueSets.add(expression.set)
    })
  }
  const used = { parameters, valueSets }
  for (const table of ['parameters', 'valueSets'] as const) {
    for (const name of Object.keys(stated[table] ?? {})) {
      if (used[table].has(name)) continue
      const suggestion = 'leave it out, or use it'
      notes.add('unused', `${table}.${name}`, 'is used by no rule', { suggestion })
    }
  }
  if (!set.rules.some(({ outcome }) => outcome === 'pass')) {
    const suggestion = 'add a pass rule: passage is granted by a rule or not at all'
    notes.add('no-pass-rule', 'rules', 'no rule grants passage', { suggestion })
  }
}
