/** What the studio says of texts as they are typed: findings at their places, cases, coverage, differences. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { printRuleSetYaml } from '../language/format-rule-set-yaml.ts'
import { casesText, ruleSets, setText, vector } from '../rules/test-set.ts'
import { readRuleSetFile } from '../rules/rule-set-file.ts'
import type { StudioFile } from './studio-api.ts'
import { openStudio, type TestStudio } from './test-studio.ts'

let studio: TestStudio

const text = setText.replace('version: 1', 'version: 2')
const cases = casesText.replace('version: 1', 'version: 2')
const { value: city } = await readRuleSetFile(vector(14, 'cn-3303'))
const { value: province } = await readRuleSetFile(vector(14, 'cn-33'))

beforeAll(async () => {
  studio = await openStudio({
    'hangzhou/14/cn-33.json': JSON.stringify(province),
    'hangzhou/14/cn-3303.yaml': printRuleSetYaml(city),
    'hangzhou/14/cn-3303.cases.json': readFileSync(
      join(ruleSets, 'hangzhou/14/cn-3303.cases.json'),
      'utf8',
    ),
    'hangzhou/13/cn-3303.json': readFileSync(vector(13, 'cn-3303'), 'utf8'),
    'hangzhou/13/cn-33.json': readFileSync(vector(13, 'cn-33'), 'utf8'),
  })
})

afterAll(async () => {
  expect(studio.faults).toEqual([])
  await studio[Symbol.asyncDispose]()
})

test('everything is said of a set: findings, cases that are right, coverage, the version before', async () => {
  const judged = await studio.judge({ text })
  expect(judged.findings.map(({ code }) => code)).toEqual(['uncovered', 'future'])
  expect(judged.findings[0]?.example).toContain('35')
  expect(judged.caseFindings).toEqual([])
  expect(judged.cases.map(({ id, isRight, rules }) => [id, isRight, rules])).toEqual([
    ['passes', true, null],
    ['is-stopped', true, null],
  ])
  expect(judged.coverage?.branches).toEqual({ covered: 11, total: 18 })
  const open = judged.coverage?.open.find(({ no, at }) => no === 3 && at === 'when')
  expect(open).toMatchObject({ never: 'true', condition: 'onSite.temperature >= $fever' })
  expect(lineAt(text, open?.place?.line)).toContain('onSite.temperature >= $fever')
  expect(judged.names?.rules.map(({ no }) => no)).toEqual([1, 2, 3])
  expect(judged.names?.parameters).toContainEqual({ name: 'fever', value: '37.3', unit: 'Cel' })
  expect(judged.change?.basis).toEqual(['a paper'])
  expect(judged.diff?.before).toMatchObject({ path: 'small.yaml', id: 'small', version: 1 })
  expect(judged.diff?.before.text).toBe(setText)
})

const lineAt = (whole: string, line: number | undefined): string =>
  whole.split('\n')[(line ?? 0) - 1] ?? ''

test('a typo is found at its characters, with what was meant', async () => {
  const {
    findings,
    cases: ran,
    names,
  } = await studio.judge({ text: text.replace('some(contact', 'some(contakt') })
  expect(findings).toMatchObject([
    {
      severity: 'error',
      code: 'unknown-name',
      at: 'rules[1].when.kind',
      no: 2,
      suggestion: 'contact',
    },
  ])
  const { line, column, length } = findings[0]?.place ?? { line: 0, column: 0, length: 0 }
  expect(lineAt(text, line)).toContain('some(contact')
  expect(column + length).toBeGreaterThan(column)
  expect(ran).toEqual([])
  expect(names?.parameters.map(({ name }) => name)).toEqual(['contactDays', 'fever'])
})

test('cases turn from right to wrong and back as a number changes', async () => {
  const now = (judged: { cases: readonly { isRight: boolean }[] }) =>
    judged.cases.map(({ isRight }) => isRight)
  const wrong = await studio.judge({
    text: text.replace('elapsed(sampledAt) <= 48', 'elapsed(sampledAt) <= 0'),
  })
  expect(now(wrong)).toEqual([false, true])
  expect(wrong.cases[0]?.got).toEqual({ outcome: 'check', fired: [], missing: false })
  expect(now(await studio.judge({ text }))).toEqual([true, true])
  expect(now(await studio.judge({ text: text.replace('value: 14', 'value: -1') }))).toEqual([
    true,
    false,
  ])
})

test('the cases in the editor count, not those on the disk', async () => {
  const judged = await studio.judge({
    text,
    cases: cases.replace('outcome: stop', 'outcome: check'),
  })
  expect(judged.cases.map(({ isRight }) => isRight)).toEqual([true, false])
  expect(judged.cases[1]?.expected).toEqual({ outcome: 'check', fired: [2], missing: null })
  const { line } = judged.cases[1]?.place ?? {}
  expect(lineAt(cases, line)).toContain('is-stopped')
})

test('one bad case is told at its place, and the others run', async () => {
  const judged = await studio.judge({ text, cases: cases.replace('outcome: pass', 'outcome: yes') })
  expect(judged.cases.map(({ id }) => id)).toEqual(['is-stopped'])
  expect(judged.caseFindings).toMatchObject([{ severity: 'error', at: 'cases[0].outcome' }])
  expect(lineAt(cases, judged.caseFindings[0]?.place?.line)).toContain('outcome: pass')
  const odd = await studio.judge({
    text,
    cases: cases.replace('closeness: close', 'closeness: odd'),
  })
  expect(odd.caseFindings).toMatchObject([{ severity: 'warning', code: 'note', at: 'cases[1]' }])
})

test('one case is explained if it is asked for: down to the fact that made it', async () => {
  const { cases: ran } = await studio.judge({ text, explain: 'is-stopped' })
  expect(ran[0]?.rules).toBeNull()
  const rule = ran[1]?.rules?.find(({ no }) => no === 2)
  expect(rule).toMatchObject({ value: 'true', outcome: 'stop' })
  expect(rule?.parts[0]?.facts).toMatchObject([{ id: 'c1' }])
  expect(ran[1]?.person.facts).toMatchObject([{ id: 'c1', kind: 'contact' }])
})

test('what is remembered between two questions says the same as a studio that remembers nothing', async () => {
  const texts = [
    text,
    text.replace('value: 14', 'value: 3'),
    text.replace('<= 48 hours', '<= 24 hours'),
    text.replace('zh: 阴性', 'zh: 检测阴性'),
    text.replace('28800', '0'),
    text.replace('days(at) <= $contactDays', 'days(at) <= $contactDays and closeness = "close"'),
  ]
  for (const each of texts) {
    const question = { text: each, explain: 'is-stopped' }
    const warm = await studio.judge(question)
    await using fresh = await openStudio()
    expect(await fresh.judge(question)).toEqual(warm)
  }
})

test('an overlay is judged with its base, its cases in JSON, and the version before in JSON', async () => {
  const path = 'hangzhou/14/cn-3303.yaml'
  const file = await studio.get<StudioFile>(`/api/file?path=${path}`)
  const judged = await studio.judge({ path, text: file.text })
  expect(judged.findings.filter(({ severity }) => severity === 'error')).toEqual([])
  expect(judged.cases.length).toBeGreaterThan(3)
  expect(judged.cases.every(({ isRight }) => isRight)).toBe(true)
  expect(judged.names?.rules.length).toBeGreaterThan(20)
  expect(judged.diff?.before).toMatchObject({ path: 'hangzhou/13/cn-3303.json', version: 13 })
  // Laid beside YAML, it is YAML.
  expect(judged.diff?.before.text).toMatch(/^id: cn-3303$/m)
  const other = await studio.judge({ path, text: file.text, before: 'hangzhou/14/cn-33.json' })
  expect(other.diff?.before).toMatchObject({ id: 'cn-33', version: 14 })
})

test.each([
  ['nothing at all', '', 'syntax'],
  ['blanks', ' \n\t\n', 'syntax'],
  ['an open bracket', 'rules: [', 'syntax'],
  ['a list', '- id\n', 'syntax'],
  ['a word', 'rules', 'syntax'],
  ['null', 'null', 'syntax'],
  ['a broken condition', text.replace('some(test', 'some((test'), 'syntax'],
  ['two documents', `${text}---\n${text}`, 'syntax'],
  ['control characters', '\u0000\u0001\ud800', 'syntax'],
  ['brackets a thousand deep', `a: ${'['.repeat(1000)}`, 'syntax'],
  [
    'rules that are none',
    text.replace(/rules:[^]*otherwise/, 'rules: [ null, 1, [ ] ]\notherwise'),
    'malformed',
  ],
  ['a change that is none', text.replace(/change: .*/, 'change: 1'), 'malformed'],
  ['two million characters', `${text}${`# ${'x'.repeat(98)}\n`.repeat(20_000)}`, 'uncovered'],
])('%s: judged like any other text, as a set and as cases', async (_name, broken, code) => {
  const { findings } = await studio.judge({ text: broken })
  expect(findings.map((finding) => finding.code)).toContain(code)
  for (const { place } of findings) expect(place?.line).toBeGreaterThan(0)
  const { caseFindings } = await studio.judge({ text, cases: broken })
  expect(caseFindings.length > 0).toBe(broken.trim() !== '')
})
