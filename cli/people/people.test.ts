/** The command `greengate people`, as a process: its lines, its files, its errors, and how little it holds. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { greengate, scratch } from '../test-process.ts'
import { people, personAt } from './synthetic-people.ts'

const lines = (text: string): unknown[] =>
  text
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line))

test('prints the people of the seed, one a line', async () => {
  const run = await greengate(['people', '--seed', '4', '--count', '20'])
  expect(run).toMatchObject({ code: 0, stderr: '' })
  const now = Date.parse('2020-03-15T04:00:00Z') / 1000
  expect(lines(run.stdout)).toEqual([...people({ seed: 4, now }, 20)])
})

test('begins at any person, at any instant, and writes a file', async () => {
  await using folder = scratch()
  const out = folder.at('people.jsonl')
  const args = ['people', '--seed', '4', '--count', '2', '--from', '1000000', '--out', out]
  const run = await greengate([...args, '--now', '2020-02-29T00:00:00+08:00'])
  expect(run).toMatchObject({ code: 0, stdout: '', stderr: '' })
  const options = { seed: 4, now: Date.parse('2020-02-28T16:00:00Z') / 1000 }
  expect(lines(readFileSync(out, 'utf8'))).toEqual([
    personAt(1_000_000, options),
    personAt(1_000_001, options),
  ])
  expect(folder.list()).toEqual(['people.jsonl'])
})

test('takes boundaries from a file, and injects faults', async () => {
  await using folder = scratch()
  const file = folder.at('boundaries.json')
  const contact = { name: 'c', unit: 'day', value: 14, kind: 'contact', field: 'at' }
  writeFileSync(file, JSON.stringify([contact]))
  const args = ['people', '--seed', '4', '--count', '200', '--boundaries', file]
  const forced = lines((await greengate(args)).stdout) as {
    facts: { kind: string; fields: unknown }[]
  }[]
  const dates = new Set(
    forced
      .flatMap(({ facts }) => facts.filter(({ kind }) => kind === 'contact'))
      .map(({ fields }) => JSON.stringify(fields)),
  )
  for (const day of ['02-29', '03-01', '03-02']) expect(dates).toContain(`{"at":"2020-${day}"}`)
  const spoilt = await greengate([...args, '--faults', '0.5'])
  expect(spoilt.stdout.match(/"corrected"/g)!.length).toBeGreaterThan(50)
})

test.each([
  [['--seed', '1']],
  [['--count', '1']],
  [['--seed', 'x', '--count', '1']],
  [['--seed', '1', '--count', '-1']],
  [['--seed', '1', '--count', '1.5']],
  [['--seed', '1', '--count', '1', '--faults', '2']],
  [['--seed', '1', '--count', '1', '--now', 'yesterday']],
  [['--seed', '1', '--count', '1', '--out', 'no/such/folder/x']],
  [['--seed', '1', '--count', '1', '--boundaries', 'no-such-file']],
  [['--seed', '1', '--count', '1', '--boundaries', 'package.json']],
])('%j: one line, exit code 2', async (args) => {
  const run = await greengate(['people', ...args])
  expect(run).toMatchObject({ code: 2, stdout: '' })
  expect(run.stderr).toMatch(/^greengate: [^\n]+; [^\n]+\n$/)
})

test('thirty thousand go through a slow pipe with a heap of 40 MB', async () => {
  const main = fileURLToPath(new URL('../main.ts', import.meta.url))
  const node = ['--conditions=source', '--max-old-space-size=40']
  const child = spawn(
    process.execPath,
    [...node, main, 'people', '--seed', '1', '--count', '30000'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const closed = new Promise<number | null>((resolve) => child.once('close', resolve))
  const hash = createHash('sha256')
  let count = 0
  for await (const part of child.stdout as AsyncIterable<Buffer>) {
    hash.update(part)
    for (const byte of part) if (byte === 10) count++
    // A reader that is slower than the writer must hold the writer up.
    if (count % 100 === 0) await new Promise((resolve) => setTimeout(resolve, 1))
  }
  expect([await closed, count]).toEqual([0, 30_000])
  expect(hash.digest('hex')).toMatchInlineSnapshot(
    `"4f40e007ca7e3b148987640ac34a8cf92b48a3a3beb60bc9582c3002f8f06599"`,
  )
})
