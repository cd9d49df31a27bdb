/** Counts of facts that may be one happening told by several codes: surely one, at most each. */
import { expect, test } from 'vitest'
import { equals, lit, standardFacts } from '../testing/standard-facts.ts'
import { ruleSet } from '../testing/world.ts'
import { compileRuleSet } from './compile.ts'
import { evaluate } from './evaluate.ts'
import type { Expression } from './rule-set.ts'
import type { FactBase, TypedFact } from './vocabulary.ts'

const kinds = [...standardFacts.types.keys()]
const kind = 'household'
const green = equals('colour', 'green')

/** Facts of a kind that is covered: a colour, or none that is known, and the happening that may be told twice. */
const baseOf = (
  ...stated: readonly [colour: string | undefined, happening?: number][]
): FactBase => ({
  types: standardFacts.types,
  coveredUntil: kinds.map(() => 0),
  facts: kinds.map((name): readonly TypedFact[] =>
    name !== kind
      ? []
      : stated.map(([colour, happening], i) => ({
          id: String(i),
          values: [undefined, colour],
          ...(happening === undefined ? {} : { happening }),
        })),
  ),
})

/** Whether the count of green ones is surely at least, or surely at most, a number. */
const sureOf = (base: FactBase, op: '>=' | '<=', number: number): boolean | undefined => {
  const left: Expression = { op: 'count', kind, where: green }
  const when: Expression = { op, left, right: lit(number) }
  const rule = {
    no: 1,
    id: 'counted',
    outcome: 'stop',
    when,
    reason: { zh: 'r', en: 'r' },
  } as const
  const compiled = compileRuleSet(ruleSet({ rules: [rule] }), standardFacts)
  return evaluate(compiled, base, 0, {}).values[0]
}

/** The range that the comparisons show. */
const rangeOf = (base: FactBase): readonly [number, number] => {
  const numbers = [0, 1, 2, 3, 4]
  return [
    Math.max(...numbers.filter((number) => sureOf(base, '>=', number) === true)),
    Math.min(...numbers.filter((number) => sureOf(base, '<=', number) === true)),
  ]
}

test.each<[string, FactBase, readonly [number, number]]>([
  ['two of their own', baseOf(['green'], ['green']), [2, 2]],
  ['two that may be one', baseOf(['green', 0], ['green', 0]), [1, 2]],
  ['three that may be one', baseOf(['green', 0], ['green', 0], ['green', 0]), [1, 3]],
  ['two pairs', baseOf(['green', 0], ['green', 1], ['green', 0], ['green', 1]), [2, 4]],
  ['a pair beside one of its own', baseOf(['green', 0], ['green', 0], ['green']), [2, 3]],
  ['a pair of which one is in doubt', baseOf([undefined, 0], ['green', 0]), [1, 2]],
  ['a pair of which one is none', baseOf(['red', 0], ['green', 0]), [1, 1]],
  ['one in doubt', baseOf([undefined], ['red']), [0, 1]],
])('%s', (_, base, range) => {
  expect(rangeOf(base)).toEqual(range)
})
