/** Tests of the cost of a set: counted to the step, and refused one step above what it may be. */
import { expect, test } from 'vitest'
import { vocabulary } from '../testing/arbitrary-rules.ts'
import { refusal } from '../testing/refusal.ts'
import { ruleSet } from '../testing/world.ts'
import { compileRuleSet } from './compile.ts'
import type { Expression, Rule } from './rule-set.ts'

const yes: Expression = { value: true }
const all = (count: number): Expression => ({
  op: 'and',
  of: Array.from({ length: count }, () => yes),
})
const some = (where: Expression): Expression => ({ op: 'some', kind: 'a', where })
const rule = (no: number, when: Expression, members: Partial<Rule> = {}): Rule => ({
  no,
  id: `r${String(no)}`,
  outcome: 'pass',
  when,
  reason: { zh: 'r', en: 'r' },
  ...members,
})
const costOf = (...rules: readonly Rule[]): number =>
  compileRuleSet(ruleSet({ rules }), vocabulary).cost

test('a rule costs its condition, its exemption and a step for each requirement', () => {
  const requires = [
    { kind: 'a', maxAge: 'P1D' },
    { kind: 'b', maxAge: 'P1D' },
  ]
  const bare = costOf(rule(1, yes))
  expect(costOf(rule(1, all(2)))).toBe(bare + 2)
  expect(costOf(rule(1, yes, { unless: all(2) }))).toBeGreaterThanOrEqual(bare + 3)
  expect(costOf(rule(1, yes, { requires }))).toBe(bare + 2)
  expect(costOf(rule(1, yes), rule(2, yes))).toBe(2 * bare)
})

test('a set may cost a million steps, and not one more', () => {
  const most = some(some(all(243)))
  const left = 1_000_000 - costOf(rule(1, most))
  const rest = (steps: number): Rule[] => [
    rule(1, most),
    rule(2, all(left - costOf(rule(2, all(2))) + 2 + steps)),
  ]
  expect(costOf(...rest(0))).toBe(1_000_000)
  expect(refusal(() => costOf(...rest(1)))).toBe('ERR_RULE_SET_COST')
})
