/** The fleet as its collector knows it: heartbeats over HTTP, everything that is odd by a real heartbeat, and alarms that stay. */
import { writeFileSync } from 'node:fs'
import { generateKey } from 'greengate/issue'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openCollection } from '../collect/open-collection.ts'
import { startCollector, type Collector } from '../collect/start-collector.ts'
import { testWriter } from '../journal/test-journal.ts'
import { greengate, scratch, type Scratch } from '../test-process.ts'
import type { FleetState, StationState } from './fleet-state.ts'
import type { Heartbeat } from '../../kiosk/shared/heartbeat.ts'
import { DigestAlarmed } from './open-fleet.ts'
import {
  brokenHeartbeats,
  digestOf,
  heartbeatOf,
  testSpeaker,
  type TestSpeaker,
} from './test-heartbeat.ts'

let folder: Scratch
let collector: Collector
let now = new Date('2026-11-26T08:00:00Z')
const told: unknown[] = []
const speakers = new Map<string, TestSpeaker>()
const names = ['gate-1', 'gate-2', 'gate-3', 'gate-4', 'gate-5', 'gate-6']

const start = (): Promise<Collector> =>
  startCollector({
    ...{ host: '127.0.0.1', port: 0, db: folder.at('c.db'), key: folder.at('key.jwk') },
    keys: { stations: folder.at('stations.json') },
    fleet: { host: '127.0.0.1', port: 0 },
    now: () => now,
    tell: (error) => void told.push(error),
    // Time goes by as the test says: it is looked at with each restart.
    everyMs: { keys: 3_600_000, retire: 3_600_000 },
  })

const restart = async (): Promise<void> => {
  await collector[Symbol.asyncDispose]()
  collector = await start()
}

beforeAll(async () => {
  folder = scratch()
  for (const name of names) speakers.set(name, await testSpeaker(name))
  const keys = [...speakers].map(([name, { key }]) => [name, key])
  writeFileSync(folder.at('stations.json'), JSON.stringify(Object.fromEntries(keys)))
  writeFileSync(folder.at('key.jwk'), JSON.stringify(await generateKey('Ed25519')), { mode: 0o600 })
  collector = await start()
})
afterAll(async () => {
  await collector[Symbol.asyncDispose]()
  await folder[Symbol.asyncDispose]()
})

const post = async (jws: string): Promise<{ status: number; body: Record<string, unknown> }> => {
  const response = await fetch(`${collector.url}/heartbeats`, { method: 'POST', body: jws })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}
const instant = (at: Date): string => at.toISOString().replace(/\.\d+Z$/, 'Z')
/** Lets a while go by and has a station say something, at the right time by its own clock. */
let counted = 0
let started = '2026-11-26T07:00:00Z'
const say = async (station: string, more: Partial<Heartbeat> = {}) => {
  now = new Date(now.getTime() + 1_000)
  counted += 1
  const unsent = [0, null] as const
  const jws = await speakers
    .get(station)!
    .say({ n: counted, started, at: instant(now), unsent, ...more })
  return post(jws)
}
const state = async (): Promise<FleetState> =>
  (await (await fetch(`${collector.fleetUrl}fleet.json`)).json()) as FleetState
const stationOf = async (name: string): Promise<StationState> =>
  (await state()).stations.find(({ station }) => station === name)!
const oddities = async (name: string) => (await stationOf(name)).oddities

describe('a heartbeat', () => {
  test('is answered with the instant of the collector, and once', async () => {
    expect(await stationOf('gate-1')).toMatchObject({
      ...{ heard: null, said: null },
      oddities: [{ kind: 'silent', since: null }],
    })
    const jws = await speakers.get('gate-1')!.say({ at: instant(now) })
    expect(await post(jws)).toEqual({ status: 200, body: { at: now.toISOString() } })
    expect(await post(jws)).toEqual({ status: 200, body: { at: now.toISOString(), known: true } })
    expect(await stationOf('gate-1')).toMatchObject({
      said: {
        rules: { id: 'cn-3301', version: 14 },
        bundle: { version: 7 },
        unsent: { records: 3 },
      },
      lastHour: { outcomes: { pass: 9, stop: 1 }, passed: 9 },
      oddities: [],
    })
  })

  test('that is older than what is known changes nothing', async () => {
    await say('gate-2', { started: '2026-11-26T07:30:00Z', n: 5, lane: 'west' })
    for (const older of [
      { started: '2026-11-26T07:30:00Z', n: 4 },
      { started: '2026-11-26T07:29:59Z', n: 60, at: '2026-11-26T07:30:00Z' },
    ]) {
      expect((await say('gate-2', { ...older, lane: 'east' })).body).toMatchObject({ known: true })
    }
    expect(await stationOf('gate-2')).toMatchObject({ said: { lane: 'west', n: 5 } })
  })

  test('of a start that a wrong clock put into the future keeps no later start out', async () => {
    await say('gate-2', { started: '2027-11-26T07:00:00Z', lane: 'ahead' })
    expect(
      (await say('gate-2', { started: '2026-11-26T07:59:00Z', lane: 'right' })).body,
    ).not.toHaveProperty('known')
    expect(await stationOf('gate-2')).toMatchObject({ said: { lane: 'right' } })
    expect((await say('gate-2', { started: '2027-11-26T07:00:00Z', n: 1 })).body).toMatchObject({
      known: true,
    })
  })

  test('that is broken in any way is refused, and says nothing about anybody', async () => {
    const before = await state()
    for (const { name, jws, problem } of await brokenHeartbeats(speakers.get('gate-3')!)) {
      const { status, body } = await post(jws)
      expect({ name, type: body['type'] }).toEqual({
        name,
        type: `urn:greengate:collect:${problem}`,
      })
      expect(status).toBe({ malformed: 400, 'too-large': 413 }[problem] ?? 401)
    }
    expect((await state()).stations).toEqual(before.stations)
  })

  test('comes no more often than it need', async () => {
    const speaker = speakers.get('gate-6')!
    const statuses: number[] = []
    for (let n = 1; n <= 12; n++) {
      const { status } = await post(await speaker.say({ n, at: instant(now), unsent: [0, null] }))
      statuses.push(status)
    }
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 200), 429, 429])
    now = new Date(now.getTime() + 60_000)
  })
})

describe('odd is', () => {
  beforeAll(() => {
    started = '2026-11-26T08:00:30Z'
  })

  const minutes = async (count: number, more: Partial<Heartbeat> = {}): Promise<void> => {
    now = new Date(now.getTime() + count * 60_000)
    for (const name of names) await say(name, more)
  }

  test.each<[string, Partial<Heartbeat>, Record<string, unknown>]>([
    ['a role that is stale', { stale: ['status'] }, { kind: 'stale', roles: ['status'] }],
    [
      'a clock that is suspect',
      { clock: { suspect: true, floor: null, offsetMs: 0, source: 'collector' } },
      { kind: 'clock-suspect', suspect: true },
    ],
    [
      'a clock that is off',
      { clock: { suspect: false, floor: null, offsetMs: -5_001, source: 'collector' } },
      { kind: 'clock-suspect', suspect: false, offsetMs: -5_001 },
    ],
    [
      'a device that is not ready',
      { devices: [['gate', 'gate', 'silent']] },
      { kind: 'device', name: 'gate', state: 'silent' },
    ],
    [
      'a lane that is out of service by itself',
      { service: 'gate-fault' },
      { kind: 'service', service: 'gate-fault' },
    ],
    ['a journal that fills up', { storage: 'alarm' }, { kind: 'storage', level: 'alarm' }],
    [
      'a record that nobody has signed for in an hour',
      { unsent: [12, '2026-11-26T07:00:00Z'] },
      { kind: 'unsent', records: 12 },
    ],
  ])('%s', async (_name, more, oddity) => {
    now = new Date(now.getTime() + 60_000)
    await say('gate-3', more)
    expect(await oddities('gate-3')).toEqual([expect.objectContaining(oddity)])
  })

  test('a clock that nobody measured and whose heartbeats come late', async () => {
    const clock = { suspect: false, floor: null, offsetMs: null, source: null }
    const at = instant(new Date(now.getTime() - 60_000))
    await say('gate-3', { clock, at })
    expect(await oddities('gate-3')).toEqual([
      { kind: 'clock-suspect', suspect: false, offsetMs: 61_000 },
    ])
    expect(await stationOf('gate-3')).toMatchObject({ said: { clock: { by: 'heard' } } })
  })

  test('whoever has another version than most have had for ten minutes', async () => {
    await minutes(1)
    await minutes(11)
    await restart()
    await minutes(1)
    expect((await state()).norms).toMatchObject([
      { what: 'bundle', version: 7, by: 'most' },
      { what: 'rules/cn-3301', version: 14, by: 'most' },
    ])
    expect((await state()).count).toMatchObject({ odd: 0 })
    await say('gate-4', {
      bundle: [6, digestOf('six')],
      rules: ['cn-3301', 13, digestOf('thirteen')],
    })
    await say('gate-5', { bundle: null, rules: null, documents: [] })
    await say('gate-1', { bundle: [8, digestOf('eight')] })
    expect(await oddities('gate-4')).toEqual([
      { kind: 'wrong-version', what: 'bundle', has: 6, norm: 7 },
      { kind: 'wrong-version', what: 'rules/cn-3301', has: 13, norm: 14 },
    ])
    expect(await oddities('gate-5')).toMatchObject([{ has: null }, { has: null }])
    expect(await oddities('gate-1')).toEqual([])
  })

  test('whoever is silent for three of its intervals, and stands first', async () => {
    await minutes(1)
    now = new Date(now.getTime() + 170_000)
    for (const name of names.slice(1)) await say(name)
    expect(await oddities('gate-1')).toEqual([])
    now = new Date(now.getTime() + 10_000)
    expect(await oddities('gate-1')).toMatchObject([{ kind: 'silent' }])
    expect((await state()).stations[0]?.station).toBe('gate-1')
    await say('gate-1')
  })

  test('whoever has a hole in what is collected of its journal', async () => {
    const writer = await testWriter('gate-2')
    await writer.segment(1)
    const second = await writer.segment(2)
    {
      using collection = await openCollection(folder.at('c.db'), 'write')
      collection.db.exec(
        `INSERT INTO station (name, lastSeen) VALUES ('gate-2', '2026-11-26T08:00:00Z');
        INSERT INTO segment (station, name, lastSeq, head, previous, previousSeq, previousHead)
          VALUES (1, '${second.id}', 6, zeroblob(32), 'gate-2-00000001-00000001', 6, zeroblob(32))`,
      )
    }
    await restart()
    await say('gate-2')
    expect(await oddities('gate-2')).toMatchObject([{ kind: 'gap', what: 'absent', records: 6 }])
  })
})

describe('a second digest of a known version', () => {
  test('is an alarm that is told, and stays over a restart until it is acknowledged', async () => {
    now = new Date(now.getTime() + 60_000)
    told.length = 0
    await say('gate-5', { bundle: [7, digestOf('forged')] })
    await say('gate-5', { bundle: [7, digestOf('forged')] })
    expect(told).toEqual([expect.any(DigestAlarmed)])
    await restart()
    const { alarms, stations } = await state()
    expect(alarms).toMatchObject([
      {
        ...{ document: 'snapshot', version: 7, wrong: null },
        known: { sha256: digestOf('snapshot'), station: 'gate-1' },
        said: { sha256: digestOf('forged'), station: 'gate-5' },
      },
    ])
    // It says the right one again, and is believed no more than before.
    await say('gate-5')
    expect(stations[0]).toMatchObject({ station: 'gate-5' })
    expect(await oddities('gate-5')).toContainEqual({
      kind: 'digest',
      document: 'snapshot',
      version: 7,
    })
    const db = ['--db', folder.at('c.db')]
    const shown = await greengate(['fleet', ...db])
    expect(shown.code).toBe(1)
    expect(shown.stdout).toMatch(/^ALARM 1: .*gate-5 says another snapshot 7/)
    expect(await greengate(['fleet', 'acknowledge', '1', ...db])).toMatchObject({ code: 0 })
    expect(await greengate(['fleet', 'acknowledge', '1', ...db])).toMatchObject({ code: 2 })
    await restart()
    expect((await state()).alarms).toEqual([])
    await say('gate-5', { bundle: [7, digestOf('forged')] })
    expect((await state()).alarms).toHaveLength(1)
  })
})

test('documents are held against others, and not shown; stations see nothing of the fleet', async () => {
  expect((await fetch(`${collector.url}/fleet.json`)).status).toBe(404)
  expect(JSON.stringify(await state())).not.toContain(heartbeatOf('gate-1').documents[1]![2])
})
