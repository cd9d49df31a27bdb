/** A whole station upon which anything happens in any order: no gate opens but for what is on the disk before it. */
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { readSegment } from 'greengate'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { KioskRefusal } from '../shared/kiosk-api.ts'
import type { StaffAct } from '../shared/staff-api.ts'
import type { GateHappening } from './devices/device.ts'
import { listSegments } from './journal/segments.ts'
import { testGate } from './lane/test-gate.ts'
import { settle } from './lane/test-lane.ts'
import { addOperator } from './operators/operators-file.ts'
import { testAuthority } from './test-authority.ts'
import { testWorld, type TestWorld } from './test-station.ts'

let world: TestWorld
let operatorsFile: string
beforeAll(async () => {
  world = await testWorld()
  operatorsFile = join(world.demo.folder, 'operators.json')
  await addOperator(operatorsFile, { id: 'li', pin: '135792', rights: ['passages', 'emergency'] })
})
// The lane's own housekeeping comes when the test says so.
beforeEach(() => vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }))
afterEach(async () => {
  vi.useRealTimers()
  await world.tidy()
})
afterAll(async () => {
  await world.close()
  await rm(operatorsFile, { force: true })
})

const people = ['pass', 'pass-child', 'pass-vaccinated', 'check-symptom', 'stop-contact', 'expired']
const garbage = ['', 'GG1:', 'GG1:%%%', '\u0000\u2028', 'A'.repeat(8_000), 'shc:/1/2/0000']
const appeal = '1234567895'
const acts: readonly StaffAct[] = [
  { act: 'override', appeal: null, reason: 'instructed' },
  { act: 'second-check', appeal, found: 'may-pass', reason: 'medical-need' },
  { act: 'second-check', appeal, found: 'may-not-pass', reason: 'medical-need' },
  ...[true, false].flatMap((on): StaffAct[] => [
    { act: 'hold', on },
    { act: 'emergency', on },
    { act: 'close-lane', on },
  ]),
]

type Step =
  | { readonly show: string; readonly by: 'screen' | 'scanner' }
  | { readonly place: string }
  | { readonly noise: string }
  | { readonly group: number }
  | { readonly staff: StaffAct; readonly as: 'operator' | 'stranger' | 'thief' }
  | { readonly gate: 'well' | 'badly' }
  | { readonly told: GateHappening }
  | { readonly disk: 'takes' | 'fails' }
  | { readonly reader: 'ready' | 'missing' }
  | { readonly later: number }
  | { readonly restart: true }

const passing = { show: fc.constantFrom('pass', 'pass-child', 'pass-vaccinated') }
const by = fc.constantFrom('screen' as const, 'scanner' as const)
const step = fc.oneof<fc.WeightedArbitrary<Step>[]>(
  { weight: 5, arbitrary: fc.record({ ...passing, by }) },
  { weight: 3, arbitrary: fc.record({ show: fc.constantFrom(...people), by }) },
  { weight: 2, arbitrary: fc.record({ place: fc.constantFrom('card-pass', 'card-stop') }) },
  { weight: 1, arbitrary: fc.record({ noise: fc.constantFrom(...garbage) }) },
  { weight: 1, arbitrary: fc.record({ group: fc.integer({ min: 1, max: 3 }) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      staff: fc.constantFrom(...acts),
      as: fc.constantFrom('operator' as const, 'operator' as const, 'stranger', 'thief'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ gate: fc.constantFrom('well' as const, 'badly') }) },
  {
    weight: 3,
    arbitrary: fc.record({
      told: fc.constantFrom<GateHappening>(
        { happening: 'passed', persons: 1 },
        { happening: 'passed', persons: 2 },
        { happening: 'opened' },
        { happening: 'shut' },
        { happening: 'fault' },
        { happening: 'recovered' },
        { happening: 'fire', on: true },
        { happening: 'fire', on: false },
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ disk: fc.constantFrom('takes' as const, 'fails') }) },
  { weight: 1, arbitrary: fc.record({ reader: fc.constantFrom('ready' as const, 'missing') }) },
  { weight: 3, arbitrary: fc.record({ later: fc.constantFrom(1, 6, 20, 700) }) },
  { weight: 1, arbitrary: fc.constant<Step>({ restart: true }) },
)

/** One station after the other in one folder, a gate each, and whoever stands before them. */
async function openRun() {
  const authority = testAuthority()
  const asked: Promise<unknown>[] = []
  let folder: string | undefined
  const open = async () => {
    authority.restart()
    const gate = authority.watch(testGate())
    const more = {
      ...(folder !== undefined && { journalFolder: folder }),
      ...{ keeping: { write: authority.write }, staff: { operatorsFile, idleMs: 3_600_000 } },
    }
    const station = await world.open(more, gate)
    folder = station.folder
    const screen = station.station.connect!()
    const other = station.station.connect!()
    const { session } = await screen.api.signIn({ operator: 'li', pin: '135792' })
    return { ...station, screen, other, session }
  }
  let now = await open()
  const close = async () => {
    authority.fail(false)
    now.gate.behave('well')
    await now.station.tend()
    await now.close()
    await Promise.all(asked)
    expect([now.gate.commands.at(-1), now.gate.isOpen()]).toEqual(['shut', false])
  }
  const asking = (promise: Promise<unknown>) => {
    asked.push(
      promise.catch((error: unknown) => {
        if (!(error instanceof KioskRefusal)) throw error
      }),
    )
  }
  const take = async (one: Step) => {
    if ('show' in one) {
      if (one.by === 'scanner') now.scanner.read(world.codeOf(one.show))
      else asking(now.screen.api.present([world.codeOf(one.show)]))
    } else if ('place' in one) now.place(one.place)
    else if ('noise' in one) now.scanner.read(one.noise)
    else if ('group' in one) asking(now.screen.api.group(one.group))
    else if ('staff' in one) {
      const session = one.as === 'stranger' ? 'A'.repeat(43) : now.session
      const { api } = one.as === 'thief' ? now.other : now.screen
      asking(api.staff({ session, act: one.staff }))
    } else if ('gate' in one) now.gate.behave(one.gate)
    else if ('told' in one) now.gate.tell(one.told)
    else if ('disk' in one) authority.fail(one.disk === 'fails')
    else if ('reader' in one) now.cards.become(one.reader)
    else if ('later' in one) await pass(one.later)
    else {
      await close()
      now = await open()
    }
  }
  const pass = async (seconds: number) => {
    for (let part = 0; part < 4; part++) {
      world.elapsedMs += seconds * 250
      vi.advanceTimersByTime(1_250)
      await settle()
    }
    await now.station.tend()
  }
  return { take, close, settled: () => now.station.tend(), authority, folder: () => folder! }
}

/** On a slow day there are fewer runs, and not a longer suite. */
const mostMs = 12_000

test('whatever happens, the gate opens only for what is durable, and who was granted passed or was released', async () => {
  const endMs = performance.now() + mostMs
  let [runs, ends] = [0, 0]
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(step, fc.boolean()), { minLength: 10, maxLength: 40 }),
      async (steps) => {
        if (runs > 2 && performance.now() > endMs) return
        runs++
        world.elapsedMs = 0
        const run = await openRun()
        for (const [one, waits] of steps) {
          await run.take(one)
          if (waits) await run.settled()
        }
        await run.close()
        expect(run.authority.unfounded).toEqual([])
        const { granted, staff, ended, counts } = await outcomes(run.folder())
        ends += ended.length
        expect(counts).toEqual([])
        // Nobody's grant ends twice, and nothing ends that was no grant.
        expect(new Set(ended).size).toBe(ended.length)
        expect(ended.filter((place) => !granted.includes(place) && !staff.includes(place))).toEqual(
          [],
        )
        const isWhole = !steps.some(([one]) => 'disk' in one && one.disk === 'fails')
        if (isWhole) expect(granted.filter((place) => !ended.includes(place))).toEqual([])
      },
    ),
    { numRuns: 12, seed: 8 },
  )
  expect(ends).toBeGreaterThan(0)
})

/** What the journal has: who may pass, whom staff let through, whose grant is over, and what was counted otherwise. */
async function outcomes(folder: string) {
  const granted: string[] = []
  const staff: string[] = []
  const ended: string[] = []
  const counts: unknown[] = []
  for (const { id } of await listSegments(folder)) {
    const bytes = new Uint8Array(await readFile(join(folder, `${id}.receipts`)))
    for (const { value, seq } of (await readSegment(bytes, id)).records) {
      const place = `${id} ${seq}`
      if (value?.format === 'greengate-receipt-1' && value.outcome === 'pass') granted.push(place)
      if (value?.format !== 'greengate-event-1') continue
      if (value.event === 'override') staff.push(place)
      if (value.event === 'second-check' && value.found === 'may-pass') staff.push(place)
      if (value.event !== 'passed' && value.event !== 'released') continue
      ended.push(...value.receipts.map((one) => `${one.segment} ${one.seq}`))
      if (value.persons !== value.receipts.length) counts.push(value)
    }
  }
  return { granted, staff, ended, counts }
}
