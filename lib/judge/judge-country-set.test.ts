/** Tests of country rules in a decision: each verdict has its reasons, and what cannot be run is staff's. */
import { expect, test } from 'vitest'
import type { Reason } from '../decision.ts'
import type { OtherCredential } from '../formats/format.ts'
import { countryRules as engine } from '../rules/country/country-engine.ts'
import { countryRules, dccs, noon, published, rulesOf } from '../testing/country-rules.ts'
import type { Findings } from './findings.ts'
import type { GenuineOther } from './read-others.ts'
import { judgeByCountry } from './judge-country-set.ts'

const dcc = (payload: unknown, more: Partial<OtherCredential> = {}): OtherCredential => ({
  format: 'hcert',
  issuer: 'XX',
  kid: 'AAAAAAAAAAA',
  signed: new Uint8Array(),
  signature: new Uint8Array(),
  issuedAt: noon - 86_400,
  validFrom: null,
  validUntil: noon + 86_400 * 100,
  person: null,
  facts: [],
  kinds: [],
  payload,
  ...more,
})

const held = { id: 'eu-xx', version: 3 }
const judged = (
  code: OtherCredential,
  rules: unknown = countryRules(),
  by: typeof engine | null = engine,
  now = noon,
): Findings & { readonly said: readonly unknown[] } => {
  const findings: Findings = { now, reasons: [], next: Infinity }
  const genuine = { state: 'genuine-other', credential: code } as GenuineOther
  judgeByCountry(genuine, held, rules, by ?? undefined, findings)
  const said = findings.reasons.map((reason: Reason) =>
    'rule' in reason
      ? [reason.code, reason.rule.no]
      : [reason.code, ...('kinds' in reason ? reason.kinds : [])],
  )
  return { ...findings, said }
}

const vaccination = dccs.vaccination as { readonly v: readonly object[] }
const changed = (members: object): unknown => ({
  ...vaccination,
  v: [{ ...vaccination.v[0], ...members }],
})

test.each<[string, OtherCredential, unknown]>([
  ['a vaccination that fits', dcc(dccs.vaccination), [['rule-pass', 1]]],
  ['a dose that is missing', dcc(changed({ dn: 1 })), [['rule-stop', 2]]],
  ['a field that is missing', dcc(changed({ dn: null })), [['fact-missing', 'vaccination']]],
  ['another schema', dcc({ ...vaccination, ver: '2.0.0' }), [['fact-missing', 'vaccination']]],
  ['no entry', dcc({ ...vaccination, v: [] }), [['not-granted']]],
  ['no payload', dcc(null), [['not-granted']]],
  ['a code of another format', dcc(dccs.vaccination, { format: 'shc' }), [['other-codes-only']]],
])('%s: %#', (_, code, said) => {
  expect(judged(code).said).toEqual(said)
})

test('a kind that no rule is about is not granted', () => {
  const rules = rulesOf(published('VR-XX-0001', true, []))
  expect(judged(dcc(dccs.rapid), rules).said).toEqual([['not-granted']])
  expect(judged(dcc(dccs.vaccination), rules).said).toEqual([['rule-pass', 1]])
})

test('an invalidation rule asks who issued the code, and the code says so', () => {
  const logic = { in: [{ var: 'external.kid' }, ['AAAAAAAAAAA']] }
  const rules = {
    ...rulesOf(published('VR-XX-0001', true, []), published('IR-YY-0001', logic, [])),
    invalidation: 'true-rejects',
  }
  expect(judged(dcc(dccs.vaccination), rules).said).toEqual([['rule-pass', 1]])
  expect(judged(dcc(dccs.vaccination, { issuer: 'YY' }), rules).said).toEqual([['rule-stop', 2]])
  const nobodys = dcc(dccs.vaccination, { issuer: null })
  expect(judged(nobodys, rules).said).toEqual([['fact-missing', 'vaccination']])
})

test('a set that cannot be run, or no engine, is staff’s', () => {
  const code = dcc(dccs.vaccination)
  expect(judged(code, countryRules(), null).said).toEqual([['engine-too-old']])
  expect(judged(code, { ...countryRules(), engine: 'certlogic-9' }).said).toEqual([
    ['engine-too-old'],
  ])
  for (const rules of [{ ...countryRules(), rules: [] }, null, 'set'])
    expect(judged(code, rules).said).toEqual([['rule-set-unusable']])
})

test('what it says holds until the instant that it names, and turns there', () => {
  const findings = judged(dcc(dccs.vaccination))
  expect(findings.next).toBeGreaterThan(noon)
  expect(judged(dcc(dccs.vaccination), countryRules(), engine, findings.next - 1).said).toEqual(
    findings.said,
  )
})
