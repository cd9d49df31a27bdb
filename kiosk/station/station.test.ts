/** The station with everything real but the clock: what it answers, what it writes first, and when it refuses. */
import { encodeFrames } from 'greengate/issue'
import type { Demo } from 'greengate-cli/demo'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { KioskEvent } from '../shared/kiosk-api.ts'
import { quietMs } from './carried-updates.ts'
import { replayLimits } from './replay/replay-store.ts'
import { madeStations, shown, type MadeStations } from './test-made-station.ts'

let world: MadeStations
let demo: Demo
beforeAll(async () => {
  world = await madeStations()
  demo = world.demo
})
afterAll(() => world.close())
beforeEach(() => world.begin())

describe('a station', () => {
  test('answers everybody as the demo says, and has a receipt of each', async () => {
    const { station, journal } = await world.make()
    for (const { id, outcome, reasons } of demo.people)
      expect({ id, ...(await shown(world, station, id)) }).toEqual({ id, outcome, reasons })
    await journal.close()
    const written = await world.receipts()
    expect(written.map(({ outcome }) => outcome)).toEqual(demo.people.map(({ outcome }) => outcome))
    // The first record of a segment says what it is.
    expect(written.map(({ seq }) => seq)).toEqual(demo.people.map((_, at) => at + 2))
  })

  test('names the rule that decided, with its title', async () => {
    const { station, journal } = await world.make()
    const { rule } = await station.present([world.codeOf('stop-contact')])
    expect(rule).toMatchObject({ set: demo.ruleSet, version: 2, no: expect.any(Number) as number })
    expect(rule?.title?.en).toEqual(expect.any(String))
    await journal.close()
  })

  test('waits for the parts of a card, and decides over all of them together', async () => {
    const { station, journal } = await world.make()
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
    const { station, journal } = await world.make()
    const { outcome, reasons } = await station.present(['HC1:6BF'])
    expect(outcome).toBe('unreadable')
    expect(reasons).toEqual([expect.objectContaining({ format: 'hcert' })])
    await journal.close()
  })

  test('tells its status', async () => {
    const { station, journal } = await world.make()
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
    const { station, journal } = await world.make()
    const code = world.codeOf('pass')
    await station.present([code])
    await journal.close()
    const text = JSON.stringify(await world.receipts()) + world.logged.join()
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
    const { station, journal } = await world.make((real) => ({ ...real, append }))
    let answered = false
    const answer = station.present([world.codeOf('pass')]).then(() => {
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
    const { station, journal } = await world.make()
    const { outcome } = await station.present([world.codeOf('pass'), world.codeOf('pass-child')])
    expect(outcome).not.toBe('pass')
    expect((await shown(world, station, 'pass')).outcome).toBe('pass')
    await journal.close()
  })

  test('refuses more questions than it can have in hand', async () => {
    const { station, journal } = await world.make()
    const many = Array.from({ length: 20 }, () => station.present([world.codeOf('stop-contact')]))
    const results = await Promise.allSettled(many)
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(8)
    for (const result of results)
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'busy' })
    await journal.close()
  })
})

describe('a code shown twice', () => {
  test('passes once within ten minutes', async () => {
    const { station, journal } = await world.make()
    const both = await Promise.all([shown(world, station, 'pass'), shown(world, station, 'pass')])
    expect(both.map(({ outcome }) => outcome)).toEqual(['pass', 'check'])
    expect(both[1].reasons).toContain('already-used')
    world.elapsedMs = replayLimits.windowMs - 1
    expect((await shown(world, station, 'pass')).reasons).toContain('already-used')
    world.elapsedMs = replayLimits.windowMs
    expect((await shown(world, station, 'pass')).outcome).toBe('pass')
    await journal.close()
  })

  test('is not held against whoever did not pass', async () => {
    const { station, journal } = await world.make()
    const first = await shown(world, station, 'check-symptom')
    expect(await shown(world, station, 'check-symptom')).toEqual(first)
    await journal.close()
  })

  test('has one name in the receipts of a day', async () => {
    const { station, journal } = await world.make()
    await shown(world, station, 'pass')
    await shown(world, station, 'pass')
    await station.present(['https://example.com/'])
    await journal.close()
    const [first, second, other] = (await world.receipts()).map(({ subject }) => subject)
    expect(first).toEqual(expect.any(String))
    expect(second).toBe(first)
    expect(other).toBeNull()
  })
})

describe('a station that updates are carried to', () => {
  test('takes no file at its screen unless it was told to', async () => {
    const { station, journal } = await world.make()
    await expect(station.takeFile(demo.bundleBytes)).rejects.toMatchObject({ code: 'not-here' })
    expect(await station.status()).toMatchObject({ handover: false })
    await journal.close()
  })

  test('tells its screens when frames are forgotten', async () => {
    const { station, journal } = await world.make()
    const heard: KioskEvent[] = []
    station.listen((event) => heard.push(event))
    const [frame] = await encodeFrames(crypto.getRandomValues(new Uint8Array(3000)))
    await station.takeFrame(frame!)
    world.elapsedMs = quietMs
    await station.tend()
    const update = { state: 'forgotten', have: 1, of: 3 }
    expect(heard.at(-1)).toEqual({ kind: 'update', update })
    await journal.close()
  })
})
