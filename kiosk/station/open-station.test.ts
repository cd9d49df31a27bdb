/** The station as it is opened on a machine: what it knows again after it was switched off and on. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readSegment } from 'greengate'
import { makeDemo, type Demo } from 'greengate-cli/demo'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listSegments } from './journal/segments.ts'
import { openStation } from './open-station.ts'
import { replayLimits } from './replay/replay-store.ts'
import type { Station } from './station.ts'

const instant = new Date('2020-03-01T12:00:00Z')
let top: string
let demo: Demo
let elapsedMs = 0
const now = () => new Date(instant.getTime() + elapsedMs)

beforeAll(async () => {
  top = await mkdtemp(join(tmpdir(), 'greengate-test-'))
  demo = await makeDemo({ folder: join(top, 'demo'), now: instant })
})
afterAll(() => rm(top, { recursive: true }))

const shown = async (station: Station, id: string) => {
  const code = demo.people.find((person) => person.id === id)?.text ?? ''
  const { outcome, reasons } = await station.present([code])
  return { outcome, reasons: reasons.map((reason) => reason.code) }
}

test('a station that is open has what the first person would wait for, and nothing written of nobody', async () => {
  const journalFolder = join(top, 'warm')
  const { station, close } = await openStation({
    ...{ bundleFolder: demo.folder, journalFolder, worlds: ['demo'], ruleSet: demo.ruleSet },
    ...{ name: 'gate', lane: '1', log: () => undefined, now },
  })
  expect(await readdir(join(journalFolder, 'keys'))).toEqual(['subject-2020-03-01.key'])
  await close()
  const id = (await listSegments(journalFolder))[0]?.id ?? ''
  const bytes = new Uint8Array(await readFile(join(journalFolder, `${id}.receipts`)))
  expect((await readSegment(bytes, id)).receipts).toEqual([])
  expect((await station.status()).service).toBe('open')
})

describe('a code shown twice', () => {
  test('is known after the station was switched off and on', async () => {
    const options = {
      bundleFolder: demo.folder,
      journalFolder: join(top, 'journal'),
      worlds: ['demo'] as const,
      name: 'gate',
      lane: '1',
      ruleSet: demo.ruleSet,
      log: () => undefined,
      now,
    }
    const before = await openStation(options)
    expect((await shown(before.station, 'pass')).outcome).toBe('pass')
    await before.close()
    elapsedMs = 60_000
    const after = await openStation(options)
    expect((await shown(after.station, 'pass')).reasons).toContain('already-used')
    expect((await shown(after.station, 'pass-child')).outcome).toBe('pass')
    await after.close()
    elapsedMs = replayLimits.windowMs
    const later = await openStation(options)
    expect((await shown(later.station, 'pass')).outcome).toBe('pass')
    await later.close()
  })
})
