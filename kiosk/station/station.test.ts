/** The station with everything real but the clock: what it answers, what it writes first, and when it refuses. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readSegment, type Bundle, type Receipt } from 'greengate'
import { encodeFrames } from 'greengate/issue'
import { memoryStore, openBundle, type OpenBundle } from 'greengate/update'
import { makeDemo, type Demo } from 'greengate-cli/demo'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { KioskEvent } from '../shared/kiosk-api.ts'
import { quietMs, startCarriedUpdates } from './carried-updates.ts'
import { openDayKeys } from './day-keys.ts'
import { openJournal, type Journal } from './journal/journal.ts'
import { ownReplay } from './replay/own-replay.ts'
import { replayLimits, startReplayStore } from './replay/replay-store.ts'
import { listSegments } from './journal/segments.ts'
import { makeStation, type Station } from './station.ts'
import { StationError } from './station-error.ts'

const instant = new Date('2020-03-01T12:00:00Z')
let top: string
let demo: Demo
let bundle: Bundle
let opened: OpenBundle
let folder: string
let elapsedMs: number
let logged: string[]
const log = (line: string) => {
  logged.push(line)
}

beforeAll(async () => {
  top = await mkdtemp(join(tmpdir(), 'greengate-test-'))
  demo = await makeDemo({ folder: join(top, 'demo'), now: instant })
  const root = demo.rootBytes
  opened = await openBundle({ root, worlds: ['demo'], store: memoryStore() })
  await opened.takeFile(demo.bundleBytes, instant)
  bundle = opened.bundle
})
afterAll(() => rm(top, { recursive: true }))
beforeEach(async () => {
  folder = await mkdtemp(join(top, 'journal-'))
  elapsedMs = 0
  logged = []
})
afterEach(() => rm(folder, { recursive: true }))

const codeOf = (id: string) => demo.people.find((person) => person.id === id)?.text ?? ''
const monotonicMs = () => elapsedMs
const now = () => new Date(instant.getTime() + elapsedMs)

/** A station on the demo's bundle; its journal may be replaced by one that fails. */
async function makeIt(change: (journal: Journal) => Journal = (journal) => journal) {
  const { journal } = await openJournal({ folder, station: 'gate', log }, instant)
  const station = makeStation({
    name: 'gate',
    lane: '1',
    ruleSet: demo.ruleSet,
    bundle: () => bundle,
    carried: startCarriedUpdates({ bundle: opened, ruleSet: demo.ruleSet, now, monotonicMs }),
    handover: false,
    journal: change(journal),
    replay: ownReplay({
      store: startReplayStore(),
      knowsForMs: () => elapsedMs,
      monotonicMs,
    }),
    dayKeys: openDayKeys(join(folder, 'keys'), replayLimits.windowMs),
    now,
    monotonicMs,
    log,
  })
  return { station, journal }
}

async function receipts(): Promise<readonly Receipt[]> {
  const segments = await listSegments(folder)
  const read = segments.map(async ({ id }) => {
    const bytes = await readFile(join(folder, `${id}.receipts`))
    return (await readSegment(new Uint8Array(bytes), id)).receipts
  })
  return (await Promise.all(read)).flat()
}

const shown = async (station: Station, id: string) => {
  const { outcome, reasons } = await station.present([codeOf(id)])
  return { outcome, reasons: reasons.map(({ code }) => code) }
}

describe('a station', () => {
  test('answers everybody as the demo says, and has a receipt of each', async () => {
    const { station, journal } = await makeIt()
    for (const { id, outcome, reasons } of demo.people)
      expect({ id, ...(await shown(station, id)) }).toEqual({ id, outcome, reasons })
    await journal.close()
    const written = await receipts()
    expect(written.map(({ outcome }) => outcome)).toEqual(demo.people.map(({ outcome }) => outcome))
    // The first record of a segment says what it is.
    expect(written.map(({ seq }) => seq)).toEqual(demo.people.map((_, at) => at + 2))
  })

  test('names the rule that decided, with its title', async () => {
    const { station, journal } = await makeIt()
    const { rule } = await station.present([codeOf('stop-contact')])
    expect(rule).toMatchObject({ set: demo.ruleSet, version: 2, no: expect.any(Number) as number })
    expect(rule?.title?.en).toEqual(expect.any(String))
    await journal.close()
  })

  test('waits for the parts of a card, and decides over all of them together', async () => {
    const { station, journal } = await makeIt()
    const first = await station.present(['shc:/1/2/5676'])
    expect(first).toMatchObject({ outcome: 'unreadable', parts: { shown: 1, of: 2 } })
    expect(first.reasons).toEqual([{ code: 'parts-missing', format: 'shc' }])
    const whole = await station.present(['shc:/2/2/2909'])
    expect(whole.outcome).toBe('unreadable')
    expect(whole.parts).toBeUndefined()
    expect(whole.reasons.map(({ code }) => code)).not.toContain('parts-missing')
    await journal.close()
  })

  test('reads codes of other formats', async () => {
    const { station, journal } = await makeIt()
    const { outcome, reasons } = await station.present(['HC1:6BF'])
    expect(outcome).toBe('unreadable')
    expect(reasons).toEqual([expect.objectContaining({ format: 'hcert' })])
    await journal.close()
  })

  test('tells its status', async () => {
    const { station, journal } = await makeIt()
    expect(await station.status()).toMatchObject({
      station: 'gate',
      lane: '1',
      world: 'demo',
      ruleSet: { id: demo.ruleSet, version: 2 },
      bundleVersion: 1,
      service: 'open',
    })
    await journal.close()
  })

  test('writes and logs nothing of what a code says', async () => {
    const { station, journal } = await makeIt()
    const code = codeOf('pass')
    await station.present([code])
    await journal.close()
    const text = JSON.stringify(await receipts()) + logged.join()
    expect(text).not.toContain(code.slice(4, 24))
    expect(text).not.toMatch(/林|123X|negative/)
  })

  test('lets no answer out before its receipt is on the disk', async () => {
    let written = () => {}
    let begun = false
    const onDisk = new Promise<void>((resolve) => {
      written = resolve
    })
    const append = async () => {
      begun = true
      await onDisk
      return { segment: 'one', seq: 1 }
    }
    const { station, journal } = await makeIt((real) => ({ ...real, append }))
    let answered = false
    const answer = station.present([codeOf('pass')]).then(() => {
      answered = true
    })
    await expect.poll(() => begun).toBe(true)
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve))
    expect(answered).toBe(false)
    written()
    await answer
    await journal.close()
  })

  test('decides over several codes of one frame together, and lets nobody through on them', async () => {
    const { station, journal } = await makeIt()
    const { outcome } = await station.present([codeOf('pass'), codeOf('pass-child')])
    expect(outcome).not.toBe('pass')
    expect((await shown(station, 'pass')).outcome).toBe('pass')
    await journal.close()
  })

  test('refuses more questions than it can have in hand', async () => {
    const { station, journal } = await makeIt()
    const many = Array.from({ length: 20 }, () => station.present([codeOf('stop-contact')]))
    const results = await Promise.allSettled(many)
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(8)
    for (const result of results)
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'busy' })
    await journal.close()
  })
})

describe('a code shown twice', () => {
  test('passes once within ten minutes', async () => {
    const { station, journal } = await makeIt()
    const both = await Promise.all([shown(station, 'pass'), shown(station, 'pass')])
    expect(both.map(({ outcome }) => outcome)).toEqual(['pass', 'check'])
    expect(both[1].reasons).toContain('already-used')
    elapsedMs = replayLimits.windowMs - 1
    expect((await shown(station, 'pass')).reasons).toContain('already-used')
    elapsedMs = replayLimits.windowMs
    expect((await shown(station, 'pass')).outcome).toBe('pass')
    await journal.close()
  })

  test('is not held against whoever did not pass', async () => {
    const { station, journal } = await makeIt()
    const first = await shown(station, 'check-symptom')
    expect(await shown(station, 'check-symptom')).toEqual(first)
    await journal.close()
  })

  test('has one name in the receipts of a day', async () => {
    const { station, journal } = await makeIt()
    await shown(station, 'pass')
    await shown(station, 'pass')
    await station.present(['https://example.com/'])
    await journal.close()
    const [first, second, other] = (await receipts()).map(({ subject }) => subject)
    expect(first).toEqual(expect.any(String))
    expect(second).toBe(first)
    expect(other).toBeNull()
  })
})

describe('a station that updates are carried to', () => {
  test('takes no file at its screen unless it was told to', async () => {
    const { station, journal } = await makeIt()
    await expect(station.takeFile(demo.bundleBytes)).rejects.toMatchObject({ code: 'not-here' })
    expect(await station.status()).toMatchObject({ handover: false })
    await journal.close()
  })

  test('tells its screens when frames are forgotten', async () => {
    const { station, journal } = await makeIt()
    const heard: KioskEvent[] = []
    station.listen((event) => heard.push(event))
    const [frame] = await encodeFrames(crypto.getRandomValues(new Uint8Array(3000)))
    await station.takeFrame(frame!)
    elapsedMs = quietMs
    await station.tend()
    const update = { state: 'forgotten', have: 1, of: 3 }
    expect(heard.at(-1)).toEqual({ kind: 'update', update })
    await journal.close()
  })
})

describe('a journal that takes no receipts', () => {
  const failing = (real: Journal, is: { full: boolean }): Journal => ({
    ...real,
    append: (...receipt) =>
      is.full
        ? Promise.reject(new StationError('ERR_STATION_JOURNAL', 'cannot write (ENOSPC)'))
        : real.append(...receipt),
    renew: () =>
      is.full
        ? Promise.reject(new StationError('ERR_STATION_JOURNAL', 'cannot write (ENOSPC)'))
        : real.renew(),
  })

  test('closes the lane: no outcome, an event, and no more questions until it is whole again', async () => {
    const is = { full: false }
    const { station, journal } = await makeIt((real) => failing(real, is))
    const services: string[] = []
    station.listen((event: KioskEvent) => {
      if (event.kind === 'status') services.push(event.status.service)
    })
    is.full = true
    const refusal = { code: 'out-of-service' }
    await expect(station.present([codeOf('pass')])).rejects.toMatchObject(refusal)
    await expect(station.present([codeOf('stop-contact')])).rejects.toMatchObject(refusal)
    await station.tend()
    expect(services).toEqual(['open', 'no-receipts'])
    is.full = false
    await expect(station.present([codeOf('pass')])).rejects.toMatchObject(refusal)
    await station.tend()
    expect(services).toEqual(['open', 'no-receipts', 'open'])
    await journal.close()
  })

  test('that took the last one there was room for says so before anybody is turned away, and takes them again', async () => {
    let level: 'alarm' | 'full' = 'alarm'
    const { station, journal } = await makeIt((real) => ({
      ...real,
      async append(...receipt) {
        const place = await real.append(...receipt)
        level = 'full'
        return place
      },
      storage: () => ({ ...real.storage(), level }),
    }))
    const services: string[] = []
    station.listen((event: KioskEvent) => {
      if (event.kind === 'status') services.push(event.status.service)
    })
    expect((await station.present([codeOf('pass')])).outcome).toBe('pass')
    await station.releaseGrant()
    expect([services[0], services.at(-1)]).toEqual(['open', 'no-receipts'])
    level = 'alarm'
    await station.tend()
    expect(services.at(-1)).toBe('open')
    await journal.close()
  })

  test('is not held against the person whose receipt it did not take', async () => {
    const is = { full: true }
    const { station, journal } = await makeIt((real) => failing(real, is))
    await expect(station.present([codeOf('pass')])).rejects.toBeDefined()
    is.full = false
    await station.tend()
    expect((await shown(station, 'pass')).outcome).toBe('pass')
    await journal.close()
  })
})
