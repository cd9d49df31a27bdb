/** The walk through a lane whose things are pulled out and put back, whose gate counts people, and whose staff step in. */
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test, type TestContext } from 'vitest'
import type { StationEvent } from 'greengate'
import type { Browser } from 'webdriverio'
import { look, openBrowser, type OpenBrowser } from '../../verifier-web/walk/browser.ts'
import { noCable } from '../station/devices/line/test-pty.ts'
import { openYard, type Yard } from './gate.ts'
import {
  appealShown,
  cardOf,
  codeOf,
  keepBoth,
  keepPanel,
  panelHands,
  panels,
  press,
  shows,
  type PanelHands,
} from './lane-hands.ts'
import { openLane, passSeconds, type Lane } from './lane.ts'
import { windOn, windScreen } from './screen-clock.ts'
import { makeUpdates, type Updates } from './updates.ts'

const missing =
  ['/usr/bin/chromium', '/usr/bin/chromedriver'].find((path) => !existsSync(path)) ?? noCable
const screen =
  'camera: false, wedge: false, dwell: { pass: 2, check: 4, stop: 4 }, voice: { on: false }'
const polling = { interval: 40, timeout: 30_000 }
let yard: Yard
let lane: Lane
let updates: Updates
let opened: OpenBrowser
let browser: Browser
let panel: PanelHands

beforeAll(async () => {
  if (missing !== undefined) return
  yard = await openYard()
  updates = await makeUpdates(yard.demo)
  lane = await openLane(yard, 'speed-gate', screen, updates.begun)
  opened = await openBrowser()
  browser = opened.browser
  panel = panelHands(browser)
  await windScreen(browser, lane.settings)
  await look(browser, panels.landscape, 'light')
  await browser.url(lane.url)
  await shows(browser, '[data-accepts="card scanner"]')
})
afterAll(async () => {
  if (missing !== undefined) return
  await opened.close()
  await lane.close()
  await yard.close()
})
beforeEach(({ skip }: TestContext) => {
  skip(missing !== undefined, `there is no ${missing ?? ''}`)
})

const code = (id: string) => codeOf(yard.demo, id)
const outcome = (name: string) => shows(browser, `[data-outcome="${name}"]`)
const idle = () => shows(browser, '[data-view="idle"]')
/** What is shown stood there for its time, and what was shown may be shown again. */
const idleLater = async () => {
  lane.age(3_100)
  await windOn(browser)
  await idle()
}
const events = async (name: StationEvent['event']) =>
  (await lane.records()).filter(
    (record) => record.format === 'greengate-event-1' && record.event === name,
  )
/** Commands that let somebody through. */
const grants = () => lane.speedGate.commands.filter((frame) => openings.includes(frame.slice(6, 8)))
const openings = ['80', '82']

test('a grant that nobody uses is given back, and the same card and code pass again', async () => {
  lane.reader.place(cardOf(yard.demo, 'card-paper'))
  await shows(browser, '[data-awaits="code"]')
  await lane.scan(code('check-paper'))
  await outcome('pass')
  expect(lane.speedGate.isOpen()).toBe(true)
  lane.age(passSeconds * 1_000)
  await shows(browser, '[data-passage="released"]')
  await keepBoth(browser, 'released')
  await expect.poll(() => lane.speedGate.isOpen(), polling).toBe(false)
  lane.reader.lift()
  const looked = lane.reader.heard.length

  // By the same scanner what was decided just now is no news for three seconds.
  await expect.poll(async () => (await events('released')).length, polling).toBe(1)
  await expect.poll(() => lane.reader.heard.length, polling).toBeGreaterThan(looked + 3)
  await idleLater()
  await lane.scan(code('check-paper'))
  await shows(browser, '[data-awaits="card"]')
  lane.reader.place(cardOf(yard.demo, 'card-paper'))
  await outcome('pass')
  lane.speedGate.pass()
  await expect.poll(async () => (await events('passed')).length, polling).toBe(1)
  lane.reader.lift()
  await idleLater()
})

test('a scanner that is pulled out in mid-scan decides nothing of the half, and reads on afterwards', async () => {
  const text = code('stop-contact')
  const before = (await lane.receipts()).length
  await lane.scanner.send(Buffer.from(text.slice(0, text.length / 2)))
  await lane.cables.scanner.unplug()
  await shows(browser, '[data-accepts="card"][data-gone="code"]')
  await keepBoth(browser, 'no-scanner')
  await lane.cables.scanner.plug()
  await shows(browser, '[data-accepts="card scanner"]')
  await scanAgain(text)
  await outcome('stop')
  expect(await lane.receipts()).toHaveLength(before + 1)
})

test('the slip has the number that the screen shows, and staff find the receipt by it', async () => {
  const appeal = await appealShown(browser)
  expect(appeal).toMatch(/^\d{10}$/)
  await expect.poll(() => lane.printer.slips.length, polling).toBeGreaterThan(0)
  const lines = lane.printer.slips.at(-1)?.lines.map(({ text }) => text.replaceAll(' ', ''))
  expect(lines?.join('\n')).toContain(appeal)
  expect(lane.printer.unknown).toEqual([])

  await panel.open()
  await panel.signIn()
  await panel.shows('.overview')
  await keepPanel(browser, 'overview')
  await panel.press('nav [data-page="receipt"]')
  await panel.keys(appeal)
  await panel.press('[data-act="receipt"]')
  await panel.shows('[data-receipt="stop"]')
  await keepPanel(browser, 'receipt')
})

test('an override opens for one, after its record', async () => {
  const before = grants().length
  await panel.press('nav [data-page="passages"]')
  await panel.shows('[data-act="override"]:disabled')
  await panel.press('input[name=reason]')
  await panel.press('[data-act="override"]')
  await panel.shows('[data-became="done"]')
  await expect.poll(grants, polling).toHaveLength(before + 1)
  expect(await events('override')).toMatchObject([{ reason: 'document-checked' }])
  // It was of this passage alone.
  await panel.shows('[data-act="override"]:disabled')
  lane.speedGate.pass()
  await expect.poll(() => lane.speedGate.isOpen(), polling).toBe(false)
})

test('staff hold the gate, and open it for everybody in an emergency, and end both', async () => {
  await panel.press('[data-act="hold"]')
  await expect.poll(() => lane.speedGate.isOpen(), polling).toBe(true)
  await shows(browser, '[data-problem="held"]')
  await panel.press('[data-act="hold"]')
  await expect.poll(() => lane.speedGate.isOpen(), polling).toBe(false)
  await panel.press('[data-act="emergency"]')
  await panel.press('[data-act="confirm"]')
  await shows(browser, '[data-problem="emergency"]')
  await expect.poll(() => lane.speedGate.isOpen(), polling).toBe(true)
  const before = (await lane.receipts()).length
  await lane.scan(code('pass-child'))
  await panel.leave()
  await keepBoth(browser, 'emergency')
  expect(await lane.receipts()).toHaveLength(before)
  await panel.open()
  await panel.signIn()
  await panel.press('nav [data-page="passages"]')
  await panel.press('[data-act="emergency"]')
  await panel.press('[data-act="confirm"]')
  await expect.poll(() => lane.speedGate.isOpen(), polling).toBe(false)
  await idle()
})

test('a newer bundle comes from the stick, and a forged one does not', async () => {
  await panel.press('nav [data-page="data"]')
  const stick = join(lane.stickFolder, 'third.ggb')
  await writeFile(stick, updates.forgedThird)
  await panel.press('[data-act="import"]')
  await panel.shows('[data-imported="refused"][data-code="ERR_BUNDLE_DIGEST"]')
  await keepPanel(browser, 'import-refused')
  expect(await events('bundle-taken')).toEqual([])
  await writeFile(stick, updates.third)
  await panel.press('[data-act="import"]')
  await panel.shows('[data-imported="taken"]')
  await keepPanel(browser, 'imported')
  expect((await events('bundle-taken')).at(-1)).toMatchObject({ operator: 'li-wei' })
  await panel.leave()
})

test('a wrong PIN is refused, and the fifth locks the operator out', async () => {
  await panel.open()
  for (let tries = 1; tries <= 5; tries++) {
    await panel.signIn('246802')
    await panel.shows(`[data-refused="${tries < 5 ? 'wrong-pin' : 'locked'}"]`)
    await expect
      .poll(async () => (await events('sign-in-refused')).length, polling)
      .toBe(Math.min(tries, 4))
  }
  expect(await events('locked-out')).toHaveLength(1)
  await keepPanel(browser, 'locked')
  await panel.leave()
})

test('without its card reader the screen asks for a code, and for both when it is back', async () => {
  await lane.cables.reader.unplug()
  await shows(browser, '[data-accepts="scanner"][data-gone="card"]')
  await keepBoth(browser, 'no-card-reader')
  await press(browser, '.language')
  await browser.waitUntil(() => browser.execute(() => document.documentElement.lang === 'en'))
  await keepBoth(browser, 'no-card-reader-en')
  await lane.cables.reader.plug()
  await shows(browser, '[data-accepts="card scanner"]')
  await press(browser, '.language')
})

test('without its gate the lane is out of service, and in service when it is back', async () => {
  const before = (await lane.receipts()).length
  await lane.cables.gate.unplug()
  await shows(browser, '[data-problem="gate-fault"]')
  await keepBoth(browser, 'gate-fault')
  await lane.scan(code('pass-child'))
  await lane.cables.gate.plug()
  // By then it tries the gate again.
  lane.age(2_000)
  await idle()
  expect(await lane.receipts()).toHaveLength(before)
  // The scanner itself does not tell the same code again so soon.
  await scanAgain(code('pass-vaccinated'))
  await outcome('pass')
  lane.speedGate.pass()
})

/** The scanner's end of a cable that was put back is open again a moment later. */
async function scanAgain(text: string): Promise<void> {
  await expect
    .poll(
      () =>
        lane.scanner.see(text).then(
          () => true,
          () => false,
        ),
      polling,
    )
    .toBe(true)
}
