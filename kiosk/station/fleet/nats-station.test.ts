/** A whole station, a real server of NATS and a real collector: records and heartbeats go up, what is pushed comes down, a flood keeps nobody waiting. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, nkeyAuthenticator } from '@nats-io/transport-node'
import { openCollection, startCollector } from 'greengate-cli/collect'
import { generateKey, publicJwk, type PrivateJwk } from 'greengate/issue'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fleetUsers, usersFile } from '../../../cli/fleet/nats-users.ts'
import { readFleet } from '../../../cli/fleet/read-fleet.ts'
import { seedOf } from '../../../cli/nats/nkey.ts'
import { natsIsMissing, natsReason, startNats, type Nats } from '../../../cli/nats/test-nats.ts'
import { checkedByRule, makeUpdates, type Updates } from '../../walk/updates.ts'
import { openStationKey, type StationKey } from '../journal/station-key.ts'
import { instant, testWorld, type TestStation, type TestWorld } from '../test-station.ts'
import { publicKeyOf } from '../upload/compact-jws.ts'

let world: TestWorld
let key: StationKey
let updates: Updates
let folder: string
const offices = new Map<'collector' | 'publisher', PrivateJwk>()
const at = (name: string) => join(folder, name)
beforeAll(async () => {
  world = await testWorld()
  key = await openStationKey('', world.demo.stationFolder)
  updates = await makeUpdates(world.demo)
  folder = await mkdtemp(join(tmpdir(), 'greengate-test-'))
  await writeFile(at('root.ggb'), world.demo.rootBytes)
  await writeFile(at('bundle.ggb'), updates.begun)
  await writeFile(at('stations.json'), JSON.stringify({ gate: key.publicKey }))
  for (const office of ['collector', 'publisher'] as const) {
    const jwk = await generateKey('Ed25519')
    offices.set(office, jwk)
    await writeFile(at(`${office}.jwk`), JSON.stringify(jwk), { mode: 0o600 })
  }
})
afterAll(async () => {
  await world.close()
  await rm(folder, { recursive: true })
})

/** The users that are shipped: the station its own subjects, the collector's answers, the publisher's one subject. */
const config = () => {
  const known = new Map([...offices].map(([name, jwk]) => [name, publicJwk(jwk)] as const))
  const users = fleetUsers(new Map([['gate', key.publicKey]]), known)
  return `authorization { ${usersFile(users)} }`
}
const now = () => new Date(instant.getTime() + world.elapsedMs)

const openAt = (nats: Nats, journalFolder: string): Promise<TestStation> => {
  const collector = offices.get('collector')
  if (collector === undefined) throw new TypeError('there is no collector')
  return world.open({
    ...{ bundleFolder: folder, journalFolder },
    upload: {
      to: { way: 'nats', servers: [nats.url], as: 'key' },
      collectorKey: publicKeyOf({ ...publicJwk(collector) }),
      // What there is to say is said at once; the collector's clock stands still, and it takes ten.
      heartbeatSeconds: 60,
      heartbeatTimes: { firstMs: 0, leastMs: 5, requestMs: 5_000 },
    },
  })
}

/** What the collector knows of the station. */
async function known() {
  using collection = await openCollection(at('collector.db'), 'read')
  return readFleet(collection, now()).stations.find(({ station }) => station === 'gate')
}
const until = async (is: () => Promise<boolean> | boolean): Promise<void> => {
  while (!(await is())) await new Promise((resolve) => setTimeout(resolve, 10))
}

test('NATS: records, heartbeats and a pushed version, from start to start; a flood changes and delays nothing', async (ctx) => {
  ctx.skip(natsIsMissing, natsReason)
  await using nats = await startNats({ config: config() })
  const told: unknown[] = []
  await using _collector = await startCollector({
    ...{ host: '127.0.0.1', port: 0, db: at('collector.db'), key: at('collector.jwk') },
    keys: { stations: at('stations.json') },
    nats: { servers: [nats.url], nkey: at('collector.jwk') },
    ...{ now, tell: (error: unknown) => told.push(error) },
  })
  const one = await openAt(nats, at('journal'))
  await until(async () => (await known())?.said?.bundle?.version === 2)
  await until(() => one.station.look().look.clock.offsetMs !== null)
  expect(one.station.look().look.clock).toMatchObject({ suspect: false, offsetMs: 0 })
  const first = (await known())?.said
  const text = checkedByRule(world.demo)
  expect((await one.station.present([text])).outcome).toBe('check')
  await until(async () => ((await known())?.records ?? 0) > 0)

  const seed = offices.get('publisher')
  const authenticator = nkeyAuthenticator(seed && seedOf(seed))
  const publisher = await connect({ servers: nats.url, authenticator })
  publisher.publish('greengate.update', updates.third)
  await until(async () => (await known())?.said?.bundle?.version === 3)
  const second = (await known())?.said
  expect(second?.n).toBeGreaterThan(first?.n ?? Infinity)
  expect(second?.started).toBe(first?.started)

  // Everything that somebody with the publisher's rights could think of, a thousand times, and people at the gate.
  const forged = [updates.forged, updates.begun, updates.third.subarray(9), new Uint8Array()]
  const decided: string[] = []
  for (let n = 0; n < 1_000; n++) {
    publisher.publish('greengate.update', forged[n % forged.length] ?? new Uint8Array())
    if (n % 250 !== 0) continue
    world.elapsedMs += 10_000
    const { outcome } = await one.station.present([n === 0 ? world.codeOf('pass') : text])
    decided.push(outcome)
  }
  await publisher.flush()
  expect(decided).toEqual(['pass', 'stop', 'stop', 'stop'])
  expect((await one.station.status()).bundleVersion).toBe(3)
  // Four at once, and one for every five seconds that a test let go by.
  const refused = one.logged.filter((line) => line.startsWith('bundle refused'))
  expect(refused.length).toBeLessThanOrEqual(4 + 40 / 5)
  expect(one.logged.filter((line) => line.includes('nats:'))).toEqual([])
  await one.close()
  await publisher.close()

  // What was pushed was kept; the next start is known as one.
  const again = await openAt(nats, at('journal'))
  await until(async () => (await known())?.said?.started !== first?.started)
  expect((await known())?.said).toMatchObject({ n: 1, bundle: second?.bundle })
  await again.close()
  expect(told).toEqual([])
})
