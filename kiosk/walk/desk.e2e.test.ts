/** From the desk to the gate: what a phone and a sheet of paper show goes before the camera of a kiosk that polls what the desk publishes. */
import { existsSync } from 'node:fs'
import { mkdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test, type TestContext } from 'vitest'
import type { Browser } from 'webdriverio'
import { reasons, type Outcome, type ReasonCode } from 'greengate'
import { numberOf } from '../../desk/assessing/test-desk.ts'
import { look, openBrowser, type OpenBrowser } from '../../verifier-web/walk/browser.ts'
import { openOutside, type Outside } from '../../verifier-web/walk/outside.ts'
import { writeFilm, type Stretch } from '../../verifier-web/walk/pictures.ts'
import { signIn } from '../demo/test-callers.ts'
import { instantText } from '../demo/source-client.ts'
import { openDeskGate, type DeskGate } from './desk-gate.ts'
import { deskHands, type DeskHands } from './desk-hands.ts'
import { openDeskPlace, type DeskPlace } from './desk-place.ts'
import { openYard, type Yard } from './gate.ts'
import { shows } from './lane-hands.ts'
import { keepScreen, screenShowing } from './screen-shown.ts'
import { startWalkClock } from './walk-clock.ts'

const missing = ['/usr/bin/chromium', '/usr/bin/chromedriver'].find((path) => !existsSync(path))
// Noon where the rules count days: no day ends while somebody walks.
const clock = startWalkClock(new Date('2020-03-01T04:00:00Z'))
const minute = 60_000
const day = 86_400_000
const patient = { timeout: 60_000, interval: 50 }
let yard: Yard
let desk: DeskPlace
let lane: DeskGate
let outside: Outside
let opened: OpenBrowser
let browser: Browser
let hands: DeskHands
let expectedPasses = 0

beforeAll(async () => {
  if (missing !== undefined) return
  await mkdir('artifacts/kiosk', { recursive: true })
  yard = await openYard(clock.now())
  desk = await openDeskPlace(yard, clock)
  await desk.covers()
  await desk.settled()
  lane = await openDeskGate(yard, desk.url, clock)
  // As one that has run for five minutes: it has no doubts of its start any more.
  clock.jump(5 * minute)
  await film([{ seconds: 1 }])
  outside = await openOutside()
  opened = await openBrowser({
    camera: { kind: 'file', path: filmPath() },
    switches: outside.switches,
  })
  browser = opened.browser
  hands = deskHands(browser, desk, clock)
})
afterAll(async () => {
  if (missing !== undefined) return
  await opened.close()
  await outside.close()
  await lane.close()
  await desk.close()
  await yard.close()
})
beforeEach(({ skip }: TestContext) => {
  skip(missing !== undefined, `there is no ${missing ?? ''}`)
})

const filmPath = () => join(yard.folder, 'desk.y4m')
/** The camera that is opened next sees it, again and again. */
const film = async (stretches: readonly Stretch[]) => {
  await writeFilm(`${filmPath()}.new`, stretches)
  await rename(`${filmPath()}.new`, filmPath())
}

/** Somebody comes to the kiosk and holds this before its camera. */
async function hold(picture: Uint8Array): Promise<void> {
  await film([{ picture, seconds: 1 }])
  await look(browser, { width: 1280, height: 720 }, 'light')
  // From the kiosk's page to the kiosk's page would be no way at all.
  await browser.url('about:blank')
  await browser.url(lane.gate.url)
}

/** What the screen says in the end, what was written down of it, and that the relay has closed for every pass and for nothing else. */
async function says(outcome: Outcome, codes: readonly ReasonCode[], name: string): Promise<void> {
  const shown = await screenShowing(
    browser,
    (screen) => screen.view === 'outcome' && screen.outcome === outcome,
    patient.timeout,
  )
  await keepScreen(browser, `desk-${name}`)
  expect(shown.shape).toBe(outcome)
  for (const { zh, en } of codes.map((code) => reasons[code])) {
    expect(shown.text).toContain(zh)
    expect(shown.text).toContain(en)
  }
  const written = { outcome, reasons: codes.map((code) => ({ code })) }
  await expect.poll(async () => (await lane.gate.receipts()).at(-1), patient).toMatchObject(written)
  if (outcome === 'pass') expectedPasses++
  await expect.poll(() => lane.openings(), patient).toBe(expectedPasses)
}

/** What was touched is published, and the station takes it up when it asks the next time. */
async function polled(): Promise<void> {
  await desk.settled()
  const before = lane.takenUp()
  lane.poll()
  await expect.poll(() => lane.takenUp(), patient).toBeGreaterThan(before)
}

const [number, travellers] = [numberOf(1), numberOf(2)] as const
const birthDateOf = (of: string) => `${of.slice(6, 10)}-${of.slice(10, 12)}-${of.slice(12, 14)}`

test('who applies and is tested has a green live code on the phone, and the kiosk’s camera lets them pass', async () => {
  await hands.openPhone()
  await hands.apply('lin@example.org', '林小满', number)
  await desk.negative(number)
  await hands.declare()
  await desk.settled()
  await hands.showCode()
  const { picture } = await hands.codeOnPhone(/Green/, 'green')
  await clock.still(async () => {
    await hold(picture)
    await says('pass', ['assessed-pass'], 'pass')
  })
})

test('who becomes a contact has a code that was revoked and another that stops, from the next poll on', async () => {
  clock.jump(minute)
  await hands.openPhone()
  const old = await hands.codeOnPhone(/Green/, 'before')
  await desk.contact(number)
  await polled()
  await hands.openPhone()
  const renewed = await hands.codeOnPhone(/Red[^]*Rule 7/, 'red')
  expect(renewed.cti).not.toBe(old.cti)
  await clock.still(async () => {
    await hold(old.picture)
    await says('invalid', ['revoked'], 'revoked')
    await hold(renewed.picture)
    await says('stop', ['assessed-stop'], 'stop')
  })
})

test('whoever came from a region under observation is stopped until 14 days of check-ins are whole', async () => {
  clock.jump(minute)
  await hands.openPhone()
  await hands.signOut()
  await hands.apply('zhou@example.org', '周远', travellers)
  const ask = await signIn(desk, 'account', 'zhou@example.org')
  const { people } = await ask('GET /people', {})
  const params = { id: people[0]?.id ?? '' }
  const today = instantText(clock.now()).slice(0, 10)
  const stay = { region: '9904', from: today, until: today }
  const declares = async () => {
    const health = { declarations: [{ kind: 'symptom', facts: [] }] }
    await ask('POST /people/:id/health', { params, body: health })
    const trips = { declarations: [{ kind: 'stay', facts: [stay] }] }
    await ask('POST /people/:id/trips', { params, body: trips })
    await desk.covers()
    await desk.negative(travellers)
  }
  const checksIn = async () => {
    const fields = { at: instantText(clock.now()), temperature: 36.5, unwell: false }
    const body = { declarations: [{ kind: 'checkin', facts: [fields] }] }
    await ask('POST /people/:id/checkins', { params, body })
  }
  await declares()
  await checksIn()
  await polled()
  await hands.openPhone()
  const red = await hands.codeOnPhone(/Red[^]*Rule 15/, 'observed')
  await clock.still(async () => {
    await hold(red.picture)
    await says('stop', ['assessed-stop'], 'observed')
  })

  for (let days = 1; days < 14; days++) {
    clock.jump(day)
    if (days === 13) {
      await desk.settled()
      await declares()
    }
    await checksIn()
  }
  await polled()
  await hands.openPhone()
  const green = await hands.codeOnPhone(/Green/, 'observed-green')
  await clock.still(async () => {
    await hold(green.picture)
    await says('pass', ['assessed-pass'], 'observed-pass')
  })
})

const noRenderer = !existsSync('/usr/bin/pdftoppm')
test.skipIf(noRenderer)(
  'the printed sheet of the counter is read by the kiosk’s camera, and passes with the card beside it',
  async () => {
    clock.jump(minute)
    const sheet = await hands.paperAtCounter('li@desk.example', travellers)
    await hold(sheet)
    await shows(browser, '[data-awaits="card"]', patient.timeout)
    await keepScreen(browser, 'desk-paper-awaits-card')
    lane.reader.place({
      ...{ layout: 'resident', name: '周远', number: travellers },
      ...{ birthDate: birthDateOf(travellers), validFrom: '2015-03-01', validUntil: null },
    })
    await says('pass', ['assessed-pass'], 'paper-pass')
  },
)
