/** Reading people of a batch: good ones whole, bad ones named by line and place, whatever stands beside them. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runSeed } from '../../../house/sampled.ts'
import type { Person } from '../../people/main.ts'
import type { BatchPerson } from './batch-person.ts'
import { peopleReader, type ReadPerson } from './read-people.ts'
import { columnsRow, csvRow, factColumns, jsonColumns, madePeople, quoted } from './test-people.ts'
import { factTypes, spoilers, terms } from './test-people.ts'

const readLines = peopleReader({ kind: 'ndjson' }, terms)
const readRows = peopleReader({ kind: 'csv', columns: jsonColumns }, terms)
const made = madePeople(500)

const peopleOf = (found: Iterable<ReadPerson>): readonly BatchPerson[] =>
  [...found].map((one) => {
    if ('person' in one) return one.person
    throw new Error(one.bad)
  })
const badOf = (found: Iterable<ReadPerson>) => [...found].filter((one) => 'bad' in one)
const plain = ({ id, region, facts, covers }: Person): BatchPerson => ({
  id,
  region,
  facts,
  covers,
})

test('people of greengate people are read as they were made, faults and all', () => {
  const lines = made.map((one) => JSON.stringify(one)).join('\n')
  expect(peopleOf(readLines(Buffer.from(lines)))).toEqual(made.map(plain))
  expect(peopleOf(readLines(Buffer.from(`\n${lines.replaceAll('\n', '\r\n\r\n')} \n`)))).toEqual(
    made.map(plain),
  )
})

test('the same people are read from CSV, with JSON in cells and with a column for each field', () => {
  const rows = made.map(csvRow)
  expect(peopleOf(readRows(Buffer.from(rows.join('\r\n'))))).toEqual(made.map(plain))
  const columns = [
    ...['id', 'region'],
    ...[...factTypes.types.keys()].map((kind) => `covers.${kind}`),
    ...factColumns(20),
  ]
  const known = made.filter(({ facts }) =>
    facts.every(({ kind, retracts }) => factTypes.types.has(kind) && retracts === undefined),
  )
  const read = peopleReader({ kind: 'csv', columns }, terms)
  const found = peopleOf(read(Buffer.from(known.map((one) => columnsRow(one, columns)).join('\n'))))
  const bare = ({ id, region, facts, covers }: BatchPerson) => ({
    ...{ id, region, covers: new Map(covers.map(({ kind, until }) => [kind, until])) },
    facts: facts.map(({ id: _, ...fact }) => JSON.stringify(Object.entries(fact).sort())).sort(),
  })
  const sorted = (one: BatchPerson) =>
    bare({
      ...one,
      facts: one.facts.map((fact) => ({
        ...fact,
        fields: Object.fromEntries(Object.entries(fact.fields).sort()),
      })),
    })
  expect(found.map(sorted)).toEqual(known.map(plain).map(sorted))
  expect(known.length).toBeGreaterThan(400)
})

test('what a fact does not say of its source and time are the issuer and the instant of the job', () => {
  const line = JSON.stringify({
    ...{
      id: '甲',
      region: '330106',
      covers: [{ kind: 'test', until: '2020-03-19T05:00:00+08:00' }],
    },
    facts: [{ id: 't', kind: 'test', fields: { result: 'negative' } }],
    subject: { maskedName: '林*', lastFour: '123X' },
    card: { type: 'passport', number: 'e1234567' },
    holderKey: { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' },
  })
  const [person] = peopleOf(readLines(Buffer.from(line)))
  expect(person).toEqual({
    ...{ id: '甲', region: '330106', covers: [{ kind: 'test', until: '2020-03-18T21:00:00Z' }] },
    facts: [
      {
        ...{ id: 't', kind: 'test', source: 'cn-3301', recordedAt: '2020-03-18T21:30:00Z' },
        fields: { result: 'negative' },
      },
    ],
    subject: { maskedName: '林*', lastFour: '123X' },
    card: { type: 'passport', number: 'E1234567' },
    holderKey: { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' },
  })
})

test('lines are read the same among ASCII alone and beside a line that is not', () => {
  const lines = [...made.slice(0, 60), ...Object.values(spoilers).map((spoil) => spoil(made[3]!))]
  const whole = Buffer.concat(
    lines.flatMap((line) => [
      Buffer.from(typeof line === 'object' && !Buffer.isBuffer(line) ? JSON.stringify(line) : line),
      Buffer.from('\n'),
    ]),
  )
  const ascii = whole.map((byte) => byte & 0x7f)
  const found = [...readLines(ascii)]
  const beside = [...readLines(Buffer.concat([ascii, Buffer.from('é')]))]
  // What is too long ends both.
  expect(beside.slice(0, found.length)).toEqual(found)
  expect(found.length).toBeGreaterThan(100)
})

test('a kind that nobody knows and an id that is there twice make no bad line', () => {
  const one = {
    ...{ id: 'a', region: 'x', covers: [] },
    facts: [{ id: 'f', kind: '__proto__', fields: { constructor: 1, toString: '2020-01-01' } }],
  }
  const lines = `${JSON.stringify(one)}\n`.repeat(2)
  expect(
    peopleOf(readLines(Buffer.from(lines))).map(({ id, facts }) => [id, facts[0]?.kind]),
  ).toEqual([
    ['a', '__proto__'],
    ['a', '__proto__'],
  ])
})

/** Places for bad lines among good ones, from the seed of the run. */
const mixed = (good: readonly string[], bad: readonly (string | Buffer)[]) => {
  const sites = fc.sample(
    fc.uniqueArray(fc.nat(good.length - 1), { minLength: bad.length, maxLength: bad.length }),
    { numRuns: 1, seed: runSeed },
  )[0] as readonly number[]
  const at = new Map(sites.map((site, i) => [site, bad[i] as string | Buffer]))
  const [bytes, places]: [Buffer[], number[]] = [[], []]
  for (const [i, line] of good.entries()) {
    const spoilt = at.get(i)
    if (spoilt !== undefined) {
      bytes.push(Buffer.from(spoilt), Buffer.from('\n'))
      places.push(bytes.length / 2)
    }
    bytes.push(Buffer.from(line), Buffer.from('\n'))
  }
  return { bytes: Buffer.concat(bytes), places }
}

test('bad lines of every kind, one in a hundred among ten thousand, are named, and the good ones are as without them', () => {
  const good = Array.from({ length: 20 }, () => made.map((one) => JSON.stringify(one))).flat()
  const kinds = Object.entries(spoilers).filter(([name]) => name !== 'longer than a record may be')
  const bad = Array.from({ length: 100 }, (_, i) => {
    const [, spoil] = kinds[i % kinds.length]!
    return spoil(made[i]!)
  })
  const { bytes, places } = mixed(good, bad)
  const found = [...readLines(bytes)]
  expect(found).toHaveLength(10_100)
  expect(badOf(found).map(({ line }) => line)).toEqual(places)
  const rest = found.filter((one) => 'person' in one)
  expect(rest).toHaveLength(10_000)
  expect(rest.slice(-500).map((one) => ('person' in one ? one.person : ''))).toEqual(
    made.map(plain),
  )
  for (const one of found) {
    if ('person' in one) expect(made.some(({ id }) => id === one.person.id)).toBe(true)
  }
})

test.each(Object.entries(spoilers))('a line is no person: %s', (_, spoil) => {
  const line = spoil(made[3]!)
  const [found, ...more] = [...readLines(Buffer.from(line))]
  expect([found?.at, found?.line, more]).toEqual([0, 1, []])
  if (found === undefined || 'person' in found) throw new Error('it was taken for a person')
  expect(found.bad).not.toMatch(/MARK|postive|hot|330102|18\.3/)
  expect(found.bad.length).toBeLessThan(200)
})

const good = made.slice(0, 40)
const rows = good.map(csvRow)
const [, second = ''] = rows
const spoiltRows: Readonly<Record<string, string | Buffer>> = {
  'too few cells': 'a,b,[]',
  'too many cells': 'a,b,[],[],x',
  'no id': ',b,[],[]',
  'a quote in a bare cell': 'a,b"c,[],[]',
  'something behind a quote': 'a,"b"c,[],[]',
  'a quote that is left open': 'a,"b,[],[]',
  'a quote that is left open behind others': second.slice(0, -1),
  'facts that are no JSON': 'a,b,[{],[]',
  'facts that are no list': 'a,b,{},[]',
  'a member twice': `a,b,${quoted('[{"id":"x","kind":"test","kind":"stay","fields":{}}]')},[]`,
  'an instant for coverage that is none': 'a,b,[],2020-03-18',
  'a NUL': 'a\u0000,b,[],[]',
  'no UTF-8': Buffer.from('é,b,[],[]', 'latin1'),
}

test.each(Object.entries(spoiltRows))('a row is no person, and spoils no other: %s', (_, row) => {
  const bytes = (before: readonly string[], after: readonly string[]): Buffer =>
    Buffer.concat([
      Buffer.from(before.map((one) => `${one}\n`).join('')),
      Buffer.from(row),
      Buffer.from('\n'),
      Buffer.from(after.map((one) => `${one}\n`).join('')),
    ])
  for (const [before, after] of [
    [rows, []],
    [[], rows],
    [rows.slice(0, 7), rows.slice(7)],
  ] as const) {
    const found = [...readRows(bytes(before, after))]
    expect(badOf(found).map(({ line }) => line)).toEqual([before.length + 1])
    const rest = found.filter((one) => 'person' in one)
    expect(peopleOf(rest)).toEqual(good.map(plain))
  }
})

test('a cell that holds line ends is one record, and lines are counted on', () => {
  const facts = JSON.stringify([{ id: 'f', kind: 'test', fields: {} }], null, 2)
  const text = `a,b,${quoted(facts)},[]\r\nbad\r\nc,d,"",\r\n`
  const found = [...readRows(Buffer.from(text))]
  expect(found.map((one) => [one.line, 'person' in one ? one.person.id : 'bad'])).toEqual([
    [1, 'a'],
    [8, 'bad'],
    [9, 'c'],
  ])
})

test('what stands in quotes is never read as a row of its own, be the row a person or not', () => {
  const inner = 'x\np9,330100,[],[]\ny'
  for (const row of [`a,${quoted(inner)},[],[]`, `a,b,[],[],${quoted(inner)}`]) {
    const found = [...readRows(Buffer.from(`${row}\n${rows[0] ?? ''}\n`))]
    expect(found.map((one) => ('person' in one ? one.person.id : 'bad'))).toEqual([
      'bad',
      good[0]?.id,
    ])
  }
})

const anyChange = fc.record({
  at: fc.nat(10_000),
  cut: fc.nat(3),
  put: fc.oneof(
    fc.constantFrom('"', '{', '}', '[', ']', ',', ':', '\\', '\n', '0', ' ', '\r', '""'),
    fc.string({ maxLength: 3 }),
    fc.uint8Array({ maxLength: 3 }),
  ),
})

test('lines and rows that were changed anywhere never throw, and are read as somebody only if they say so', () => {
  const kinds = [
    { read: readLines, lines: good.map((one) => JSON.stringify(one)) },
    { read: readRows, lines: rows },
  ]
  fc.assert(
    fc.property(
      fc.constantFrom(...kinds),
      fc.nat(37),
      fc.array(anyChange, { minLength: 1, maxLength: 3 }),
      ({ read, lines }, site, changes) => {
        let line = Buffer.from(lines[site + 1] ?? '')
        for (const { at, cut, put } of changes) {
          const from = at % line.length
          line = Buffer.concat([
            line.subarray(0, from),
            Buffer.from(put),
            line.subarray(from + cut),
          ])
          if (line.length === 0) line = Buffer.from(' ')
        }
        const around = [lines[site] ?? '', lines[site + 2] ?? '']
        const bytes = Buffer.concat([
          Buffer.from(`${around[0]}\n`),
          line,
          Buffer.from(`\n${around[1]}\n`),
        ])
        const found = [...read(bytes)]
        const first = found[0]
        expect(first !== undefined && 'person' in first && first.person).toEqual(plain(good[site]!))
        for (const one of found) {
          if ('bad' in one) continue
          // Whoever is read says so in the bytes where they were found.
          const end = found.find(({ at }) => at > one.at)?.at ?? bytes.length
          const said = bytes.subarray(one.at, end).toString('utf8')
          const id = JSON.stringify(one.person.id).slice(1, -1)
          expect(said.includes(one.person.id) || said.includes(id) || said.includes('\\')).toBe(
            true,
          )
        }
      },
    ),
    { numRuns: 400, seed: runSeed },
  )
})
