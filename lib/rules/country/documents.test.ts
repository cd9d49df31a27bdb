/** The examples of docs/country-rules.md, run as they stand. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { checkCountryRules } from './check-country-rules.ts'
import { compileCountryRules } from './compile-country-rules.ts'
import { judgeCountry } from './judge-country.ts'

const page = readFileSync(new URL('../../../docs/country-rules.md', import.meta.url), 'utf8')
const set: unknown = JSON.parse(/```json\n([\s\S]*?)```/.exec(page)![1]!)
const examples = [...page.matchAll(/^(\{.*\}) => (\w+)/gm)].map(
  ([, payload, outcome]) => [payload!, outcome!] as const,
)

test('the set of the page is sound', () => {
  const errors = checkCountryRules(set).filter(({ severity }) => severity === 'error')
  expect(errors).toEqual([])
  expect(examples.length).toBeGreaterThan(5)
})

test.each(examples)('%s is %s', (payload, outcome) => {
  const now = Date.UTC(2021, 11, 1) / 1000
  const question = { payload: JSON.parse(payload) as unknown, now, countryOfArrival: 'XX' }
  expect(judgeCountry(compileCountryRules(set), question).outcome).toBe(outcome)
})

test('every gap and every doubt has its row', () => {
  const source = readFileSync(new URL('./judge-country.ts', import.meta.url), 'utf8')
  const named = source.slice(
    source.indexOf('export type Doubt'),
    source.indexOf('/** What country rules make'),
  )
  const codes = [...named.matchAll(/'([a-z]+(?:-[a-z]+)*)'/g)]
    .map(([, code]) => code!)
    .filter((code) => !['holds', 'fails', 'undecided'].includes(code))
  expect(codes.length).toBeGreaterThan(8)
  expect(codes.filter((code) => !page.includes(`\n| \`${code}\` |`))).toEqual([])
})
