/** The walk through a lane on one relay board: light and buzzer of every outcome, groups, passports, fever, and staff who check again, close and export. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as later } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, expect, test, type TestContext } from 'vitest'
import { publicJwk, type PrivateJwk } from 'greengate/issue'
import type { Outcome, ReasonCode } from 'greengate'
import type { Browser } from 'webdriverio'
import { openJournal } from '../../cli/journal/journal-segments.ts'
import { verifyJournal } from '../../cli/journal/verify-journal.ts'
import { look, openBrowser, type OpenBrowser } from '../../verifier-web/walk/browser.ts'
import { passportZone } from '../station/devices/mrz/simulated-mrz.ts'
import { noCable } from '../station/devices/line/test-pty.ts'
import { groupMs } from '../station/presentations/group.ts'
import { boardHands, type BoardHands } from './board-hands.ts'
import { buttonsOutOfView } from './bad-targets.ts'
import { awaitSeconds, cool, dwellSeconds, hot, passport, screen } from './board-settings.ts'
import { openBoardLane, relays, type BoardLane } from './board-lane.ts'
import { openYard, type Yard } from './gate.ts'
import {
  codeOf,
  keepBoth,
  keepPanel,
  panelHands,
  panels,
  press,
  shows,
  type PanelHands,
} from './lane-hands.ts'
import { passingCode } from './own-codes.ts'
import { lastAppeal, stoodOn, windOn, windScreen } from './screen-clock.ts'
import { feverRule, makeFeverBundle } from './updates.ts'

const missing =
  ['/usr/bin/chromium', '/usr/bin/chromedriver'].find((path) => !existsSync(path)) ?? noCable
const polling = { interval: 30, timeout: 30_000 }
let yard: Yard
let lane: BoardLane
let opened: OpenBrowser
let browser: Browser
let panel: PanelHands
let hands: BoardHands

beforeAll(async () => {
  if (missing !== undefined) return
  yard = await openYard()
  lane = await openBoardLane(yard, { screen, bundle: await makeFeverBundle(yard.demo) })
  opened = await openBrowser()
  browser = opened.browser
  panel = panelHands(browser)
  hands = boardHands(lane)
  await windScreen(browser, lane.settings)
  await look(browser, panels.portrait, 'light')
  await browser.url(lane.url)
  await shows(browser, '[data-accepts="passport scanner"]')
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
const somebody = () => passingCode(yard.demo, 3)
const idle = () => shows(browser, '[data-view="idle"]')
/** What is shown stood there for its time, and what was shown may be shown again. */
const idleLater = async () => {
  lane.age(3_100)
  await windOn(browser)
  await idle()
}
const dark = () => expect.poll(() => lane.board.on(), polling).toEqual([])
const outcome = (name: Outcome) => shows(browser, `[data-outcome="${name}"]`)
/** Somebody comes, is measured, and shows a code. */
const scan = async (text: string, celsius = cool) => {
  await lane.measure(celsius)
  await lane.scan(text)
}
test('every outcome has its own light and rhythm, and a pass alone a pulse timed by the board', async () => {
  await keepBoth(browser, 'board-idle')
  const tampered = yard.demo.people.find(({ reasons }) => reasons[0] === 'signature-invalid')?.text
  const other = yard.demo.people.find(({ reasons }) => reasons[0] === 'other-code')?.text
  const came: string[] = []
  const wanted: string[] = []
  const cameOnByNow = async (more: readonly string[]) => {
    wanted.push(...more)
    const all = () => {
      came.push(...lane.cameOn())
      return came.toSorted()
    }
    const as = expect.poll(all, { ...polling, message: 'what came on' })
    await as.toEqual(wanted.toSorted()).catch((cause: unknown) => {
      throw new Error(`the station says: ${lane.logged.join('; ')}`, { cause })
    })
    await dark()
  }
  lane.cameOn()
  const wait = ['blue', 'buzzer', 'buzzer']
  const call = ['buzzer', 'buzzer', 'buzzer']
  for (const [name, text, cameOn] of [
    ['unreadable', other, wait],
    ['invalid', tampered, wait],
    ['check', code('check-symptom'), ['yellow', ...call]],
    ['stop', code('stop-contact'), ['red', ...call]],
  ] as const) {
    await scan(text ?? '')
    await outcome(name)
    await idle()
    await cameOnByNow(cameOn)
  }
  expect(hands.pulses()).toBe(0)
  await scan(await somebody())
  await outcome('pass')
  await hands.goThrough()
  await idleLater()
  await cameOnByNow(['buzzer', 'gate', 'green'])
  expect(hands.pulses()).toBe(1)
})

test('whoever walks away leaves the screen to the next after the outcome’s own time', async () => {
  const stood = await stoodOn(browser)
  for (const [view, seconds] of Object.entries(dwellSeconds).filter(([name]) => name !== 'pass')) {
    const found = stood.find((one) => one.view === view)
    expect(found?.forMs, view).toBeGreaterThan(seconds * 1_000 - 50)
    // By the timer that was asked for, however late a busy machine lets it run.
    expect(found?.timerMs, view).toBe(seconds * 1_000)
  }
})

test('a half that nobody completes is forgotten by screen and station', async () => {
  const before = (await hands.events('passed')).length
  await lane.passports.place(passportZone(passport))
  await shows(browser, '[data-awaits="code"]')
  await keepBoth(browser, 'passport-awaits-code')
  lane.age(awaitSeconds * 1_000)
  await windOn(browser)
  await idle()
  const awaited = (await stoodOn(browser)).findLast(({ view }) => view === 'code')
  expect(awaited?.forMs).toBeGreaterThan(awaitSeconds * 1_000 - 50)
  expect(awaited?.timerMs).toBe(awaitSeconds * 1_000)
  // The other half alone is the first half of another presentation.
  await scan(await passingCode(yard.demo, 3, passport))
  await shows(browser, '[data-awaits="card"]')
  expect(await hands.reasonsOf()).toContain('card-required')
  await lane.passports.place(passportZone({ ...passport, number: 'E11111111' }))
  await outcome('invalid')
  expect(await hands.reasonsOf()).toEqual(['card-mismatch'])
  expect(await hands.events('passed')).toHaveLength(before)
})

test('a passport completes its paper code, and one that was misread is placed again', async () => {
  const [first, second] = passportZone(passport)
  await lane.passports.place([first, second.replace(/\d$/, (digit) => String((+digit + 1) % 10))])
  await shows(browser, '[data-card="place-again"]')
  await scan(await passingCode(yard.demo, 3, passport))
  await shows(browser, '[data-awaits="card"]')
  lane.age(2_000)
  await lane.measure(cool)
  await lane.passports.place([first, second])
  await outcome('pass')
  await keepBoth(browser, 'passport-pass')
  await hands.goThrough()
  await idleLater()
})

test('a fever is a check by the rule that says so, and what nobody measured is not taken as cool', async () => {
  const text = await somebody()
  const before = hands.pulses()
  await scan(text, hot)
  await outcome('check')
  expect((await hands.lastReceipt())?.reasons).toContainEqual(
    expect.objectContaining({ code: 'rule-check' satisfies ReasonCode }),
  )
  await shows(browser, `[data-rule="${yard.demo.ruleSet}/3/${String(feverRule)}"]`)
  await keepBoth(browser, 'fever')
  // That reading is of somebody else by now.
  lane.age(3_100)
  await lane.scan(text)
  await expect.poll(hands.reasonsOf, polling).toContain('fact-missing')
  expect(hands.pulses()).toBe(before)
})

test('staff who check a second time let one through by the number, or do not', async () => {
  const receipt = await hands.lastReceipt()
  // The screen hears of a receipt that is written already.
  await expect.poll(() => lastAppeal(browser), polling).toBe(receipt?.appeal)
  const appeal = receipt?.appeal ?? ''
  await panel.open()
  await panel.signIn()
  const before = hands.pulses()
  for (const found of ['may-not-pass', 'may-pass'] as const) {
    await panel.press('nav [data-page="passages"]')
    await panel.keys(appeal)
    await panel.press('input[name=reason]')
    if (found === 'may-pass') {
      await keepPanel(browser, 'second-check')
      expect(await buttonsOutOfView(browser)).toEqual([])
    }
    await panel.press(`[data-act="${found}"]`)
    await panel.shows('[data-became="done"]')
    const written = async () => (await hands.events('second-check')).at(-1)
    await expect.poll(written, polling).toMatchObject({
      ...{ operator: 'li-wei', appeal, found, reason: 'document-checked' },
      receipt: { seq: receipt?.seq },
    })
    await expect.poll(hands.pulses, polling).toBe(before + (found === 'may-pass' ? 1 : 0))
  }
  await hands.goThrough()
})

test('a lane that staff close decides nothing until they open it', async () => {
  await panel.press('[data-act="close-lane"]')
  await shows(browser, '[data-problem="closed"]')
  expect((await hands.events('lane-closed')).at(-1)).toMatchObject({ operator: 'li-wei', on: true })
  // Whatever was signalled before is over: nothing has come on for longer than any rhythm pauses.
  do {
    lane.cameOn()
    await dark()
    await later(600)
  } while (lane.cameOn().length > 0)
  const before = (await lane.receipts()).length
  await scan(await somebody())
  await panel.shows('[data-act="close-lane"]')
  await keepPanel(browser, 'closed')
  await panel.press('[data-act="close-lane"]')
  await idle()
  expect((await hands.events('lane-closed')).at(-1)).toMatchObject({
    operator: 'li-wei',
    on: false,
  })
  expect(await lane.receipts()).toHaveLength(before)
  await dark()
  expect(lane.cameOn(), `the station says: ${lane.logged.join('; ')}`).toEqual([])
})

test('staff take the journal along on a stick, and it is whole', async () => {
  await panel.press('nav [data-page="data"]')
  await panel.press('[data-act="export"]')
  await panel.shows('[data-exported]')
  await keepPanel(browser, 'exported')
  const [exported] = await hands.events('exported')
  expect(exported).toMatchObject({ operator: 'li-wei', segments: 1 })
  const key = await readFile(join(yard.demo.stationFolder, 'keys/signing.jwk'), 'utf8')
  const isOf = publicJwk(JSON.parse(key) as PrivateJwk)
  using journal = await openJournal([lane.stickFolder])
  const reports = []
  for await (const report of verifyJournal(journal.segments, () => isOf)) reports.push(report)
  expect(reports).toEqual([
    expect.objectContaining({
      ...{ isSound: true, isKeyKnown: true, break: null, link: 'none', tornBytes: 0 },
      ...{ records: (exported as { records: number }).records },
      receipts: (await lane.receipts()).length,
    }),
  ])
  await panel.leave()
})

/** By the buttons on the screen. */
const beGroup = async (size: number) => {
  await press(browser, '.together')
  await shows(browser, '[data-view="choosing"]')
  await press(browser, `.numbers li:nth-child(${String(size - 1)}) .number`)
  await shows(browser, `[data-group="0/${String(size)}"]`)
}

test('a group goes through when the third of three may pass, a pulse for each', async () => {
  await press(browser, '.together')
  await shows(browser, '[data-view="choosing"]')
  await keepBoth(browser, 'group-choosing')
  await press(browser, '.choice ~ footer .cancel')
  await idle()
  const before = hands.pulses()
  await beGroup(3)
  await keepBoth(browser, 'group-begun')
  lane.cameOn()
  for (const shown of [1, 2]) {
    await scan(await somebody())
    await shows(browser, `.outcome[data-group="${String(shown)}/3"]`)
    if (shown === 1) await keepBoth(browser, 'group-next-person')
    expect(lane.board.on()).not.toContain(relays.green)
  }
  await windOn(browser)
  await shows(browser, '.idle [data-group="2/3"]')
  await keepBoth(browser, 'group-two-of-three')
  expect(hands.pulses()).toBe(before)
  expect(lane.cameOn()).not.toContain('green')
  await scan(await somebody())
  await shows(browser, '[data-outcome="pass"][data-group="3/3"]')
  await keepBoth(browser, 'group-complete')
  // Whoever is through before the last pulse has no need of it.
  await expect.poll(() => hands.pulses(), polling).toBe(before + 3)
  await hands.goThrough(3)
  await idleLater()
  await shows(browser, '.together')
})

test('one of a group who may not pass: nobody goes through, and the first may show the code again', async () => {
  const before = { pulses: hands.pulses(), released: (await hands.events('released')).length }
  const first = await somebody()
  await beGroup(3)
  await scan(first)
  await shows(browser, '.outcome[data-group="1/3"]')
  await scan(code('stop-stay'))
  await outcome('stop')
  await keepBoth(browser, 'group-refused')
  await idleLater()
  await shows(browser, '.together')
  expect(hands.pulses()).toBe(before.pulses)
  await expect.poll(() => hands.events('released'), polling).toHaveLength(before.released + 1)
  await scan(first)
  await outcome('pass')
  await hands.goThrough()
})

test('a group that nobody goes on with is over after a minute, and opens nothing', async () => {
  const before = hands.pulses()
  const first = await somebody()
  await beGroup(2)
  await scan(first)
  await shows(browser, '.outcome[data-group="1/2"]')
  await windOn(browser)
  await shows(browser, '.idle [data-group="1/2"]')
  lane.age(groupMs)
  await shows(browser, '.together')
  expect(hands.pulses()).toBe(before)
  await scan(first)
  await outcome('pass')
  await hands.goThrough()
})

test('who forces the gate is told to step back, and a fire opens the lane for everybody', async () => {
  await lane.touch('forced')
  await shows(browser, '[data-passage="forced"]')
  await keepBoth(browser, 'forced')
  await lane.contact('fire', true)
  await shows(browser, '[data-problem="emergency"]')
  const before = (await lane.receipts()).length
  await scan(await somebody())
  await lane.contact('fire', false)
  await idle()
  expect(await lane.receipts()).toHaveLength(before)
  expect((await hands.events('fire')).map((one) => (one as { on: boolean }).on)).toEqual([
    true,
    false,
  ])
})
