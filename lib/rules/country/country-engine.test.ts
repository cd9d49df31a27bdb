/** Tests of what rules of countries are told beside the DCC. */
import { expect, test } from 'vitest'
import { countryRules as countrySet, dccs, published } from '../../testing/country-rules.ts'
import { countryRules } from './country-engine.ts'

test('rules are told the second that a DCC states as its end, not the one after', () => {
  const stated = Date.parse('2021-12-31T23:59:59Z') / 1000
  const isStated = { '===': [{ var: 'external.exp' }, '2021-12-31T23:59:59Z'] }
  const rule = published('VR-XX-0001', isStated, ['v.0'], { ValidFrom: '2020-01-01T00:00:00Z' })
  const rules = { ...countrySet({ rules: [{ no: 1, rule }] }), version: 1 }
  const code = { payload: dccs.vaccination, issuer: 'XX', kid: null, issuedAt: null }
  // As a credential has it: the first second in which it is no longer good.
  const judged = (validUntil: number | null) =>
    countryRules.judge(rules, { ...code, validUntil }, stated - 1000)
  expect(judged(stated + 1)).toMatchObject({ outcome: 'pass', rules: [1] })
  expect(judged(stated)).toMatchObject({ outcome: 'stop' })
  expect(judged(null)).toMatchObject({ outcome: 'check' })
})
