/** Changes a rule set at random, as authors do: numbers, value sets, outcomes, requirements, rules that come and go. */
import fc from 'fast-check'
import type { Rule, RuleSet } from 'greengate/rules'

/** Draws a whole number below another. */
export type Below = (most: number) => number

/** A stream of draws from one seed. */
export function draws(seed: number): Below {
  const [first] = fc.sample(fc.infiniteStream(fc.nat(0x7f_ff_ff)), { numRuns: 1, seed })
  return (most) => (first?.next().value as number) % most
}

/** The set after one change, with the next number. */
export function changeSet(set: RuleSet, below: Below): RuleSet {
  const rules = [...set.rules]
  const at = below(rules.length)
  const rule = rules[at] as Rule
  const next = { ...set, version: set.version + 1 }
  switch (below(7)) {
    case 0: {
      const names = Object.keys(set.parameters)
      const name = names[below(names.length)] as string
      const { value, ...rest } = set.parameters[name] as RuleSet['parameters'][string]
      return {
        ...next,
        parameters: {
          ...set.parameters,
          [name]: { ...rest, value: Math.max(1, value + below(15) - 7) },
        },
      }
    }
    case 1: {
      const names = Object.keys(set.valueSets)
      const name = names[below(names.length)] as string
      const values = set.valueSets[name] as readonly string[]
      const some = values.filter(() => below(3) > 0)
      return { ...next, valueSets: { ...set.valueSets, [name]: some.length === 0 ? values : some } }
    }
    case 2:
      // Only one that grants may go where another is left.
      if (rules.filter(({ outcome }) => outcome === 'pass').length < 2) return next
      return { ...next, rules: rules.filter((each) => each !== rule) }
    case 3: {
      const outcome = rule.outcome === 'stop' ? 'check' : 'stop'
      if (rule.outcome !== 'pass') rules[at] = { ...rule, outcome }
      return { ...next, rules }
    }
    case 4: {
      const no = Math.max(...rules.map((each) => each.no)) + 1
      const outcome = rule.outcome === 'check' ? 'stop' : rule.outcome
      return { ...next, rules: [...rules, { ...rule, no, id: `added-${String(no)}`, outcome }] }
    }
    case 5: {
      const requires = rule.requires?.map((each) => ({
        ...each,
        maxAge: `P${String(1 + below(4))}D`,
      }))
      rules[at] = { ...rule, ...(requires === undefined ? {} : { requires }) }
      return { ...next, rules }
    }
    default: {
      const { unless, ...bare } = rule
      const other = rules[below(rules.length)] as Rule
      rules[at] =
        unless === undefined && rule.outcome !== 'pass' ? { ...bare, unless: other.when } : bare
      return { ...next, rules }
    }
  }
}
