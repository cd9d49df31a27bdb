/** A new rule set: whatever is answered, it is clean, its cases pass, and they touch every branch. */
import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { formatRuleSetYaml } from '../../language/format-rule-set-yaml.ts'
import { greengate, scratch } from '../../test-process.ts'
import { ruleSets } from '../test-set.ts'

const from = ['--from', '2020-03-01T00:00:00+08:00']

test.each([
  ['the defaults', []],
  [
    'a zone that changes its clocks',
    ['--zone', 'Europe/Berlin', '--from', '2020-03-27T00:00:00+01:00'],
  ],
  [
    'the smallest numbers',
    ['--days', '1', '--test-hours', '2', '--contact-days', '1', '--fever', '35'],
  ],
  [
    'large ones',
    ['--days', '400', '--test-hours', '720', '--contact-days', '365', '--fever', '42'],
  ],
  ['regions that look like numbers and the rest of the world', ['--high-risk', '1E3, ZZ,ZY，0777']],
  [
    'words that are YAML',
    [
      '--title-en',
      'a: "b" # c',
      '--basis',
      '- [x',
      '--requested-by',
      "it's",
      '--title-zh',
      '规则：是',
    ],
  ],
])('with %s it is clean and covered in full', async (_name, flags) => {
  await using folder = scratch()
  const made = await greengate([
    'rules',
    'new',
    'new-set',
    '--yes',
    '--out',
    folder.path,
    ...from,
    ...flags,
    '--json',
  ])
  expect(made).toMatchObject({ code: 0, stderr: '' })
  expect(JSON.parse(made.stdout)).toEqual({
    id: 'new-set',
    version: 1,
    files: ['new-set.yaml', 'new-set.cases.yaml', 'fact-types.json'].map((name) => folder.at(name)),
  })
  const set = folder.at('new-set.yaml')
  const [lint, tested] = await Promise.all([
    greengate(['rules', 'lint', set, '--strict', '--json']),
    greengate(['rules', 'test', set, '--json']),
  ])
  expect([lint.code, tested.code]).toEqual([0, 0])
  expect(JSON.parse(tested.stdout)).toMatchObject({
    failed: [],
    notes: [],
    coverage: { whole: { percent: 100 }, branches: { percent: 100 } },
  })
  const text = readFileSync(set, 'utf8')
  expect(formatRuleSetYaml(text)).toBe(text)
})

test('it asks, asks again where an answer cannot be right, and takes defaults for the rest', async () => {
  await using folder = scratch()
  const answers = [
    'No Id',
    'asked',
    '',
    'Asked',
    'Nowhere/Land',
    'UTC',
    '2020-02-30',
    '2020-03-01T00:00:00Z',
    'x',
    '10',
  ]
  const input = `${[...answers, ...Array.from({ length: 7 }, () => '')].join('\n')}\n`
  const run = await greengate(['rules', 'new', '--out', folder.path], { input })
  expect(run.code).toBe(0)
  const text = readFileSync(folder.at('asked.yaml'), 'utf8')
  expect(text).toContain('from: 2020-03-01T00:00:00Z, until: 2020-03-11T00:00:00Z')
  expect(run.stderr.match(/must be|not an instant/g)).toHaveLength(4)
})

test('fact types that are there are used, and not written again', async () => {
  await using folder = scratch()
  writeFileSync(folder.at('facts.json'), readFileSync(`${ruleSets}/fact-types.json`))
  const run = await greengate([
    'rules',
    'new',
    'x',
    '--yes',
    '--out',
    folder.at('deep/er'),
    ...from,
  ])
  expect(run.code).toBe(0)
  expect(folder.list().filter((name) => name.endsWith('.json'))).toEqual(['facts.json'])
})

test.each([
  ['--test-hours', 'many'],
  ['--from', 'tomorrow'],
  ['--fever', '99'],
  ['--zone', '+08:00:00:00'],
])('%s %s is one line on stderr, and nothing is written', async (flag, value) => {
  await using folder = scratch()
  const run = await greengate(['rules', 'new', 'x', '--yes', '--out', folder.path, flag, value])
  expect(run).toMatchObject({ code: 2, stdout: '' })
  expect(run.stderr).toMatch(new RegExp(`^greengate: ${flag}: [^\\n]+\\n$`))
  expect(folder.list()).toEqual([])
})

test('nothing is replaced, and answers that end too early write nothing', async () => {
  await using folder = scratch()
  writeFileSync(folder.at('x.cases.yaml'), 'mine')
  const runs = await Promise.all([
    greengate(['rules', 'new', 'x', '--yes', '--out', folder.path]),
    greengate(['rules', 'new', 'y', '--out', folder.path], { input: 'one\n' }),
  ])
  expect(runs.map(({ code }) => code)).toEqual([2, 2])
  expect(runs[1].stderr).toContain('--yes')
  expect(folder.list()).toEqual(['x.cases.yaml'])
})

test('the standard pack is the one that the vectors are written with', () => {
  const read = (path: string | URL): unknown => JSON.parse(readFileSync(path, 'utf8'))
  expect(read(new URL('../../schema/standard-fact-types.json', import.meta.url))).toEqual(
    read(`${ruleSets}/fact-types.json`),
  )
})
