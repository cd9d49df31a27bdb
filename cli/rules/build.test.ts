/** Building rule sets: the fourteen versions come out as they were published, and errors are shown where they are. */
import { createHash } from 'node:crypto'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { canonicalJson } from 'greengate/issue'
import { expect, test } from 'vitest'
import { printRuleSetYaml } from '../language/format-rule-set-yaml.ts'
import { greengate, scratch, type Scratch } from '../test-process.ts'

const vectors = fileURLToPath(new URL('../../test-vectors/rule-sets/', import.meta.url))
const types = `${vectors}fact-types.json`
const pathOf = (name: string): string => `${vectors}hangzhou/${name}.json`
type Members = Record<string, Record<string, unknown> | undefined>
const read = (name: string): Members => JSON.parse(readFileSync(pathOf(name), 'utf8')) as Members
const digest = (text: string): string => createHash('sha256').update(text).digest('base64url')

/** Writes a set as YAML, some members changed, its cases beside it. */
const write = (folder: Scratch, name: string, changes: Record<string, unknown> = {}): string => {
  const path = folder.at('set.yaml')
  writeFileSync(path, printRuleSetYaml({ ...read(name), ...changes }))
  cpSync(pathOf(`${name}.cases`), folder.at('set.cases.json'))
  return path
}

test('a set with all of it is built to the very bytes that were published', async () => {
  await using folder = scratch()
  const run = await greengate(['rules', 'build', write(folder, '14/cn-33'), '--facts', types])
  expect(run).toMatchObject({ code: 0, stderr: '' })
  expect(run.stdout).toBe(canonicalJson(read('14/cn-33')))
})

test('what is left out is filled in: digests of what is named, and of the cases', async () => {
  await using folder = scratch()
  const base = { id: 'cn-33', version: 14 }
  const changes = { previous: undefined, extends: base, cases: undefined }
  const path = write(folder, '14/cn-3301', changes)
  const named = ['--previous', pathOf('13/cn-3301'), '--extends', pathOf('14/cn-33')]
  const out = folder.at('set.json')
  const args = ['rules', 'build', path, ...named, '--facts', types, '--out', out]
  const run = await greengate(args)
  const published = canonicalJson(read('14/cn-3301'))
  expect(run).toMatchObject({ code: 0, stderr: '' })
  expect(readFileSync(out, 'utf8')).toBe(published)
  expect(JSON.parse(run.stdout)).toEqual({
    id: 'cn-3301',
    version: 14,
    sha256: digest(published),
  })
})

test('a zone of which only the name stands there gets its table, until the set ends', async () => {
  await using folder = scratch()
  const from = '1991-09-14T17:00:00Z'
  for (const zone of ['Asia/Shanghai', { id: 'Asia/Shanghai' }]) {
    const path = write(folder, '14/cn-33', { zone })
    const run = await greengate(['rules', 'build', path, '--zone-from', from])
    expect(run.stderr).toBe('')
    const built = JSON.parse(run.stdout) as Members
    const { id, offsets } = read('14/cn-33')['zone']!
    expect(built['zone']).toEqual({ id, tzdata: process.versions.tz, offsets })
  }
  const other = await greengate(['rules', 'build', write(folder, '14/cn-33'), '--zone', 'UTC'])
  expect((JSON.parse(other.stdout) as Members)['zone']!['id']).toBe('UTC')
})

test('cases in YAML have the digest of their JSON', async () => {
  await using folder = scratch()
  const path = folder.at('a.yaml')
  writeFileSync(path, printRuleSetYaml(read('14/cn-33')))
  writeFileSync(folder.at('a.cases.yaml'), 'cases:\n  - { id: one }\n')
  const run = await greengate(['rules', 'build', path])
  expect((JSON.parse(run.stdout) as Members)['cases']).toEqual({
    count: 1,
    sha256: digest('{"cases":[{"id":"one"}]}'),
  })
})

test('what the engine refuses is shown at its characters', async () => {
  await using folder = scratch()
  const path = write(folder, '14/cn-33')
  const text = readFileSync(path, 'utf8').replace('closeness = "close"', 'nearness = "close"')
  writeFileSync(path, text)
  const run = await greengate(['rules', 'build', path, '--facts', types])
  expect(run).toMatchObject({ code: 2, stdout: '' })
  const before = text.slice(0, text.indexOf('nearness')).split('\n')
  const place = `set.yaml:${String(before.length)}:${String(before.at(-1)!.length + 1)}: `
  expect(run.stderr).toContain(place)
  expect(run.stderr).toContain('ERR_RULE_SET_MALFORMED')
  const [, shown, marks] = run.stderr.split('\n')
  expect(marks!.indexOf('^')).toBe(shown!.indexOf('nearness'))
  expect(marks!.replace(/[^^]/g, '')).toHaveLength('nearness'.length)
})

test('fact types are found beside the set, and without any its form alone is checked', async () => {
  await using folder = scratch()
  const path = write(folder, '14/cn-33')
  const text = readFileSync(path, 'utf8').replace('closeness = "close"', 'nearness = "close"')
  writeFileSync(path, text)
  expect((await greengate(['rules', 'build', path])).code).toBe(0)
  expect((await greengate(['rules', 'build', '-'], { input: text })).code).toBe(0)
  cpSync(types, folder.at('fact-types.json'))
  expect(await greengate(['rules', 'build', path])).toMatchObject({ code: 2, stdout: '' })
})

test.each<[string, Record<string, unknown>, readonly string[]]>([
  ['a base without a digest', { extends: { id: 'cn-33', version: 14 } }, []],
  ['another base', { extends: { id: 'cn-33', version: 14 } }, ['--extends', pathOf('13/cn-33')]],
  ['a base of another digest', {}, ['--extends', pathOf('13/cn-33'), '--extends', types]],
  ['a version before without a digest', { previous: { version: 13 } }, []],
  ['another set as the version before', {}, ['--previous', pathOf('13/cn-33')]],
  ['a later version before', {}, ['--previous', pathOf('14/cn-3301')]],
  ['no zone of that name', {}, ['--zone', 'Asia/Shangai']],
  ['a zone table that begins too late', { zone: 'UTC' }, ['--zone-from', '2030-01-01T00:00:00Z']],
  ['no file', {}, ['--previous', 'absent.json']],
])('%s is one line on stderr, exit code 2', async (name, changes, args) => {
  await using folder = scratch()
  const path = write(folder, '14/cn-3301', changes)
  if (name === 'a base of another digest') {
    const set = { ...read('14/cn-33'), title: { zh: '另', en: 'Another' } }
    writeFileSync(folder.at('base.json'), JSON.stringify(set))
  }
  const others = args.map((arg) => (arg === types ? folder.at('base.json') : arg))
  const run = await greengate(['rules', 'build', path, ...others])
  expect(run).toMatchObject({ code: 2, stdout: '' })
  expect(run.stderr).toMatch(/^greengate: [^\n]+; [^\n]+\n$/)
})
