/** The command `rules impact` as a process: workers, bad lines, what is missing, and what it tells. */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import type { Impact } from '../impact/impact.ts'
import { people } from '../people/main.ts'
import { greengate, scratch } from '../test-process.ts'
import { setText, writeSmallSet } from './test-set.ts'

const folder = fileURLToPath(new URL('../../test-vectors/rule-sets/hangzhou', import.meta.url))
const set = (version: string, id = 'cn-3301'): string => `${folder}/${version}/${id}.json`
const now = Date.parse('2020-03-18T21:30:00Z') / 1000
/** So many that they are several shares: a share is 4 MiB. */
const lines = [...people({ seed: 5, now }, 3000)].map((person) => JSON.stringify(person))

const impactOf = (stdout: string): Impact => JSON.parse(stdout) as Impact

test('one worker and three count the same, byte for byte, from a file and from a seed', async () => {
  await using scratched = scratch()
  writeFileSync(scratched.at('people.jsonl'), `${lines.join('\n')}\n`)
  const sets = [set('12'), set('14')]
  const file = ['--population', scratched.at('people.jsonl'), '--with-facts']
  for (const source of [file, ['--synthetic', '3000', '--seed', '5']]) {
    const [one, three] = await Promise.all(
      ['1', '3'].map((workers) =>
        greengate(['rules', 'impact', ...sets, ...source, '--workers', workers, '--json']),
      ),
    )
    expect(one).toMatchObject({ code: 0, stderr: '' })
    expect(three!.stdout).toBe(one!.stdout)
    const { people: judged, changed, matrix } = impactOf(one!.stdout)
    expect(judged).toBe(3000)
    expect(changed).toBeGreaterThan(10)
    expect(matrix.reduce((sum, count) => sum + count, 0)).toBe(3000)
  }
})

test('the same people as lines and by their seed come to the same numbers', async () => {
  await using scratched = scratch()
  writeFileSync(scratched.at('people.jsonl'), lines.slice(0, 400).join('\n'))
  const args = ['rules', 'impact', set('13'), set('14', 'cn-3302'), '--json', '--examples', '0']
  const [file, seed] = await Promise.all([
    greengate([...args, '--population', scratched.at('people.jsonl')]),
    greengate([...args, '--synthetic', '400', '--seed', '5', '--now', '2020-03-18T21:30:00Z']),
  ])
  const { population: _, now: at, ...counted } = impactOf(file.stdout)
  expect(at).toBe('2020-03-18T21:30:00Z')
  expect(impactOf(seed.stdout)).toMatchObject(counted)
})

test('lines that are no people are counted and named, the others are judged', async () => {
  await using scratched = scratch()
  const [first = '', second = ''] = lines
  const bad = (changes: object): string =>
    JSON.stringify({ ...(JSON.parse(first) as object), ...changes })
  writeFileSync(
    scratched.at('people.jsonl'),
    Buffer.concat([
      Buffer.from(`\uFEFF${first}\n\nnot json\n[]\r\n${bad({ id: 7 })}\n${bad({ region: '' })}\n`),
      Buffer.from(
        `${bad({ facts: [{ id: 'a', kind: 'test' }] })}\n${bad({ covers: [{ kind: 'x', until: '2020-02-30T00:00:00Z' }] })}\n`,
      ),
      Buffer.from(`${bad({ onSite: { temperature: 'hot' } })}\n${bad({ facts: null })}\n`),
      Buffer.from([0x22, 0xff, 0x22, 0x0a]),
      Buffer.from(second),
    ]),
  )
  const args = [
    'rules',
    'impact',
    set('13'),
    set('14'),
    '--population',
    scratched.at('people.jsonl'),
  ]
  const run = await greengate([...args, '--json'])
  expect(run.code).toBe(2)
  const { people: judged, population } = impactOf(run.stdout)
  expect(judged).toBe(2)
  expect(population).toMatchObject({ kind: 'file', name: 'people.jsonl', lines: 12 })
  if (population.kind !== 'file') throw new Error('a file was judged')
  expect(population.bad.count).toBe(9)
  expect(population.bad.first.map(({ line }) => line)).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11])
  const places = [
    '',
    '',
    'id',
    'region',
    'facts[0].fields',
    'covers[0].until',
    'onSite',
    'facts',
    '',
  ]
  expect(population.bad.first.map(({ reason }) => /^([\w[\].]+):/.exec(reason)?.[1] ?? '')).toEqual(
    places,
  )
  const stderr = run.stderr.trimEnd().split('\n')
  expect(stderr).toHaveLength(10)
  expect(stderr.every((line) => line.startsWith('greengate: '))).toBe(true)
  expect(run.stderr).not.toContain('hot')
})

test('a set against itself changes no one', async () => {
  const args = ['rules', 'impact', set('14'), set('14'), '--synthetic', '500']
  const [told, json] = await Promise.all([greengate(args), greengate([...args, '--json'])])
  expect(told).toMatchObject({ code: 0, stderr: '' })
  expect(told.stdout).not.toContain('->  ')
  expect(impactOf(json.stdout)).toMatchObject({ changed: 0, otherRules: 0, changes: [] })
})

test('sets in YAML are judged as the JSON that is built of them, and named by its digest', async () => {
  await using folder = scratch()
  const zone = 'zone: { id: Asia/Shanghai, tzdata: 2026b, offsets: [ [ 684867600, 28800 ] ] }'
  expect(setText).toContain(zone)
  const yaml = writeSmallSet(folder.path, { set: setText.replace(zone, 'zone: Asia/Shanghai') })
  const built = folder.at('small.json')
  expect((await greengate(['rules', 'build', yaml, '--out', built])).code).toBe(0)
  writeFileSync(
    folder.at('town.yaml'),
    `id: town
version: 1
engine: 1
title: { zh: 镇, en: Town }
effective: { from: 2020-03-01T00:00:00Z, until: 2020-04-01T00:00:00Z }
extends: { id: small, version: 1 }
change: { type: first, how: Stricter., basis: [ a paper ], requestedBy: them, reviewedBy: others }
parameters: { contactDays: { value: 28, unit: day } }
otherwise: check
`,
  )
  const args = ['--synthetic', '1000', '--examples', '0', '--json']
  const same = await greengate(['rules', 'impact', built, yaml, ...args])
  expect(same).toMatchObject({ code: 0, stderr: '' })
  const { a, b, changed } = impactOf(same.stdout)
  expect([changed, b]).toEqual([0, a])
  const other = await greengate(['rules', 'impact', yaml, folder.at('town.yaml'), ...args])
  expect(impactOf(other.stdout)).toMatchObject({ a: { sha256: a.sha256 }, b: { id: 'town' } })
  expect(impactOf(other.stdout).stricter).toBeGreaterThan(0)
})

test('a fault in a set is told at its place, before anybody is judged', async () => {
  await using folder = scratch()
  const set = setText.replace('days(at) <= $contactDays)', 'days(at) <= )')
  const yaml = writeSmallSet(folder.path, { set })
  const run = await greengate(['rules', 'impact', yaml, yaml, '--synthetic', '10'])
  expect(run).toMatchObject({ code: 2, stdout: '' })
  expect(run.stderr).toMatch(/^greengate: [^\n]*small\.yaml:24:37: [^\n]+\n$/)
})

test('the tables say the numbers of the JSON, in both languages', async () => {
  const args = ['rules', 'impact', set('13'), set('14'), '--synthetic', '1500']
  const [json, en, zh] = await Promise.all([
    greengate([...args, '--json']),
    greengate(args),
    greengate([...args, '--lang', 'zh']),
  ])
  const { matrix, regions, ages, changes } = impactOf(json.stdout)
  const text = (count: number): string => count.toLocaleString('en')
  for (const { stdout } of [en, zh]) {
    const rows = stdout.split('\n').map((line) => line.trim().split(/\s{2,}/))
    const tails = rows.map((cells) => cells.slice(1).join(' '))
    for (let from = 0; from < 4; from++)
      expect(tails).toContain(
        matrix
          .slice(from * 4, from * 4 + 4)
          .map(text)
          .join(' '),
      )
    for (const group of [...regions, ...ages].filter(({ people: of }) => of > 0)) {
      const row = rows.find(
        (cells) =>
          cells.length === 6 &&
          cells[1] === text(group.people) &&
          cells[2] === text(group.changed) &&
          cells[4] === text(group.stricter) &&
          cells[5] === text(group.looser),
      )
      expect([group.name, row !== undefined]).toEqual([group.name, true])
    }
    for (const { examples } of changes)
      for (const { person } of examples) expect(stdout).toContain(person)
  }
})

const fine = ['--synthetic', '10']
test.each([
  [['absent.json', set('14'), ...fine]],
  [[set('13'), 'absent.json', ...fine]],
  [[set('13'), `${folder}/14/cn-3301.cases.json`, ...fine]],
  [[set('13'), set('14'), '--facts', 'absent.json', ...fine]],
  [[set('13'), set('14'), '--versions', 'absent', ...fine]],
  [[set('13'), set('14'), '--population', 'absent.jsonl']],
  [[set('13'), set('14'), '--population', folder]],
  [[set('13'), set('14'), '--population', '/dev/null']],
  [[set('13'), set('14')]],
  [[set('13'), set('14'), '--population', 'x', ...fine]],
  [[set('13'), set('14'), '--synthetic', '0']],
  [[set('13'), set('14'), '--synthetic', '1e3']],
  [[set('13'), set('14'), ...fine, '--workers', '0']],
  [[set('13'), set('14'), ...fine, '--now', 'yesterday']],
  [[set('13'), set('14'), ...fine, '--html', 'absent/report.html']],
  [[set('13'), ...fine]],
])('%j is one line on stderr, exit code 2', async (args) => {
  const run = await greengate(['rules', 'impact', ...args])
  expect(run).toMatchObject({ code: 2, stdout: '' })
  expect(run.stderr).toMatch(/^greengate: [^\n]+; [^\n]+\n$/)
})

test('a file without people is refused with the reason of its first line', async () => {
  await using scratched = scratch()
  for (const content of ['\n\n', '{}\n{}']) {
    writeFileSync(scratched.at('none'), content)
    const args = ['rules', 'impact', set('13'), set('14'), '--population', scratched.at('none')]
    const run = await greengate(args)
    expect(run).toMatchObject({ code: 2, stdout: '' })
    expect(run.stderr).toMatch(/^greengate: [^\n]+\n$/)
  }
})
