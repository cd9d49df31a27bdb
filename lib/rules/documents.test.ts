/** The examples of docs/rules.md, run as they stand: every operator has one, and each gives what the page says. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseInstant } from '../encoding/instant.ts'
import { makeFactBase, type StatedFact } from '../facts/fact-base.ts'
import { parseFactTypes } from '../facts/fact-types.ts'
import { everything } from '../testing/arbitrary-facts.ts'
import { readSet } from '../testing/regions.ts'
import { ruleSet } from '../testing/world.ts'
import { compileRuleSet } from './compile.ts'
import { evaluate } from './evaluate.ts'
import type { Expression, RuleSet } from './rule-set.ts'

const page = readFileSync(new URL('../../docs/rules.md', import.meta.url), 'utf8')
const section = page.slice(page.indexOf('### Every operator by example'), page.indexOf('## 3. '))
const blocks = [...section.matchAll(/```(?:json)?\n([\s\S]*?)```/g)].map(([, text]) => text ?? '')
const given = JSON.parse(blocks[0]!) as Pick<RuleSet, 'parameters' | 'valueSets'> & {
  readonly facts: readonly StatedFact[]
  readonly covers: readonly string[]
  readonly onSite: Readonly<Record<string, number>>
}
const examples = blocks[1]!
  .trim()
  .split('\n')
  .map((line) => /^(.*) => (\w+)/.exec(line)!.slice(1) as [string, string])

const types = parseFactTypes(readSet('fact-types.json'))
const now = parseInstant('2020-03-15T04:00:00Z')!
const facts = makeFactBase(
  {
    facts: given.facts,
    coverage: given.covers.map((kind) => ({ kind, until: now })),
    permission: everything,
  },
  types,
)

test.each(examples)('%s is %s', (text, expected) => {
  const when = JSON.parse(text) as Expression
  const { parameters, valueSets } = given
  const rules = [{ ...ruleSet().rules[0]!, requires: [], when }]
  const set = compileRuleSet({ ...ruleSet(), parameters, valueSets, rules }, types)
  const [value] = evaluate(set, facts, now, given.onSite).values
  expect(value === undefined ? 'unknown' : String(value)).toBe(expected)
})

test('every operator of the table has an example', () => {
  const table = page.slice(page.indexOf('## 2. '), page.indexOf('### Every operator'))
  const named = [...table.matchAll(/"op": ((?:"[^"]+"(?: \\\| )?)+)/g)].flatMap(([, names]) =>
    [...names!.matchAll(/"([^"]+)"/g)].map(([, name]) => name),
  )
  expect(named.length).toBeGreaterThan(15)
  expect(named.filter((name) => !section.includes(`"op":"${name!}"`))).toEqual([])
})
