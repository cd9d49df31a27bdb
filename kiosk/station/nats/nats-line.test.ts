/** A journal over a real server of NATS: each record once whatever becomes of the server, and only as oneself. */
import { connect, nkeyAuthenticator } from '@nats-io/transport-node'
import { fromPublic } from '@nats-io/nkeys'
import { generateKey, publicJwk, type PrivateJwk } from 'greengate/issue'
import { fleetUsers, usersFile } from '../../../cli/fleet/nats-users.ts'
import { seedOf } from '../../../cli/nats/nkey.ts'
import { natsIsMissing, natsReason, startNats, type Nats } from '../../../cli/nats/test-nats.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { allSent, startCollecting, type Collecting } from '../upload/test-collecting.ts'
import type { TestStation } from '../upload/test-collecting.ts'
import { keepConnected, type KeptConnection } from './keep-connected.ts'
import { natsLine } from './nats-line.ts'
import { isChallenge, nkeyOf } from './nkey.ts'
import { startNatsCollector, type NatsWeather } from './test-nats-collector.ts'

let collecting: Collecting
let station: TestStation
let collectorJwk: PrivateJwk
beforeEach(async () => {
  collecting = await startCollecting()
  station = await collecting.station('gate-7', 12_000)
  collectorJwk = await generateKey('Ed25519')
})
afterEach(() => collecting[Symbol.asyncDispose]())

/** As the configuration that is shipped has it: each station its own subjects, by its own key. */
const usersOf = (...stations: TestStation[]): string => {
  const keys = new Map(stations.map(({ name, key }) => [name, key.publicKey]))
  const office = new Map([['collector' as const, publicJwk(collectorJwk)]])
  return `authorization { ${usersFile(fleetUsers(keys, office))} }`
}
const collectorAt = (nats: Nats) => ({
  servers: nats.url,
  authenticator: nkeyAuthenticator(seedOf(collectorJwk)),
})

const keep = (of: TestStation, servers: readonly string[]): KeptConnection =>
  keepConnected({
    ...{ at: { servers, as: 'key' }, station: of.name, key: of.key, pace: 0.05 },
    log: (line) => of.logged.push(line),
  })

const until = async (is: () => boolean): Promise<void> => {
  while (!is()) await new Promise((resolve) => setTimeout(resolve, 10))
}

test('an nkey is what the library of NATS makes of the same key', () => {
  const { key } = station
  const known = fromPublic(nkeyOf(key.publicKey) ?? '')
  const challenge = Buffer.from('kWbK1fPUhbN8dRM')
  expect(known.getPublicKey()).toMatch(/^U[A-Z2-7]{55}$/)
  expect(known.verify(challenge, key.signNow(challenge))).toBe(true)
})

test('nothing is signed for a server but a challenge: no statement, no receipt, no text', () => {
  expect(isChallenge('kWbK1fPUhbN8dRM')).toBe(true)
  for (const forged of [
    'eyJhbGciOiJFZERTQSJ9.e30',
    '',
    'x'.repeat(65),
    'Signature1 ',
    'a b c d e f',
  ])
    expect(isChallenge(forged)).toBe(false)
})

test('NATS: each record is there once, also where the server is killed and the collector falters', async (ctx) => {
  ctx.skip(natsIsMissing, natsReason)
  const config = usersOf(station)
  await using nats = await startNats({ config })
  const [server] = nats.servers
  await using collector = await collecting.start()
  await using taking = await startNatsCollector(collectorAt(nats), collector.url)
  const weathers: NatsWeather[] = ['fair', 'lost', 'unanswered', 'doubled', 'fair', 'mixed up']
  taking.weather = () => weathers[taking.requests() % weathers.length] ?? 'fair'
  for (let n = 0; n < 90; n++) await station.journal.note({ event: 'forced' })
  const kept = keep(station, [nats.url])
  const uploader = station.upload(natsLine(kept, station.name), {
    mostBytes: 3_000,
    requestMs: 500,
  })
  kept.onConnected(() => {
    uploader.nudge()
  })
  await until(() => taking.requests() > 4)
  await server?.kill()
  for (let n = 0; n < 10; n++) await station.journal.note({ event: 'forced' })
  await until(() => station.logged.some((line) => line.startsWith('nats: no connection')))
  await server?.restart()
  await allSent(station)
  await uploader.close()
  await kept.close()
  const [status] = await collecting.status()
  const sent = station.source.segments().reduce((sum, { collectedSeq }) => sum + collectedSeq, 0)
  expect(status).toMatchObject({ records: sent, gaps: [] })
  expect((await collecting.verify()).filter(({ isSound }) => !isSound)).toEqual([])
  // However often it was tried.
  const lost = station.logged.filter((line) => line.startsWith('nats: no connection'))
  expect(lost).toEqual(['nats: no connection (ECONNREFUSED); it is tried again for ever'])
})

test('NATS: a key that is not admitted gets nothing, one that is revoked no more; neither ends the station', async (ctx) => {
  ctx.skip(natsIsMissing, natsReason)
  const stranger = await collecting.station('gate-8')
  await using nats = await startNats({ config: `max_payload: 12288\n${usersOf(stranger)}` })
  await using collector = await collecting.start()
  const kept = keep(station, [nats.url])
  await until(() => station.logged.length > 0)
  expect(station.logged).toEqual(['nats: no connection (not admitted); it is tried again for ever'])
  await nats.servers[0]?.reload(`max_payload: 12288\n${usersOf(station)}`)
  await until(() => kept.current() !== undefined)
  await using taking = await startNatsCollector(collectorAt(nats), collector.url)
  // More than one message of this server holds: it is sent in halves.
  for (let n = 0; n < 90; n++) await station.journal.note({ event: 'forced' })
  const uploader = station.upload(natsLine(kept, 'gate-7'))
  await allSent(station)
  expect(station.logged.some((line) => line.includes('413'))).toBe(true)
  // Revoked: the server is told, and ends the connection.
  await nats.servers[0]?.reload(`max_payload: 12288\n${usersOf()}`)
  await until(() => kept.current() === undefined)
  await station.journal.note({ event: 'forced' })
  await until(() => uploader.state().uploader === 'waiting')
  expect(station.source.nextUnsent()).toBeDefined()
  await uploader.close()
  await kept.close()
  expect(taking.asked.every((subject) => subject === 'greengate.records.gate-7')).toBe(true)
})

test('NATS: a station can neither publish nor listen as another, and is told so at once', async (ctx) => {
  ctx.skip(natsIsMissing, natsReason)
  const config = usersOf(station)
  await using nats = await startNats({ config })
  await using watcher = await connect(collectorAt(nats))
  const heard: string[] = []
  watcher.subscribe('greengate.records.*', {
    callback: (_, { subject }) => void heard.push(subject),
  })
  await watcher.flush()
  const kept = keep(station, [nats.url])
  await until(() => kept.current() !== undefined)
  const body = Buffer.from('x')
  const posted = { what: 'records', type: 'x/y', headers: {}, body } as const
  const how = { timeoutMs: 30_000, signal: new AbortController().signal }
  const came = await natsLine(kept, 'gate-8').post(posted, how)
  expect(came).toMatchObject({ what: 'answer', status: 403 })
  kept.current()?.publish('greengate.update', body)
  await kept.current()?.flush()
  await watcher.flush()
  expect(heard).toEqual([])
  await kept.close()
})
