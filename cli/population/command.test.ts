/** `greengate population`: sets from files good and bad, patches, questions, and a run that is stopped. */
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { hashNumber, openCovered, openNotGreen, openPatch } from 'greengate/issue'
import { expect, test } from 'vitest'
import { greengate, scratch, startGreengate, type Scratch } from '../test-process.ts'
import { codesOf, type HeaderPayload, type NotGreenPayload } from './headers.ts'
import { blockFaults, faultsOf, faultyFile, personOf, soundPeople } from './synthetic-faults.ts'
import { onePercent, syntheticFile, syntheticNumber } from './synthetic-rows.ts'

const key = Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex')
const keyId = Buffer.from('0011223344556677', 'hex').toString('base64url')

const place = (): Scratch => {
  const folder = scratch()
  const text = JSON.stringify({ id: keyId, key: key.toString('base64url') })
  writeFileSync(folder.at('key'), text, { mode: 0o600 })
  return folder
}

const inFolder = (folder: Scratch, name = 'sets') => [
  ...['--set', 'cn-3301', '--key', folder.at('key'), '--folder', folder.at(name)],
]
const building = (folder: Scratch, rows: string, ...more: readonly string[]) => [
  ...['population', 'build', folder.at(rows), ...inFolder(folder), '--temp', folder.path],
  ...['--version', '14', '--issuer', 'cn-3301', '--assessed-at', '2020-03-01T00:00:00Z'],
  ...['--limit', '2020-03-08T00:00:00Z', '--json', ...more],
]
const typed = ['--type', 'cn-resident-id']

const notGreenOf = (folder: Scratch, name = 'sets'): NotGreenPayload => {
  const text = readFileSync(folder.at(`${name}/not-green-cn-3301.json`), 'utf8')
  return (JSON.parse(text) as HeaderPayload<NotGreenPayload>).sets[0]!
}
const jsonOf = (text: string): unknown => JSON.parse(text)
const rowsOf = (count: number, round = 0) =>
  [...syntheticFile(0, count, onePercent, round)].join('')
const people = 5000

test('sets of a file say of everybody what the file does, a patch what a later one does', async () => {
  await using folder = place()
  writeFileSync(folder.at('rows.csv'), rowsOf(people))
  const ran = await greengate(building(folder, 'rows.csv', ...typed))
  expect([ran.code, ran.stderr]).toEqual([0, ''])
  const made = jsonOf(ran.stdout)
  expect(made).toMatchObject({ people, rows: people, storedAsCheck: 0, proved: people })
  const { notGreen } = made as { notGreen: { control: { by: string; wrong: number } } }
  expect([notGreen.control.by, notGreen.control.wrong > 0]).toEqual(['rows', true])

  // Enough become otherwise: a round changes one in ten thousand.
  const later = rowsOf(people)
    .split('\n')
    .map((row, i) => (i % 100 === 1 ? row.replace(/pass,1|(stop|check),\d+/, 'check,99') : row))
    .map((row, i) => (i % 100 === 2 ? row.replace(/pass,1|(stop|check),\d+/, 'pass,1') : row))
  writeFileSync(folder.at('later.csv'), later.join('\n'))
  const delta = [
    ...['population', 'delta', folder.at('later.csv'), ...inFolder(folder), ...typed, '--json'],
    ...['--temp', folder.path, '--assessed-at'],
  ]
  const patched = await greengate([...delta, '2020-03-01T01:00:00Z'])
  expect([patched.code, jsonOf(patched.stdout)]).toMatchObject([0, { proved: people }])
  expect((await greengate([...delta, '2020-03-01T01:00:00Z'])).code).toBe(2)
  const same = await greengate([...delta, '2020-03-01T02:00:00Z'])
  expect([same.code, jsonOf(same.stdout)]).toMatchObject([0, { changed: 0, proved: people }])

  const { data, patches, classes, universe } = notGreenOf(folder)
  expect([universe.count, patches.length]).toEqual([people, 2])
  const bytes = (sha256: string) => new Uint8Array(readFileSync(folder.at(`sets/${sha256}`)))
  const base = openNotGreen(bytes(data.sha256))
  const patch = openPatch(bytes(patches[0]!.data.sha256))
  const codes = codesOf(classes)
  const name = (found: number | 'green' | undefined) =>
    typeof found === 'number' ? codes[found]! % 0x4000_0000 : found
  for (const [i, row] of rowsOf(people).split('\n').slice(1, -1).entries()) {
    const hash = hashNumber(key, 'cn-resident-id', row.split(',')[0]!)
    const [was, is] = [row, later[i + 1]!].map((one) => one.split(',').slice(1))
    expect(name(base.lookUp(hash))).toBe(was![0] === 'pass' ? undefined : Number(was![1]))
    const change =
      is!.join() === was!.join() ? undefined : is![0] === 'pass' ? 'green' : Number(is![1])
    expect(name(patch.lookUp(hash))).toBe(change)
  }

  const ask = (number: string) =>
    greengate(['population', 'lookup', ...inFolder(folder), ...typed, '--json'], { input: number })
  const asked = await ask(`${syntheticNumber(0)}\n`)
  expect([asked.code, jsonOf(asked.stdout)]).toEqual([
    1,
    { covered: true, outcome: 'check', rule: 99, patch: 1 },
  ])
  expect(asked.stdout + asked.stderr).not.toContain(syntheticNumber(0))
  expect((await ask(syntheticNumber(5))).code).toBe(0)
  const outsider = await ask(syntheticNumber(people + 4))
  expect([outsider.code, jsonOf(outsider.stdout)]).toEqual([1, { covered: false }])
  expect((await ask('330102199001011233')).code).toBe(2)
  const shown = await greengate([
    'population',
    'inspect',
    '--set',
    'cn-3301',
    '--folder',
    folder.at('sets'),
    '--json',
  ])
  expect(jsonOf(shown.stdout)).toMatchObject([
    {
      version: 14,
      data: [
        { name: 'covered' },
        { name: 'not-green' },
        { name: 'patch 1' },
        { name: 'patch 2', people: 0 },
      ],
    },
  ])
})

test('the same people give the same bytes, by any number of threads, as CSV or JSON, in any order', async () => {
  await using folder = place()
  const [header, ...rows] = rowsOf(people).trimEnd().split('\n')
  // Also with a mark of UTF-8, ends of lines as Windows has them, and empty lines.
  writeFileSync(folder.at('a.csv'), `\uFEFF${[header, ...rows].join('\r\n')}\r\n\r\n`)
  const json = rows.toReversed().map((row) => {
    const [number, outcome, rule] = row.split(',')
    return JSON.stringify({ type: 'cn-resident-id', number, outcome, rule: Number(rule) })
  })
  writeFileSync(folder.at('b'), json.join('\n'))
  const a = await greengate(building(folder, 'a.csv', ...typed, '--workers', '1'))
  const first = notGreenOf(folder)
  const b = await greengate(building(folder, 'b', '--workers', '2'))
  expect([a.code, b.code, a.stderr + b.stderr]).toEqual([0, 0, ''])
  // The same data lie there, and no others.
  expect(notGreenOf(folder)).toEqual(first)
  expect(folder.list().filter((name) => name.startsWith('sets/'))).toHaveLength(4)
})

test('rows that cannot be used are all named by line, and nothing is written unless they are skipped', async () => {
  await using folder = place()
  const blocks = 2500
  writeFileSync(folder.at('bad.csv'), Buffer.concat([...faultyFile(blocks)]))
  const bad = ['--bad', folder.at('bad.json')]
  const refused = await greengate(building(folder, 'bad.csv', ...bad))
  expect([refused.code, existsSync(folder.at('sets')), refused.stdout]).toEqual([2, false, ''])
  const expected = [...faultsOf(blocks)]
  const named = () => readFileSync(folder.at('bad.json'), 'utf8').trimEnd().split('\n').map(jsonOf)
  expect(named()).toEqual(expected)
  const lines = refused.stderr.trimEnd().split('\n')
  // The first hundred, a line for each of eight faults, repeats, and what becomes of it.
  expect(lines).toHaveLength(100 + 8 + 1 + 1)
  const unusable = expected.filter(({ fault }) => fault !== 'repeat').slice(0, 100)
  expect(lines.slice(0, 100).map((line) => / line (\d+): /.exec(line)?.[1])).toEqual(
    unusable.map(({ line }) => String(line)),
  )
  expect(lines.at(-1)).toContain((blocks * blockFaults).toLocaleString('en'))
  expect(refused.stderr).not.toMatch(/\d{17}/)

  const skipped = await greengate(building(folder, 'bad.csv', ...bad, '--skip-bad'))
  expect(skipped.code).toBe(0)
  expect(named()).toEqual(expected)
  const count = soundPeople(blocks)
  // Of each block one pass ends before the limit.
  expect(jsonOf(skipped.stdout)).toMatchObject({ people: count, storedAsCheck: blocks })
  const { universe, data, counts } = notGreenOf(folder)
  expect([universe.count, counts.reduce((sum, each) => sum + each.count, 0)]).toEqual([
    count,
    count,
  ])
  const set = openNotGreen(new Uint8Array(readFileSync(folder.at(`sets/${data.sha256}`))))
  const covered = folder
    .list()
    .filter((name) => name.startsWith('sets/') && !name.endsWith('.json'))
  const all = openCovered(
    new Uint8Array(readFileSync(folder.at(covered.find((name) => !name.endsWith(data.sha256))!))),
  )
  // Who is said to be stopped and to pass is in neither set, but for one in 1,024.
  let taken = 0
  for (let block = 0; block < blocks / 2; block++) {
    if (all.has(hashNumber(key, 'cn-resident-id', personOf(block, 1)))) taken += 1
  }
  expect(taken).toBeLessThan(10)
  expect(set.lookUp(hashNumber(key, 'cn-resident-id', personOf(7, 2)))).toBeDefined()
  expect(set.lookUp(hashNumber(key, 'cn-resident-id', personOf(7, 0)))).toBeUndefined()
})

test.each([
  ['UTF-16', Buffer.from(`\uFEFF${rowsOf(3)}`, 'utf16le'), typed],
  ['columns of another kind', Buffer.from('name,number\na,b\n'), typed],
  ['a column twice', Buffer.from('number,number,outcome\n'), typed],
  ['no type at all', Buffer.from(rowsOf(3)), []],
  ['a type that is none', Buffer.from(rowsOf(3)), ['--type', 'card']],
  ['no people', Buffer.from('number,outcome,rule\n'), typed],
  [
    'a limit before the assessment',
    Buffer.from(rowsOf(3)),
    [...typed, '--limit', '2020-02-01T00:00:00Z'],
  ],
  ['an empty file', Buffer.from(''), typed],
])('%s is refused as a whole', async (_name, content, more) => {
  await using folder = place()
  writeFileSync(folder.at('rows'), content)
  const { code, stderr } = await greengate(building(folder, 'rows', ...more))
  expect([code, stderr.trimEnd().split('\n').length]).toEqual([2, 1])
  expect(folder.list()).toEqual(['key', 'rows'])
})

test('a patch is refused for other people, for another key, and after its time', async () => {
  await using folder = place()
  writeFileSync(folder.at('rows.csv'), rowsOf(500))
  expect((await greengate(building(folder, 'rows.csv', ...typed))).code).toBe(0)
  const delta = (rows: string, at: string, ...more: readonly string[]) =>
    greengate([
      ...['population', 'delta', folder.at(rows), ...inFolder(folder), ...typed],
      ...['--temp', folder.path, '--assessed-at', at, ...more],
    ])
  writeFileSync(folder.at('more.csv'), rowsOf(501))
  writeFileSync(
    folder.at('other'),
    JSON.stringify({ id: 'AAAAAAAAAAA', key: key.toString('base64url') }),
    { mode: 0o600 },
  )
  const runs = [
    await delta('more.csv', '2020-03-01T01:00:00Z'),
    await delta('rows.csv', '2020-03-01T00:00:00Z'),
    await delta('rows.csv', '2020-03-08T00:00:00Z'),
    await delta('rows.csv', '2020-03-01T01:00:00Z', '--key', folder.at('other')),
    await delta('rows.csv', '2020-03-01T01:00:00Z', '--version', '13'),
  ]
  expect(runs.map(({ code }) => code)).toEqual([2, 2, 2, 2, 2])
  expect(notGreenOf(folder).patches).toEqual([])
})

test('where everybody passes there is a set of nobody', async () => {
  await using folder = place()
  writeFileSync(folder.at('rows.csv'), rowsOf(300).replace(/,(stop|check),\d+/g, ',pass,1'))
  const { code, stdout } = await greengate(building(folder, 'rows.csv', ...typed))
  expect([code, jsonOf(stdout)]).toMatchObject([0, { people: 300, notGreen: { bound: 0 } }])
  expect(notGreenOf(folder)).toMatchObject({
    classes: [],
    counts: [{ outcome: 'pass', count: 300 }],
  })
})

test('a run that is stopped leaves nothing behind', async () => {
  await using folder = place()
  // So many that it is still at work when a busy machine comes to stopping it.
  writeFileSync(folder.at('rows.csv'), rowsOf(200_000))
  await using run = startGreengate(building(folder, 'rows.csv', ...typed))
  const meanwhile = () => readdirSync(folder.path).some((name) => name.startsWith('greengate-'))
  while (!meanwhile()) await new Promise((resolve) => setTimeout(resolve, 10))
  expect(await run.interrupt()).toBe(2)
  expect(folder.list()).toEqual(['key', 'rows.csv'])
})
