/** Runs the tests that countries publish with their rules, through the set that the rules were wrapped into. */
import { compileCountryRules, GreengateError, type CountryRules } from 'greengate/rules'
import { asObject } from '../../edges/json-file.ts'
import type { PublishedTest } from './read-rules.ts'
import type { ValueSets } from './read-value-sets.ts'
import type { SoundRule } from './wrap.ts'

/** A test that came out otherwise than it was published. */
export interface FailedTest {
  readonly rule: string
  readonly version: string
  readonly id: string
  readonly name: string
  readonly expected: unknown
  readonly got: unknown
}

/** What came of the tests of a set. */
export interface TestedSet {
  readonly passed: number
  readonly failed: readonly FailedTest[]
  /** Rules without any test. */
  readonly untested: readonly string[]
}

/**
 * Runs them. A test is of one rule: windows, kinds and missing fields do not matter to it, as they do not to its publisher.
 *
 * @param rules - All that were found; those that are in the set are tried.
 */
export function runTests(
  set: CountryRules,
  rules: readonly SoundRule[],
  valueSets: ValueSets,
): TestedSet {
  const compiled = compileCountryRules(set).rules.flat()
  const failed: FailedTest[] = []
  const untested: string[] = []
  let passed = 0
  for (const { rule, evaluate } of compiled) {
    const { Identifier: id, Version: version } = rule
    const source = rules.find(({ value }) => value.Identifier === id && value.Version === version)
    const tests = source?.tests ?? []
    if (tests.length === 0) untested.push(id)
    for (const test of tests) {
      const got = answer(evaluate, test, set, valueSets)
      if (got === test.expected) passed += 1
      else
        failed.push({
          rule: id,
          version,
          id: test.id,
          name: test.name,
          expected: test.expected,
          got,
        })
    }
  }
  return { passed, failed, untested }
}

function answer(
  evaluate: (data: unknown) => unknown,
  { payload, external }: PublishedTest,
  set: CountryRules,
  valueSets: ValueSets,
): unknown {
  const stated = asObject(external['valueSets'])
  const name = stated?.['$valueSets']
  const lists = typeof name === 'string' ? valueSets.ofFile(name) : stated
  const data = { payload, external: { ...external, valueSets: lists ?? set.valueSets } }
  try {
    return evaluate(data)
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    return { error: error.code }
  }
}
