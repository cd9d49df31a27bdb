/** Tests that the checker finds nothing where nothing is wrong, and stands any JSON. */
import { expect, test } from 'vitest'
import { standardFacts } from '../../testing/standard-facts.ts'
import { bases, largeSet, validSets } from '../../testing/valid-rule-sets.ts'
import { checkRuleSet } from './check-rule-set.ts'

test.each(validSets.map((set) => [(set as { id: string }).id, set]))(
  'nothing is wrong with %s',
  (_id, set) => {
    expect(checkRuleSet(set, standardFacts, bases).findings).toEqual([])
  },
)

test('a large set is checked well within a second', () => {
  checkRuleSet(largeSet, standardFacts)
  const before = performance.now()
  const { findings } = checkRuleSet(largeSet, standardFacts)
  const time = performance.now() - before
  console.log(`checker: ${largeSet.rules.length} rules in ${time.toFixed(0)} ms`)
  expect(findings).toEqual([])
})
