/** The lane of the demo with its whole station: every card comes out as the page says, and the gate lets nobody else through. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readSegment } from 'greengate'
import { makeDemo, type Demo } from 'greengate-cli/demo'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { KioskEvent } from '../shared/kiosk-api.ts'
import { listSegments } from '../station/journal/segments.ts'
import type { OpenStation } from '../station/open-station.ts'
import { layDemoLane, type DemoLane } from './demo-lane.ts'
import { parseLaneAct } from './lane-act.ts'
import { demoOperator } from './lane-page.ts'
import { openDemoStation } from './open-demo-station.ts'

const instant = new Date('2020-03-01T12:00:00Z')
let top: string
let demo: Demo
let lane: DemoLane
let opened: OpenStation
let journalFolder: string
const heard: KioskEvent[] = []
const shown = () => heard.flatMap((event) => (event.kind === 'shown' ? [event.decision] : []))
const passages = () => heard.flatMap((event) => (event.kind === 'passage' ? [event.passage] : []))
const patience = { timeout: 30_000, interval: 20 }

beforeAll(async () => {
  top = await mkdtemp(join(tmpdir(), 'greengate-test-'))
  demo = await makeDemo({ folder: join(top, 'demo'), now: instant })
  journalFolder = join(top, 'journal')
  const now = () => instant
  const log = () => undefined
  lane = layDemoLane(demo, { now, monotonicMs: () => performance.now(), log })
  opened = await openDemoStation({ demo, lane, journalFolder, now, log })
  opened.station.listen((event) => heard.push(event))
})
afterAll(async () => {
  await opened.close()
  await lane.close()
  await rm(top, { recursive: true })
})

/** Puts a card down once the reader has seen that the last one is gone. */
const place = async (id: string) => {
  const before = shown().length
  expect(await lane.act({ act: 'place', id })).toBe(true)
  await expect.poll(() => shown().length, patience).toBe(before + 1)
  return shown().at(-1)
}
const gate = () => lane.picture().gate

describe('the lane of the demo', () => {
  test('makes of every card what its page says, and opens for pass alone', async () => {
    await expect
      .poll(async () => (await opened.station.status()).reads, patience)
      .toEqual({
        code: true,
        card: true,
      })
    let through = 0
    for (const { id, outcome, reasons } of demo.cards) {
      const decision = await place(id)
      expect([id, decision?.outcome]).toEqual([id, outcome])
      expect(decision?.reasons.map(({ code }) => code)).toEqual(reasons)
      if (outcome === 'pass') await expect.poll(() => gate().isOpen, patience).toBe(true)
      expect(gate().isOpen).toBe(outcome === 'pass')
      await lane.act({ act: 'walk' })
      if (outcome === 'pass') through++
      expect(gate()).toEqual({ isOpen: false, passed: through, forced: 0 })
      if (decision?.awaits?.what === 'code') {
        await lane.act({ act: 'scan', id: 'check-paper' })
        await expect.poll(() => shown().at(-1)?.outcome, patience).toBe('pass')
        await expect.poll(() => gate().isOpen, patience).toBe(true)
        await lane.act({ act: 'walk' })
        expect(gate().passed).toBe(++through)
      }
    }
    expect(through).toBe(2)
    await expect.poll(passages, patience).toContain('passed')
  })

  test('prints the number that the journal has, and lights the lamp', async () => {
    const appeal = shown().find(({ outcome }) => outcome === 'invalid')?.appeal
    await expect.poll(() => lane.picture().slip?.codes, patience).toEqual([appeal])
    const again = await place('card-check')
    await expect.poll(() => lane.picture().slip?.codes, patience).toEqual([again?.appeal])
    expect(lane.picture()).toMatchObject({ card: 'card-check', lamp: 'yellow' })
    await lane.act({ act: 'lift' })
    expect(lane.picture().card).toBeNull()
  })

  test('gives the claim of whoever does not go through back, and knows who uses force', async () => {
    const scan = async () => {
      const before = shown().length
      await lane.act({ act: 'scan', id: 'pass' })
      await expect.poll(() => shown().length, patience).toBe(before + 1)
      return shown().at(-1)?.outcome
    }
    expect(await scan()).toBe('pass')
    await expect.poll(() => gate().isOpen, patience).toBe(true)
    await expect.poll(async () => (await opened.station.status()).gate, patience).toBe('open')
    await lane.act({ act: 'turn-back' })
    await expect.poll(passages, patience).toContain('released')
    await lane.act({ act: 'force' })
    await expect.poll(passages, patience).toContain('forced')
    expect(gate()).toMatchObject({ isOpen: false, forced: 1 })
  })

  test('knows no other cards and codes than its own', async () => {
    expect(await lane.act({ act: 'place', id: 'constructor' })).toBe(false)
    expect(await lane.act({ act: 'scan', id: '' })).toBe(false)
  })

  test('lets the operator of its page sign in', async () => {
    const { id: operator, pin } = demoOperator
    const session = await opened.station.signIn({ operator, pin })
    expect(session.rights).toContain('passages')
  })

  test('seals what staff may need for the operator of the demo alone', async () => {
    const [segment] = await listSegments(journalFolder)
    const bytes = await readFile(join(journalFolder, `${segment?.id ?? ''}.receipts`))
    const { receipts } = await readSegment(new Uint8Array(bytes), segment?.id ?? '')
    const stopped = receipts.filter(({ outcome }) => outcome === 'stop')
    expect(stopped).toHaveLength(1)
    expect(stopped[0]?.sealed).not.toBeNull()
    expect(Buffer.from(bytes).includes(demo.cards[2]?.card.number ?? '')).toBe(false)
  })
})

test.each(['', '[]', 'null', '{"act":"open"}', '{"act":"place"}', '{"act":"scan","id":7}'])(
  '%j is no act',
  (text) => {
    expect(parseLaneAct(text)).toBeUndefined()
  },
)
