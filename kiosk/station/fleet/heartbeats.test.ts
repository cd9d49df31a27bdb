/** What a real station says of itself: every member, read by the collector's own reader, and nothing that anybody waits for. */
import { openHeartbeat } from 'greengate-cli/collect'
import { generateKey, publicJwk } from 'greengate/issue'
import { folderSource, memoryStore, openBundle } from 'greengate/update'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { openStationKey, type StationKey } from '../journal/station-key.ts'
import type { StationOptions } from '../open-station.ts'
import { software } from '../software.ts'
import { instant, testWorld, type TestStation, type TestWorld } from '../test-station.ts'
import { publicKeyOf } from '../upload/compact-jws.ts'
import { startHearing, type Hearing } from './test-hearing.ts'

let world: TestWorld
let key: StationKey
let collectorKey: NonNullable<StationOptions['upload']>['collectorKey']
let hearing: Hearing
beforeAll(async () => {
  world = await testWorld()
  key = await openStationKey('', world.demo.stationFolder)
  const jwk = publicJwk(await generateKey('Ed25519'))
  collectorKey = publicKeyOf({ ...jwk })
})
beforeEach(async () => {
  hearing = await startHearing()
  hearing.answer = () => saying(0)
})
afterEach(async () => {
  await world.tidy()
  await hearing[Symbol.asyncDispose]()
})
afterAll(() => world.close())

const upload = (leastMs = 1): StationOptions['upload'] => ({
  ...{ to: hearing.place, collectorKey, heartbeatSeconds: 60 },
  heartbeatTimes: { firstMs: 0, leastMs, requestMs: 3_000 },
})
const saying = (aheadMs: number) => {
  const at = new Date(instant.getTime() + world.elapsedMs + aheadMs).toISOString()
  return { status: 200, text: JSON.stringify({ at }) }
}
const opened = (n: number) =>
  openHeartbeat(hearing.heard.at(n) ?? '', (station) =>
    station === 'gate' ? key.publicKey : undefined,
  )
const until = async (is: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await is())) await new Promise((resolve) => setTimeout(resolve, 5))
}
/** Only a change of service sends one before its minute is over. */
const change = ({ gate }: TestStation) => {
  gate.tell({ happening: 'fault' })
}

test('a station says all that the collector reads, by its own key, and of no person anything', async () => {
  const one = await world.open({ upload: upload() })
  await hearing.count(1)
  await one.station.present([world.codeOf('pass')])
  await one.station.present(['no code'])
  world.elapsedMs += 60_000
  change(one)
  await hearing.count(2)
  const [first, second] = [opened(0), opened(1)]
  const { demo } = world
  const own = { root: demo.rootBytes, worlds: ['demo'], store: memoryStore() } as const
  const kept = await openBundle({ ...own, source: folderSource(demo.folder) })
  await kept.refresh(instant)
  const { snapshot, ruleSets } = kept.bundle
  expect(first).toMatchObject({
    ...{ station: 'gate', lane: '1', n: 1, everySeconds: 60, service: 'open', gate: 'closed' },
    ...{ at: '2020-03-01T12:00:00Z', started: '2020-03-01T12:00:00Z', software },
    ...{ storage: 'ok', stale: [] },
    minute: { outcomes: { pass: 0, check: 0, stop: 0, invalid: 0, unreadable: 0 }, passed: 0 },
    clock: { suspect: false, offsetMs: null, source: null },
  })
  const held = ruleSets.get(demo.ruleSet)?.find(({ version }) => version === first.rules?.[1])
  expect(first.rules).toEqual([demo.ruleSet, held?.version, held?.sha256])
  expect(first.bundle).toEqual([snapshot?.version, snapshot?.sha256])
  const members = [...(snapshot?.members ?? [])]
  expect(first.documents).toEqual(members.map(([name, one]) => [name, one.version, one.sha256]))
  expect(first.devices.map(([name, kind, state]) => [name, kind, state])).toContainEqual([
    ...['card-reader', 'card-reader', 'ready'],
  ])
  expect(second).toMatchObject({
    ...{ n: 2, started: first.started, at: '2020-03-01T12:01:00Z', service: 'gate-fault' },
    minute: { outcomes: { pass: 1, check: 0, stop: 0, invalid: 0, unreadable: 1 } },
    clock: { offsetMs: 0, source: 'collector' },
  })
  expect(second.journal[1]).toBeGreaterThan(first.journal[1])
  expect(second.unsent[0]).toBeGreaterThan(0)
  const texts = JSON.stringify([first, second])
  for (const { text } of demo.people.slice(0, 9)) expect(texts).not.toContain(text.slice(-20))
})

test('counts go on within a start, and begin anew with a later one, also by a clock that went back', async () => {
  const before = await world.open({ upload: upload() })
  await hearing.count(1)
  change(before)
  await hearing.count(2)
  // A clock that lost its battery meanwhile.
  world.elapsedMs -= 3_600_000
  await before.close()
  const after = await world.open({ upload: upload(), journalFolder: before.folder })
  await hearing.count(3)
  const said = [0, 1, 2].map((n) => opened(n))
  expect(said.map(({ n }) => n)).toEqual([1, 2, 1])
  expect(said.map(({ started }) => started === said[0]?.started)).toEqual([true, true, false])
  expect(String(said[2]?.started) > String(said[0]?.started)).toBe(true)
  await after.close()
})

test('how far the clock is off is measured by the answer, and opens and closes nothing', async () => {
  hearing.answer = () => saying(90_000)
  const one = await world.open({ upload: upload() })
  await hearing.count(1)
  await until(() => one.station.look().look.clock.offsetMs !== null)
  expect(one.station.look().look.clock).toMatchObject({ offsetMs: 90_000, suspect: false })
  expect((await one.station.present([world.codeOf('pass')])).outcome).toBe('pass')
  expect((await one.station.status()).service).toBe('open')
})

/** Whatever may be where a collector should be. */
const strange: readonly (readonly [string, { status: number; text: string } | undefined])[] = [
  ['no time that could be one', { status: 200, text: '<h1>Welcome</h1>' }],
  ['no time that could be one', { status: 200, text: '{"at":"2020-13-45T99:00:00.000Z"}' }],
  ['no time that could be one', { status: 200, text: '{"at":"2120-01-01T00:00:00.000Z"}' }],
  ['no time that could be one', { status: 200, text: `{"at":"${'x'.repeat(100_000)}"}` }],
  ['says 401', { status: 401, text: '{"type":"urn:greengate:collect:unknown-station"}' }],
  ['(late)', undefined],
]

test('what is no answer is said once, however often it comes, and changes nothing', async () => {
  const one = await world.open({
    upload: {
      ...{ to: hearing.place, collectorKey, heartbeatSeconds: 0.02 },
      heartbeatTimes: { firstMs: 0, leastMs: 5, requestMs: 40 },
    },
  })
  const told = new Set<string>()
  for (const [said, answer] of strange) {
    told.add(said)
    hearing.answer = () => answer
    await hearing.count(hearing.heard.length + 2)
    await until(() =>
      one.logged.some((line) => line.startsWith('heartbeats:') && line.includes(said)),
    )
    expect((await one.station.status()).service).toBe('open')
  }
  // Decided while heartbeats are under way that nobody answers.
  expect((await one.station.present([world.codeOf('pass')])).outcome).toBe('pass')
  expect(one.station.look().look.clock.offsetMs).toBeNull()
  expect(one.logged.filter((line) => line.startsWith('heartbeats:'))).toHaveLength(told.size)
})

test('without a collector nobody is told anything', async () => {
  const one = await world.open()
  await one.station.present([world.codeOf('pass')])
  expect(hearing.heard).toEqual([])
  expect(one.station.look().look.clock.offsetMs).toBeNull()
})
