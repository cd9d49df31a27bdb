/** A whole station at a real server of NATS: its heartbeats go up, what is pushed comes down, and a flood keeps nobody waiting. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, type NatsConnection } from '@nats-io/transport-node'
import { openHeartbeat } from 'greengate-cli/collect'
import { generateKey, publicJwk } from 'greengate/issue'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { natsIsMissing, natsReason, startNats, type Nats } from '../../../cli/nats/test-nats.ts'
import { checkedByRule, makeUpdates, type Updates } from '../../walk/updates.ts'
import { openStationKey, type StationKey } from '../journal/station-key.ts'
import { nkeyOf } from '../nats/nkey.ts'
import { instant, testWorld, type TestStation, type TestWorld } from '../test-station.ts'
import { publicKeyOf } from '../upload/compact-jws.ts'

let world: TestWorld
let key: StationKey
let updates: Updates
let bundleFolder: string
beforeAll(async () => {
  world = await testWorld()
  key = await openStationKey('', world.demo.stationFolder)
  updates = await makeUpdates(world.demo)
  bundleFolder = await mkdtemp(join(tmpdir(), 'greengate-test-'))
  await writeFile(join(bundleFolder, 'root.ggb'), world.demo.rootBytes)
  await writeFile(join(bundleFolder, 'bundle.ggb'), updates.begun)
})
afterAll(async () => {
  await world.close()
  await rm(bundleFolder, { recursive: true })
})

const operator = '{ user: operator, password: o, permissions: { publish: ">", subscribe: ">" } }'
const config = () => `authorization { users: [ ${operator}
  { nkey: ${nkeyOf(key.publicKey) ?? ''}, permissions: {
    publish: ["greengate.records.gate", "greengate.heartbeat.gate"],
    subscribe: ["greengate.update", "_INBOX_gate.>"] } } ] }`

const until = async (is: () => boolean): Promise<void> => {
  while (!is()) await new Promise((resolve) => setTimeout(resolve, 5))
}

/** Whatever the station says of itself, read as a collector reads it. */
async function hear(operating: NatsConnection): Promise<ReturnType<typeof openHeartbeat>[]> {
  const heard: ReturnType<typeof openHeartbeat>[] = []
  operating.subscribe('greengate.heartbeat.gate', {
    callback(_, message) {
      heard.push(openHeartbeat(Buffer.from(message.data).toString(), () => key.publicKey))
      const at = new Date(instant.getTime() + world.elapsedMs + 2_000).toISOString()
      message.respond(JSON.stringify({ at }))
    },
  })
  await operating.flush()
  return heard
}

async function openAt(nats: Nats): Promise<TestStation> {
  const collectorKey = publicKeyOf({ ...publicJwk(await generateKey('Ed25519')) })
  return world.open({
    bundleFolder,
    upload: {
      ...{ to: { way: 'nats', servers: [nats.url], as: 'key' }, collectorKey },
      heartbeatSeconds: 1,
      heartbeatTimes: { firstMs: 0, leastMs: 5, requestMs: 500 },
    },
  })
}

test('NATS: a pushed version decides the next passage and is in the next heartbeat; a flood changes and delays nothing', async (ctx) => {
  ctx.skip(natsIsMissing, natsReason)
  await using nats = await startNats({ config: config() })
  const operating = await connect({ servers: nats.url, user: 'operator', pass: 'o' })
  const heard = await hear(operating)
  const one = await openAt(nats)
  await until(() => heard.length > 0)
  await until(() => one.station.look().look.clock.offsetMs !== null)
  expect(one.station.look().look.clock).toMatchObject({ suspect: false, offsetMs: 2_000 })
  const first = heard.at(-1)
  const text = checkedByRule(world.demo)
  expect((await one.station.present([text])).outcome).toBe('check')

  operating.publish('greengate.update', updates.third)
  await until(() => heard.at(-1)?.bundle?.[0] === 3)
  expect(heard.at(-1)?.n).toBeGreaterThan(first?.n ?? Infinity)
  expect((await one.station.status()).bundleVersion).toBe(3)

  // Everything that somebody with the publisher's rights could think of, a thousand times, and people at the gate.
  const forged = [updates.forged, updates.begun, updates.third.subarray(9), new Uint8Array()]
  const decided: string[] = []
  for (let n = 0; n < 1_000; n++) {
    operating.publish('greengate.update', forged[n % forged.length] ?? new Uint8Array())
    if (n % 250 === 0) {
      world.elapsedMs += 10_000
      const { outcome } = await one.station.present([n === 0 ? world.codeOf('pass') : text])
      decided.push(outcome)
    }
  }
  await operating.flush()
  expect(decided).toEqual(['pass', 'stop', 'stop', 'stop'])
  expect((await one.station.status()).bundleVersion).toBe(3)
  // Four at once, and one for every five seconds that a test let go by.
  const refused = one.logged.filter((line) => line.startsWith('bundle refused'))
  expect(refused.length).toBeLessThanOrEqual(4 + 40 / 5)
  expect(one.logged.filter((line) => line.includes('nats:'))).toEqual([])
  await one.close()
  await operating.close()
})
