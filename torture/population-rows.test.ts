/** The trial of bad rows in small: 20,000 of them, each named, and the rest proved. */
import { expect, test } from 'vitest'
import { blockFaults } from 'greengate-cli/population'
import { shortOfRows, tryRows } from './population-rows.ts'

test('of 20,000 bad rows every one is named, and the people between them are in the sets', async () => {
  const blocks = 20_000 / blockFaults
  const { lost, tally } = await tryRows(blocks)
  expect([lost, shortOfRows(tally ?? {}, blocks)]).toEqual([[], []])
})
