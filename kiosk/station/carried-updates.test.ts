/** Updates that are carried to a station: taken in any order, refused whole, and never more kept than a few. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { encodeFrames } from 'greengate/issue'
import { memoryStore, openBundle, type OpenBundle } from 'greengate/update'
import { makeDemo, publish, type Demo } from 'greengate-cli/demo'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { KioskEvent } from '../shared/kiosk-api.ts'
import { checkedByRule, makeUpdates, type Updates } from '../walk/updates.ts'
import { quietMs, startCarriedUpdates, type CarriedUpdates } from './carried-updates.ts'
import { openStation } from './open-station.ts'

const instant = new Date('2020-03-01T12:00:00Z')
const now = () => instant
const { subtle } = globalThis.crypto
let top: string
let demo: Demo
let updates: Updates
let frames: readonly Uint8Array[]
let kept: OpenBundle
let elapsedMs: number
let carried: CarriedUpdates

beforeAll(async () => {
  top = await mkdtemp(join(tmpdir(), 'greengate-test-'))
  demo = await makeDemo({ folder: join(top, 'demo'), now: instant })
  updates = await makeUpdates(demo)
  frames = await encodeFrames(updates.third)
})
afterAll(() => rm(top, { recursive: true }))
beforeEach(async () => {
  kept = await openBundle({ root: demo.rootBytes, worlds: ['demo'], store: memoryStore() })
  await kept.takeFile(updates.begun, instant)
  elapsedMs = 0
  const { ruleSet } = demo
  carried = startCarriedUpdates({ bundle: kept, ruleSet, now, monotonicMs: () => elapsedMs })
})

const version = () => kept.bundle.ruleSets.get(demo.ruleSet)?.at(-1)?.version
const statesOf = async (shown: readonly Uint8Array[]) => {
  const states: string[] = []
  for (const frame of shown) states.push((await carried.takeFrame(frame)).state)
  return states
}

/** One frame of a series of its own, rightly made. */
async function stray(name: number): Promise<Uint8Array> {
  const noise = new Uint8Array(await subtle.digest('SHA-512', Uint8Array.of(name)))
  const long = Uint8Array.from({ length: 3000 }, (_, at) => (noise[at % 64] ?? 0) ^ (at * at))
  return (await encodeFrames(long))[0] ?? noise
}

describe('frames', () => {
  test('in any order, some of them twice, come to a new version, and say when it is in force', async () => {
    const [last, ...first] = frames
    const of = frames.length
    expect(of).toBeGreaterThan(2)
    for (const [at, frame] of first.toReversed().entries()) {
      const progress = { state: 'collecting', have: at + 1, of }
      expect(await carried.takeFrame(frame)).toEqual(progress)
      expect(await carried.takeFrame(frame)).toEqual(progress)
    }
    expect(version()).toBe(2)
    expect(await carried.takeFrame(last!)).toEqual({
      state: 'taken',
      bundleVersion: 3,
      rules: { version: 3, from: expect.any(String) as string, inForce: true },
    })
    expect(version()).toBe(3)
  })

  test('that go on being shown are not collected once more until they were gone for a while', async () => {
    await statesOf(frames)
    elapsedMs = quietMs - 1
    expect(carried.tend()).toBeUndefined()
    expect(new Set(await statesOf(frames))).toEqual(new Set(['ignored']))
    elapsedMs += quietMs
    carried.tend()
    expect((await statesOf(frames)).at(-1)).toBe('nothing-new')
  })

  test('of somebody else in between lose nothing and open nothing', async () => {
    const [last, ...first] = frames
    await statesOf(first)
    for (let n = 0; n < 20; n++) await carried.takeFrame(await stray(n))
    const misread = last!.slice()
    misread[20]! ^= 1
    expect(await statesOf([misread, new TextEncoder().encode('GGF1')])).toEqual([
      'ignored',
      'ignored',
    ])
    expect(await statesOf([last!])).toEqual(['taken'])
  })

  test('of a forged update are refused by its code, every time, and the good ones are then taken', async () => {
    await statesOf(frames)
    await carried.takeFile(updates.fourth)
    const forged = await encodeFrames(updates.forged)
    for (const _ of [1, 2]) {
      await statesOf(forged.slice(1))
      expect(await carried.takeFrame(forged[0]!)).toEqual({
        state: 'refused',
        code: 'ERR_BUNDLE_DIGEST',
      })
    }
    expect(version()).toBe(4)
  })

  test('are forgotten when no new one comes for a while, and that is said once', async () => {
    await carried.takeFrame(frames[0]!)
    elapsedMs = quietMs - 1
    // One that is there already is no news.
    await carried.takeFrame(frames[0]!)
    expect(carried.tend()).toBeUndefined()
    elapsedMs = quietMs
    expect(carried.tend()).toEqual({ state: 'forgotten', have: 1, of: frames.length })
    expect(carried.tend()).toBeUndefined()
    expect(await carried.takeFrame(frames[1]!)).toMatchObject({ have: 1 })
  })

  test('beyond what a camera sees at a time are not waited for', async () => {
    const asked = Array.from({ length: 20 }, () => carried.takeFrame(frames[0]!))
    const codes = (await Promise.allSettled(asked)).map((one) =>
      one.status === 'rejected' ? (one.reason as { code: string }).code : one.value.state,
    )
    expect(new Set(codes)).toEqual(new Set(['collecting', 'busy']))
  })
})

describe('a file', () => {
  test('is taken, compressed or not, and is then nothing new', async () => {
    expect(await carried.takeFile(gzipSync(updates.third))).toMatchObject({
      state: 'taken',
      rules: { version: 3 },
    })
    expect(await carried.takeFile(updates.third)).toEqual({ state: 'nothing-new' })
    expect(await carried.takeFile(updates.fourth)).toMatchObject({ bundleVersion: 4 })
  })

  test('that brings no rules says which data it brought', async () => {
    const { publication } = demo
    const ruleSets = publication.ruleSets.slice(0, 2)
    const again = await publish({ ...publication, ruleSets, version: 9, signedAt: instant })
    expect(await carried.takeFile(again)).toEqual({
      state: 'taken',
      bundleVersion: 9,
      rules: null,
    })
  })

  test.each([
    ['of something else', () => new TextEncoder().encode('%PDF-1.7'), 'ERR_BUNDLE_MALFORMED'],
    ['that is cut off', () => updates.third.slice(0, 500), 'ERR_BUNDLE_MALFORMED'],
    ['that leaves out what is not here', () => updates.fourth, 'ERR_BUNDLE_MEMBER_MISSING'],
    ['that is older', () => demo.bundleBytes, 'ERR_BUNDLE_ROLLBACK'],
  ])('%s is refused by its code, and what was in force still is', async (_, bytes, code) => {
    const { digest } = kept.bundle
    expect(await carried.takeFile(bytes())).toEqual({ state: 'refused', code })
    expect(kept.bundle.digest).toBe(digest)
  })
})

test('a station decides by the new version from the next code on, and tells its screens', async () => {
  const folder = await mkdtemp(join(top, 'station-'))
  const logged: string[] = []
  const log = (line: string) => {
    logged.push(line)
  }
  const bundleFolder = join(folder, 'bundle')
  await mkdir(bundleFolder)
  await writeFile(join(bundleFolder, 'root.ggb'), demo.rootBytes)
  await writeFile(join(bundleFolder, 'bundle.ggb'), updates.begun)
  const names = { name: 'gate', lane: '1', ruleSet: demo.ruleSet, log, now }
  const folders = { bundleFolder, journalFolder: join(folder, 'journal') }
  const { station, close } = await openStation({ ...names, ...folders, worlds: ['demo'] })
  const heard: KioskEvent[] = []
  station.listen((event) => heard.push(event))
  const text = checkedByRule(demo)
  const frames = await encodeFrames(updates.third)
  const before = await station.present([text])
  const carried = await Promise.all(frames.map((frame) => station.takeFrame(frame)))
  expect(before).toMatchObject({ outcome: 'check', rule: { version: 2 } })
  expect(carried.at(-1)).toMatchObject({ state: 'taken', rules: { version: 3, inForce: true } })
  expect(heard.at(-1)).toMatchObject({ kind: 'status', status: { ruleSet: { version: 3 } } })
  const after = await station.present([text])
  expect(after).toMatchObject({ outcome: 'stop', rule: { version: 3 } })
  expect(logged.join()).toContain('bundle taken up: snapshot 3')
  await close()
})
