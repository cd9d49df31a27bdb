/** Converting: JSON to YAML and back to the same bytes, tables to rules, and rules into a set that somebody wrote. */
import { readFileSync, writeFileSync } from 'node:fs'
import { canonicalJson } from 'greengate/issue'
import { expect, test } from 'vitest'
import { parseRuleSetYaml } from '../language/parse-rule-set-yaml.ts'
import { greengate, scratch } from '../test-process.ts'
import { ruleSets, setText, vector, writeSmallSet } from './test-set.ts'

const heads = 'no,id,outcome,days(contact.at),onSite.temperature,reason zh,reason en'
const table = `${heads}
2,contact,stop,<= 21,-,接触,Contact
8,warm,check,-,>= 37 Cel,温,Warm
`

test('a published set becomes YAML, of which build makes the same bytes', async () => {
  await using folder = scratch()
  const json = vector(14, 'cn-33')
  const yaml = folder.at('cn-33.yaml')
  const run = await greengate(['rules', 'convert', json, '--out', yaml])
  expect(run).toMatchObject({ code: 0, stdout: '', stderr: '' })
  const facts = ['--facts', `${ruleSets}/fact-types.json`]
  const built = await greengate(['rules', 'build', yaml, ...facts])
  expect(built.stdout).toBe(canonicalJson(JSON.parse(readFileSync(json, 'utf8'))))
  const piped = await greengate(['rules', 'convert', '-', '--from', 'json'], {
    input: readFileSync(json),
  })
  expect(piped.stdout).toBe(readFileSync(yaml, 'utf8'))
})

test('cases become YAML as well', async () => {
  const json = vector(14, 'cn-3301').replace('.json', '.cases.json')
  const run = await greengate(['rules', 'convert', json])
  expect(parseRuleSetYaml(run.stdout).set).toEqual(JSON.parse(readFileSync(json, 'utf8')))
})

test('a table becomes a list of rules', async () => {
  await using folder = scratch()
  writeFileSync(folder.at('t.csv'), table)
  const run = await greengate(['rules', 'convert', folder.at('t.csv')])
  expect(run).toMatchObject({ code: 0, stderr: '' })
  const { rules } = parseRuleSetYaml(run.stdout).set as { readonly rules: { no: number }[] }
  expect(rules.map(({ no }) => no)).toEqual([2, 8])
  const json = await greengate(['rules', 'convert', folder.at('t.csv'), '--json'])
  expect(JSON.parse(json.stdout)).toEqual({ yaml: run.stdout })
})

test('its rules go into a set by their numbers, and the set is sound afterwards', async () => {
  await using folder = scratch()
  const noted = setText.replace('  - no: 3\n', '  # By infra-red.\n  - no: 3\n')
  const set = writeSmallSet(folder.path, { set: noted })
  writeFileSync(folder.at('t.csv'), table)
  const codes = async (): Promise<readonly string[]> => {
    const { stdout } = await greengate(['rules', 'lint', set, '--json'])
    const { findings } = JSON.parse(stdout) as { readonly findings: { readonly code: string }[] }
    return findings.map(({ code }) => code)
  }
  const before = await codes()
  const run = await greengate(['rules', 'convert', folder.at('t.csv'), '--into', set, '--json'])
  expect(JSON.parse(run.stdout)).toEqual({ into: set, replaced: [2], added: [8] })
  const text = readFileSync(set, 'utf8')
  expect(text).toContain('# By infra-red.')
  const { rules } = parseRuleSetYaml(text).set as { readonly rules: { no: number }[] }
  expect(rules.map(({ no }) => no)).toEqual([1, 2, 3, 8])
  // The parameter of the rule that was replaced is left over.
  expect(await codes()).toEqual(['unused', ...before])
  expect((await greengate(['rules', 'fmt', '--check', set])).code).toBe(0)
})

test('errors of a table are shown at line and column, and nothing is written', async () => {
  await using folder = scratch()
  const set = writeSmallSet(folder.path)
  const wrong = table
    .replace('>= 37 Cel', '>= 37 Cell und')
    .replace('2,contact,stop', '2,contact,halt')
  writeFileSync(folder.at('t.csv'), wrong)
  const run = await greengate(['rules', 'convert', folder.at('t.csv'), '--into', set])
  expect(run).toMatchObject({ code: 2, stdout: '' })
  const places = [...run.stderr.matchAll(/t\.csv:(\d+):(\d+): row (\d+), column ([^:]+):/g)]
  expect(places.map(([, ...found]) => found)).toEqual([
    ['2', '11', '2', 'outcome'],
    ['3', expect.any(String), '3', 'onSite.temperature'],
  ])
  const [, shown, marks] = run.stderr.split('\n')
  expect(marks!.indexOf('^')).toBe(shown!.indexOf('halt'))
  expect(readFileSync(set, 'utf8')).toBe(setText)
})

test.each([
  ['a file of neither', ['x.yaml']],
  ['a language of neither', ['-', '--from', 'xml']],
  ['no file', ['absent.json']],
  ['JSON into a set', ['set.json', '--into', 'small.yaml']],
  ['a list', ['list.json']],
  ['no expression', ['no.json']],
  ['both', ['t.csv', '--into', 'small.yaml', '--out', 'x.yaml']],
  ['no set', ['t.csv', '--into', 'absent.yaml']],
])('%s is one line on stderr, exit code 2', async (_name, args) => {
  await using folder = scratch()
  writeSmallSet(folder.path)
  writeFileSync(folder.at('t.csv'), table)
  writeFileSync(folder.at('set.json'), '{}')
  writeFileSync(folder.at('list.json'), '[]')
  writeFileSync(folder.at('no.json'), '{"rules":[{"when":{"op":"sone"}}]}')
  const before = folder.list()
  const run = await greengate(['rules', 'convert', ...args], { cwd: folder.path, input: '{}' })
  expect(run).toMatchObject({ code: 2, stdout: '' })
  expect(run.stderr).toMatch(/^greengate: [^\n]+; [^\n]+\n$/)
  expect(folder.list()).toEqual(before)
})

test('JSON that is none is shown at its place', async () => {
  const run = await greengate(['rules', 'convert', '-', '--from', 'json'], { input: '{\n "a": ]}' })
  expect(run).toMatchObject({ code: 2, stdout: '' })
  expect(run.stderr).toContain('stdin:2:7: ')
})
