/** Judging a DCC by country rules: every outcome, and why. */
import { expect, test } from 'vitest'
import {
  countryRules,
  dccs,
  noon,
  published,
  rulesOf,
  standardRules,
} from '../../testing/country-rules.ts'
import { compileCountryRules } from './compile-country-rules.ts'
import type { PublishedRule } from './country-rules.ts'
import { judgeCountry, type CountryQuestion } from './judge-country.ts'

const place = { now: noon, countryOfArrival: 'XX' }
const judge = (
  payload: unknown,
  set: unknown = countryRules(),
  more: Partial<CountryQuestion> = {},
) => judgeCountry(compileCountryRules(set), { payload, ...place, ...more })
/** Outcome, gaps, and of every rule that does not hold its name, its value and why. */
const said = (payload: unknown, set?: unknown, more?: Partial<CountryQuestion>): unknown => {
  const { outcome, gaps, rules } = judge(payload, set, more)
  return [
    outcome,
    ...gaps.map((gap) => (gap.code === 'no-acceptance-rule' ? `no-${gap.kind}` : gap.code)),
    ...rules
      .filter(({ value }) => value !== 'holds')
      .map(({ identifier, value, doubt, missing }) =>
        [identifier, value === 'fails' ? value : doubt, ...(missing ?? [])].join(' '),
      ),
  ]
}
const { vaccination, laboratory, rapid, recovery } = dccs
const [dose] = vaccination.v
const withDose = (more: object): unknown => ({ ...vaccination, v: [{ ...dose, ...more }] })
const withTest = (more: object): unknown => ({ ...rapid, t: [{ ...rapid.t[0], ...more }] })

test.each(Object.entries(dccs))(
  'a good %s passes, and every rule of its kind was asked',
  (_, payload) => {
    const { outcome, gaps, rules, kinds } = judge(payload)
    expect({ outcome, gaps }).toEqual({ outcome: 'pass', gaps: [] })
    const asked = standardRules.filter(({ rule: { CertificateType: kind } }) =>
      kind === 'General' ? true : kinds.includes(kind),
    )
    expect(rules.map(({ no, identifier, value }) => [no, identifier, value])).toEqual(
      asked.map(({ no, rule }) => [no, rule.Identifier, 'holds']),
    )
  },
)

test('a rule that is false refuses, whatever else is in doubt', () => {
  expect(said(withDose({ dn: 1 }))).toEqual(['stop', 'VR-XX-0001 fails'])
  expect(said(withDose({ dn: 1, dt: null }))).toEqual([
    'stop',
    'VR-XX-0001 fails',
    'VR-XX-0002 field-missing v.0.dt',
  ])
  expect(said(withTest({ tr: '260373001' }))).toEqual(['stop', 'TR-XX-0002 fails'])
  expect(said(withTest({ ma: '9999' }))).toEqual(['stop', 'TR-XX-0001 fails'])
})

test.each([undefined, null, ''])('a field of an entry that is %s is missing', (dt) => {
  expect(said(withDose({ dt }))).toEqual(['check', 'VR-XX-0002 field-missing v.0.dt'])
})

test('a field that the schema leaves open is missing where a rule reads it, and only there', () => {
  expect(said(withTest({ ma: undefined }))).toEqual(['check', 'TR-XX-0001 field-missing t.0.ma'])
  expect(said(withTest({ ma: '' }))).toEqual(['check', 'TR-XX-0001 field-missing t.0.ma'])
  expect(said(laboratory)).toEqual(['pass'])
})

test('a list without entries is known to have none, whichever way it says so', () => {
  for (const none of [[], null, undefined])
    expect(said({ ...vaccination, t: none, r: none })).toEqual(['pass'])
})

test.each([
  ['nothing', undefined, 'payload-malformed'],
  ['a text', 'v', 'payload-malformed'],
  ['a list', [vaccination], 'payload-malformed'],
  ['entries that are none', { ...vaccination, v: [null] }, 'payload-malformed'],
  ['a list that is none', { ...vaccination, v: dose }, 'payload-malformed'],
  ['no entry', { ...vaccination, v: [] }, 'no-entry'],
  ['no list', {}, 'no-entry'],
])('%s in place of a DCC is check', (_, payload, code) => {
  expect(said(payload)).toEqual(['check', code])
})

test('no rules for this country are check, however good the DCC', () => {
  expect(judgeCountry(undefined, { payload: vaccination, ...place })).toMatchObject({
    outcome: 'check',
    gaps: [{ code: 'no-country-rules' }],
  })
  expect(said(vaccination, undefined, { countryOfArrival: 'YY' })).toEqual([
    'check',
    'no-country-rules',
  ])
})

test('a set that has not begun or is over is check', () => {
  const at = (text: string) => Date.parse(text) / 1000
  const [from, until] = [at('2021-07-01T00:00:00Z'), at('2023-01-01T00:00:00Z')]
  for (const now of [from - 1, until])
    expect(said(vaccination, undefined, { now })).toEqual(['check', 'not-in-force'])
  for (const now of [from, until - 1])
    expect(said(vaccination, undefined, { now })).not.toContain('not-in-force')
})

test('a kind without an acceptance rule of its own is check, unless the set lets general rules grant it', () => {
  const general = standardRules[0]!.rule
  expect(said(vaccination, rulesOf(general))).toEqual(['check', 'no-Vaccination'])
  const grants = { ...rulesOf(general), generalGrants: ['Vaccination'] }
  expect(said(vaccination, grants)).toEqual(['pass'])
  expect(said(recovery, grants)).toEqual(['check', 'no-Recovery'])
})

test('a DCC of several kinds needs an acceptance rule for each', () => {
  const both = { ...vaccination, t: rapid.t }
  expect(said(both)).toEqual(['pass'])
  expect(said(both, rulesOf(standardRules[1]!.rule))).toEqual(['check', 'no-Test'])
})

const always = (identifier: string, logic: unknown, more: Partial<PublishedRule> = {}) =>
  published(identifier, logic, [], more)

test.each([
  1,
  0,
  'true',
  '',
  [],
  { plusTime: ['2021-01-01', 0, 'day'] },
  { var: 'external.valueSets.disease-agent-targeted' },
])('a rule that gives %j is neither true nor false', (logic) => {
  const set = countryRules({ rules: [{ no: 1, rule: always('VR-XX-0001', logic) }] })
  expect(said(vaccination, set)).toEqual(['check', 'VR-XX-0001 evaluation'])
})

test('an error in evaluation is check, and so is a date that does not exist', () => {
  expect(said(withDose({ dn: 'two' }))).toEqual(['check', 'VR-XX-0001 evaluation'])
  expect(said(withDose({ dt: '2021-09-99' }))).toEqual(['check', 'VR-XX-0002 evaluation'])
})

test('of the versions of a rule the newest counts whose window holds now', () => {
  const versions = (first: Partial<PublishedRule>, second: Partial<PublishedRule>) =>
    countryRules({
      rules: [
        { no: 1, rule: always('VR-XX-0001', true, first) },
        { no: 1, rule: always('VR-XX-0001', false, { Version: '1.0.10', ...second }) },
      ],
    })
  const ahead = { ValidFrom: '2021-12-01T12:00:01Z' }
  const over = { ValidTo: '2021-12-01T12:00:00Z' }
  const begun = { ValidFrom: '2021-12-01T13:00:00+01:00' }
  expect(judge(vaccination, versions({ Version: '1.0.9' }, {})).outcome).toBe('stop')
  expect(judge(vaccination, versions({}, begun)).outcome).toBe('stop')
  expect(judge(vaccination, versions({}, ahead)).outcome).toBe('pass')
  expect(judge(vaccination, versions({}, over)).outcome).toBe('pass')
  expect(said(vaccination, versions(over, ahead))).toEqual(['check', 'no-Vaccination'])
})

test.each([
  ['1.0.0', '1.0.0', []],
  ['1.3.2', '1.0.0', []],
  ['1.0.0', '1.3.0', ['VR-XX-0001 schema']],
  ['2.0.0', '1.0.0', ['VR-XX-0001 schema']],
  [undefined, '1.0.0', ['VR-XX-0001 schema']],
  ['1.3', '1.0.0', ['VR-XX-0001 schema']],
])('a DCC of schema %s under a rule for schema %s', (ver, SchemaVersion, doubts) => {
  const set = rulesOf(always('VR-XX-0001', true, { SchemaVersion }))
  expect(said({ ...vaccination, ver }, set)).toEqual([
    doubts.length === 0 ? 'pass' : 'check',
    ...doubts,
  ])
})

test('what a rule reads of external and nobody has given is missing', () => {
  const set = rulesOf(
    always('VR-XX-0001', { '===': [{ var: 'external.issuerCountryCode' }, 'DE'] }),
  )
  expect(said(vaccination, set)).toEqual(['check', 'VR-XX-0001 external-missing issuerCountryCode'])
  expect(said(vaccination, set, { issuerCountryCode: 'DE' })).toEqual(['pass'])
  expect(said(vaccination, set, { issuerCountryCode: 'FR' })).toEqual(['stop', 'VR-XX-0001 fails'])
})

test('the clock, the value sets and the country of arrival are given', () => {
  const logic = {
    and: [
      { '===': [{ var: 'external.validationClock' }, '2021-12-01T12:00:00Z'] },
      { '===': [{ var: 'external.countryCode' }, 'XX'] },
      { in: ['840539006', { var: 'external.valueSets.disease-agent-targeted' }] },
    ],
  }
  expect(said(vaccination, rulesOf(always('VR-XX-0001', logic)))).toEqual(['pass'])
})

test.each([
  ['true-rejects', true, 'stop'],
  ['true-rejects', false, 'pass'],
  ['false-rejects', true, 'pass'],
  ['false-rejects', false, 'stop'],
  ['true-rejects', 1, 'check'],
  ['false-rejects', 1, 'check'],
])('%s, and an invalidation rule gives %s: %s', (invalidation, logic, outcome) => {
  const set = {
    ...rulesOf(always('VR-XX-0001', true), always('IR-DE-0001', logic)),
    invalidation,
  }
  expect(judge(vaccination, set, { issuerCountryCode: 'DE' }).outcome).toBe(outcome)
  expect(judge(vaccination, set, { issuerCountryCode: 'FR' }).outcome).toBe('pass')
  expect(said(vaccination, set)).toEqual(['check', 'IR-DE-0001 applicability'])
})

test('an invalidation rule grants nothing', () => {
  const alone = { ...rulesOf(always('IR-XX-0001', true)), invalidation: 'false-rejects' }
  const grants = { ...alone, generalGrants: ['Vaccination'] }
  for (const set of [alone, grants])
    expect(said(vaccination, set, { issuerCountryCode: 'XX' })).toEqual(['check', 'no-Vaccination'])
})

test('a rule of a region counts there, grants nothing elsewhere, and is in doubt where the region is not known', () => {
  const set = rulesOf(always('VR-XX-0001', true, { Region: 'NW' }))
  expect(said(vaccination, set, { region: 'NW' })).toEqual(['pass'])
  expect(said(vaccination, set, { region: 'BY' })).toEqual(['check', 'no-Vaccination'])
  expect(said(vaccination, set)).toEqual(['check', 'no-Vaccination', 'VR-XX-0001 applicability'])
})

test('a member of an entry that a reduction reads is a field too', () => {
  const logic = {
    '>': [
      {
        reduce: [{ var: 'payload.v' }, { '+': [{ var: 'accumulator' }, { var: 'current.dn' }] }, 0],
      },
      1,
    ],
  }
  const set = rulesOf(published('VR-XX-0001', logic, ['v']))
  expect(said(vaccination, set)).toEqual(['pass'])
  const [second] = [{ ...dose, dn: undefined }]
  expect(said({ ...vaccination, v: [dose, second] }, set)).toEqual([
    'check',
    'VR-XX-0001 field-missing v.*.dn',
  ])
})
