/** Live codes at stations that are opened as they ship: passed once, never by a picture, never over a restart. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeDemo, type Demo } from 'greengate-cli/demo'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openStation, type OpenStation, type StationOptions } from './open-station.ts'
import { replayLimits } from './replay/replay-store.ts'
import { freeAddress } from './replay/test-lanes.ts'
import { showLive } from './test-live.ts'

const instant = new Date('2020-03-01T12:00:00Z')
/** From here on a station that was started at the instant has no doubts of its own start. */
const settledMs = 150_000
let top: string
let demo: Demo
let folder: string
let elapsedMs: number
let open: OpenStation[]

beforeAll(async () => {
  top = await mkdtemp(join(tmpdir(), 'greengate-test-'))
  demo = await makeDemo({ folder: join(top, 'demo'), now: instant })
})
afterAll(() => rm(top, { recursive: true }))
beforeEach(async () => {
  folder = await mkdtemp(join(top, 'journal-'))
  elapsedMs = 0
  open = []
})
afterEach(async () => {
  for (const one of open) await one.close()
})

const now = () => new Date(instant.getTime() + elapsedMs)

async function station(more: Partial<StationOptions> = {}): Promise<OpenStation> {
  const opened = await openStation({
    ...{ bundleFolder: demo.folder, journalFolder: folder, worlds: ['demo'] },
    ...{ name: 'gate', lane: '1', ruleSet: demo.ruleSet, log: () => undefined },
    ...{ now, monotonicMs: () => elapsedMs },
    ...more,
  })
  open.push(opened)
  return opened
}

const ended = async (one: OpenStation) => {
  open = open.filter((other) => other !== one)
  await one.close()
}

const codeOf = (id: string) => demo.people.find((person) => person.id === id)?.text ?? ''
/** A code with a holder key, shown live now. */
const live = () => showLive(codeOf('check-live'), demo.keys.issuers.stranger, now())
const shown = async ({ station: one }: OpenStation, text: string) => {
  const { outcome, reasons } = await one.present([text])
  return { outcome, reasons: reasons.map(({ code }) => code) }
}
const passed = { outcome: 'pass', reasons: ['rule-pass'] }
const replayed = { outcome: 'invalid', reasons: ['replayed'] }

describe('a live code', () => {
  test('passes; its picture is refused, and another proof of it within ten minutes is for staff', async () => {
    const gate = await station()
    elapsedMs = settledMs
    const picture = live()
    expect(await shown(gate, picture)).toEqual(passed)
    elapsedMs += 20_000
    expect(await shown(gate, picture)).toEqual(replayed)
    elapsedMs += 20_000
    expect(await shown(gate, live())).toMatchObject({
      outcome: 'check',
      reasons: ['already-used', 'rule-pass'],
    })
    elapsedMs = settledMs + replayLimits.windowMs
    const late = { outcome: 'invalid', reasons: ['live-proof-expired'] }
    expect(await shown(gate, picture)).toEqual(late)
    expect(await shown(gate, live())).toEqual(passed)
  })

  test('whose proof is of another code never passes, and uses nothing up', async () => {
    const gate = await station()
    elapsedMs = settledMs
    const forged = showLive(codeOf('check-live'), demo.keys.issuers.city, now())
    expect(await shown(gate, forged)).toMatchObject({ reasons: ['live-proof-invalid'] })
    expect(await shown(gate, live())).toEqual(passed)
  })

  test('may be shown again, by the very same proof, when nobody went through on it', async () => {
    const gate = await station()
    elapsedMs = settledMs
    const text = live()
    expect(await shown(gate, text)).toEqual(passed)
    await gate.station.releaseGrant()
    expect(await shown(gate, text)).toEqual(passed)
    // A grant is released once: what is shown afterwards stands.
    await gate.station.releaseGrant()
    await gate.station.releaseGrant()
    expect(await shown(gate, text)).toEqual(passed)
    expect(await shown(gate, text)).toEqual(replayed)
  })

  test('that comes twice at once passes once', async () => {
    const gate = await station()
    elapsedMs = settledMs
    const text = live()
    const both = await Promise.all([shown(gate, text), shown(gate, text)])
    expect(both).toEqual([passed, replayed])
  })
})

describe('a station that was just started', () => {
  test('lets no live code pass that the process before may have seen', async () => {
    const before = await station()
    elapsedMs = settledMs
    const text = live()
    expect(await shown(before, text)).toEqual(passed)
    await ended(before)
    elapsedMs += 1_000
    const after = await station()
    const again = await shown(after, text)
    expect(again.outcome).toBe('check')
    expect(again.reasons).toEqual(['station-just-started', 'already-used', 'rule-pass'])
    await ended(after)
  })

  test('takes live codes again once their step is later than its start by the window and the uncertainty', async () => {
    const gate = await station()
    expect((await shown(gate, live())).reasons).toContain('station-just-started')
    elapsedMs = 120_000
    expect((await shown(gate, live())).reasons).toContain('station-just-started')
    elapsedMs = settledMs
    expect(await shown(gate, live())).toEqual(passed)
  })
})

describe('two lanes of a station', () => {
  test('let one person pass once, and the same again once nobody went through', async () => {
    const at = await freeAddress()
    const sharing = { at, key: Buffer.alloc(32, 7) }
    const first = await station({ sharing: { ...sharing, do: 'listen' } })
    const second = await station({
      lane: '2',
      journalFolder: join(folder, 'second'),
      sharing: { ...sharing, do: 'ask' },
    })
    elapsedMs = 180_000
    const text = live()
    expect(await shown(second, text)).toEqual(passed)
    expect(await shown(first, text)).toEqual(replayed)
    await second.station.releaseGrant()
    await expect.poll(() => shown(first, text)).toEqual(passed)
    expect(await shown(second, codeOf('pass'))).toEqual(passed)
    expect((await shown(first, codeOf('pass'))).reasons).toContain('already-used')
    await ended(first)
    expect(await shown(second, codeOf('pass-child'))).toMatchObject({
      outcome: 'check',
      reasons: ['replay-unknown', 'rule-pass'],
    })
  })
})
