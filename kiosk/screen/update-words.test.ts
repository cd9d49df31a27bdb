/** The screen has words for whatever can become of an update, and for every code of a refusal. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ErrorCode } from 'greengate'
import { describe, expect, test } from 'vitest'
import { fakeStatus } from '../shared/fake-station.ts'
import { updateWords } from './update-words.ts'

const errors = readFileSync(join(import.meta.dirname, '../../lib/errors.ts'), 'utf8')
const codes = [...errors.matchAll(/'(ERR_BUNDLE_\w+)'/g)].map(([, code]) => code as ErrorCode)
const refusal = (code: ErrorCode) => updateWords({ state: 'refused', code }, fakeStatus)
const general = refusal('ERR_RECEIPT_CHAIN').more[0]

describe('a refusal', () => {
  test.each(codes)('%s is said in words of its own, in both languages', (code) => {
    const [why] = refusal(code).more
    expect(why).not.toEqual(general)
    expect(why?.zh).toMatch(/\p{Script=Han}/u)
    expect(why?.en).toMatch(/^[^\p{Script=Han}]+$/u)
  })

  test('there are codes at all', () => {
    expect(codes.length).toBeGreaterThanOrEqual(14)
  })
})

describe('what was taken', () => {
  const taken = (inForce: boolean, from: string | null) =>
    updateWords(
      { state: 'taken', bundleVersion: 7, rules: { version: 4, from, inForce } },
      fakeStatus,
    )

  test('names the version and when it takes effect', () => {
    const { what, more } = taken(false, '2020-03-02T00:00:00Z')
    expect(what.zh).toContain('4')
    expect(what.en).toContain('4')
    expect(more[0]?.en).toContain('2020')
    expect(more[0]).not.toEqual(taken(true, '2020-03-02T00:00:00Z').more[0])
    expect(more[0]).not.toEqual(taken(false, null).more[0])
  })

  test('names the data where there are no new rules, and the rules that stay', () => {
    const { what, more } = updateWords(
      { state: 'taken', bundleVersion: 7, rules: null },
      fakeStatus,
    )
    expect(what.en).toContain('7')
    expect(more[0]?.en).toContain(String(fakeStatus.ruleSet?.version))
  })
})
