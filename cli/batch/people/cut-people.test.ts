/** Cutting a file of people: however it is cut, its records are read as they would be at once. */
import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { FactTypes } from 'greengate/rules'
import { OperatorError } from '../../operator-error.ts'
import { scratch } from '../../test-process.ts'
import { cutParts } from '../cut-parts.ts'
import { cutPeople } from './cut-people.ts'
import { peopleFormOf } from './people-form.ts'
import { peopleReader } from './read-people.ts'
import { countLines, maxRecordBytes } from './record-end.ts'
import {
  csvRow,
  factTypes,
  jsonColumns,
  madePeople,
  quoted,
  spoilers,
  terms,
} from './test-people.ts'

const { types }: Pick<FactTypes, 'types'> = factTypes
const made = madePeople(120, 3)

/** Everything that is found of a file, with its place in it. */
const readFile = (path: string, shardBytes: number, partBytes: number) => {
  const form = peopleFormOf(path, undefined, types)
  const read = peopleReader(form, terms)
  const { shards, linesBefore } = cutPeople(path, form, shardBytes)
  const file = readFileSync(path)
  const job = { input: { form, bytes: file.length, sha256: '' }, partBytes }
  let lines = linesBefore
  const found = shards.flatMap(({ start: from, end }, shard) =>
    [...cutParts(job, { shard, start: from }, file.subarray(from, end))].flatMap(
      ({ start, bytes }) => {
        expect(bytes.length).toBeLessThanOrEqual(Math.max(partBytes, maxRecordBytes + 1))
        const some = [...read(bytes)].map((one) => ({
          at: start + one.at,
          line: lines + one.line,
          is: 'person' in one ? one.person.id : 'bad',
        }))
        lines += countLines(bytes)
        return some
      },
    ),
  )
  return { shards: shards.length, found }
}

test.each([
  [
    'people.ndjson',
    made.map((person, i) => {
      const spoil = i % 7 === 3 ? Object.values(spoilers)[Math.floor(i / 7) * 2] : undefined
      return spoil === undefined ? JSON.stringify(person) : spoil(person)
    }),
  ],
  [
    'people.csv',
    [
      jsonColumns.join(','),
      ...made.map((person, i) => {
        if (i % 9 === 2) return csvRow(person).replace('"', '')
        if (i % 9 === 4) return csvRow(person).replace('",', ',')
        if (i % 31 === 5) return `a,"${'x'.repeat(maxRecordBytes + 5)}`
        if (i % 9 !== 6) return csvRow(person)
        return `${person.id},${person.region},${quoted(JSON.stringify(person.facts, null, 1))},[]`
      }),
    ],
  ],
])(
  'any cut of %s gives the same people and the same bad lines, by their lines in the file',
  async (name, lines) => {
    await using folder = scratch()
    const path = folder.at(name)
    const end = name.endsWith('.csv') ? '\r\n' : '\n'
    const bytes = Buffer.concat([
      Buffer.from('\ufeff'),
      ...lines.flatMap((line) => [Buffer.from(line), Buffer.from(end)]),
    ])
    writeFileSync(path, bytes)
    const whole = readFile(path, 1e9, 1e9)
    expect(whole.shards).toBe(1)
    const isBad = whole.found.filter(({ is }) => is === 'bad')
    expect(isBad.length).toBeGreaterThan(10)
    expect(whole.found.length).toBe(made.length)
    for (const [shardBytes, partBytes] of [
      [1, 1],
      [20_000, 3000],
      [50_000, 100_000],
      [9_000_000, 7777],
    ] as const) {
      const cut = readFile(path, shardBytes, partBytes)
      expect(cut.found).toEqual(whole.found)
      expect(cut.shards > 2).toBe(shardBytes < 100_000)
    }
    // Where somebody is said to stand their line begins.
    const starts = new Map<number, number>([[3, 1]])
    let line = 1
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1))
      starts.set(at + 1, ++line)
    for (const one of whole.found) expect([one.at, starts.get(one.at)]).toEqual([one.at, one.line])
  },
)

test.each([
  ['no columns', 'people.csv', 'a,330106,[],[]\n'],
  ['a column that is none', 'people.csv', 'id,region,test.colour\n'],
  ['a kind that there is not', 'people.csv', 'id,region,covers.colour\n'],
  ['a column twice', 'people.csv', 'id,region,id\n'],
  ['no region', 'people.csv', 'id,facts\n'],
  ['an open quote in the first line', 'people.csv', 'id,region,"facts\n'],
  ['UTF-16', 'people.ndjson', Buffer.from('\ufeff{"id":"a"}\n', 'utf16le')],
  ['UTF-16 without a mark', 'people.csv', Buffer.from('id,region\na,b\n', 'utf16le')],
  ['UTF-16, big end first', 'people.csv', Buffer.from('id,region\na,b\n', 'utf16le').swap16()],
  ['a first line without end', 'people.csv', 'id,'.repeat(40_000)],
])('a file is refused once, before anybody is read: %s', async (_, name, text) => {
  await using folder = scratch()
  const path = folder.at(name)
  writeFileSync(path, text)
  expect(() => peopleFormOf(path, undefined, types)).toThrow(OperatorError)
  try {
    peopleFormOf(path, undefined, types)
  } catch (error) {
    expect(String(error)).toContain(path)
    expect(String(error)).not.toMatch(/330106/)
  }
})

test('an empty file, a folder and a file that is not there are refused', async () => {
  await using folder = scratch()
  writeFileSync(folder.at('empty.ndjson'), '')
  expect(() => cutPeople(folder.at('empty.ndjson'), { kind: 'ndjson' }, 10)).toThrow(OperatorError)
  expect(() => peopleFormOf(folder.path, undefined, types)).toThrow(OperatorError)
  expect(() => peopleFormOf(folder.at('none.csv'), undefined, types)).toThrow(OperatorError)
  expect(() => peopleFormOf(folder.at('empty.ndjson'), 'xml', types)).toThrow(OperatorError)
})
