/** Running cases: what passes, what differs, what no case touches, and what a change of a file does. */
import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { greengate, scratch, startGreengate } from '../../test-process.ts'
import { casesText, ruleSets, setText, vector, writeSmallSet } from '../test-set.ts'
import type { Coverage } from './coverage.ts'

interface Line {
  readonly file: string
  readonly cases: number
  readonly passed: number
  readonly failed: readonly {
    readonly id: string
    readonly expected: object
    readonly got: object
    readonly rules?: readonly { readonly no: number }[]
  }[]
  readonly notes: readonly { readonly case?: string }[]
  readonly coverage: Coverage
}
const linesOf = (stdout: string): readonly Line[] =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line)

const tryCases = async (texts: Parameters<typeof writeSmallSet>[1], ...options: string[]) => {
  await using folder = scratch()
  const run = await greengate([
    'rules',
    'test',
    writeSmallSet(folder.path, texts),
    '--json',
    ...options,
  ])
  return { ...run, line: run.stdout === '' ? undefined : linesOf(run.stdout)[0] }
}

test('all cases of all published sets pass, and touch every branch of them', async () => {
  const run = await greengate(['rules', 'test', ruleSets, '--json'])
  expect(run).toMatchObject({ code: 0, stderr: '' })
  const lines = linesOf(run.stdout)
  expect(lines.length).toBeGreaterThan(140)
  expect(lines.flatMap(({ failed }) => failed)).toEqual([])
  expect(lines.reduce((sum, { passed }) => sum + passed, 0)).toBeGreaterThan(1300)
  const open = lines.flatMap(({ file, coverage }) =>
    coverage.rules.flatMap(({ no, open: of }) => of.map(({ at }) => `${file} ${no} ${at}`)),
  )
  expect(open).toEqual([])
  // The first version has four rules.
  expect(lines.find(({ file }) => file === vector(1, 'cn-3301'))?.coverage).toMatchObject({
    whole: { covered: 4, total: 4, percent: 100 },
    branches: { percent: 100 },
  })
})

test('coverage is what one counts by hand', async () => {
  const { code, line } = await tryCases({})
  expect(code).toBe(0)
  // Of rule 1 the requirement, some, and, both comparisons; of rule 2 some, its comparison, unless; of rule 3 one.
  expect(line?.coverage).toMatchObject({
    whole: { covered: 2, total: 3, percent: 67 },
    true: { covered: 2, total: 3 },
    false: { covered: 3, total: 3 },
    decisive: { covered: 2, total: 3 },
    branches: { covered: 11, total: 18, percent: 61 },
    inherited: 0,
  })
  expect(line?.coverage.rules.map(({ no, open }) => [no, open])).toEqual([
    [
      1,
      [
        { at: 'requires[0]', never: 'false' },
        { at: 'when.where', never: 'false' },
        { at: 'when.where.of[0]', never: 'false' },
        { at: 'when.where.of[1]', never: 'false' },
      ],
    ],
    [
      2,
      [
        { at: 'when.where', never: 'false' },
        { at: 'unless', never: 'true' },
      ],
    ],
    [3, [{ at: 'when', never: 'true' }]],
  ])
})

test('a condition that was never anything but unknown has both branches open', async () => {
  const blind = casesText
    .replaceAll('      onSite: { temperature: 36.5 }\n', '')
    .replaceAll('missing: false', 'missing: true')
  const { line } = await tryCases({ cases: blind })
  expect(line?.coverage.rules[2]?.open).toEqual([{ at: 'when', never: 'either' }])
})

test('an overlay answers for its own rules, with --with-base for all', async () => {
  const file = vector(14, 'cn-3303')
  const runs = await Promise.all([
    greengate(['rules', 'test', file, '--json']),
    greengate(['rules', 'test', file, '--json', '--with-base']),
  ])
  const [own, all] = runs.map(({ stdout }) => linesOf(stdout)[0]?.coverage)
  expect(own).toMatchObject({ whole: { total: 1 }, inherited: 26 })
  expect(all).toMatchObject({ whole: { total: 27 }, inherited: 0 })
})

test('what differs is told: outcome, rules, and the parts that make the difference', async () => {
  const cases = casesText.replace(
    'outcome: stop\n    fired: [ 2 ]',
    'outcome: pass\n    fired: [ 1 ]',
  )
  const { code, line } = await tryCases({ cases }, '--explain')
  expect(code).toBe(1)
  expect(line).toMatchObject({
    cases: 2,
    passed: 1,
    failed: [
      {
        id: 'is-stopped',
        expected: { outcome: 'pass', fired: [1] },
        got: { outcome: 'stop', fired: [2], missing: false, unknown: [] },
      },
    ],
  })
  expect(line?.failed[0]?.rules?.map(({ no }) => no)).toEqual([1, 2])
})

test.each([
  ['other rules of the same outcome', 'fired: [ 2 ]', 'fired: [ 2, 3 ]'],
  ['something that is missing', 'missing: false', 'missing: true'],
])('%s fail a case', async (_name, from, to) => {
  const { code, line } = await tryCases({ cases: casesText.replace(from, to) })
  expect([code, line?.failed.length]).toEqual([1, 1])
})

test.each([
  ['a field that there is not', 'sampledAt: 2020', 'sampled: 2020', 'passes'],
  [
    'a kind that there is not',
    '- { id: c1, kind: contact',
    '- { id: c1, kind: contakt',
    'is-stopped',
  ],
  ['a value of another type', 'at: 2020-03-15,', 'at: yesterday,', 'is-stopped'],
  ['cases of another version', 'version: 1', 'version: 2', undefined],
])('%s is noted', async (_name, from, to, id) => {
  const { line } = await tryCases({ cases: casesText.replace(from, to) })
  expect(line?.notes.map((note) => note.case)).toEqual([id])
})

test('a broken set is told as lint tells it', async () => {
  const { code, stdout } = await tryCases({ set: setText.replace('$contactDays', '$contactDay') })
  expect(code).toBe(1)
  expect(JSON.parse(stdout)).toMatchObject({
    findings: [{ code: 'unknown-name', line: 24, column: 37 }],
  })
})

test.each([
  ['a member that nobody knows', 'outcome: pass', 'outcom: pass'],
  ['no rules', '    fired: [ 1 ]\n', ''],
  ['an instant that is none', 'now: 2020-03-15T04:00:00Z', 'now: 2020-03-35T04:00:00Z'],
  ['two of one id', 'id: is-stopped', 'id: passes'],
  ['text that is no YAML', 'cases:', 'cases: ['],
])('cases with %s are refused in one line', async (_name, from, to) => {
  const run = await tryCases({ cases: casesText.replace(from, to) })
  expect(run).toMatchObject({ code: 2, stdout: '' })
  expect(run.stderr).toMatch(/^greengate: [^\n]*small\.cases\.yaml[^\n]*\n$/)
})

test('--watch runs again when the set or its cases change, survives a broken file, and ends on ctrl-c', async () => {
  await using folder = scratch()
  const file = writeSmallSet(folder.path)
  await using running = startGreengate(['rules', 'test', file, '--watch'])
  await running.seen('2 of 2 cases pass')
  writeFileSync(file, setText.replace('days(at) <=', 'days(at) >'))
  await running.seen('1 of 2 cases pass')
  writeFileSync(file, setText.replace('rules:', 'rules'))
  await running.seen('syntax')
  const cases = folder.at('small.cases.yaml')
  writeFileSync(file, setText)
  writeFileSync(cases, readFileSync(cases, 'utf8').replaceAll('fired: [', 'fired: [ 3,'))
  await running.seen('0 of 2 cases pass')
  expect(await running.interrupt()).toBe(1)
})
