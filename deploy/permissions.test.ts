/** The configuration of NATS that is shipped: who may do what, and that nobody may do more. */
import { existsSync } from 'node:fs'
import { jetstream, jetstreamManager } from '@nats-io/jetstream'
import { Kvm } from '@nats-io/kv'
import { connect, type NatsConnection } from '@nats-io/transport-node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { OperatorError } from '../cli/operator-error.ts'
import { natsIsMissing, natsReason } from '../cli/nats/test-nats.ts'
import { startShipped, type Shipped } from './test-shipped.ts'

const missing = natsIsMissing || !existsSync('/usr/bin/openssl')

let started: Shipped | undefined
/** The one that all tests share. */
const server = (): Shipped => {
  if (started === undefined) throw new Error('there is no server')
  return started
}
const connections = new Map<string, Promise<NatsConnection>>()
/** A connection of each, made once. */
const as = (name: string): Promise<NatsConnection> => {
  const made = connections.get(name) ?? server().as(name)
  connections.set(name, made)
  return made
}
beforeAll(async () => {
  if (!missing) started = await startShipped(['east-1', 'east-2'])
})
afterAll(async () => {
  for (const connection of connections.values()) await (await connection).close()
  await started?.[Symbol.asyncDispose]()
})

/** What a server says of a subject that a user may not publish to. */
const publishing = async (name: string, subject: string): Promise<string> => {
  const connection = await as(name)
  const said = nextError(connection)
  connection.publish(subject, 'x')
  return Promise.race([said, connection.flush().then(() => settled(said))])
}

/** … and of one that it may not listen to. */
const listening = async (name: string, subject: string, queue?: string): Promise<string> => {
  const connection = await as(name)
  const heard = new Promise<string>((resolve) => {
    const subscription = connection.subscribe(subject, {
      ...(queue !== undefined && { queue }),
      callback: (error) => {
        if (error !== null) resolve(error.name)
      },
    })
    void connection.flush().then(() => {
      resolve('allowed')
      subscription.unsubscribe()
    })
  })
  return heard
}

function nextError(connection: NatsConnection): Promise<string> {
  return (async () => {
    for await (const status of connection.status())
      if (status.type === 'error') return status.error.name
    return 'closed'
  })()
}
/** A refusal comes before the answer to what was sent after it. */
async function settled(said: Promise<string>): Promise<string> {
  return Promise.race([said, new Promise<string>((end) => setImmediate(() => end('allowed')))])
}

const refused = 'PermissionViolationError'

test('NATS: a station publishes its own records and heartbeats, and nothing else', async (ctx) => {
  ctx.skip(missing, natsReason)
  for (const subject of ['greengate.records.east-1', 'greengate.heartbeat.east-1'])
    expect([subject, await publishing('east-1', subject)]).toEqual([subject, 'allowed'])
  for (const subject of [
    'greengate.records.east-2',
    'greengate.heartbeat.east-2',
    'greengate.records',
    'greengate.records.east-1.more',
    'greengate.update',
    '_INBOX_east-2.a',
    '$JS.API.INFO',
    '$JS.API.STREAM.CREATE.ALL',
    '$SYS.REQ.SERVER.PING',
    'greengate.batch.job.part.0.0',
    'anything',
  ])
    expect([subject, await publishing('east-1', subject)]).toEqual([subject, refused])
})

test('NATS: a station listens to updates and to its own answers, and to nobody else', async (ctx) => {
  ctx.skip(missing, natsReason)
  for (const subject of ['greengate.update', '_INBOX_east-1.>'])
    expect([subject, await listening('east-1', subject)]).toEqual([subject, 'allowed'])
  for (const subject of [
    '>',
    '*',
    'greengate.>',
    'greengate.records.east-2',
    'greengate.records.*',
    'greengate.heartbeat.*',
    '_INBOX_east-2.>',
    '_INBOX.>',
    '$SYS.>',
    '$JS.>',
  ])
    expect([subject, await listening('east-1', subject)]).toEqual([subject, refused])
})

test('NATS: the collector listens to all stations and answers them, once each, and cannot push', async (ctx) => {
  ctx.skip(missing, natsReason)
  const [collector, station] = [await as('collector'), await as('east-1')]
  const answered: string[] = []
  for (const subject of ['greengate.records.*', 'greengate.heartbeat.*'])
    collector.subscribe(subject, {
      queue: 'collectors',
      callback: (error, message) => {
        if (error !== null) throw error
        answered.push(message.subject)
        message.respond('first')
        message.respond('second')
      },
    })
  await collector.flush()
  const reply = await station.request('greengate.records.east-1', 'x', { timeout: 5000 })
  expect(reply.string()).toBe('first')
  expect(answered).toEqual(['greengate.records.east-1'])
  for (const subject of ['greengate.update', 'greengate.records.east-1', '_INBOX_east-1.a'])
    expect([subject, await publishing('collector', subject)]).toEqual([subject, refused])
  expect(await listening('collector', '>')).toBe(refused)
})

test('NATS: the publisher pushes to every station, and hears nothing', async (ctx) => {
  ctx.skip(missing, natsReason)
  const came = Promise.all(
    ['east-1', 'east-2'].map(async (name) => {
      const station = await as(name)
      const subscription = station.subscribe('greengate.update', { max: 1 })
      await station.flush()
      return async (): Promise<string> => {
        for await (const message of subscription) return `${name} ${message.string()}`
        return 'nothing'
      }
    }),
  )
  const waiting = (await came).map((next) => next())
  ;(await as('publisher')).publish('greengate.update', 'a delta')
  expect(await Promise.all(waiting)).toEqual(['east-1 a delta', 'east-2 a delta'])
  expect(await publishing('publisher', 'greengate.records.east-1')).toBe(refused)
  for (const subject of ['greengate.update', 'greengate.records.*', '>'])
    expect([subject, await listening('publisher', subject)]).toEqual([subject, refused])
})

test('NATS: whoever has no key, or a key that nobody listed, is refused', async (ctx) => {
  ctx.skip(missing, natsReason)
  await expect(server().as('stranger')).rejects.toBeInstanceOf(OperatorError)
  const tls = { caFile: `${server().folder}/server.pem`, checkServerIdentity: () => undefined }
  await expect(connect({ servers: server().url, tls, reconnect: false })).rejects.toThrow()
  const user = { user: 'east-1', pass: 'east-1' }
  await expect(connect({ servers: server().url, tls, reconnect: false, ...user })).rejects.toThrow()
  // Without TLS there is no way in at all.
  const plain = server().url.replace('tls://', 'nats://')
  await expect(connect({ servers: plain, reconnect: false, timeout: 5000 })).rejects.toThrow()
})

test('NATS: a job is made, worked on and read in the account of batches, where nothing of the fleet is heard', async (ctx) => {
  ctx.skip(missing, natsReason)
  const [coordinator, worker] = [await as('coordinator'), await as('worker')]
  const manager = await jetstreamManager(coordinator)
  const stream = 'GREENGATE_BATCH_j1'
  await manager.streams.add({
    name: stream,
    subjects: ['greengate.batch.j1.part.>'],
    retention: 'workqueue',
  })
  await manager.consumers.add(stream, { durable_name: 'workers', ack_policy: 'explicit' })
  await new Kvm(coordinator).create('greengate-batch-j1')
  await jetstream(coordinator).publish('greengate.batch.j1.part.0.0', 'a part', { msgID: '0.0' })

  const consumer = await jetstream(worker).consumers.get(stream, 'workers')
  const message = await consumer.next({ expires: 5000 })
  expect(message?.string()).toBe('a part')
  const results = await new Kvm(worker).open('greengate-batch-j1')
  await results.create('0.0.digest', 'a result')
  await expect(results.create('0.0.digest', 'another')).rejects.toThrow()
  expect(await message?.ackAck()).toBe(true)
  const bucket = await new Kvm(coordinator).open('greengate-batch-j1')
  expect((await bucket.get('0.0.digest'))?.string()).toBe('a result')

  for (const subject of ['greengate.>', 'greengate.records.*', '>', 'greengate.sign.*'])
    expect([subject, await listening('worker', subject)]).toEqual([subject, refused])
  for (const subject of [
    'greengate.records.east-1',
    'greengate.update',
    'greengate.batch.j1.part.0.1',
    `$JS.API.STREAM.DELETE.${stream}`,
    `$JS.API.STREAM.PURGE.${stream}`,
    '$JS.API.STREAM.CREATE.x',
    // What a job is and who leads it is the coordinator's to say.
    '$KV.greengate-batch-j1.job',
    '$KV.greengate-batch-j1.lead',
    `$JS.API.CONSUMER.DELETE.${stream}.workers`,
  ])
    expect([subject, await publishing('worker', subject)]).toEqual([subject, refused])
  // The coordinator is a user of that account as well: what it says in the fleet's words reaches no station.
  expect(await publishing('coordinator', 'greengate.update')).toBe(refused)
  await manager.streams.delete(stream)
  await manager.streams.delete('KV_greengate-batch-j1')
})

test('NATS: a signer answers workers, and can do nothing else', async (ctx) => {
  ctx.skip(missing, natsReason)
  const [signer, worker] = [await as('signer'), await as('worker')]
  signer.subscribe('greengate.sign.kid', {
    callback: (_, message) => {
      message.respond(`signed ${message.string()}`)
    },
  })
  await signer.flush()
  const reply = await worker.request('greengate.sign.kid', 'bytes', { timeout: 5000 })
  expect(reply.string()).toBe('signed bytes')
  for (const subject of ['greengate.sign.kid', '$JS.API.INFO', '$KV.greengate-batch-j1.a', 'x'])
    expect([subject, await publishing('signer', subject)]).toEqual([subject, refused])
  expect(await listening('signer', 'greengate.batch.>')).toBe(refused)
  expect(await publishing('coordinator', 'greengate.sign.kid')).toBe(refused)
})

test('NATS: more than 512 kB with its headers is refused, and who watches sees the servers and no message', async (ctx) => {
  ctx.skip(missing, natsReason)
  expect((await as('east-1')).info?.max_payload).toBe(512 * 1024 + 16 * 1024)
  const watcher = await as('watcher')
  const reply = await watcher.request('$SYS.REQ.SERVER.PING', '', { timeout: 5000 })
  expect(reply.json()).toMatchObject({ server: { name: 'nats-1' } })
  const health = await fetch(`${server().monitor}/healthz`)
  expect(await health.json()).toEqual({ status: 'ok' })
})

test('NATS: a station that is taken out of the roster is cut off by the reload, the others stay', async (ctx) => {
  ctx.skip(missing, natsReason)
  const [gone, stays] = [
    await server().as('east-2', { maxReconnectAttempts: 0 }),
    await as('east-1'),
  ]
  const closed = gone.closed()
  await server().reload(['east-1', 'east-3'])
  expect(await closed).toBeInstanceOf(Error)
  await expect(server().as('east-2')).rejects.toBeInstanceOf(OperatorError)
  await stays.flush()
  expect(stays.isClosed()).toBe(false)
  await (await server().as('east-3')).close()
})
