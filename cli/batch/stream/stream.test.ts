/** A batch on JetStream comes to what the same batch comes to on one machine, whatever is killed on the way. */
import { existsSync, readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { jetstream, jetstreamManager } from '@nats-io/jetstream'
import { Kvm } from '@nats-io/kv'
import { generateKey } from 'greengate/issue'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeKeyFile } from '../../keys/key-file.ts'
import { connectTo } from '../../nats/connect.ts'
import { natsIsMissing, natsReason, startNats, type Nats } from '../../nats/test-nats.ts'
import { OperatorError } from '../../operator-error.ts'
import { scratch } from '../../test-process.ts'
import type { Finished } from '../manifest.ts'
import { randomOf } from '../../../house/endurance.ts'
import { runSeed } from '../../../house/sampled.ts'
import { cutParts } from '../cut-parts.ts'
import { countFilled } from '../people/main.ts'
import { bucketOf, leadKey } from './names.ts'
import { partKey } from './part-message.ts'
import { resultBytes } from './result-bytes.ts'
import {
  askedFlags,
  assessHere,
  inShorterParts,
  makeTestBatch,
  runHere,
  runOn,
  startBatchCommand,
  startWorker,
  type TestBatch,
} from './test-batch.ts'
import { runThroughKills } from './test-kills.ts'

const folder = scratch()
let batch: TestBatch
let here: Finished | undefined

beforeAll(async () => {
  if (natsIsMissing) return
  batch = await makeTestBatch(folder, { count: 60, plain: 1_800 })
  here = await runHere(batch, folder.at('here'))
})
afterAll(() => folder[Symbol.asyncDispose]())

const keysOf = ({ keyFile, ctiFile }: TestBatch) => ({ key: keyFile, ctiKey: ctiFile })
const placeOf = ({ url }: Nats) => ({ servers: url.split(',') })
const errorOf = (running: Promise<unknown>): Promise<unknown> =>
  running.then(
    () => undefined,
    (error: unknown) => error,
  )

/** What two jobs have in common whose parts are of other lengths. */
const outcomeOf = (finished: Finished | undefined): object => {
  const { records, people, rejected, codes, lines, sha256 } = finished!.manifest
  return { manifest: { records, people, rejected, codes, lines, sha256 } }
}

/** Waits for what comes in its own time. */
const until = async (isSo: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await isSo())) await wait(20)
}

// Most of it is waiting: for leaders, and for who is gone to be missed.
describe.concurrent('a batch on JetStream', () => {
  test('NATS: comes to the same as on one machine, and leaves nothing there', async (ctx) => {
    ctx.skip(natsIsMissing, natsReason)
    await using nats = await startNats({ jetstream: true })
    const place = placeOf(nats)
    const workers = [startWorker(place, keysOf(batch)), startWorker(place, keysOf(batch))]
    // Results of 1,600 people of whom nothing is known are longer than a message.
    expect(await runOn(batch, folder.at('there'), { place })).toEqual(here)
    for (const worker of workers) await worker.end()
    const connection = await connectTo(place, { name: 'test' })
    const jsm = await jetstreamManager(connection)
    expect(await jsm.streams.names().next()).toEqual([])
    await connection.close()
  })

  test('NATS: everybody is done once though servers and workers are killed', async (ctx) => {
    ctx.skip(natsIsMissing, natsReason)
    await using nats = await startNats({ jetstream: true, cluster: 3 })
    const out = folder.at('killed')
    const random = randomOf(runSeed, 11)
    const ran = await runThroughKills({
      batch: inShorterParts(batch, 6_000),
      nats,
      out,
      random,
      kills: 2,
    })
    expect(ran.killed).toBeGreaterThan(0)
    expect(ran.finished).toMatchObject(outcomeOf(here))
  })

  test('NATS: a server that vanishes is said, and the run goes on when it is back', async (ctx) => {
    ctx.skip(natsIsMissing, natsReason)
    await using nats = await startNats({ jetstream: true })
    const place = placeOf(nats)
    const out = folder.at('vanished')
    const fine = inShorterParts(batch, 12_000)
    const worker = startWorker(place, keysOf(batch))
    const running = errorOf(runOn(fine, out, { place, patienceMs: 500 }))
    await until(() => worker.parts() > 2)
    await nats.servers[0]?.kill()
    expect(await running).toBeInstanceOf(OperatorError)
    expect(existsSync(`${out}/manifest.json`)).toBe(false)
    expect(await errorOf(runOn(fine, out, { place }))).toBeInstanceOf(OperatorError)
    await nats.servers[0]?.restart()
    expect(await runOn(fine, out, { place })).toMatchObject(outcomeOf(here))
    await worker.end()
  })

  test('NATS: a worker without the key takes no part, and says so', async (ctx) => {
    ctx.skip(natsIsMissing, natsReason)
    await using nats = await startNats({ jetstream: true })
    const place = placeOf(nats)
    const other = folder.at('other.jwk')
    await writeKeyFile(other, await generateKey('Ed25519'))
    const { key, ctiKey } = keysOf(batch)
    const strangers = [
      startWorker(place, {}),
      startWorker(place, { key: other, ctiKey }),
      startWorker(place, { key }),
    ]
    const running = runOn(batch, folder.at('keys'), { place })
    await until(() => strangers.every(({ said }) => said.length === 1))
    const worker = startWorker(place, { key, ctiKey })
    expect(await running).toEqual(here)
    expect(worker.parts()).toBeGreaterThan(0)
    expect(strangers.map((stranger) => stranger.parts())).toEqual([0, 0, 0])
    expect(strangers.map(({ said }) => said[0])).toEqual([
      expect.stringContaining('give that key'),
      expect.stringContaining('give the key of the job'),
      expect.stringContaining('--cti-key'),
    ])
    for (const one of [...strangers, worker]) await one.end()
  })

  test('NATS: what a stranger writes as a result is not taken', async (ctx) => {
    ctx.skip(natsIsMissing, natsReason)
    await using nats = await startNats({ jetstream: true })
    const place = placeOf(nats)
    const connection = await connectTo(place, { name: 'stranger' })
    const kv = await new Kvm(jetstream(connection)).create(bucketOf(batch.run.order.job.id))
    // Of another digest: nobody asks for it.
    const result = resultBytes({
      ...{ lines: 1, records: 1, people: 1, skipped: 0, rejected: [], tally: {} },
      ...{ outcomes: Buffer.from('{}\n'), codes: new Uint8Array(), openings: new Uint8Array() },
    })
    await kv.put(`0.0.${'0'.repeat(32)}`, result)
    const worker = startWorker(place, keysOf(batch))
    expect(await runOn(batch, folder.at('stranger'), { place, keeps: true })).toEqual(here)
    expect(await kv.get(`0.0.${'0'.repeat(32)}`)).toBeNull()
    await worker.end()
    // Of the right one, but no result: the run ends.
    const fine = inShorterParts(batch, 20_000)
    const [part] = cutParts(
      fine.run.order.job,
      fine.run.order.shards[0]!,
      readFileSync(fine.run.input),
    )
    const statusIndexes = (await fine.run.reserving!.reserve(fine.run.order.shards[0]!)).slice(
      0,
      countFilled(part!.bytes),
    )
    const other = await new Kvm(jetstream(connection)).create(bucketOf(fine.run.order.job.id))
    await other.put(partKey({ ...part!, statusIndexes }), 'by hand')
    const error = await errorOf(runOn(fine, folder.at('by-hand'), { place }))
    expect(error).toBeInstanceOf(OperatorError)
    expect(String(error)).toContain('written by no worker')
    await connection.close()
  })

  test('NATS: a coordinator that is killed goes on, and another is refused meanwhile', async (ctx) => {
    ctx.skip(natsIsMissing, natsReason)
    await using nats = await startNats({ jetstream: true })
    const place = placeOf(nats)
    const out = folder.at('assessed')
    const { input } = batch.run
    const args = ['assess', ...askedFlags, '--in', input, '--nats', nats.url]
    const first = startBatchCommand([...args, '--out', out])
    const connection = await connectTo(place, { name: 'test' })
    const jsm = await jetstreamManager(connection)
    const jobs = async (): Promise<readonly string[]> => jsm.streams.names().next()
    await until(async () => (await jobs()).length === 2)
    // Its streams are there before it leads.
    const bucket = (await jobs()).find((name) => name.startsWith('KV_')) ?? ''
    const kv = await new Kvm(jetstream(connection)).open(bucket.slice('KV_'.length))
    await until(async () => (await kv.get(leadKey)) !== null)
    const second = startBatchCommand([...args, '--out', folder.at('second')])
    expect(await second.ended).toBe(2)
    expect(second.stderr()).toContain('another coordinator')
    await first.kill()
    const worker = startWorker(place, {})
    const again = startBatchCommand([...args, '--out', out])
    expect(await again.ended).toBe(0)
    await worker.end()
    const manifest: unknown = JSON.parse(readFileSync(`${out}/manifest.json`, 'utf8'))
    expect(manifest).toEqual((await assessHere(batch, folder.at('assessed-here')))?.manifest)
    expect(await jobs()).toEqual([])
    await connection.close()
  })
})
