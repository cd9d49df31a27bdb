/** The queue while a leader is being chosen: what passes is asked again, what is refused is said. */
import { JetStreamApiError } from '@nats-io/jetstream'
import { expect, test } from 'vitest'
import { OperatorError } from '../../operator-error.ts'
import { emptyQueue, type Queue } from './queue.ts'

/** A stream that is emptied only after so many refusals. */
const refusing = (times: number, code: number, err_code: number) => {
  let asked = 0
  const purge = () => {
    asked += 1
    const refusal = new JetStreamApiError({ code, err_code, description: 'not now' })
    return asked > times ? Promise.resolve({ success: true, purged: 0 }) : Promise.reject(refusal)
  }
  const queue = { jsm: { streams: { purge } }, job: { id: 'of a test' } } as unknown as Queue
  return { queue, asked: () => asked }
}

test('a stream whose cluster has no leader for a moment is emptied as soon as it has one', async () => {
  // "JetStream system temporarily unavailable", as a cluster of three says it in its first second.
  const { queue, asked } = refusing(2, 503, 10_008)
  await emptyQueue(queue)
  expect(asked()).toBe(3)
})

test('a stream that may not be emptied ends the batch with the reason', async () => {
  const { queue, asked } = refusing(1, 400, 10_110)
  await expect(emptyQueue(queue)).rejects.toThrow(OperatorError)
  expect(asked()).toBe(1)
})
