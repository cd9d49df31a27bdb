/** Codes, cards and both at a whole station: what each comes to, what the gate is told, and what the journal has of it. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { ShownDecision } from '../../shared/kiosk-api.ts'
import { defaultSettings } from '../../shared/screen-settings.ts'
import { replayLimits } from '../replay/replay-store.ts'
import { testWorld, type TestStation, type TestWorld } from '../test-station.ts'
import { isAppealNumber } from './appeal-number.ts'
import { groupMs } from './group.ts'

let world: TestWorld
beforeAll(async () => {
  world = await testWorld()
})
afterEach(() => world.tidy())
afterAll(() => world.close())

const brief = ({ outcome, reasons }: ShownDecision) => ({
  outcome,
  reasons: reasons.map(({ code }) => code),
})
const present = (gate: TestStation, id: string) => gate.station.present([world.codeOf(id)])
const place = async (gate: TestStation, id: string) => {
  const shown = gate.nextShown()
  gate.place(id)
  return shown
}
const scan = async (gate: TestStation, id: string) => {
  const shown = gate.nextShown()
  gate.scanner.read(world.codeOf(id))
  return shown
}
const opens = ({ gate }: TestStation) =>
  gate.commands.filter((command) => command.startsWith('open'))

describe('every outcome', () => {
  test('is reached by a code before the scanner, and only a pass opens the gate', async () => {
    const gate = await world.open()
    for (const id of ['pass', 'check-symptom', 'stop-contact', 'expired', 'wifi']) {
      const before = opens(gate).length
      const shown = await scan(gate, id)
      const { outcome, reasons } = world.demo.people.find((person) => person.id === id)!
      expect({ id, ...brief(shown) }).toEqual({ id, outcome, reasons })
      expect(opens(gate).length - before).toBe(outcome === 'pass' ? 1 : 0)
    }
  })

  test('is reached by a card on the reader', async () => {
    const gate = await world.open()
    for (const { id, outcome, reasons } of world.demo.cards) {
      const before = opens(gate).length
      expect({ id, ...brief(await place(gate, id)) }).toEqual({ id, outcome, reasons })
      expect(opens(gate).length - before).toBe(outcome === 'pass' ? 1 : 0)
    }
    await gate.close()
    const written = await world.receipts(gate.folder)
    expect(written.map(({ outcome }) => outcome)).toEqual(
      world.demo.cards.map(({ outcome }) => outcome),
    )
  })

  test('but pass and unreadable has an appeal number, which the receipt has too', async () => {
    const gate = await world.open()
    const appeals = []
    for (const id of ['pass', 'check-symptom', 'stop-contact', 'expired', 'wifi'])
      appeals.push((await present(gate, id)).appeal)
    expect(appeals.map((appeal) => appeal !== null && isAppealNumber(appeal))).toEqual([
      ...[false, true, true, true, false],
    ])
    await gate.close()
    const written = await world.receipts(gate.folder)
    expect(written.map(({ appeal }) => appeal)).toEqual(appeals)
  })
})

describe('a card and a code', () => {
  test('of one person pass together, code first', async () => {
    const gate = await world.open()
    const code = await present(gate, 'check-paper')
    expect(code).toMatchObject({ awaits: { what: 'card', ms: 15_000 }, appeal: null })
    expect(opens(gate)).toEqual([])
    expect(brief(await place(gate, 'card-paper'))).toEqual({
      outcome: 'pass',
      reasons: ['rule-pass'],
    })
    expect(opens(gate)).toEqual(['open 1'])
  })

  test('of one person pass together, card first', async () => {
    const gate = await world.open()
    const card = await place(gate, 'card-paper')
    expect(card).toMatchObject({ awaits: { what: 'code', ms: 15_000 }, appeal: null })
    expect(await scan(gate, 'check-paper')).toMatchObject({ outcome: 'pass', awaits: null })
    expect(opens(gate)).toEqual(['open 1'])
  })

  test('of two persons are a mismatch, and nobody passes', async () => {
    const gate = await world.open()
    await present(gate, 'check-paper')
    const shown = await place(gate, 'card-pass')
    expect(brief(shown)).toEqual({ outcome: 'invalid', reasons: ['card-mismatch'] })
    expect(shown.appeal).toEqual(expect.any(String))
    expect(opens(gate)).toEqual([])
  })

  test('are put together within fifteen seconds and no later', async () => {
    const gate = await world.open()
    await present(gate, 'check-paper')
    world.elapsedMs = 15_000
    expect(brief(await place(gate, 'card-paper'))).toMatchObject({ reasons: ['not-covered'] })
  })

  test('are put together for as long as the operator chose', async () => {
    const gate = await world.open({ settings: { ...defaultSettings, awaitMs: 40_000 } })
    const code = await present(gate, 'check-paper')
    expect(code.awaits).toEqual({ what: 'card', ms: 40_000 })
    world.elapsedMs = 39_999
    expect(brief(await place(gate, 'card-paper'))).toMatchObject({ outcome: 'pass' })
  })

  test('are not waited for where no reader could read the card', async () => {
    const gate = await world.open()
    gate.cards.become('missing')
    const shown = await present(gate, 'check-paper')
    expect(shown.awaits).toBeNull()
    expect(shown.appeal).toEqual(expect.any(String))
    expect((await gate.station.status()).reads).toEqual({ code: true, card: false })
  })

  test('leave no number, no name and no text in journal, log, events or status', async () => {
    const gate = await world.open()
    await present(gate, 'check-paper')
    await place(gate, 'card-paper')
    await place(gate, 'card-stop')
    await gate.close()
    const said = JSON.stringify([await world.receipts(gate.folder), gate.logged, gate.heard])
    for (const { card } of world.demo.cards) expect(said).not.toContain(card.number)
    expect(said).not.toContain(world.codeOf('check-paper').slice(4, 24))
  })
})

describe('what was shown before', () => {
  test('a card passes once within ten minutes', async () => {
    const gate = await world.open()
    expect((await place(gate, 'card-pass')).outcome).toBe('pass')
    world.elapsedMs = 60_000
    expect(brief(await place(gate, 'card-pass')).reasons).toContain('already-used')
    world.elapsedMs = replayLimits.windowMs
    expect((await place(gate, 'card-pass')).outcome).toBe('pass')
  })

  test('may be shown again when nobody went through', async () => {
    const gate = await world.open()
    await place(gate, 'card-pass')
    world.elapsedMs = 6_000
    await expect
      .poll(() => gate.heard.at(-1))
      .toMatchObject({ kind: 'status', status: { gate: 'closed' } })
    expect(gate.heard).toContainEqual({ kind: 'passage', passage: 'released' })
    expect((await place(gate, 'card-pass')).outcome).toBe('pass')
    gate.gate.tell({ happening: 'passed', persons: 1 })
    expect(gate.heard).toContainEqual({ kind: 'passage', passage: 'passed' })
    world.elapsedMs = 20_000
    expect(brief(await place(gate, 'card-pass')).reasons).toContain('already-used')
  })

  test('is not decided over and over while it lies before the scanner', async () => {
    const gate = await world.open()
    await scan(gate, 'stop-contact')
    for (let time = 0; time < 9; time++) gate.scanner.read(world.codeOf('stop-contact'))
    await scan(gate, 'pass')
    await gate.close()
    expect(await world.receipts(gate.folder)).toHaveLength(2)
  })
})

test('a temperature is of the one who went through, and not of whoever comes next', async () => {
  const gate = await world.open()
  gate.thermometer.read(36.5)
  await present(gate, 'stop-contact')
  for (const id of ['pass', 'pass-child']) await present(gate, id)
  gate.thermometer.read(36.6)
  await present(gate, 'pass-vaccinated')
  const written = await world.receipts(gate.folder)
  const measured = written.map(({ basis }) => basis.context.onSite['temperature'])
  expect(measured).toEqual([36.5, 36.5, undefined, 36.6])
})

describe('a group', () => {
  test('of three goes through when the third may pass', async () => {
    const gate = await world.open()
    expect(await gate.station.group(3)).toEqual({ shown: 0, of: 3 })
    expect((await present(gate, 'pass')).group).toEqual({ shown: 1, of: 3 })
    expect((await present(gate, 'pass-child')).group).toEqual({ shown: 2, of: 3 })
    expect(opens(gate)).toEqual([])
    expect((await present(gate, 'pass-vaccinated')).group).toEqual({ shown: 3, of: 3 })
    expect(opens(gate)).toEqual(['open 3'])
    expect(gate.heard).toContainEqual({ kind: 'group', group: null })
  })

  test('ends with the first who may not pass: nobody goes through, and all may show their codes again', async () => {
    const gate = await world.open()
    await gate.station.group(3)
    await present(gate, 'pass')
    const refused = await present(gate, 'stop-contact')
    expect(refused).toMatchObject({ outcome: 'stop' })
    expect(refused).not.toHaveProperty('group')
    expect(gate.heard).toContainEqual({ kind: 'group', group: null })
    expect(opens(gate)).toEqual([])
    expect((await present(gate, 'pass')).outcome).toBe('pass')
    expect(opens(gate)).toEqual(['open 1'])
  })

  test('is over a minute after the last of it showed something', async () => {
    const gate = await world.open()
    await gate.station.group(2)
    await present(gate, 'pass')
    world.elapsedMs = groupMs
    await gate.station.tend()
    expect(await present(gate, 'pass')).toMatchObject({ outcome: 'pass' })
    expect(opens(gate)).toEqual(['open 1'])
  })

  test('larger than the operator allows is none', async () => {
    const gate = await world.open()
    await expect(gate.station.group(9)).rejects.toMatchObject({ code: 'not-here' })
  })
})

describe('a gate that does not take a command', () => {
  test('lets nobody see a pass: out of service, with the code free again', async () => {
    const gate = await world.open()
    gate.gate.behave('badly')
    await expect(present(gate, 'pass')).rejects.toMatchObject({ code: 'out-of-service' })
    expect(gate.heard.at(-1)).toMatchObject({ status: { service: 'gate-fault' } })
    await expect(present(gate, 'stop-contact')).rejects.toMatchObject({ code: 'out-of-service' })
    gate.gate.behave('well')
    world.elapsedMs = 4_000
    await expect.poll(async () => (await gate.station.status()).service).toBe('open')
    expect((await present(gate, 'pass')).outcome).toBe('pass')
  })
})
