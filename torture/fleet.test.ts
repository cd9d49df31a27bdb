/** A sample of the trial of the fleet: a few stations, a few hundred receipts each, one kill of the collector. */
import { expect, test } from 'vitest'
import { natsIsMissing, natsReason } from '../cli/nats/test-nats.ts'
import { fleetOf } from './fleet.ts'

test('NATS: each receipt is collected once, over HTTP too, whatever is dropped, doubled, early or killed', async (ctx) => {
  ctx.skip(natsIsMissing, natsReason)
  const size = { stations: 4, receipts: 400, perSegment: 150, kills: 1, betweenMs: 100 }
  const { lost, tally } = await fleetOf({ ...size, way: 'both' }, 1).attempt(0)
  expect(lost).toEqual([])
  expect(tally).toMatchObject({ 'receipts both': 1_600, kills: 1 })
})
