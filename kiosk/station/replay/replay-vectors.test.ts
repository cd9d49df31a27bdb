/** Runs test-vectors/replay/ on lanes that ask each other over the real TLS, in the time of the vectors. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Claim } from './replay.ts'
import { replayLimits, type Passage } from './replay-store.ts'
import { freeAddress, openTestLane, type TestLane } from './test-lanes.ts'

type Step = { readonly at: number; readonly lane: string } & (
  | { readonly show: string; readonly step: number | null; readonly seen: string }
  | { readonly release: string }
  | { readonly down: true }
  | { readonly up: true; readonly knowsFor: number }
)
interface Vectors {
  readonly cases: readonly {
    readonly id: string
    readonly comment: string
    readonly lanes: readonly string[]
    readonly steps: readonly Step[]
  }[]
}

const vectors = new URL('../../../test-vectors/', import.meta.url)
const json = async (path: string): Promise<unknown> =>
  JSON.parse(await readFile(new URL(path, vectors), 'utf8'))
const file = (await json('replay/lanes.json')) as Vectors
const instant = Date.parse('2020-03-01T12:00:00Z')
const key = Buffer.alloc(32, 7)
let top: string

beforeAll(async () => {
  top = await mkdtemp(join(tmpdir(), 'greengate-test-'))
})
afterAll(() => rm(top, { recursive: true }))

test('the file fits its schema', async () => {
  const validate = new Ajv2020({ allErrors: true, strictTypes: false }).compile(
    (await json('schema/replay-lanes.schema.json')) as object,
  )
  expect(validate(file) ? [] : validate.errors).toEqual([])
})

/** A lane of a case: what is open of it, and what its journal would say. */
interface Lane {
  opened: TestLane | undefined
  readonly folder: string
  readonly claims: Map<string, Claim>
  readonly passed: Map<string, Passage>
}

test.each(file.cases)('$id: $comment', async ({ lanes: names, steps }) => {
  let elapsedMs = 0
  const time = { now: () => new Date(instant + elapsedMs), monotonicMs: () => elapsedMs }
  const at = await freeAddress()
  const lanes = new Map<string, Lane>()
  const laneOf = (name: string) => lanes.get(name) as Lane & { opened: TestLane }

  const start = async (name: string) => {
    const lane = laneOf(name)
    const how = name === names[0] ? 'listen' : 'ask'
    const sharing = names.length === 1 ? undefined : ({ do: how, at, key } as const)
    const recent = [...lane.passed.values()]
    const given = { top, lane: name, folder: lane.folder, sharing, recent, ...time }
    lane.opened = await openTestLane(given)
    await allJoined()
  }
  /** A host that is up again is found by the lanes that are up. */
  const allJoined = async () => {
    if (lanes.get(names[0]!)?.opened === undefined) return
    for (const name of names.slice(1)) {
      const { opened } = lanes.get(name) ?? {}
      if (opened === undefined) continue
      await expect.poll(() => opened.replay.knowsForMs(), { timeout: 30_000 }).not.toBe(0)
    }
  }

  for (const name of names) {
    const folder = await mkdtemp(join(top, 'lane-'))
    const nothing = { claims: new Map<string, Claim>(), passed: new Map<string, Passage>() }
    lanes.set(name, { opened: undefined, folder, ...nothing })
    await start(name)
  }
  // What is known of the start is known by now.
  for (const [place, step] of steps.entries()) {
    elapsedMs = step.at * 1000
    const lane = laneOf(step.lane)
    const where = `step ${String(place + 1)}`
    if ('show' in step) {
      const claim = await lane.opened.show(step.show, step.step)
      expect(claim.seenBefore, where).toBe(step.seen)
      lane.claims.set(step.show, claim)
      if (claim.seenBefore !== 'no') continue
      const named = await lane.opened.dayKeys.names(step.show, time.now())
      const untilMs = elapsedMs + replayLimits.windowMs
      lane.passed.set(step.show, { name: named.names[0]!, token: '', untilMs })
    } else if ('release' in step) {
      const claim = lane.claims.get(step.release)
      claim?.release()
      if (claim?.seenBefore === 'no') lane.passed.delete(step.release)
      // A release is not waited for; whatever is asked after it comes after it.
      await lane.opened.show('whatever')
    } else if ('down' in step) {
      await lane.opened.replay.close()
      lane.opened = undefined as never
      await expect
        .poll(() => [...lanes.values()].every(({ opened }) => notJoinedTo(step.lane, opened)))
        .toBe(true)
    } else {
      await start(step.lane)
      expect(lane.opened.replay.knowsForMs() / 1000, where).toBe(step.knowsFor)
    }
  }
  for (const { opened } of [...lanes.values()].reverse()) await opened?.replay.close()

  function notJoinedTo(name: string, opened: TestLane | undefined): boolean {
    if (opened === undefined || name !== names[0]) return true
    return opened.replay.sharedKey === undefined || opened.replay.knowsForMs() === 0
  }
})
