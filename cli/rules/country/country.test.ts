/** Country rules under the other commands: found wrong, explained, compared, and refused where they have no meaning. */
import { writeFileSync } from 'node:fs'
import { compileCountryRules, type CountryRules, type PublishedRule } from 'greengate/rules'
import { expect, test } from 'vitest'
import { OperatorError } from '../../operator-error.ts'
import { greengate, scratch } from '../../test-process.ts'
import { refuseCountryRules } from './country-file.ts'
import { countryChanges, countryDiffLines, decides } from './diff-country.ts'
import { chosenRules, countryLines, judged, verdictLines } from './explain-country.ts'

const rule: PublishedRule = {
  Identifier: 'VR-XX-0001',
  Type: 'Acceptance',
  Country: 'XX',
  Version: '1.0.0',
  SchemaVersion: '1.0.0',
  Engine: 'CERTLOGIC',
  EngineVersion: '0.7.5',
  CertificateType: 'Vaccination',
  Description: [
    { lang: 'de', desc: 'Zwei Dosen' },
    { lang: 'en', desc: 'Two\u001b[31m doses' },
  ],
  ValidFrom: '2021-07-01T00:00:00Z',
  ValidTo: '2030-01-01T00:00:00Z',
  AffectedFields: ['v.0', 'v.0.dn'],
  Logic: { if: [{ var: 'payload.v.0' }, { '>=': [{ var: 'payload.v.0.dn' }, 2] }, true] },
}
const set: CountryRules = {
  id: 'eu-xx',
  version: 1,
  engine: 'certlogic-1',
  title: { zh: '规则', en: 'Rules' },
  effective: { from: '2021-07-01T00:00:00Z', until: '2023-01-01T00:00:00Z' },
  country: 'XX',
  change: { type: 'import', how: '-', basis: ['-'], requestedBy: '-', reviewedBy: '-' },
  valueSets: { a: ['1'] },
  rules: [{ no: 1, rule }],
  otherwise: 'check',
}
const compiled = compileCountryRules(set)
const now = Date.UTC(2021, 11, 1) / 1000

test('every rule is told with its number, name and description, and nothing of it speaks to the terminal', () => {
  for (const language of ['en', 'zh'] as const) {
    const lines = countryLines(compiled, set.rules, language).join('\n')
    for (const text of ['eu-xx', 'VR-XX-0001', 'doses', 'v.0.dn']) expect(lines).toContain(text)
    expect(lines).not.toContain('\u001b[31m doses')
  }
})

test('a rule is found by its number and by its name', () => {
  for (const name of ['1', 'VR-XX-0001', undefined])
    expect(chosenRules(compiled, name)).toEqual(set.rules)
  expect(() => chosenRules(compiled, '2')).toThrow(OperatorError)
})

test.each([
  [{ ver: '1.3.0', v: [{ dn: 2 }] }, 'pass', 'VR-XX-0001'],
  [{ ver: '1.3.0', v: [{ dn: 1 }] }, 'stop', 'VR-XX-0001'],
  [{ ver: '1.3.0', v: [{}] }, 'check', 'field-missing v.0.dn'],
  [{ ver: '1.3.0', t: [{}] }, 'check', 'no-acceptance-rule Test'],
])('what %j comes to is said', (payload, outcome, said) => {
  const verdict = judged(compiled, payload, now)
  expect(verdict.outcome).toBe(outcome)
  expect(verdictLines(compiled, verdict, 'en').join('\n')).toContain(said)
})

const changed = (more: Partial<PublishedRule>): CountryRules => ({
  ...set,
  version: 2,
  rules: [{ no: 1, rule: { ...rule, ...more } }],
})

test('differences are told by rule, value set and member, and only some decide', () => {
  const other = { ...rule, Identifier: 'VR-XX-0002' }
  const changes = (b: CountryRules) => countryChanges(set, b)
  expect(changes({ ...set, version: 2 })).toEqual([])
  expect(changes({ ...set, rules: [...set.rules, { no: 2, rule: other }] })).toEqual([
    { what: 'rule-added', no: 2, rule: 'VR-XX-0002', version: '1.0.0' },
  ])
  expect(changes({ ...set, rules: [{ no: 2, rule: other }] }).map(({ what }) => what)).toEqual([
    'rule-added',
    'rule-removed',
  ])
  expect(changes(changed({ Version: '1.0.1', Logic: true }))).toEqual([
    {
      what: 'rule-changed',
      no: 1,
      rule: 'VR-XX-0001',
      version: { from: '1.0.0', to: '1.0.1' },
      members: ['Logic'],
    },
  ])
  expect(changes({ ...set, valueSets: { a: ['2'] } })).toEqual([
    { what: 'value-set', name: 'a', added: ['2'], removed: ['1'] },
  ])
  const words = changes(changed({ Description: [{ lang: 'en', desc: 'x' }] }))
  const title = changes({ ...set, title: { zh: '-', en: '-' } })
  expect([...words, ...title].map(decides)).toEqual([false, false])
  expect(changes({ ...set, generalGrants: ['Test'] }).map(decides)).toEqual([true])
  for (const language of ['en', 'zh'] as const)
    expect(
      countryDiffLines(set, changed({ Logic: true }), changes(changed({ Logic: true })), language),
    ).toHaveLength(2)
})

test('commands for facts name the commands for country rules', () => {
  expect(() => {
    refuseCountryRules({ path: 'x', value: set })
  }).toThrow(OperatorError)
  refuseCountryRules({ path: 'x', value: { ...set, engine: 1 } })
})

test('lint finds what is wrong in a file of country rules, without any fact types', async () => {
  await using folder = scratch()
  const bad = changed({ Logic: { '!': [{ var: 'external.validationClockAtStartOfDay' }] } })
  writeFileSync(folder.at('bad.json'), JSON.stringify(bad, null, 2))
  const run = await greengate(['rules', 'lint', folder.path, '--json'])
  expect(run).toMatchObject({ code: 1, stderr: '' })
  const { findings } = JSON.parse(run.stdout) as { readonly findings: readonly unknown[] }
  expect(findings).toContainEqual(
    expect.objectContaining({
      code: 'unknown-name',
      at: 'rules[0].rule.Logic.![0].var',
      no: 1,
      line: expect.any(Number) as number,
    }),
  )
})
