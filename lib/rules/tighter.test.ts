/** Tests of the stricter direction of a parameter: by hand, and against what evaluating says. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeFactBase } from '../facts/fact-base.ts'
import { statement } from '../testing/arbitrary-facts.ts'
import { anyRuleSet, dusk, vocabulary } from '../testing/arbitrary-rules.ts'
import { compileRuleSet } from './compile.ts'
import { evaluate } from './evaluate.ts'
import type { Expression, Rule } from './rule-set.ts'
import { tighterDirection, type Direction } from './tighter.ts'

const limit: Expression = { parameter: 'limit' }
const age: Expression = { op: 'days', of: { field: 'at' } }
const within: Expression = { op: '<=', left: age, right: limit }
const beyond: Expression = { op: '<', left: limit, right: age }
const some = (where: Expression): Expression => ({ op: 'some', kind: 'a', where })
const rule = (outcome: Rule['outcome'], when: Expression, unless?: Expression): Rule => ({
  no: 1,
  id: 'r',
  outcome,
  when,
  ...(unless === undefined ? {} : { unless }),
  reason: { zh: 'x', en: 'x' },
})
const always: Expression = { value: true }
const count = (where: Expression): Expression => ({ op: 'count', kind: 'a', where })
const earliest = (where: Expression): Expression => ({
  op: 'earliest',
  kind: 'a',
  by: 'at',
  field: 'n',
  where,
})
const equalTo = (left: Expression): Expression => ({
  op: '==',
  left,
  right: { value: 1, unit: 'dose' },
})
const two: Expression = { value: 2 }

test.each<[string, Rule, Direction | undefined]>([
  ['at most, in a stop rule', rule('stop', some(within)), 1],
  ['more than, in a check rule', rule('check', some(beyond)), -1],
  ['at most, in a pass rule', rule('pass', some(within)), -1],
  ['at most, in an exemption', rule('stop', always, some(within)), -1],
  ['at most, in an exemption of a pass rule', rule('pass', always, some(within)), 1],
  ['under not', rule('stop', { op: 'not', of: some(within) }), -1],
  ['under none', rule('stop', { op: 'none', kind: 'a', where: within }), -1],
  ['under every', rule('stop', { op: 'every', kind: 'a', where: within }), 1],
  ['in a count that is at least', rule('stop', { op: '>=', left: count(within), right: two }), 1],
  ['in a count that is less', rule('stop', { op: '<', left: count(within), right: two }), -1],
  [
    'in a count that is exact',
    rule('stop', { op: '==', left: count(within), right: two }),
    undefined,
  ],
  ['both ways', rule('stop', { op: 'and', of: [some(within), some(beyond)] }), undefined],
  ['under and', rule('stop', { op: 'and', of: [always, some(within)] }), 1],
  ['under or', rule('pass', { op: 'or', of: [some(within), always] }), -1],
  ['as what is more than', rule('stop', some({ op: '>', left: age, right: limit })), -1],
  ['as what is at least', rule('stop', some({ op: '>=', left: limit, right: age })), 1],
  [
    'one way, and in what finds the earliest',
    rule('stop', { op: 'and', of: [some(within), equalTo(earliest(within))] }),
    undefined,
  ],
  [
    'one way, and equal on the left',
    rule('stop', { op: 'or', of: [some(within), some({ op: '!=', left: limit, right: age })] }),
    undefined,
  ],
  [
    'one way, and equal on the right',
    rule('stop', { op: 'or', of: [some(within), some({ op: '==', left: age, right: limit })] }),
    undefined,
  ],
  ['nowhere', rule('stop', always), undefined],
  ['equal', rule('stop', some({ op: '==', left: age, right: limit })), undefined],
  [
    'in what finds the latest',
    rule('stop', {
      op: '>=',
      left: { op: 'latest', kind: 'a', by: 'at', field: 'n', where: within },
      right: { value: 1, unit: 'dose' },
    }),
    undefined,
  ],
])('%s', (_name, stated, expected) => {
  expect(tighterDirection('limit', [stated])).toBe(expected)
})

const worse = { pass: 0, check: 1, stop: 2 } as const

test('whatever the rules, a stricter parameter never makes a better outcome', () => {
  let [directed, changed] = [0, 0]
  const rounds = fc.property(
    anyRuleSet,
    statement,
    fc.constantFrom(-2, -1, 0, 1, 2, 3),
    fc.integer({ min: 1, max: 3 }),
    (set, stated, value, by) => {
      const direction = tighterDirection('limit', set.rules)
      if (direction === undefined) return
      directed++
      const facts = makeFactBase(stated, vocabulary)
      const outcomeAt = (at: number) => {
        const parameters = { ...set.parameters, limit: { value: at, unit: 'day' } }
        const compiled = compileRuleSet({ ...set, parameters }, vocabulary)
        return worse[evaluate(compiled, facts, dusk, {}).outcome]
      }
      const [before, after] = [outcomeAt(value), outcomeAt(value + direction * by)]
      if (before !== after) changed++
      expect(after).toBeGreaterThanOrEqual(before)
    },
  )
  fc.assert(rounds, { numRuns: 4000 })
  expect(directed).toBeGreaterThan(100)
  expect(changed).toBeGreaterThan(0)
})
