/** Reading people of a batch: good ones whole, bad ones named by place, whatever stands beside them. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseFactTypes } from 'greengate/rules'
import { people } from '../../people/main.ts'
import { peopleReader, type ReadPerson } from './read-people.ts'

const file = new URL('../../../test-vectors/rule-sets/fact-types.json', import.meta.url)
const { types } = parseFactTypes(JSON.parse(readFileSync(file, 'utf8')))
const now = Date.parse('2020-03-15T04:00:00Z') / 1000
const terms = { types, source: 'cn-3301', now }
const read = peopleReader({ kind: 'ndjson' }, terms)

test('people of greengate people are read as they were made, faults and all', () => {
  const made = [...people({ seed: 1, now, faultsPerMillion: 300_000 }, 500)]
  const found = [...read(Buffer.from(made.map((one) => JSON.stringify(one)).join('\n')))]
  expect(found.map((one: ReadPerson) => ('person' in one ? one.person : one.bad))).toEqual(
    made.map(({ id, region, facts, covers }) => ({ id, region, facts, covers })),
  )
})
