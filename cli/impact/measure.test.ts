/** Measuring tells how far it has come, to whoever asks. */
import { readFileSync } from 'node:fs'
import { parseFactTypes } from 'greengate/rules'
import { expect, test } from 'vitest'
import { measureImpact, type ImpactProgress } from './measure.ts'

const read = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../test-vectors/rule-sets/${path}`, import.meta.url), 'utf8'))

test('progress only grows, and ends with everybody', async () => {
  const value = read('hangzhou/01/cn-3301.json')
  const set = { name: 'cn-3301', value, bases: [] }
  const told: ImpactProgress[] = []
  const impact = await measureImpact({
    ...{ a: set, b: set, factTypes: parseFactTypes(read('fact-types.json')), now: undefined },
    ...{ population: { kind: 'synthetic', count: 4100, seed: 1 }, seed: 1 },
    ...{ examples: 0, withFacts: false, workers: 2 },
    onProgress: (progress) => told.push(progress),
  })
  expect(impact).toMatchObject({ people: 4100, changed: 0 })
  expect(told.map(({ whole }) => whole)).toEqual([4100, 4100, 4100])
  expect(told.map(({ done }) => done)).toEqual(
    told.map(({ done }) => done).toSorted((a, b) => a - b),
  )
  expect(told.at(-1)).toEqual({ done: 4100, whole: 4100, people: 4100 })
})
