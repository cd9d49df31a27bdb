/** The examples of docs/people.md: both forms say the same of the same people. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { BatchPerson } from './batch-person.ts'
import { peopleReader, type ReadPerson } from './read-people.ts'
import { terms } from './test-people.ts'

const text = readFileSync(new URL('../../../docs/people.md', import.meta.url), 'utf8')
const example = (language: string): string =>
  new RegExp('```' + language + '\\n([^]*?)```').exec(text)?.[1] ?? ''

const people = (found: Iterable<ReadPerson>): readonly BatchPerson[] =>
  [...found].flatMap((read) => ('person' in read ? [read.person] : []))

test('the people of the document are read from lines and from CSV, and say the same', () => {
  const [header = '', ...rows] = example('csv').trimEnd().split('\n')
  const byLines = people(peopleReader({ kind: 'ndjson' }, terms)(Buffer.from(example('ndjson'))))
  const form = { kind: 'csv', columns: header.split(',') } as const
  const byRows = people(peopleReader(form, terms)(Buffer.from(rows.join('\n'))))
  const said = ({ id, region, facts, covers }: BatchPerson) => ({
    ...{ id, region, covers },
    facts: facts.map(({ kind, fields }) => ({ kind, fields })),
  })
  expect(byLines.map(({ id }) => id)).toEqual(['A-1', 'A-2'])
  expect(byRows.map(said)).toEqual(byLines.map(said))
  expect(byRows[1]?.facts).toMatchObject([
    { id: 'test.1', source: 'cn-3301', recordedAt: '2020-03-18T21:30:00Z' },
  ])
})
