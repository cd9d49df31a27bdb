/** A sample of the trial of pushed updates: real processes, a real server, a few stations; how long it takes is for the trial. */
import { expect, test } from 'vitest'
import { natsIsMissing, natsReason } from '../cli/nats/test-nats.ts'
import { pushed } from './pushed.ts'

test('NATS: an emergency that is pushed is in force at every one of twenty stations', async (ctx) => {
  ctx.skip(natsIsMissing, natsReason)
  const { lost, tally } = await pushed(20, 1).attempt(0)
  expect(lost).toEqual([])
  expect(tally).toMatchObject({ stations: 20 })
})
