/** What is pushed to a station: taken as any carried file is, unable to do what a fetched one could not, and bounded however much it is. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { decodeBundle, encodeBundle } from 'greengate/issue'
import { memoryStore, openBundle, type OpenBundle, type Refreshed } from 'greengate/update'
import { makeDemo, type Demo } from 'greengate-cli/demo'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { randomOf } from '../../../house/endurance.ts'
import { makeUpdates, type Updates } from '../../walk/updates.ts'
import { pushedLimits, startPushedUpdates, type PushedUpdates } from './pushed-updates.ts'

const instant = new Date('2020-03-01T12:00:00Z')
let top: string
let demo: Demo
let other: Demo
let updates: Updates
let kept: OpenBundle
let pushed: PushedUpdates
let elapsedMs: number
let looked: (Refreshed | Error)[]
let asked: number
let looking: number
let updated: number

beforeAll(async () => {
  top = await mkdtemp(join(tmpdir(), 'greengate-test-'))
  demo = await makeDemo({ folder: join(top, 'demo'), now: instant })
  other = await makeDemo({ folder: join(top, 'other'), now: instant })
  updates = await makeUpdates(demo)
})
afterAll(() => rm(top, { recursive: true }))
beforeEach(async () => {
  kept = await openBundle({ root: demo.rootBytes, worlds: ['demo'], store: memoryStore() })
  await kept.takeFile(updates.begun, instant)
  ;[elapsedMs, asked, updated, looking, looked] = [0, 0, 0, 0, []]
  pushed = startPushedUpdates({
    async takeFile(bytes) {
      looking += 1
      const came = await kept.takeFile(bytes, instant)
      looked.push(came)
      looking -= 1
      return came
    },
    refresh() {
      asked += 1
      return Promise.resolve({ state: 'unchanged', bytes: 0 })
    },
    onUpdated: () => (updated += 1),
    onFault: (error) => looked.push(error as Error),
    monotonicMs: () => elapsedMs,
    // Chance is what it may at most be, and time what a test makes of it.
    random: () => 0,
    limits: { hintMs: 1 },
  })
})
afterEach(() => pushed.close())

const version = () => kept.bundle.ruleSets.get(demo.ruleSet)?.at(-1)?.version
const turns = async (count: number): Promise<void> => {
  for (let n = 0; n < count; n++) await new Promise((resolve) => setTimeout(resolve, 1))
}
/** Until nothing is looked into any more, and whatever was to be asked was asked. */
const settled = async (): Promise<void> => {
  do await turns(5)
  while (looking > 0)
}

test('a delta is in force without a question to the source', async () => {
  pushed.push(updates.third)
  await settled()
  expect([version(), updated, asked]).toEqual([3, 1, 0])
})

test('a hint asks the source once, however often it is given, and again after its interval', async () => {
  for (let n = 0; n < 20; n++) pushed.push(new Uint8Array())
  await settled()
  expect([asked, looked.length]).toEqual([1, 0])
  elapsedMs += pushedLimits.askEveryMs
  pushed.push(new Uint8Array())
  await settled()
  expect(asked).toBe(2)
})

/** Another authority's bundle, an older one, and everything that is none: the same refusal as of a file. */
const bad: readonly (readonly [string, () => Uint8Array])[] = [
  ['of another authority', () => other.bundleBytes],
  ['altered after it was signed', () => updates.forgedThird],
  ['cut off', () => updates.third.subarray(0, -40)],
  ['with one bit turned in its middle', () => turned(updates.third)],
  ['whose members are not there', () => updates.fourth],
  ['compressed', () => gzipSync(updates.third)],
  ['of 512 kB of noise', () => noise(524_288)],
  ['of 512 kB of noise that begins well', () => startsWell(noise(524_288))],
  ['of 512 kB of nothing in a list', () => startsWell(new Uint8Array(524_288).fill(0x80))],
  ['larger than a message', () => startsWell(noise(600_000))],
]

describe('a message', () => {
  test.each(bad)('%s changes nothing, and asks the source once', async (_, bytes) => {
    const before = kept.bundle
    pushed.push(bytes())
    await settled()
    expect(kept.bundle).toBe(before)
    expect([updated, asked]).toEqual([0, 1])
  })

  test('that was in force before goes back to nothing: neither rules nor timestamp', async () => {
    pushed.push(updates.third)
    await settled()
    elapsedMs += pushedLimits.restMs
    const before = kept.bundle
    for (const old of [updates.begun, updates.third]) {
      pushed.push(old)
      await settled()
    }
    expect(kept.bundle).toBe(before)
    expect(version()).toBe(3)
  })
})

test('of a thousand messages a few are looked into, the last among them, and the source is asked once', async () => {
  const garbage = bad.map(([, make]) => make())
  const random = randomOf(11, 0)
  for (let n = 0; n < 1_000; n++) {
    pushed.push(garbage[Math.floor(random() * garbage.length)] ?? new Uint8Array())
    if (n % 100 === 0) await turns(1)
  }
  await settled()
  expect(looked.length).toBeLessThanOrEqual(pushedLimits.burst)
  expect([asked, updated, version()]).toEqual([1, 0, 2])
  // When it is over what is true is taken again.
  elapsedMs += pushedLimits.restMs
  pushed.push(updates.third)
  await settled()
  expect(version()).toBe(3)
})

test('nothing comes of what is pushed after the end', async () => {
  await pushed.close()
  pushed.push(updates.third)
  pushed.push(new Uint8Array())
  await settled()
  expect([version(), asked]).toEqual([2, 0])
})

function turned(bytes: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(bytes)
  const middle = copy.length >> 1
  copy[middle] = (copy[middle] ?? 0) ^ 1
  return copy
}

function noise(length: number): Uint8Array {
  const random = randomOf(7, length)
  return Uint8Array.from({ length }, () => Math.floor(random() * 256))
}

/** The first bytes of a container, and whatever comes. */
function startsWell(bytes: Uint8Array): Uint8Array {
  bytes.set(encodeBundle([]).subarray(0, 20))
  expect(() => decodeBundle(bytes)).toThrow()
  return bytes
}
