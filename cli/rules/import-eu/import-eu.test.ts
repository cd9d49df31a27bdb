/** Importing published rules: every form in which they are passed on, what is refused and where, numbers, tests, sizes. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { canonicalJson } from 'greengate/issue'
import { checkCountryRules, compileCountryRules, type PublishedRule } from 'greengate/rules'
import { expect, test } from 'vitest'
import { OperatorError } from '../../operator-error.ts'
import { greengate, scratch, type Scratch } from '../../test-process.ts'
import { importedJson } from './present.ts'
import { readRules } from './read-rules.ts'
import { readValueSets, type ValueSets } from './read-value-sets.ts'
import { runTests } from './run-tests.ts'
import { checkEach, countriesOf, wrap, type Frame, type SoundRule } from './wrap.ts'

const rule = (identifier: string, more: Partial<PublishedRule> = {}): PublishedRule => ({
  Identifier: identifier,
  Type: identifier.startsWith('IR') ? 'Invalidation' : 'Acceptance',
  Country: identifier.slice(3, 5),
  Version: '1.0.0',
  SchemaVersion: '1.0.0',
  Engine: 'CERTLOGIC',
  EngineVersion: '0.7.5',
  CertificateType: identifier.startsWith('T') ? 'Test' : 'Vaccination',
  Description: [{ lang: 'en', desc: 'Something' }],
  ValidFrom: '2021-07-01T00:00:00Z',
  ValidTo: '2030-01-01T00:00:00Z',
  AffectedFields: ['v.0', 'v.0.tg'],
  Logic: {
    if: [
      { var: 'payload.v.0' },
      { in: [{ var: 'payload.v.0.tg' }, { var: 'external.valueSets.disease' }] },
      true,
    ],
  },
  ...more,
})
const write = (folder: Scratch, name: string, value: unknown): string => {
  mkdirSync(dirname(folder.at(name)), { recursive: true })
  writeFileSync(folder.at(name), JSON.stringify(value))
  return folder.at(name)
}
const frame: Frame = {
  id: 'eu-xx',
  version: undefined,
  from: undefined,
  until: undefined,
  title: { zh: '规则', en: 'Rules' },
  change: { type: 'import', how: '-', basis: ['-'], requestedBy: '-', reviewedBy: '-' },
  generalGrants: [],
  invalidation: undefined,
  previous: undefined,
}
const none: ValueSets = await readValueSets([])
/** As if they had been read and found right. */
const sound = (...rules: readonly PublishedRule[]): readonly SoundRule[] =>
  rules.map((value, i) => ({ file: `${i}.json`, at: '', value, tests: [] }))
const always = (identifier: string, more: Partial<PublishedRule> = {}): PublishedRule =>
  rule(identifier, { Logic: true, AffectedFields: [], ...more })

test('rules are read in every form, with the tests that lie beside them', async () => {
  await using folder = scratch()
  const tests = [{ id: 'a', name: 'good', payload: { v: [{ tg: '1' }] }, expected: true }]
  write(folder, 'corpus/XX/VR-XX-0001.json', { ruleSet: 'XX', rule: rule('VR-XX-0001'), tests })
  write(folder, 'upstream/VR-XX-0002/rule.json', rule('VR-XX-0002'))
  write(folder, 'upstream/VR-XX-0002/tests/test001.json', {
    name: 'n',
    payload: {},
    expected: true,
    external: {},
  })
  write(folder, 'list.json', [rule('VR-XX-0003'), rule('VR-XX-0004')])
  const names = async (...paths: readonly string[]): Promise<unknown> =>
    (await readRules(paths.map((path) => folder.at(path)))).map(({ at, value, tests: own }) => [
      (value as PublishedRule).Identifier,
      at,
      own.map(({ id }) => id),
    ])
  expect(await names('.')).toEqual([
    ['VR-XX-0001', 'rule', ['a']],
    ['VR-XX-0003', '[0]', []],
    ['VR-XX-0004', '[1]', []],
    ['VR-XX-0002', '', ['test001']],
  ])
  expect(await names('upstream/VR-XX-0002/rule.json')).toEqual([['VR-XX-0002', '', ['test001']]])
})

test.each([
  ['the index of a distribution service', [{ identifier: 'VR-XX-0001', hash: 'x' }]],
  ['something else', { hello: 1 }],
  ['an empty list', []],
])('%s is no rule', async (_, value) => {
  await using folder = scratch()
  await expect(readRules([write(folder, 'x.json', value)])).rejects.toThrow(OperatorError)
})

test('value sets are read in both forms, and one that two files give differently is refused only if it is read', async () => {
  await using folder = scratch()
  write(folder, 'sets/a.json', { disease: ['1', '2'], other: ['1'] })
  write(folder, 'sets/b.json', { valueSetId: 'disease', valueSetValues: { 2: {}, 1: {} } })
  write(folder, 'sets/c.json', { other: ['2'] })
  // As the EU publishes them, with their schema beside them.
  write(folder, 'sets/schemas/s.json', { $schema: 'https://json-schema.org/draft/2020-12/schema' })
  const sets = await readValueSets([folder.at('sets')])
  expect(sets.pick(new Set(['disease', 'nothing']))).toEqual({ disease: ['1', '2'] })
  expect(() => sets.pick(new Set(['other']))).toThrow(OperatorError)
  expect(sets.ofFile('c')).toEqual({ other: ['2'] })
  write(folder, 'sets/d.json', { other: [1] })
  await expect(readValueSets([folder.at('sets')])).rejects.toThrow(OperatorError)
})

test('what is wrong with a rule is told with its file and its place, and the others are sound', async () => {
  await using folder = scratch()
  write(folder, 'sets.json', { disease: ['840539006'] })
  const sets = await readValueSets([folder.at('sets.json')])
  const clock = { var: 'external.validationClockAtStartOfDay' }
  const found = [
    rule('VR-XX-0001'),
    rule('VR-XX-0002', { Logic: { '!': [clock] } }),
    rule('VR-XX-0003', { ValidTo: '2021-09-99T00:00:00Z' }),
    { ...rule('VR-XX-0004'), Country: 'x' },
    rule('IR-XX-0001', { CertificateType: 'General' }),
  ].map((value, i) => ({ file: `${i}.json`, at: i === 1 ? 'rule' : '', value, tests: [] }))
  const { sound: good, told } = checkEach(found, sets)
  expect(good.map(({ value }) => value.Identifier)).toEqual(['VR-XX-0001', 'IR-XX-0001'])
  expect(told.map(({ where }) => where)).toEqual([
    '1.json rule.Logic.![0].var',
    '2.json ValidTo',
    '3.json Country',
  ])
  expect(checkEach(found.slice(0, 1), none).told.map(({ where }) => where)).toEqual([
    '0.json Logic.if[1].in[1].var',
  ])
})

test('a set holds the rules as they were published, numbered, in order, with the value sets that they read', () => {
  const rules = sound(
    always('VR-XX-0002', { Version: '1.0.10' }),
    always('VR-XX-0002', { Version: '1.0.9' }),
    always('TR-XX-0001'),
    always('VR-YY-0001'),
    always('TR-XX-0001'),
  )
  expect(countriesOf(rules)).toEqual(['XX', 'YY'])
  const set = wrap('XX', rules, none, frame)
  expect(set.rules.map(({ no, rule: { Identifier: id, Version } }) => [no, id, Version])).toEqual([
    [1, 'TR-XX-0001', '1.0.0'],
    [2, 'VR-XX-0002', '1.0.9'],
    [2, 'VR-XX-0002', '1.0.10'],
  ])
  expect(set.rules[2]?.rule).toEqual(rules[0]!.value)
  expect(set).toMatchObject({
    version: 1,
    effective: { from: '2021-07-01T00:00:00Z', until: '2030-01-01T00:00:00Z' },
    valueSets: {},
  })
  expect(JSON.parse(canonicalJson(set))).toEqual(set)
})

test('after the set before, rules keep their numbers and no number is given twice', () => {
  const before = wrap('XX', sound(always('TR-XX-0001'), always('VR-XX-0001')), none, frame)
  const rules = sound(always('RR-XX-0001', { CertificateType: 'Recovery' }), always('VR-XX-0001'))
  const set = wrap('XX', rules, none, { ...frame, previous: before })
  expect(set.rules.map(({ no, rule: { Identifier } }) => [no, Identifier])).toEqual([
    [2, 'VR-XX-0001'],
    [3, 'RR-XX-0001'],
  ])
  expect(set.version).toBe(2)
  expect(set.previous).toEqual({
    version: 1,
    sha256: expect.stringMatching(/^[\w-]{43}$/) as string,
  })
  for (const previous of [{ ...before, country: 'YY', rules: [] }, { engine: 1 }])
    expect(() => wrap('XX', rules, none, { ...frame, previous })).toThrow(OperatorError)
})

test('two different rules of one name and version are refused', () => {
  const rules = sound(always('VR-XX-0001'), always('VR-XX-0001', { Logic: false }))
  expect(() => wrap('XX', rules, none, frame)).toThrow(OperatorError)
})

test('tests run through the set: those that pass, fail, end in an error, and rules without any', () => {
  const tests = [
    {
      id: 'a',
      name: 'a',
      payload: { v: [{ tg: '1' }] },
      external: { valueSets: { disease: ['1'] } },
      expected: true,
    },
    {
      id: 'b',
      name: 'b',
      payload: { v: [{ tg: '2' }] },
      external: { valueSets: { disease: ['1'] } },
      expected: true,
    },
    {
      id: 'c',
      name: 'c',
      payload: { v: [{ tg: '1' }] },
      external: { valueSets: {} },
      expected: true,
    },
  ]
  const rules = [{ ...sound(rule('VR-XX-0001'))[0]!, tests }, ...sound(always('TR-XX-0001'))]
  const set = { ...wrap('XX', rules, none, frame), valueSets: { disease: ['1'] } }
  const tested = runTests(set, rules, none)
  expect(tested).toMatchObject({ passed: 1, untested: ['TR-XX-0001'] })
  expect(tested.failed.map(({ id, got }) => [id, got])).toEqual([
    ['b', false],
    ['c', { error: 'ERR_CERTLOGIC_MALFORMED' }],
  ])
  const json = importedJson({
    set,
    warnings: checkCountryRules(set),
    tests: tested,
    out: undefined,
  })
  expect(json).toMatchObject({
    country: 'XX',
    rules: 2,
    byType: { Acceptance: { General: 0, Vaccination: 1, Test: 1, Recovery: 0 } },
    languages: { en: 2 },
    bytes: Buffer.byteLength(canonicalJson(set)),
    warnings: [{ code: 'no-pass-rule' }],
  })
})

test('the command makes a set for each country that compiles, and tells how its tests came out', async () => {
  await using folder = scratch()
  const sets = write(folder, 'sets.json', { disease: ['1'] })
  const published = (identifier: string, expected: boolean): unknown => ({
    rule: rule(identifier),
    tests: [{ id: 'a', payload: { v: [{ tg: '1' }] }, expected }],
  })
  write(folder, 'rules/XX.json', published('VR-XX-0001', true))
  write(folder, 'rules/YY.json', published('VR-YY-0001', false))
  mkdirSync(folder.at('out'))
  const args = ['rules', 'import-eu', folder.at('rules'), '--value-sets', sets, '--check', '--json']
  const run = await greengate([...args, '--all', '--out', folder.at('out')])
  expect(run).toMatchObject({ code: 1, stderr: '' })
  const lines = run.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  expect(lines.map(({ country, tests }) => [country, tests])).toMatchObject([
    ['XX', { passed: 1, failed: [] }],
    ['YY', { passed: 0, failed: [{ rule: 'VR-YY-0001' }] }],
  ])
  for (const { id } of lines) {
    const text = readFileSync(folder.at(`out/${String(id)}.json`), 'utf8')
    expect(compileCountryRules(JSON.parse(text)).set.id).toBe(id)
    expect(canonicalJson(JSON.parse(text))).toBe(text)
  }
})

test('the command writes nothing where a rule is refused, and names every fault', async () => {
  await using folder = scratch()
  write(folder, 'a.json', rule('VR-XX-0001'))
  write(folder, 'b.json', rule('VR-XX-0002', { EngineVersion: '2.0.0' }))
  const run = await greengate(['rules', 'import-eu', folder.path, '--out', folder.at('out.json')])
  expect(run).toMatchObject({ code: 2, stdout: '' })
  expect(
    run.stderr
      .split('\n')
      .slice(0, -1)
      .map((line) => /[ab]\.json \S+:|\d+ faults/.exec(line)?.[0]),
  ).toEqual(['a.json Logic.if[1].in[1].var:', 'b.json EngineVersion:', '2 faults'])
  expect(folder.list()).toEqual(['a.json', 'b.json'])
})
