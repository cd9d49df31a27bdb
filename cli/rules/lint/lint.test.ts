/** Linting: the fourteen are clean, and every fault is told with its place in the text. */
import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { greengate, scratch } from '../../test-process.ts'
import { ruleSets, setText, vector, writeSmallSet } from '../test-set.ts'

interface Line {
  readonly file: string
  readonly findings: readonly {
    readonly code: string
    readonly at: string
    readonly line?: number
    readonly column?: number
  }[]
  readonly waived: readonly { readonly code: string }[]
  readonly exemptions: readonly { readonly no: number; readonly at: string }[]
}
const linesOf = (stdout: string): readonly Line[] =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line)

const lint = async (text: string, ...options: string[]) => {
  await using folder = scratch()
  const file = writeSmallSet(folder.path, { set: text })
  const run = await greengate(['rules', 'lint', file, '--json', ...options])
  return { ...run, report: linesOf(run.stdout)[0] }
}

test('all published sets are clean, bases are found beside them, and exemptions are listed', async () => {
  const run = await greengate(['rules', 'lint', ruleSets, '--strict', '--json'])
  expect(run).toMatchObject({ code: 0, stderr: '' })
  const lines = linesOf(run.stdout)
  const { sets } = JSON.parse(readFileSync(`${ruleSets}/index.json`, 'utf8')) as { sets: unknown[] }
  expect(lines).toHaveLength(sets.length)
  expect(lines.flatMap(({ findings }) => findings)).toEqual([])
  const last = lines.find(({ file }) => file === vector(14, 'cn-3303'))
  expect(last?.exemptions).toEqual([{ no: 106, at: 'rules[0].unless' }])
})

/** Line and column of the first place where a text stands. */
const placeOf = (
  text: string,
  part: string,
): { readonly line: number; readonly column: number } => {
  const before = text.slice(0, text.indexOf(part)).split('\n')
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}

test.each([
  ['days(at) <= $contactDays', 'days(at) <= $contactDay', 'unknown-name', '$contactDay)'],
  ['some(test, ', 'some(tset, ', 'unknown-name', 'tset'],
  ['elapsed(sampledAt) <= 48 hours', 'elapsed(sampledAt) <= 48', 'unit', '48)'],
  ['outcome: stop', 'outcome: halt', 'malformed', 'halt'],
  ['days(at) <= $contactDays', 'days(at) <= ', 'syntax', ')\n    unless'],
  ['    id: contact', '    id contact', 'syntax', 'id contact'],
  ['basis: [ a paper ]', 'basis: []', 'no-basis', 'basis'],
])('%j turned into %j is %s, at its place', async (from, to, code, part) => {
  expect(setText).toContain(from)
  const broken = setText.replace(from, to)
  const { report, code: exit } = await lint(broken)
  expect(exit).toBe(1)
  expect(report?.findings[0]).toMatchObject({ code, ...placeOf(broken, part) })
})

test('JSON has lines and columns too', async () => {
  await using folder = scratch()
  writeSmallSet(folder.path)
  const text = readFileSync(vector(1, 'cn-3301'), 'utf8')
  const broken = text.replace('"parameter": "areaDays"', '"parameter": "areDays"')
  writeFileSync(folder.at('a.json'), broken)
  const run = await greengate(['rules', 'lint', folder.at('a.json'), '--json'])
  expect(run.code).toBe(1)
  expect(linesOf(run.stdout)[0]?.findings[0]).toMatchObject({
    code: 'unknown-name',
    ...placeOf(broken, '"areDays"'),
  })
})

test('the line is shown with a mark under the place, and what was meant', async () => {
  await using folder = scratch()
  const broken = setText.replace('$contactDays', '$contactDay')
  const file = writeSmallSet(folder.path, { set: broken })
  const run = await greengate(['rules', 'lint', file])
  const lines = run.stdout.split('\n')
  const at = lines.findIndex((line) => line.includes('when: some(contact'))
  expect(lines[at + 1]?.indexOf('^')).toBe(lines[at]?.indexOf('$contactDay'))
  expect(lines[at + 1]?.match(/\^+/)?.[0]).toHaveLength('$contactDay'.length)
  const { line, column } = placeOf(broken, '$contactDay)')
  expect(run.stdout).toContain(`${file}:${line}:${column}`)
  expect(run.stdout).toContain('contactDays?')
})

test('in Chinese the sentences are Chinese', async () => {
  await using folder = scratch()
  const broken = setText.replace('$contactDays', '$contactDay')
  const file = writeSmallSet(folder.path, { set: broken })
  const { stdout } = await greengate(['rules', 'lint', file, '--lang', 'zh'])
  const [, said, advice] = stdout.split('\n')
  expect(said).toMatch(/^ {2}parameter \p{Script=Han}+$/u)
  expect(advice).toMatch(/^ {2}→ \p{Script=Han}+ contactDays？$/u)
})

test('warnings pass, but not in strict, and can be waived by name', async () => {
  await using folder = scratch()
  const first = JSON.parse(readFileSync(vector(1, 'cn-3301'), 'utf8')) as {
    readonly parameters: object
  }
  const unused = { ...first, parameters: { ...first.parameters, idle: { value: 1 } } }
  const waivers = [{ finding: 'unused', no: 0, reason: 'for the next version' }]
  writeFileSync(folder.at('unused.json'), JSON.stringify(unused))
  writeFileSync(folder.at('waived.json'), JSON.stringify({ ...unused, waivers }))
  const facts = ['--json', '--facts', `${ruleSets}/fact-types.json`]
  const runs = await Promise.all([
    greengate(['rules', 'lint', folder.at('unused.json'), ...facts]),
    greengate(['rules', 'lint', folder.at('unused.json'), ...facts, '--strict']),
    greengate(['rules', 'lint', folder.at('waived.json'), ...facts, '--strict']),
  ])
  expect(runs.map(({ code }) => code)).toEqual([0, 1, 0])
  const reports = runs.map(({ stdout }) => linesOf(stdout)[0])
  expect(reports[0]?.findings).toMatchObject([{ code: 'unused', at: 'parameters.idle' }])
  expect(reports[2]).toMatchObject({ findings: [], waived: [{ code: 'unused' }] })
})

test('bases are found in --versions, and missed elsewhere', async () => {
  await using folder = scratch()
  const file = folder.at('city.json')
  writeFileSync(file, readFileSync(vector(9, 'cn-3303'), 'utf8'))
  const facts = ['--facts', `${ruleSets}/fact-types.json`]
  const runs = await Promise.all([
    greengate(['rules', 'lint', file, '--json', ...facts, '--versions', ruleSets]),
    greengate(['rules', 'lint', file, '--json', ...facts]),
  ])
  expect(runs.map(({ code }) => code)).toEqual([0, 1])
  expect(linesOf(runs[1].stdout)[0]?.findings).toMatchObject([{ code: 'base', at: 'extends' }])
})

test('what an author leaves to rules build is filled in: the zone table, digests of base and version before', async () => {
  await using folder = scratch()
  const zone = 'zone: { id: Asia/Shanghai, tzdata: 2026b, offsets: [ [ 684867600, 28800 ] ] }'
  expect(setText).toContain(zone)
  const written = setText.replace(zone, 'zone: Asia/Shanghai')
  writeSmallSet(folder.path, { set: written })
  const overlay = `id: town
version: 2
engine: 1
title: { zh: 镇, en: Town }
effective: { from: 2020-03-01T00:00:00Z, until: 2020-04-01T00:00:00Z }
extends: { id: small, version: 1 }
previous: { version: 1 }
change: { type: amendment, how: Stricter., basis: [ a paper ], requestedBy: them, reviewedBy: others }
parameters: { contactDays: { value: 21, unit: day } }
otherwise: check
`
  writeFileSync(folder.at('town.yaml'), overlay)
  writeFileSync(
    folder.at('town-1.yaml'),
    overlay.replace('version: 2', 'version: 1').replace('previous: { version: 1 }\n', ''),
  )
  const codes = async (text: string): Promise<readonly string[]> => {
    writeFileSync(folder.at('town.yaml'), text)
    const run = await greengate(['rules', 'lint', folder.at('town.yaml'), '--json'])
    const found = linesOf(run.stdout)[0]?.findings ?? []
    // The small set leaves people out, and so does the overlay.
    return found.map(({ code }) => code).filter((code) => code !== 'uncovered')
  }
  expect(await codes(overlay)).toEqual([])
  expect(await codes(overlay.replace('value: 21', 'value: 7'))).toEqual(['loosens'])
  expect(
    await codes(overlay.replace('{ id: small, version: 1 }', '{ id: small, version: 3 }')),
  ).toEqual(['missing-member'])
  expect(
    await codes(overlay.replace('previous: { version: 1 }', 'previous: { version: 9 }')),
  ).toEqual(['missing-member'])
})

test.each([
  [['absent.yaml']],
  [[]],
  [[vector(1, 'cn-3301'), '--facts', vector(1, 'cn-3301')]],
  [[vector(1, 'cn-3301'), '--lang', 'fr']],
])('%j is one line on stderr, exit code 2', async (args) => {
  const run = await greengate(['rules', 'lint', ...args])
  expect(run).toMatchObject({ code: 2, stdout: '' })
  expect(run.stderr).toMatch(/^greengate: [^\n]+; [^\n]+\n$/)
})
