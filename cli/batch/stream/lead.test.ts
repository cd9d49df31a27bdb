/** Leading a job while answers are lost and replicas lag: nobody takes their own entry for that of another. */
import { jetstream, JetStreamApiError } from '@nats-io/jetstream'
import { Kvm, type KV } from '@nats-io/kv'
import { expect, test } from 'vitest'
import { connectTo } from '../../nats/connect.ts'
import { natsIsMissing, natsReason, startNats } from '../../nats/test-nats.ts'
import { OperatorError } from '../../operator-error.ts'
import { scratch } from '../../test-process.ts'
import { takeLead } from './lead.ts'
import { leadKey } from './names.ts'
import type { Queue } from './queue.ts'

/** A bucket whose next write is done though its answer is lost, and that is then read as it was so many times. */
const lagging = (kv: KV, lags: number): KV => {
  let left = -1
  const loses =
    <T extends unknown[]>(write: (...of: T) => Promise<number>) =>
    async (...of: T): Promise<number> => {
      const revision = await write(...of)
      if (left >= 0) return revision
      left = lags
      throw new Error('timeout')
    }
  let before: Awaited<ReturnType<KV['get']>> = null
  return {
    create: loses((...of: Parameters<KV['create']>) => kv.create(...of)),
    update: loses((...of: Parameters<KV['update']>) => kv.update(...of)),
    delete: (key: string) => kv.delete(key),
    async get(key: string) {
      if (left > 0) {
        left--
        return before
      }
      before = await kv.get(key)
      return before
    },
  } as unknown as KV
}

/** Gives a bucket, and the queue that a job has by it or by what stands in its place. */
async function inBucket(
  use: (kv: KV, queueOf: (of: KV) => Queue, out: string) => Promise<void>,
): Promise<void> {
  await using nats = await startNats({ jetstream: true })
  await using folder = scratch()
  const connection = await connectTo({ servers: nats.url.split(',') }, { name: 'a test' })
  try {
    const kv = await new Kvm(jetstream(connection)).create('leading')
    const queueOf = (of: KV) => ({ kv: of, job: { id: 'of a test' } }) as unknown as Queue
    await use(kv, queueOf, folder.at('.'))
  } finally {
    await connection.close()
  }
}

test('NATS: a renewal whose answer is lost is known again, when the replica that is asked lags too', async (ctx) => {
  ctx.skip(natsIsMissing, natsReason)
  await inBucket(async (kv, queueOf, out) => {
    // Begins where nobody led, and goes on where it led before: its folder is the same.
    for (const lags of [0, 3]) {
      const lead = await takeLead(queueOf(lagging(kv, lags)), out)
      await lead.end()
    }
    const lead = await takeLead(queueOf(kv), out)
    await kv.put(leadKey, 'another')
    await expect(lead.lost).rejects.toThrow(OperatorError)
    await lead.end()
  })
})

test('NATS: a renewal that a new leader refuses although nobody else has written is tried again', async (ctx) => {
  ctx.skip(natsIsMissing, natsReason)
  await inBucket(async (kv, queueOf, out) => {
    let left = 2
    const refusing = {
      get: (key: string) => kv.get(key),
      delete: (key: string) => kv.delete(key),
      create: (key: string, name: string) => kv.create(key, name),
      update(key: string, name: string, revision: number) {
        if (left-- <= 0) return kv.update(key, name, revision)
        const description = 'wrong last sequence'
        throw new JetStreamApiError({ code: 400, err_code: 10_071, description })
      },
    } as unknown as KV
    const before = await takeLead(queueOf(kv), out)
    const lead = await takeLead(queueOf(refusing), out)
    expect(left).toBe(-1)
    await Promise.all([before.end(), lead.end()])
  })
})
