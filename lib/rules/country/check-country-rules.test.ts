/** What is refused before country rules are signed or loaded, where it is found, and what is only warned of. */
import { Ajv2020 } from 'ajv/dist/2020.js'
import schema from 'greengate/schema/country-rules-1.json' with { type: 'json' }
import { expect, test } from 'vitest'
import { countryRules, published, rulesOf, standardRules } from '../../testing/country-rules.ts'
import { refusal } from '../../testing/refusal.ts'
import { checkCountryRules } from './check-country-rules.ts'
import { compileCountryRules } from './compile-country-rules.ts'
import type { NumberedRule } from './country-rules.ts'

const fits = new Ajv2020({ strict: true, strictTypes: false }).compile(schema)
/** Code and place of each finding; warnings are marked. */
const found = (set: unknown): readonly string[] =>
  checkCountryRules(set).map(
    ({ code, severity, at }) => `${severity === 'error' ? '' : `${severity} `}${code} ${at}`,
  )
const first = standardRules[1]!.rule
const ruled = (more: object): unknown => rulesOf({ ...first, ...more })
const logic = (Logic: unknown, AffectedFields: readonly string[] = []): unknown =>
  rulesOf(published('VR-XX-0001', Logic, AffectedFields))
const errors = (set: unknown): readonly string[] =>
  found(set).filter((each) => !each.startsWith('warning'))

test('the standard set has no findings, and fits the schema', () => {
  expect(found(countryRules())).toEqual([])
  expect([fits(countryRules()), fits.errors]).toEqual([true, null])
})

/** Faults of form: the schema sees them too. */
test.each([
  ['no set', 'eu-xx', ''],
  ['an unknown member', { ...countryRules(), zone: {} }, 'zone'],
  ['a version of 0', countryRules({ version: 0 }), 'version'],
  ['no title', countryRules({ title: { en: 'x' } }), 'title'],
  ['a country of three letters', countryRules({ country: 'XXX' }), 'country'],
  [
    'a change without a basis',
    countryRules({ change: { ...(countryRules()['change'] as object), basis: [] } }),
    'change.basis',
  ],
  ['a value set of numbers', countryRules({ valueSets: { a: [1] } }), 'valueSets.a[0]'],
  ['no rules', countryRules({ rules: [] }), 'rules'],
  ['another outcome left over', countryRules({ otherwise: 'pass' }), 'otherwise'],
  [
    'general rules that grant what there is not',
    countryRules({ generalGrants: ['General'] }),
    'generalGrants[0]',
  ],
  ['a rule without a number', countryRules({ rules: [{ rule: first }] }), 'rules[0]'],
  ['a member that no published rule has', ruled({ Hash: 'x' }), 'rules[0].rule.Hash'],
  ['another type', ruled({ Type: 'BoosterNotification' }), 'rules[0].rule.Type'],
  ['another kind', ruled({ CertificateType: 'Booster' }), 'rules[0].rule.CertificateType'],
  ['a version that is none', ruled({ Version: '1.0' }), 'rules[0].rule.Version'],
  ['no description', ruled({ Description: [] }), 'rules[0].rule.Description'],
  [
    'an instant without its offset',
    ruled({ ValidFrom: '2021-07-01T00:00:00' }),
    'rules[0].rule.ValidFrom',
  ],
  [
    'a field that is no path',
    ruled({ AffectedFields: ['v..dt'] }),
    'rules[0].rule.AffectedFields[0]',
  ],
])('%s', (_, set, at) => {
  expect(found(set)).toEqual([`malformed ${at}`])
  expect(fits(set)).toBe(false)
  expect(refusal(() => compileCountryRules(set))).toBe('ERR_RULE_SET_MALFORMED')
})

test.each([
  [
    'an end before its beginning',
    countryRules({ effective: { from: '2022-01-01T00:00:00Z', until: '2022-01-01T00:00:00Z' } }),
    'effective.until',
  ],
  [
    'a window that ends before it begins',
    ruled({ ValidTo: '2021-06-01T00:00:00Z' }),
    'rules[0].rule.ValidTo',
  ],
  ['a day that there is not', ruled({ ValidTo: '2022-09-99T00:00:00Z' }), 'rules[0].rule.ValidTo'],
  [
    'an identifier of another kind',
    ruled({ Identifier: 'TR-XX-0001' }),
    'rules[0].rule.Identifier',
  ],
  [
    'an identifier of another country',
    ruled({ Identifier: 'VR-YY-0001' }),
    'rules[0].rule.Identifier',
  ],
  [
    'an acceptance rule of another country',
    ruled({ Identifier: 'VR-YY-0001', Country: 'YY' }),
    'rules[0].rule.Country',
  ],
  [
    'an invalidation rule, and nobody says what it means',
    rulesOf(published('IR-YY-0001', true, [])),
    'invalidation',
  ],
  [
    'no invalidation rule, and its meaning',
    countryRules({ invalidation: 'true-rejects' }),
    'invalidation',
  ],
])('%s', (_, set, at) => {
  expect(found(set)).toEqual([`malformed ${at}`])
})

test.each<[string, readonly NumberedRule[], string]>([
  ['one number for two rules', [0, 1].map((i) => ({ ...standardRules[i]!, no: 1 })), 'rules[1].no'],
  ['two numbers for one rule', [1, 2].map((no) => ({ no, rule: first })), 'rules[1].no'],
  ['numbers out of order', [standardRules[1]!, standardRules[0]!], 'rules[1].no'],
  ['one version twice', [1, 1].map((no) => ({ no, rule: first })), 'rules[1].rule.Version'],
  [
    'versions out of order',
    ['1.0.10', '1.0.9'].map((Version) => ({ no: 1, rule: { ...first, Version } })),
    'rules[1].rule.Version',
  ],
])('%s', (_, rules, at) => {
  expect(errors(countryRules({ rules }))).toEqual([`malformed ${at}`])
})

test('another engine, and a CertLogic that this library does not speak, are too new', () => {
  for (const [set, at] of [
    [countryRules({ engine: 1 }), 'engine'],
    [ruled({ Engine: 'OTHER' }), 'rules[0].rule.Engine'],
    [ruled({ EngineVersion: '1.4.0' }), 'rules[0].rule.EngineVersion'],
  ]) {
    expect(found(set)).toEqual([`engine ${String(at)}`])
    expect(refusal(() => compileCountryRules(set))).toBe('ERR_RULE_SET_ENGINE')
  }
  expect(errors(ruled({ EngineVersion: '1.3.3' }))).toEqual([])
})

test.each([
  ['what is no CertLogic', { and: [true, { or: [1, 2] }] }, 'malformed rules[0].rule.Logic.and[1]'],
  [
    'a variable that no verifier has',
    { var: 'external.validationClockAtStartOfDay' },
    'unknown-name rules[0].rule.Logic.var',
  ],
  [
    'a value set that is not there',
    { '!': [{ var: 'external.valueSets.nothing' }] },
    'unknown-name rules[0].rule.Logic.![0].var',
  ],
  ['all value sets at once', { var: 'external.valueSets' }, 'unknown-name rules[0].rule.Logic.var'],
  ['all data', { var: '' }, 'unknown-name rules[0].rule.Logic.var'],
  ['the whole payload', { var: 'payload' }, 'unknown-name rules[0].rule.Logic.var'],
  ['data of another name', { var: 'hcert.v.0' }, 'unknown-name rules[0].rule.Logic.var'],
  [
    'payload in a reduction',
    { reduce: [[], { var: 'payload.v' }, 0] },
    'unknown-name rules[0].rule.Logic.reduce[1].var',
  ],
])('a rule may not read or be %s', (_, Logic, finding) => {
  const set = logic(Logic)
  expect(errors(set)).toEqual([finding])
  expect(refusal(() => compileCountryRules(set))).toBe('ERR_RULE_SET_MALFORMED')
})

test('the name that was probably meant is said', () => {
  const [finding] = checkCountryRules(logic({ var: 'external.validationClockAtStartOfDay' }))
  expect(finding).toMatchObject({ no: 1, suggestion: 'external.validationClock' })
})

test('what may be meant so is warned of', () => {
  const over = { ValidFrom: '2020-01-01T00:00:00Z', ValidTo: '2021-07-01T00:00:00Z' }
  const rule = { ...first, ...over, AffectedFields: ['v.0'] }
  expect(found({ ...rulesOf(rule), generalGrants: ['Test'] })).toEqual([
    'warning unknown-name rules[0].rule.Logic.if[1].>=[0].var',
    'warning unknown-name rules[0].rule.Logic.if[1].>=[1].var',
    'warning unreachable rules[0].rule',
    'warning no-pass-rule rules',
    'warning unused valueSets.disease-agent-targeted',
  ])
})

test('too deep is refused without a walk down', () => {
  let Logic: unknown = true
  for (let i = 0; i < 50_000; i++) Logic = { '!': [Logic] }
  expect(errors(logic(Logic))).toEqual(['malformed '])
})
