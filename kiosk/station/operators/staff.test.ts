/** Operators at a whole station: signing in, being locked out, and every act, in the journal before it is done. */
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { StaffAct } from '../../shared/staff-api.ts'
import { listSegments } from '../journal/segments.ts'
import { testWorld, type TestStation, type TestWorld } from '../test-station.ts'
import { addOperator } from './operators-file.ts'

let world: TestWorld
let operatorsFile: string
beforeAll(async () => {
  world = await testWorld()
  operatorsFile = join(world.demo.folder, 'operators.json')
  const rights = ['passages', 'emergency', 'data', 'clock']
  await addOperator(operatorsFile, { id: 'chief', pin: '135792', rights })
  await addOperator(operatorsFile, { id: 'guest', pin: '864209', rights: [] })
})
afterEach(() => world.tidy())
afterAll(async () => {
  await world.close()
  await rm(operatorsFile, { force: true })
})

const open = (more = {}) => world.open({ staff: { operatorsFile, idleMs: 120_000 }, ...more })
const signIn = async ({ station }: TestStation, operator = 'chief', pin = '135792') =>
  (await station.signIn({ operator, pin })).session
const doing = async (gate: TestStation, act: StaffAct, session?: string) =>
  gate.station.staff({ session: session ?? (await signIn(gate)), act })
const opens = ({ gate }: TestStation) => gate.commands.filter((one) => one.startsWith('open'))

describe('an operator', () => {
  test('is told nothing but that operator or PIN is wrong, and is locked out after five', async () => {
    const gate = await open()
    for (const operator of ['chief', 'nobody'])
      for (const code of ['wrong-pin', 'wrong-pin', 'wrong-pin', 'wrong-pin', 'locked'])
        await expect(signIn(gate, operator, '000001')).rejects.toMatchObject({ code })
    const locked = { code: 'locked', waitMs: 300_000 }
    await expect(signIn(gate)).rejects.toMatchObject(locked)
    // Typed in the wrong field a PIN looks like this.
    expect(await readFile(join(gate.folder, 'lock-out.json'), 'utf8')).not.toContain('nobody')
    await gate.close()
    const again = await open({ journalFolder: gate.folder })
    world.elapsedMs = 60_000
    await expect(signIn(again)).rejects.toMatchObject({ ...locked, waitMs: 240_000 })
    world.elapsedMs = 5 * 60_000
    expect(await signIn(again)).toEqual(expect.any(String))
  })

  test('is signed out by silence, by signing out, and with the screen', async () => {
    const gate = await open()
    const over = { code: 'signed-out' }
    const look: StaffAct = { act: 'look' }
    const first = await signIn(gate)
    await doing(gate, { act: 'sign-out' }, first)
    await expect(doing(gate, look, first)).rejects.toMatchObject(over)
    const second = await signIn(gate)
    world.elapsedMs = 120_000
    await expect(doing(gate, look, second)).rejects.toMatchObject(over)
    const screen = gate.station.connect!()
    const { session } = await screen.api.signIn({ operator: 'chief', pin: '135792' })
    await expect(doing(gate, look, session)).rejects.toMatchObject(over)
    await screen.api.staff({ session, act: { act: 'look' } })
    screen.close()
    await expect(screen.api.staff({ session, act: { act: 'look' } })).rejects.toMatchObject(over)
  })

  test('without the right to an act does not do it', async () => {
    const gate = await open()
    const session = await signIn(gate, 'guest', '864209')
    const acts: StaffAct[] = [
      { act: 'override', appeal: null, reason: 'instructed' },
      { act: 'hold', on: true },
      { act: 'emergency', on: true },
      { act: 'close-lane', on: true },
      { act: 'import' },
      { act: 'export' },
    ]
    for (const act of acts)
      await expect(doing(gate, act, session)).rejects.toMatchObject({ code: 'not-allowed' })
    expect(gate.gate.commands.filter((one) => one !== 'shut')).toEqual([])
  })
})

describe('an act', () => {
  test('of override or of a second check opens for one person', async () => {
    const gate = await open()
    const { appeal } = await gate.station.present([world.codeOf('stop-contact')])
    const session = await signIn(gate)
    const second = { act: 'second-check', appeal: appeal!, reason: 'document-checked' } as const
    await doing(gate, { ...second, found: 'may-not-pass' }, session)
    expect(opens(gate)).toEqual([])
    await doing(gate, { ...second, found: 'may-pass' }, session)
    await doing(gate, { act: 'override', appeal: null, reason: 'medical-need' }, session)
    expect(opens(gate)).toEqual(['open 1', 'open 1'])
    expect(await doing(gate, { act: 'receipt', appeal: appeal! }, session)).toMatchObject({
      appeal,
      outcome: 'stop',
    })
    expect(await doing(gate, { act: 'look' }, session)).toMatchObject({
      total: { overrides: 2, outcomes: { stop: 1 } },
      latencyMs: { count: 1 },
    })
  })

  test('of hold, emergency or closing ends decisions until it is taken back', async () => {
    const gate = await open()
    const session = await signIn(gate)
    for (const [act, service] of [
      ['hold', 'held'],
      ['emergency', 'emergency'],
      ['close-lane', 'closed'],
    ] as const) {
      await doing(gate, { act, on: true }, session)
      expect((await gate.station.status()).service).toBe(service)
      const asked = gate.station.present([world.codeOf('pass')])
      await expect(asked).rejects.toMatchObject({ code: 'out-of-service' })
      await doing(gate, { act, on: false }, session)
      expect((await gate.station.status()).service).toBe('open')
    }
  })

  test('of hold that nobody ends is ended by its time, and the journal says that it was', async () => {
    const gate = await open()
    await doing(gate, { act: 'hold', on: true })
    world.elapsedMs += 10 * 60_000 + 1
    await expect.poll(async () => (await gate.station.status()).service).toBe('open')
    await gate.close()
    const [{ id } = { id: '' }] = await listSegments(gate.folder)
    const written = await readFile(join(gate.folder, `${id}.receipts`), 'latin1')
    const holds = written.split('"event":"hold"').slice(1)
    expect(holds.map((rest) => /"on":(\w+),"operator":("?\w+)/.exec(rest)?.slice(1))).toEqual([
      ['true', '"chief'],
      ['false', 'null'],
    ])
  })

  test('of closing outlasts a restart', async () => {
    const gate = await open()
    await doing(gate, { act: 'close-lane', on: true })
    await gate.close()
    const again = await open({ journalFolder: gate.folder })
    expect((await again.station.status()).service).toBe('closed')
  })

  test('gives a fleet code that fits a QR code', async () => {
    const gate = await open()
    const code = (await doing(gate, { act: 'fleet-code' })) as string
    expect(JSON.parse(code)).toMatchObject({ format: 'greengate-fleet-1', station: 'gate' })
    expect(code.length).toBeLessThan(1_273)
  })
})
