/** CertLogic against what others have published: the specification's two test suites, and the rules of 16 states. */
import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { hasCorpora, readCorpus } from '../../testing/corpora.ts'
import { compileCertLogic, evaluateCertLogic } from './compile.ts'
import { validateCertLogic } from './validate.ts'

interface Skippable {
  readonly directive?: 'skip' | 'only'
}
interface Assertion extends Skippable {
  readonly certLogicExpression?: unknown
  readonly data: unknown
  readonly expected: unknown
}
interface Suite extends Skippable {
  readonly cases: readonly (Skippable & {
    readonly certLogicExpression?: unknown
    readonly assertions: readonly Assertion[]
  })[]
}
interface ValidationSuite {
  readonly cases: readonly { readonly certLogicExpression: unknown; readonly issues: unknown[] }[]
}
interface CountryRule {
  readonly rule: { readonly Logic: unknown }
  readonly tests: readonly {
    readonly payload: unknown
    readonly expected: unknown
    readonly external?: { readonly valueSets?: { readonly $valueSets?: string } }
  }[]
}

const filesIn = (folder: string): readonly string[] =>
  readdirSync(new URL(`../../../../shared/corpora/${folder}`, import.meta.url), { recursive: true })
    .map((name) => `${folder}/${String(name)}`)
    .filter((name) => name.endsWith('.json'))
/** Date-times compare as their text. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
const isSkipped = (...levels: readonly Skippable[]): boolean =>
  levels.some(({ directive }) => directive === 'skip')
const outcome = (evaluate: () => unknown): unknown => {
  try {
    return plain(evaluate())
  } catch (error) {
    return { thrown: (error as Error).name }
  }
}

describe.skipIf(!hasCorpora)('corpora: CertLogic', () => {
  test('every assertion of the specification holds, but those that it skips itself', () => {
    const wrong: unknown[] = []
    let [held, skipped] = [0, 0]
    for (const file of filesIn('certlogic-spec/testSuite')) {
      const suite = readCorpus(file) as Suite
      for (const one of suite.cases)
        for (const assertion of one.assertions) {
          if (isSkipped(suite, one, assertion)) {
            skipped += 1
            continue
          }
          const { data, expected, certLogicExpression = one.certLogicExpression } = assertion
          const result = outcome(() => evaluateCertLogic(certLogicExpression, data))
          try {
            expect(outcome(() => compileCertLogic(certLogicExpression)(data))).toEqual(result)
            expect(result).toEqual(expected)
            held += 1
          } catch {
            wrong.push({ file, certLogicExpression, data, expected, result })
          }
        }
    }
    console.log(`corpora: certlogic-spec ${held} hold, ${wrong.length} do not, ${skipped} skipped`)
    expect(wrong).toEqual([])
    expect(held).toBeGreaterThan(50)
  })

  test('every expression of the validation suite has the issues that it names', () => {
    const files = filesIn('certlogic-spec/validation-testSuite')
    const cases = files.flatMap((file) => (readCorpus(file) as ValidationSuite).cases)
    for (const { certLogicExpression, issues } of cases)
      expect(validateCertLogic(certLogicExpression)).toEqual(issues)
    console.log(`corpora: certlogic-spec validation ${cases.length} cases`)
    expect(cases.length).toBeGreaterThan(5)
  })

  test('every rule of the states is well formed and answers every test as published', () => {
    const wrong: unknown[] = []
    let held = 0
    for (const file of filesIn('eu-dcc-rules/rules')) {
      const { rule, tests } = readCorpus(file) as CountryRule
      expect(validateCertLogic(rule.Logic)).toEqual([])
      const holds = compileCertLogic(rule.Logic)
      for (const [place, { payload, external, expected }] of tests.entries()) {
        const id = external?.valueSets?.$valueSets
        const sets =
          id === undefined ? {} : { valueSets: readCorpus(`eu-dcc-rules/valueSets/${id}.json`) }
        const result = outcome(() => holds({ payload, external: { ...external, ...sets } }))
        if (result === expected) held += 1
        else wrong.push({ file, place, result })
      }
    }
    console.log(`corpora: eu-dcc-rules ${held} tests hold, ${wrong.length} do not`)
    expect(wrong).toEqual([])
    expect(held).toBeGreaterThan(300)
  })
})
