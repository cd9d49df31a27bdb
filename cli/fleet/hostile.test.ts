/** What somebody can do with heartbeats who is on the way, has a station's key, or sets the collector's clock. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { commitQueue } from '../collect/commit-queue.ts'
import { openCollection, type Collection } from '../collect/open-collection.ts'
import { csvLine } from '../edges/csv.ts'
import { scratch, type Scratch } from '../test-process.ts'
import { readAlarms } from './alarms.ts'
import type { Oddity } from './fleet-state.ts'
import type { Heartbeat } from '../../kiosk/shared/heartbeat.ts'
import { nextHeld } from './held.ts'
import { nextNorms } from './norms.ts'
import { openFleet, type Fleet } from './open-fleet.ts'
import { digestOf, testSpeaker, type TestSpeaker } from './test-heartbeat.ts'

const morning = Date.parse('2026-11-26T08:00:00Z')
let now = new Date(morning)
let folder: Scratch
let collection: Collection
let fleet: Fleet
let speaker: TestSpeaker
let told: string[] = []

beforeEach(async () => {
  now = new Date(morning)
  told = []
  folder = scratch()
  collection = await openCollection(folder.at('c.db'), 'make')
  speaker = await testSpeaker('gate-1')
  fleet = openFleet({
    ...{ collection, commit: commitQueue(collection.db), now: () => now },
    known: () => ({ keys: new Map([['gate-1', speaker.key]]), bundle: undefined }),
    tell: (error) => void told.push(String(error)),
  })
  await fleet.renew()
})
afterEach(async () => {
  collection[Symbol.dispose]()
  await folder[Symbol.asyncDispose]()
})

const instant = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z')
const later = (seconds: number): void => {
  now = new Date(now.getTime() + seconds * 1000)
}
const heartbeat = (n: number, more: Partial<Heartbeat> = {}): Promise<string> =>
  speaker.say({ n, at: instant(now.getTime()), unsent: [0, null], ...more })
const oddities = (): readonly Oddity[] => fleet.state().stations[0]?.oddities ?? []

test('what a station has said uses up nothing of what it may say, however often somebody repeats it', async () => {
  const first = await heartbeat(1)
  await fleet.take(first)
  for (let i = 0; i < 40; i++) expect(await fleet.take(first)).toHaveProperty('known')
  expect(await fleet.take(await heartbeat(2))).not.toHaveProperty('known')
  expect(told).toEqual([])
})

test('a heartbeat that was held back on its way is not taken for the present', async () => {
  await fleet.take(await heartbeat(1))
  const held = await heartbeat(2)
  later(29)
  await fleet.take(held)
  expect(oddities()).toEqual([])
  const longer = await heartbeat(3)
  later(60)
  await fleet.take(longer)
  expect(oddities()).toMatchObject([{ kind: 'clock-suspect', offsetMs: 60_000 }])
})

test('a clock that is off is odd, whatever time somebody on the way told the station', async () => {
  const at = instant(now.getTime() - 3_600_000)
  const clock = { suspect: false, floor: null, offsetMs: 0, source: 'collector' } as const
  await fleet.take(await heartbeat(1, { at, clock }))
  expect(oddities()).toMatchObject([{ kind: 'clock-suspect', offsetMs: 3_600_000 }])
})

test('two machines with the same key are seen, and a restart is none', async () => {
  const [older, newer] = [{ started: instant(morning) }, { started: instant(morning + 120_000) }]
  await fleet.take(await heartbeat(1, older))
  const late = await heartbeat(2, older)
  later(130)
  await fleet.take(await heartbeat(1, newer))
  // The last one of the process that ended.
  expect(await fleet.take(late)).toHaveProperty('known')
  expect(oddities()).toEqual([])
  later(60)
  // The image that was restored speaks on, or what it was taken of does.
  expect(await fleet.take(await heartbeat(3, older))).toHaveProperty('known')
  later(60)
  await fleet.take(await heartbeat(2, newer))
  const again = await heartbeat(4, older)
  await fleet.take(again)
  expect(told).toEqual([expect.stringContaining('gate-1: two machines speak as it')])
  expect(oddities()).toMatchObject([{ kind: 'twin', seen: instant(now.getTime()) }])
  later(86_401)
  // What was said once makes nobody two.
  await fleet.take(again)
  await fleet.take(await heartbeat(3, newer))
  expect(oddities()).toEqual([])
})

test('the second machine does not make the first one silent, however much it says', async () => {
  const [older, newer] = [{ started: instant(morning) }, { started: instant(morning + 1000) }]
  later(5)
  await fleet.take(await heartbeat(1, newer))
  for (let n = 1; n <= 30; n++) await fleet.take(await heartbeat(n, older))
  expect(await fleet.take(await heartbeat(2, newer))).not.toHaveProperty('known')
  expect(oddities()).toMatchObject([{ kind: 'twin' }])
})

test('two machines are seen also where one has a clock that is ahead', async () => {
  const [ahead, right] = [{ started: instant(morning + 1e9) }, { started: instant(morning) }]
  await fleet.take(await heartbeat(1, ahead))
  await fleet.take(await heartbeat(1, right))
  expect(oddities()).toEqual([])
  await fleet.take(await heartbeat(2, ahead))
  expect(oddities()).toMatchObject([{ kind: 'twin' }])
})

test('where the clock of the collector is set back, silence is silence all the same', async () => {
  later(86_400)
  await fleet.take(await heartbeat(1))
  expect(oddities()).toEqual([])
  later(-86_400)
  expect(oddities()).toMatchObject([{ kind: 'silent' }])
  expect(fleet.state().stations[0]).toMatchObject({ ageSeconds: 86_400 })
  await fleet.take(await heartbeat(2))
  expect(oddities()).toEqual([])
})

test('nor does it keep a version from being what others should have', () => {
  const { bundle } = { bundle: [8, digestOf('eight')] as const }
  const held = nextHeld([['bundle', 8, morning + 1e9]], { bundle, rules: null }, morning)
  expect(held).toEqual([['bundle', 8, morning]])
  const since = instant(morning + 1e9)
  const norm = { what: 'bundle', version: 8, since, by: 'published' } as const
  expect(nextNorms([], [norm], new Map([['bundle', 8]]), now)).toMatchObject([
    { since: instant(morning) },
  ])
})

test('a station that names rule sets without end makes no end of versions to watch', async () => {
  for (let n = 1; n <= 60; n++) {
    later(660)
    await fleet.take(await heartbeat(n, { rules: [`evil-${n}`, 9, digestOf('x')] }))
    later(660)
    await fleet.take(await heartbeat(n, { started: instant(now.getTime()) }))
    await fleet.look()
  }
  const { norms, charts } = fleet.state()
  expect(norms.length).toBeLessThanOrEqual(32)
  expect(charts.versions.length).toBeLessThanOrEqual(32)
})

test('two hundred alarms that somebody has looked into hide no further one', async () => {
  const documents = (word: string, from: number): Heartbeat['documents'] =>
    Array.from({ length: 100 }, (_, n) => [`d/${from + n}`, 1, digestOf(word)] as const)
  let n = 0
  for (const from of [0, 100, 200]) {
    for (const word of ['one', 'two']) {
      later(60)
      await fleet.take(await heartbeat((n += 1), { documents: documents(word, from) }))
    }
    collection.db.exec('UPDATE alarm SET acknowledged = 1')
  }
  later(60)
  await fleet.take(await heartbeat((n += 1), { documents: documents('three', 200) }))
  expect(readAlarms(collection.db)).toHaveLength(100)
})

test('no cell is a formula, in full width neither', () => {
  expect(csvLine(['=1', '＝1', ' @x', '\u3000＋1', -1, '-1'])).toBe(
    "'=1,'＝1,' @x,'\u3000＋1,-1,'-1",
  )
})
