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

test('a journal without room for one note more closes the lane, and the station starts all the same', async () => {
  const keeping = { quotaBytes: 40_000 }
  const before = await world.open({ keeping })
  const serviceOf = async ({ station }: TestStation) => (await station.status()).service
  for (let n = 0; (await serviceOf(before)) === 'open'; n++)
    await before.station.present([`no code ${String(n)}`])
  // Somebody goes on calling for staff, which is noted, until there is no room for it either.
  const notes = () => before.logged.filter((line) => line.includes('storage is full')).length
  while (notes() === 0) {
    world.elapsedMs += 10_000
    await before.station.callStaff()
  }
  await before.close()

  const after = await world.open({ journalFolder: before.folder, keeping })
  expect(await serviceOf(after)).toBe('no-receipts')
  await expect(after.station.present([world.codeOf('pass')])).rejects.toMatchObject({
    code: 'out-of-service',
  })
  expect(after.gate.isOpen()).toBe(false)
})
