/** Where a parameter stands. */
import type { RuleSet } from 'greengate/rules'

/** The numbers of the rules that name a parameter, ascending. */
export function rulesWith(name: string, { rules }: RuleSet): readonly number[] {
  return rules
    .filter((rule) => names(rule, name))
    .map(({ no }) => no)
    .sort((a, b) => a - b)
}

function names(value: unknown, name: string): boolean {
  if (typeof value !== 'object' || value === null) return false
  if ('parameter' in value && value.parameter === name) return true
  return Object.values(value).some((below) => names(below, name))
}
