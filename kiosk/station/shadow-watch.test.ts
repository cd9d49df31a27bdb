/** What a station counts of the next version, as its receipts say it: when, of whom, and that nothing else changes. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readSegment, verify, type Bundle, type Receipt, type ShadowCount } from 'greengate'
import { memoryStore, openBundle, type OpenBundle } from 'greengate/update'
import { makeDemo, type Demo } from 'greengate-cli/demo'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startCarriedUpdates } from './carried-updates.ts'
import { openDayKeys } from './day-keys.ts'
import { openJournal, type Journal } from './journal/journal.ts'
import { ownReplay } from './replay/own-replay.ts'
import { replayLimits, startReplayStore } from './replay/replay-store.ts'
import { listSegments } from './journal/segments.ts'
import { startShadowWatch, type ShadowWatch } from './shadow-watch.ts'
import { makeStation } from './station.ts'
import { StationError } from './station-error.ts'

const instant = new Date('2020-03-01T12:00:00Z')
let top: string
let demo: Demo
let opened: OpenBundle
let bundle: Bundle
let folder: string
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
})

const nothing = () => undefined
/** Judging is pure work: a few turns of the loop are enough for all that was noted. */
const settled = async () => {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve))
}

async function openIt(leastCounted: number, at = instant, wrap = (journal: Journal) => journal) {
  const { journal } = await openJournal({ folder, station: 'gate', log: nothing }, instant)
  const station = makeStation({
    ...{ name: 'gate', lane: '1', ruleSet: demo.ruleSet, leastCounted, log: nothing },
    ...{ bundle: () => bundle, now: () => at, monotonicMs: () => 0, journal: wrap(journal) },
    carried: startCarriedUpdates({
      bundle: opened,
      ruleSet: demo.ruleSet,
      now: () => at,
      monotonicMs: () => 0,
    }),
    handover: false,
    replay: ownReplay({
      store: startReplayStore(),
      knowsForMs: () => 0,
      monotonicMs: () => 0,
    }),
    dayKeys: openDayKeys(join(top, 'keys'), replayLimits.windowMs),
  })
  const show = async (text: string) => {
    const shown = await station.present([text])
    await settled()
    return shown
  }
  return { station, journal, show }
}

async function receipts(): Promise<readonly Receipt[]> {
  const segments = await listSegments(folder)
  const read = segments.map(async ({ id }) => {
    const bytes = await readFile(join(folder, `${id}.receipts`))
    return (await readSegment(new Uint8Array(bytes), id)).receipts
  })
  return (await Promise.all(read)).flat()
}

const sumOf = (counts: readonly ShadowCount[]): number =>
  counts.flatMap(({ foretold }) => foretold).reduce((sum, { count }) => sum + count, 0)

async function everybody(leastCounted: number, at = instant): Promise<readonly Receipt[]> {
  const { journal, show } = await openIt(leastCounted, at)
  for (const { text } of demo.people) await show(text)
  await show('https://example.org/')
  await journal.close()
  return receipts()
}

test('a receipt carries what the next version would have made of those before it', async () => {
  // Four hours on a quick test is fourteen hours old: enough for the second version, not for the third.
  const written = await everybody(1, new Date(instant.getTime() + 4 * 3_600_000))
  const counts = written.flatMap(({ shadow }) => shadow ?? [])
  const byRules = written.slice(0, -1).filter(({ basis }) => basis.ruleSet !== null)
  expect(written[0]?.shadow).toBeUndefined()
  expect(sumOf(counts)).toBe(byRules.length)
  for (const { ruleSet, next } of counts) expect([ruleSet.version, next.version]).toEqual([2, 3])
  const otherwise = counts.flatMap(({ decided, foretold }) =>
    foretold
      .filter(({ outcome }) => outcome !== decided.outcome)
      .map(({ rules, count }) => [decided.rules, rules, count]),
  )
  expect(otherwise).toEqual([[[3], [14], 1]])
})

test('but for that member the receipts are, to the byte, those of a station that counts nothing', async () => {
  // Numbers of appeals are drawn by lot.
  const counting = (await everybody(1)).map(({ shadow: _, appeal: __, ...receipt }) => receipt)
  folder = await mkdtemp(join(top, 'journal-'))
  const silent = (await everybody(Infinity)).map(({ appeal: _, ...receipt }) => receipt)
  expect(silent.some((receipt) => 'shadow' in receipt)).toBe(false)
  expect(JSON.stringify(counting)).toBe(JSON.stringify(silent))
})

test('under the newest version there is nothing to count', async () => {
  const later = new Date(instant.getTime() + 7 * 3_600_000)
  const written = await everybody(1, later)
  expect(written.some(({ basis }) => basis.ruleSet?.version === 3)).toBe(true)
  expect(written.some((receipt) => 'shadow' in receipt)).toBe(false)
})

test('counts whose receipt could not be written stand in the next one, once', async () => {
  let full = false
  const failing = (journal: Journal): Journal => ({
    ...journal,
    append: (...receipt) =>
      full
        ? Promise.reject(new StationError('ERR_STATION_JOURNAL', 'cannot write (ENOSPC)'))
        : journal.append(...receipt),
  })
  const { station, journal, show } = await openIt(1, instant, failing)
  const [pass, stop] = ['pass', 'stop-contact'].map(
    (id) => demo.people.find((person) => person.id === id)?.text ?? '',
  ) as [string, string]
  await show(pass)
  full = true
  await expect(show(stop)).rejects.toMatchObject({ code: 'out-of-service' })
  full = false
  await station.tend()
  await show(stop)
  await show(stop)
  await journal.close()
  expect((await receipts()).map(({ shadow = [] }) => sumOf(shadow))).toEqual([0, 1, 1])
})

test('a crash loses what was not written, and nothing is counted twice after it', async () => {
  const before = await openIt(1)
  for (const { text } of demo.people.slice(0, 3)) await before.show(text)
  // No word at the end: as a process that was killed leaves its journal.
  await before.journal.close()
  const after = await openIt(1)
  for (const { text } of demo.people.slice(0, 3)) await after.show(text)
  await after.journal.close()
  expect((await receipts()).map(({ shadow = [] }) => sumOf(shadow))).toEqual([0, 1, 1, 0, 1, 1])
})

const noted = async (watch: ShadowWatch, count: number) => {
  const texts = [demo.people[0]!.text]
  const options = { bundle, now: instant, context: { ruleSet: demo.ruleSet } }
  const decision = await verify(texts, options)
  for (let n = 0; n < count; n++) watch.note({ texts, options, decision, subject: String(n) })
}

test('nobody waits for it: it judges when the gate is idle, and no more than may wait', async () => {
  let busy = true
  const watch = startShadowWatch({ isBusy: () => busy, log: nothing, least: 1 })
  await noted(watch, 20)
  watch.judge()
  await settled()
  expect(watch.due()).toEqual([])
  busy = false
  watch.judge()
  expect(watch.due()).toEqual([])
  await settled()
  expect(sumOf(watch.due())).toBe(8)
})

test('a fault in it ends the counting, is told once, and nothing else', async () => {
  const logged: string[] = []
  const watch = startShadowWatch({
    isBusy: () => false,
    log: (line) => logged.push(line),
    least: 1,
  })
  const texts = [demo.people[0]!.text]
  const options = { bundle, now: new Date(Number.NaN), context: { ruleSet: demo.ruleSet } }
  const decision = await verify(texts, { ...options, now: instant })
  watch.note({ texts, options, decision, subject: 'a' })
  watch.judge()
  await settled()
  await noted(watch, 3)
  watch.judge()
  await settled()
  expect([watch.due(), logged.length]).toEqual([[], 1])
  // What a fault says may quote what it is about: its name is all that is told.
  expect(logged[0]).toMatch(/: \w+Error$/)
})
