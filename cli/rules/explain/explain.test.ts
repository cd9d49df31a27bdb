/** Explaining rule sets: what a set says of everybody, and what it makes of one person. */
import { writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { greengate, scratch } from '../../test-process.ts'
import { vector, writeSmallSet } from '../test-set.ts'
import type { DescribedSet } from './describe.ts'

const explain = (...args: string[]) => greengate(['rules', 'explain', ...args])
const described = async (...args: string[]): Promise<DescribedSet> => {
  const { stdout } = await explain(...args, '--json')
  return JSON.parse(stdout) as DescribedSet
}

test('every rule is said in both languages, with where it comes from', async () => {
  const { rules, parameters } = await described(vector(14, 'cn-3303'))
  expect(rules).toHaveLength(27)
  for (const { parts, reason } of rules) {
    expect(parts.length).toBeGreaterThan(0)
    for (const words of [reason, ...parts.map((part) => part.words)]) {
      expect(words.zh).toMatch(/\p{Script=Han}/u)
      expect(words.en).not.toMatch(/\p{Script=Han}/u)
    }
  }
  const originOf = (no: number) => rules.find((rule) => rule.no === no)?.origin
  expect(originOf(106)).toEqual({ id: 'cn-3303', version: 14 })
  expect(originOf(1)).toEqual({ id: 'cn-33', version: 14 })
  expect(parameters.find(({ name }) => name === 'contactDays')).toMatchObject({
    value: 42,
    stricter: 1,
    origin: { id: 'cn-3303', version: 14 },
    rules: [5],
  })
})

test('a parameter says which way it is stricter', async () => {
  const { parameters } = await described(vector(14, 'cn-33'))
  const stricter = new Map(parameters.map((each) => [each.name, each.stricter]))
  expect([
    stricter.get('testHours'),
    stricter.get('areaDays'),
    stricter.get('feverCelsius'),
  ]).toEqual([-1, 1, -1])
})

test('one rule alone has its parameters only', async () => {
  const set = await described(vector(14, 'cn-3303'), '--rule', '106')
  expect(set.rules.map(({ no }) => no)).toEqual([106])
  expect(set.parameters.map(({ name }) => name)).toEqual(['childYears'])
})

test.each(['zh', 'en'] as const)(
  '%s tells title, window, change, who passes and exemptions',
  async (lang) => {
    const { code, stdout } = await explain(vector(14, 'cn-33'), '--lang', lang)
    expect(code).toBe(0)
    const wanted = {
      zh: ['浙江省', '2020-03-19 05:30', '谁可以通行', '除非', '参数', 'testHours', '48小时'],
      en: [
        'Zhejiang',
        '2020-03-19 05:30',
        'Who passes',
        'unless',
        'Parameters',
        'testHours',
        '48 hours',
      ],
    }
    for (const part of wanted[lang]) expect(stdout).toContain(part)
  },
)

test('a case is explained as of its instant, and a person as of any', async () => {
  await using folder = scratch()
  const file = writeSmallSet(folder.path)
  const person = {
    facts: [{ id: 'c1', kind: 'contact', fields: { at: '2020-03-01', closeness: 'close' } }],
    covers: [],
    onSite: { temperature: 36.5 },
  }
  writeFileSync(folder.at('person.json'), JSON.stringify(person))
  const at = async (...args: string[]) =>
    JSON.parse((await explain(file, ...args, '--json')).stdout) as object
  expect(await at('--case', 'is-stopped')).toMatchObject({
    outcome: 'stop',
    fired: [2],
    missing: [],
  })
  const person14 = ['--person', folder.at('person.json'), '--now']
  expect(await at(...person14, '2020-03-15T12:00:00+08:00')).toMatchObject({
    outcome: 'stop',
    fired: [2],
  })
  // A day later the contact is too old, and nothing else is known.
  expect(await at(...person14, '2020-03-16T12:00:00+08:00')).toMatchObject({
    outcome: 'check',
    fired: [],
    missing: ['contact', 'temperature', 'test'],
  })
  const { rules } = (await at('--case', 'is-stopped', '--rule', '2')) as {
    readonly rules: readonly {
      readonly no: number
      readonly parts: readonly { readonly facts?: unknown[] }[]
    }[]
  }
  expect(rules).toHaveLength(1)
  expect(rules[0]?.parts[0]?.facts).toMatchObject([{ id: 'c1', where: { value: true } }])
})

test.each([
  ['a rule that there is not', ['--rule', '99']],
  ['a case that there is not', ['--case', 'nobody']],
  ['two people', ['--case', 'passes', '--person', 'p.json']],
  ['an instant of nobody', ['--now', '2020-03-15T12:00:00Z']],
  ['a person that is none', ['--person', 'fact-types.json']],
])('%s is one line on stderr, exit code 2', async (_name, args) => {
  await using folder = scratch()
  writeSmallSet(folder.path)
  const run = await greengate(['rules', 'explain', 'small.yaml', ...args], { cwd: folder.path })
  expect(run).toMatchObject({ code: 2, stdout: '' })
  expect(run.stderr).toMatch(/^greengate: [^\n]+\n$/)
})
