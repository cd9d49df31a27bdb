/** Runs a batch on a cluster while servers and workers are killed, for a test and for the long trial. */
import { setTimeout as wait } from 'node:timers/promises'
import { jetstreamManager } from '@nats-io/jetstream'
import { connectTo } from '../../nats/connect.ts'
import type { Nats } from '../../nats/test-nats.ts'
import type { Finished } from '../manifest.ts'
import { bucketStreamOf } from './names.ts'
import { runOn, startBatchCommand, type KilledCommand, type TestBatch } from './test-batch.ts'

/** What happens to a run. */
export interface Kills {
  readonly batch: TestBatch
  readonly nats: Nats
  readonly out: string
  /** From 0 to 1. */
  readonly random: () => number
  /** A server and a worker each. */
  readonly kills: number
}

/** Soon enough for a trial; a worker that is killed is missed after it. */
const ackWaitMs = 1_000

/** Runs it; gives what it came to, and how many were killed while it ran. */
export async function runThroughKills(
  of: Kills,
): Promise<{ readonly finished: Finished | undefined; readonly killed: number }> {
  const { batch, nats, out, random, kills } = of
  const place = { servers: nats.url.split(',') }
  const { keyFile, ctiFile } = batch
  const keys = ['--key', keyFile, '--cti-key', ctiFile]
  const start = (): KilledCommand => startBatchCommand(['worker', '--nats', nats.url, ...keys])
  const workers = [start(), start()]
  const { shards, job } = batch.run.order
  const parts = shards.length === 0 ? 0 : job.input.bytes / job.partBytes
  let killed = 0
  let over = false
  const isOver = (): boolean => over
  const running = runOn(batch, out, { place, replicas: 3, ackWaitMs }).finally(() => {
    over = true
  })
  running.catch(() => undefined)
  try {
    for (let n = 0; n < kills && !isOver(); n++) {
      const share = (n + random()) / kills
      await reached(place.servers, job.id, Math.ceil(share * parts * 0.9), isOver)
      const server = nats.servers[Math.floor(random() * nats.servers.length)]
      const worker = Math.floor(random() * workers.length)
      await Promise.all([server?.kill(), workers[worker]?.kill()])
      if (!isOver()) killed += 1
      workers[worker] = start()
      await server?.restart()
    }
    return { finished: await running, killed }
  } finally {
    await Promise.all(workers.map((worker) => worker.kill()))
  }
}

/** Waits until so many results were written, or the run is over. */
async function reached(
  servers: readonly string[],
  job: string,
  count: number,
  isOver: () => boolean,
): Promise<void> {
  const connection = await connectTo({ servers }, { name: 'test' })
  const jsm = await jetstreamManager(connection, { checkAPI: false, timeout: 1_000 })
  try {
    while (!isOver()) {
      const written = await jsm.streams.info(bucketStreamOf(job)).then(
        // Beside the results: the job, and who leads.
        ({ state }) => state.last_seq,
        () => 0,
      )
      if (written >= count) return
      await wait(20)
    }
  } finally {
    await connection.close()
  }
}
