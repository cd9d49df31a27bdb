/** Tests of what rules read: wherever a kind or a measurement stands, each once and sorted. */
import { expect, test } from 'vitest'
import { vocabulary } from '../testing/arbitrary-rules.ts'
import { ruleSet } from '../testing/world.ts'
import { compileRuleSet } from './compile.ts'
import { RuleSetFault } from './fault.ts'
import { readsOf } from './reads.ts'
import type { Expression, Rule } from './rule-set.ts'

const some = (kind: string, where?: Expression): Expression => ({
  op: 'some',
  kind,
  ...(where !== undefined && { where }),
})
const hot: Expression = { op: '>', left: { onSite: 'heat' }, right: { value: 38, unit: 'Cel' } }
const rule = (when: Expression, members: Partial<Rule> = {}): Rule => ({
  no: 1,
  id: 'r',
  outcome: 'pass',
  when,
  reason: { zh: 'r', en: 'r' },
  ...members,
})
const read = (one: Rule): string => {
  const { kinds, onSite } = readsOf(one)
  return [[...kinds].join(), [...onSite].join()].join(' ')
}

test.each<[string, Rule, string]>([
  ['nothing', rule({ value: true }), ' '],
  ['a kind in a kind', rule(some('a', some('b', hot))), 'a,b heat'],
  ['under and', rule({ op: 'and', of: [some('a'), hot] }), 'a heat'],
  ['under not', rule({ op: 'not', of: some('a') }), 'a '],
  [
    'on both sides',
    rule({ op: '<', left: { op: 'count', kind: 'a' }, right: { op: 'count', kind: 'b' } }),
    'a,b ',
  ],
  ['in an exemption', rule({ value: true }, { unless: some('b') }), 'b '],
  ['required', rule(some('b'), { requires: [{ kind: 'a', maxAge: 'P1D' }] }), 'a,b '],
])('%s is read', (_name, one, expected) => {
  expect(read(one)).toBe(expected)
})

test('a compiled rule names what it reads sorted, kinds and measurements alike', () => {
  const both = rule({ op: 'and', of: [some('b'), hot, some('a'), some('b')] })
  const { rules } = compileRuleSet(ruleSet({ rules: [both] }), vocabulary)
  expect(rules[0]!.reads).toEqual(['a', 'b', 'heat'])
})

test('names that the fact types do not have are told sorted, each once', () => {
  const pulse: Expression = { op: '>', left: { onSite: 'pulse' }, right: { value: 1 } }
  const lost = rule({ op: 'and', of: [pulse, some('z'), some('c'), some('z'), some('a')] })
  let names: readonly string[] = []
  try {
    compileRuleSet(ruleSet({ rules: [lost] }), vocabulary)
  } catch (error) {
    if (!(error instanceof RuleSetFault)) throw error
    ;({ names } = error)
    expect(error.code).toBe('ERR_RULE_SET_FACT_TYPE')
  }
  expect(names).toEqual(['c', 'pulse', 'z'])
})
