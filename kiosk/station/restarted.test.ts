/** A station that was switched off and on: who went through is known again, who did not may show the same once more. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { testWorld, type TestStation, type TestWorld } from './test-station.ts'

let world: TestWorld
beforeAll(async () => {
  world = await testWorld()
})
afterEach(() => world.tidy())
afterAll(() => world.close())

const reasonsOf = async ({ station }: TestStation, id: string) =>
  (await station.present([world.codeOf(id)])).reasons.map(({ code }) => code)

test('a grant that was released before the end is free again, one that was used is not', async () => {
  const before = await world.open()
  await before.station.present([world.codeOf('pass')])
  before.gate.tell({ happening: 'passed', persons: 1 })
  await before.station.present([world.codeOf('pass-child')])
  // Nobody went through on it: the end takes it back.
  await before.close()

  const after = await world.open({ journalFolder: before.folder })
  expect(await reasonsOf(after, 'pass-child')).toEqual(['rule-pass'])
  expect(await reasonsOf(after, 'pass')).toContain('already-used')
})

test('a grant that was taken back by hand is free after the end as well', async () => {
  const before = await world.open({ devices: undefined })
  await before.station.present([world.codeOf('pass')])
  await before.station.releaseGrant()
  await before.station.present([world.codeOf('pass-vaccinated')])
  await before.close()

  const after = await world.open({ devices: undefined, journalFolder: before.folder })
  expect(await reasonsOf(after, 'pass')).toEqual(['rule-pass'])
  expect(await reasonsOf(after, 'pass-vaccinated')).toContain('already-used')
})
