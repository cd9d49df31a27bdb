/** The collector over NATS: what it takes, whom it refuses, and what becomes of it when a server vanishes. */
import { writeFileSync } from 'node:fs'
import { connect, headers, type NatsConnection } from '@nats-io/transport-node'
import { generateKey, publicJwk } from 'greengate/issue'
import { expect, test } from 'vitest'
import { testSpeaker } from '../fleet/test-heartbeat.ts'
import { testWriter, type TestWriter } from '../journal/test-journal.ts'
import { writeKeyFile } from '../keys/key-file.ts'
import { connectTo } from '../nats/connect.ts'
import { nkeyOf } from '../nats/nkey.ts'
import { natsIsMissing, natsReason, startNats } from '../nats/test-nats.ts'
import { scratch, type Scratch } from '../test-process.ts'
import { openCollection } from './open-collection.ts'
import { readStatus } from './read-status.ts'
import { startCollector, type Collector } from './start-collector.ts'
import { batchHeaders, batchOf, type TestBatch } from './test-batch.ts'

interface Answer {
  readonly status: string
  readonly text: string
}

const askBy = (connection: NatsConnection) => ({
  async records(
    station: string,
    batch: TestBatch,
    writer: TestWriter,
    timeout = 30_000,
  ): Promise<Answer> {
    const said = headers()
    for (const [name, value] of Object.entries(await batchHeaders(batch, writer.signer))) {
      said.set(name, value)
    }
    const subject = `greengate.records.${station}`
    return answerOf(await connection.request(subject, batch.body, { timeout, headers: said }))
  },
  async heartbeat(station: string, jws: string): Promise<Answer> {
    return answerOf(
      await connection.request(`greengate.heartbeat.${station}`, jws, { timeout: 30_000 }),
    )
  },
})
const answerOf = (message: {
  headers?: { get(name: string): string }
  string(): string
}): Answer => ({
  status: message.headers?.get('Greengate-Status') ?? '',
  text: message.string(),
})

const startAt = async (
  folder: Scratch,
  stations: Readonly<Record<string, unknown>>,
  nats: Parameters<typeof startCollector>[0]['nats'],
  told: unknown[],
): Promise<Collector> => {
  writeFileSync(folder.at('stations.json'), JSON.stringify(stations))
  await writeKeyFile(folder.at('key.jwk'), await generateKey('Ed25519'))
  return startCollector({
    ...{ host: '127.0.0.1', port: 0, db: folder.at('c.db'), key: folder.at('key.jwk') },
    keys: { stations: folder.at('stations.json') },
    ...(nats !== undefined && { nats }),
    now: () => new Date('2026-11-26T08:00:00Z'),
    tell: (error) => void told.push(error),
  })
}

test('NATS: a station is answered as over HTTP, as itself alone, also after the server was gone', async (ctx) => {
  ctx.skip(natsIsMissing, natsReason)
  await using nats = await startNats()
  await using folder = scratch()
  const told: { message: string }[] = []
  const [seven, eight] = [await testWriter('gate-7'), await testWriter('gate-8')]
  const speaker = await testSpeaker('gate-9')
  const keys = { 'gate-7': seven.key, 'gate-8': eight.key, 'gate-9': speaker.key }
  await using collector = await startAt(folder, keys, { servers: [nats.url] }, told)
  const connection = await connect({
    servers: nats.url,
    maxReconnectAttempts: -1,
    reconnectTimeWait: 50,
  })
  const ask = askBy(connection)
  const segment = await seven.segment(1)
  const foreign = await eight.segment(1)

  const first = await ask.records('gate-7', batchOf('gate-7', segment, 1, 3), seven)
  expect(first.status).toBe('200')
  // The same again, by the other carrier too: the same receipt.
  expect(await ask.records('gate-7', batchOf('gate-7', segment, 1, 3), seven)).toEqual(first)
  const overHttp = await fetch(`${collector.url}/records`, {
    method: 'POST',
    headers: await batchHeaders(batchOf('gate-7', segment, 1, 3), seven.signer),
    body: Uint8Array.from(batchOf('gate-7', segment, 1, 3).body),
  })
  expect(await overHttp.text()).toBe(first.text)

  for (const [subject, batch, writer, status, problem] of [
    // Rightly signed, and sent by somebody else.
    ['gate-7', batchOf('gate-8', foreign, 1, 3), eight, '403', 'wrong-sender'],
    ['gate-7', batchOf('gate-7', foreign, 1, 3), seven, '400', 'malformed'],
    [
      'gate-7',
      batchOf('gate-7', { ...foreign, id: segment.id }, 1, 3),
      seven,
      '422',
      'broken-chain',
    ],
    ['gate-7', batchOf('gate-7', segment, 5, 6), seven, '409', 'gap'],
    ['gate-6', batchOf('gate-6', segment, 1, 3), seven, '401', 'unknown-station'],
    ['gate-8', batchOf('gate-8', foreign, 1, 3), seven, '401', 'wrong-signature'],
  ] as const) {
    const answer = await ask.records(subject, batch, writer)
    expect(answer.status).toBe(status)
    expect(answer.text).toContain(`urn:greengate:collect:${problem}`)
  }

  const jws = await speaker.say()
  expect(await ask.heartbeat('gate-9', jws)).toMatchObject({ status: '200' })
  expect((await ask.heartbeat('gate-9', jws)).text).toContain('"known":true')
  expect(await ask.heartbeat('gate-7', await speaker.say({ n: 2 }))).toMatchObject({
    status: '403',
  })

  await nats.servers[0]?.restart()
  const later = batchOf('gate-7', segment, 4, 6)
  let answer: Answer | undefined
  while (answer === undefined) {
    answer = await ask.records('gate-7', later, seven, 500).catch(() => undefined)
    if (answer === undefined) await new Promise((resolve) => setTimeout(resolve, 50))
  }
  expect(answer.status).toBe('200')
  const lines = told.map(({ message }) => message).filter((line) => line.startsWith('NATS'))
  expect(lines).toEqual([expect.stringContaining('lost'), expect.stringContaining('again')])
  await connection.close()
  using collection = await openCollection(folder.at('c.db'), 'read')
  expect(readStatus(collection)).toMatchObject([{ station: 'gate-7', records: 6 }])
})

test('NATS: a station may publish as itself and as nobody else, by the key that it was enrolled with', async (ctx) => {
  ctx.skip(natsIsMissing, natsReason)
  await using folder = scratch()
  const [collectorKey, seven] = [await generateKey('Ed25519'), await testSpeaker('gate-7')]
  await writeKeyFile(folder.at('nats.jwk'), collectorKey)
  await writeKeyFile(folder.at('gate-7.jwk'), seven.jwk)
  const may = '"greengate.records.gate-7", "greengate.heartbeat.gate-7"'
  await using nats = await startNats({
    config: `authorization { users: [
      { nkey: ${nkeyOf(publicJwk(collectorKey)) ?? ''} }
      { nkey: ${nkeyOf(seven.key) ?? ''}, permissions: { publish: [${may}], subscribe: "_INBOX_gate-7.>" } }
    ] }`,
  })
  const place = { servers: [nats.url], nkey: folder.at('nats.jwk') }
  const eight = await testSpeaker('gate-8')
  const keys = { 'gate-7': seven.key, 'gate-8': eight.key }
  await using collector = await startAt(folder, keys, place, [])
  const connection = await connectTo(
    { servers: [nats.url], nkey: folder.at('gate-7.jwk') },
    { name: 'gate-7', inboxPrefix: '_INBOX_gate-7' },
  )
  const ask = askBy(connection)
  expect(await ask.heartbeat('gate-7', await seven.say())).toMatchObject({ status: '200' })
  // Even with another's heartbeat in hand, rightly signed.
  await expect(ask.heartbeat('gate-8', await eight.say())).rejects.toThrow()
  expect(await ask.heartbeat('gate-7', await eight.say())).toMatchObject({ status: '403' })
  await connection.close()
  expect(collector.url).toContain('127.0.0.1')
})
