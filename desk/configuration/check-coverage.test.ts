/** What a check says of the measurements that rules read. */
import { expect, test } from 'vitest'
import { hangzhou, rulesOfSets } from '../assessing/test-desk.ts'
import { checkCoverage } from './check-coverage.ts'

test('what is measured at gates is named with the rules that read it', () => {
  const { versions } = rulesOfSets([{ from: 0, set: hangzhou('14') }])
  const { measured } = checkCoverage('cn-3301', versions, [])
  const reading = versions.flatMap(({ compiled }) =>
    (compiled?.set.rules ?? []).filter((rule) => JSON.stringify(rule).includes('"onSite"')),
  )
  expect(reading.length).toBeGreaterThan(0)
  expect(measured).toEqual([{ name: 'temperature', rules: reading.map(({ no }) => no) }])
})
