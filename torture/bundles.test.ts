/** The trial of bundles in small: 2,000 mutants, none taken, and every code comes up. */
import { acceptBundle } from 'greengate'
import { beforeAll, expect, test } from 'vitest'
import type { Bundle } from 'greengate'
import { addTally } from '../house/endurance.ts'
import { containerOf } from './bundle-documents.ts'
import { resigned } from './bundle-mutations.ts'
import { now, secondEdition } from './bundle-world.ts'
import { openCurrent, shortOfCodes, tryMutant } from './bundles.ts'

let current: Bundle
beforeAll(async () => {
  current = await openCurrent()
})

test('what the mutants are made of is good', async () => {
  const next = await acceptBundle(current, containerOf(secondEdition), new Date(now * 1000))
  expect([next.root.version, next.snapshot?.version]).toEqual([2, 2])
  const sets = [...next.ruleSets.values(), ...next.emergencies.values()].flat()
  expect(sets.map(({ use }) => use.state)).toEqual(sets.map(() => 'ready'))
})

test('2,000 mutants of a bundle are refused, and what is in force stays', async () => {
  const tally: Record<string, number> = {}
  const lost: string[] = []
  for (let step = 0; step < 2000; step++) {
    const attempt = await tryMutant(current, step)
    lost.push(...attempt.lost)
    addTally(tally, attempt.tally)
  }
  console.log(`bundles: 2000 mutants ${JSON.stringify(tally)}`)
  expect(lost).toEqual([])
  expect(shortOfCodes(tally, 10)).toEqual([])
  expect(tally['signed']).toBeGreaterThan(1000)
  expect(Object.keys(resigned).length).toBeGreaterThan(40)
})
