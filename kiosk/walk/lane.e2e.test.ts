/** The walk through a whole lane: every outcome by every input, real serial lines, and a relay that closes for a pass alone. */
import { existsSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test, type TestContext } from 'vitest'
import { readSegment, reasons, type Outcome, type ReasonCode } from 'greengate'
import type { Browser } from 'webdriverio'
import { look, openBrowser, type OpenBrowser } from '../../verifier-web/walk/browser.ts'
import { writeFilm, type Stretch } from '../../verifier-web/walk/pictures.ts'
import { liveCode } from '../demo/live-code.ts'
import { openKeyboard, type Keyboard } from '../../verifier-web/walk/keyboard.ts'
import { noCable } from '../station/devices/line/test-pty.ts'
import { openGate, openYard, type Yard } from './gate.ts'
import { cardOf, codeOf, keepBoth, panels, shows, strangersCard } from './lane-hands.ts'
import { openLane, type Lane } from './lane.ts'
import { stoodOn, windScreen } from './screen-clock.ts'
import { screenShowing } from './screen-shown.ts'

const missing =
  ['/usr/bin/chromium', '/usr/bin/chromedriver'].find((path) => !existsSync(path)) ?? noCable
/** Nobody waits for an outcome to go: the next one takes its place. */
const dwell =
  'dwell: { pass: 4, check: 6, stop: 6, invalid: 6, unreadable: 6 }, awaitSeconds: 60, voice: { on: false }'
let yard: Yard
let lane: Lane
let opened: OpenBrowser
let browser: Browser
let keyboard: Keyboard
let expectedPasses = 0
const polling = { interval: 30, timeout: 30_000 }

beforeAll(async () => {
  if (missing !== undefined) return
  yard = await openYard()
  lane = await openLane(yard, 'lcus', dwell)
  // As one that has run for five minutes: it has no doubts of its start any more.
  lane.age(300_000)
  await film([{ seconds: 1 }])
  opened = await openBrowser({ camera: { kind: 'file', path: filmPath() } })
  browser = opened.browser
  await windScreen(browser, lane.settings)
  await look(browser, panels.portrait, 'light')
  await browser.url(lane.url)
  await shows(browser, '[data-accepts="card camera"]')
  keyboard = await openKeyboard(browser)
  await keyboard.begin()
})
afterAll(async () => {
  if (missing !== undefined) return
  keyboard.close()
  await opened.close()
  await lane.close()
  await yard.close()
})
beforeEach(({ skip }: TestContext) => {
  skip(missing !== undefined, `there is no ${missing ?? ''}`)
})

const filmPath = () => join(yard.folder, 'lane.y4m')
/** The camera that is opened next sees it from its beginning. */
const film = async (stretches: readonly Stretch[]) => {
  await writeFilm(`${filmPath()}.new`, stretches)
  await rename(`${filmPath()}.new`, filmPath())
}
const code = (id: string) => codeOf(yard.demo, id)
const card = (id: string) => cardOf(yard.demo, id)
const scan = (text: string) => lane.scanner.see(text)
const type = (text: string) => keyboard.type(`${text}\n`, { everyMs: 4, afterMs: 500 })
/** Whatever lay there before is gone; resolves once the card was decided. */
const place = async (which: Parameters<Lane['reader']['place']>[0]) => {
  const before = (await lane.receipts()).length
  lane.reader.lift()
  lane.reader.place(which)
  await expect.poll(async () => (await lane.receipts()).length, polling).toBeGreaterThan(before)
}

/** What the screen says in the end, and that the relay has closed for every pass and for nothing else. */
async function decided(outcome: Outcome, reason: ReasonCode): Promise<void> {
  const { zh, en } = reasons[reason]
  const isOfRecords = (text: string) => reason === 'other-code' || text.includes(zh)
  const shown = await screenShowing(
    browser,
    (one) => one.view === 'outcome' && one.outcome === outcome && isOfRecords(one.text),
  )
  expect(shown.shape).toBe(outcome)
  if (reason !== 'other-code') expect(shown.text).toContain(en)
  if (outcome === 'pass') expectedPasses++
  await expect.poll(() => lane.openings.length, polling).toBe(expectedPasses)
}

const idle = () => screenShowing(browser, ({ view }) => view === 'idle')

const everyOutcome = [
  ['pass', 'rule-pass'],
  ['check', 'rule-check'],
  ['stop', 'rule-stop'],
  ['invalid', 'signature-invalid'],
  ['unreadable', 'other-code'],
] as const
/** Whose code it is; whoever passes is somebody else each time. */
const codesFor = (passes: string) => {
  const pretender = (wanted: ReasonCode) =>
    yard.demo.people.find(({ reasons: of }) => of[0] === wanted)?.text ?? ''
  return [
    code(passes),
    code('check-symptom'),
    code('stop-contact'),
    pretender('signature-invalid'),
    pretender('other-code'),
  ]
}

test('a lane that nobody stands in asks for a card or a code, and its relay is off', async () => {
  await keepBoth(browser, 'idle')
  expect(lane.relays.on()).toEqual([])
  expect(lane.openings).toEqual([])
})

test('every outcome by the serial scanner', async () => {
  const texts = codesFor('pass-child')
  for (const [at, [outcome, reason]] of everyOutcome.entries()) {
    await scan(texts[at]!)
    await decided(outcome, reason)
    if (outcome === 'stop') await keepBoth(browser, 'stop')
  }
})

test('every outcome by a scanner that types', async () => {
  const texts = codesFor('pass-vaccinated')
  for (const [at, [outcome, reason]] of everyOutcome.entries()) {
    await type(texts[at]!)
    await decided(outcome, reason)
    if (outcome === 'pass') await keepBoth(browser, 'pass')
  }
})

test('every outcome by card alone', async () => {
  for (const [id, outcome, reason] of [
    ['card-pass', 'pass', 'assessed-pass'],
    ['card-check', 'check', 'assessed-check'],
    ['card-stop', 'stop', 'assessed-stop'],
    ['card-expired', 'invalid', 'card-expired'],
  ] as const) {
    await place(card(id))
    await decided(outcome, reason)
  }
  await place(card('card-paper'))
  await shows(browser, '[data-awaits="code"]')
  await keepBoth(browser, 'awaits-code')
})

test('a code of somebody else does not complete a card, nor a card of somebody else a code', async () => {
  await place(strangersCard())
  await shows(browser, '[data-awaits="code"]')
  await scan(code('check-paper'))
  await decided('invalid', 'card-mismatch')
  await type(code('check-paper'))
  await shows(browser, '[data-awaits="card"]')
  await keepBoth(browser, 'awaits-card')
  await place(card('card-stop'))
  await decided('invalid', 'card-mismatch')
  await keepBoth(browser, 'mismatch')
})

test('a card completes a paper code, once', async () => {
  await type(code('check-paper'))
  await shows(browser, '[data-awaits="card"]')
  await place(card('card-paper'))
  await decided('pass', 'rule-pass')
  await type(code('check-paper'))
  await decided('check', 'already-used')
  await keepBoth(browser, 'already-used')
})

test('the same card, the same code, and a picture of a live code let nobody else through', async () => {
  await type(code('pass-child'))
  await decided('check', 'already-used')
  const live = await liveCode(yard.demo, new Date())
  await scan(live)
  await decided('pass', 'rule-pass')
  await type(live)
  await decided('invalid', 'replayed')
  await place(card('card-pass'))
  await decided('check', 'already-used')
})

test('every outcome by the camera', async () => {
  const texts = codesFor('pass')
  await film([
    { seconds: 1 },
    ...texts.flatMap((text) => [{ text, seconds: 1.4 }, { seconds: 0.6 }]),
    { seconds: 60 },
  ])
  await browser.refresh()
  // Each takes the place of the one before, whoever looks; the last one stays.
  const stood = async () => (await stoodOn(browser)).filter(({ shape }) => shape !== null)
  const gone = everyOutcome.slice(0, -1)
  await expect.poll(stood, { ...polling, timeout: 60_000 }).toHaveLength(gone.length)
  for (const [at, { view, shape, text }] of (await stood()).entries()) {
    const [outcome, reason] = gone[at]!
    expect([view, shape]).toEqual([outcome, outcome])
    expect(text).toContain(reasons[reason].zh)
    expect(text).toContain(reasons[reason].en)
    if (outcome === 'pass') expectedPasses++
  }
  await decided('unreadable', 'other-code')
  await film([{ seconds: 1 }])
  await browser.refresh()
  await idle()
  await keyboard.begin()
})

test('a card while a code is being decided, and two codes at once: each decided, each in its turn', async () => {
  const before = (await lane.receipts()).length
  await Promise.all([scan(code('stop-stay')), type(code('check-superseded'))])
  await place(card('card-check'))
  await expect.poll(async () => (await lane.receipts()).length, polling).toBe(before + 3)
  const outcomes = (await lane.receipts()).slice(before).map(({ outcome }) => outcome)
  expect([...outcomes].sort()).toEqual(['check', 'check', 'stop'])
  expect(lane.openings).toHaveLength(expectedPasses)
})

test('the relay closed for every pass, with its receipt on the disk before, and for nothing else', async () => {
  expect(lane.openings).toHaveLength(expectedPasses)
  for (const [at, { id, bytes }] of lane.openings.entries()) {
    const { receipts } = await readSegment(bytes, id)
    expect(receipts.at(-1)?.outcome).toBe('pass')
    expect(receipts.filter(({ outcome }) => outcome === 'pass')).toHaveLength(at + 1)
  }
  const switchedOn = lane.relays.frames.filter((frame) => frame === 'a00101a2')
  expect(switchedOn).toHaveLength(expectedPasses)
  const passed = (await lane.receipts()).filter(({ outcome }) => outcome === 'pass')
  expect(passed).toHaveLength(expectedPasses)
  expect(lane.relays.on()).toEqual([])
})

test('what was shown stands in no log', () => {
  const all = lane.logged.join('\n')
  for (const { text } of yard.demo.people) expect(all).not.toContain(text)
  for (const { card: shown } of yard.demo.cards) expect(all).not.toContain(shown.number)
})

test('a station whose journal takes nothing more lets nobody through, and says so', async () => {
  const full = await openGate(yard, { opened: { keeping: { quotaBytes: 2_048 } } })
  try {
    await browser.url(full.url)
    await idle()
    await keyboard.begin()
    // Some receipts have room in it still.
    const isFull = async () => (await screenShowing(browser, () => true)).problem === 'no-receipts'
    const texts = ['stop-stay', 'stop-contact', 'check-symptom'].map(code)
    for (const text of [...texts, ...texts, ...texts]) if (!(await isFull())) await type(text)
    await shows(browser, '[data-problem="no-receipts"]')
    const written = await full.receipts()
    await type(code('pass-child'))
    await keepBoth(browser, 'no-receipts')
    expect(await full.receipts()).toEqual(written)
    expect(written.map(({ outcome }) => outcome)).not.toContain('pass')
  } finally {
    await full.close()
  }
})
