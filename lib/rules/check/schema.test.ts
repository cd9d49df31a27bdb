/** Tests that the published JSON Schema takes every right set and refuses every fault of form. */
import { globSync, readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import schema from 'greengate/schema/rule-set-1.json' with { type: 'json' }
import { expect, test } from 'vitest'
import { faultsOf } from '../../testing/rule-set-faults.ts'
import { standardFacts } from '../../testing/standard-facts.ts'
import { largeSet, setOf, validSets } from '../../testing/valid-rule-sets.ts'

const fits = new Ajv2020({ strict: true, strictRequired: false, strictTypes: false }).compile(
  schema,
)

test('every right set fits the schema', () => {
  const folder = 'test-vectors/rule-sets'
  const published = globSync(`${folder}/*/**/*.json`)
    .map((path): unknown => JSON.parse(readFileSync(path, 'utf8')))
    .filter((value) => typeof value === 'object' && value !== null && 'engine' in value)
  for (const set of [largeSet, ...validSets, ...published]) {
    expect([fits(set), fits.errors]).toEqual([true, null])
  }
})

test('a member that is missing, too many or of another type does not fit, wherever it is', () => {
  const sets = [setOf(1, [1, 4, 6], [0, 2, 10, 12, 17]), validSets.at(-1)]
  const faults = sets.flatMap((set) => faultsOf(set, standardFacts)).filter((f) => f.isOfForm)
  expect(faults.length).toBeGreaterThan(500)
  const taken = faults.filter(({ set }) => fits(set)).map(({ kind, at }) => [kind, at])
  expect(taken).toEqual([])
})

test('operators and outcomes that there are not do not fit', () => {
  const faults = faultsOf(setOf(1, [1, 4], [0, 2]), standardFacts)
  const named = faults.filter(({ kind }) => kind === 'an operator misspelt')
  expect(named.length).toBeGreaterThan(20)
  expect(named.filter(({ set }) => fits(set))).toEqual([])
})
