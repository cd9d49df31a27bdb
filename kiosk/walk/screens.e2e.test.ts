/** Every view of the screen as it ships, in a real browser, upright and lying: nothing cut off, no barrier, and a picture to look at. */
import { existsSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, test, type TestContext } from 'vitest'
import type { Browser } from 'webdriverio'
import { builtPages } from '../../house/built-pages.ts'
import { isWhole, runSeed } from '../../house/sampled.ts'
import { look, openBrowser, type OpenBrowser } from '../../verifier-web/walk/browser.ts'
import { cameraStarting } from './camera-starting.ts'
import { openFakeGate, type FakeGate } from './fake-gate.ts'
import { badTargets, buttonsOutOfView } from './bad-targets.ts'
import { panels } from './lane-hands.ts'
import { decodable, forgetHeard, heardIn, listenToVoice, undecodedIn } from './listen-to-voice.ts'
import { scenes, type Scene } from './scenes.ts'
import { typeByHand } from './type-by-hand.ts'
import { KioskRefusal } from '../shared/kiosk-api.ts'
import { barriers, cutOff, keepScreen } from './screen-shown.ts'
import { everyRight, hour, receipt } from './staff-scenes.ts'

const missing = ['/usr/bin/chromium', '/usr/bin/chromedriver'].find((path) => !existsSync(path))
let gate: FakeGate
let opened: OpenBrowser
let browser: Browser

beforeAll(async () => {
  if (missing !== undefined) return
  gate = await openFakeGate(await builtPages('kiosk/screen/dist'))
  opened = await openBrowser({
    camera: { kind: 'picture' },
    switches: ['--autoplay-policy=no-user-gesture-required'],
  })
  browser = opened.browser
  await listenToVoice(browser)
  await look(browser, panels.landscape, 'light')
  await browser.url(gate.url)
})
afterAll(async () => {
  if (missing !== undefined) return
  await opened.close()
  await gate.close()
})
beforeEach(({ skip }: TestContext) => {
  skip(missing !== undefined, `there is no ${missing ?? ''}`)
})

const holds = (selector: string) =>
  browser.execute(
    (what) => document.querySelector('kiosk-screen')?.shadowRoot?.querySelector(what) !== null,
    selector,
  )
const press = (selector: string) =>
  browser.execute((what) => {
    document.querySelector('kiosk-screen')?.shadowRoot?.querySelector<HTMLElement>(what)?.click()
  }, selector)

/** Turns the screen to a language, by its button. */
async function speak(tag: 'en' | 'zh-CN'): Promise<void> {
  gate.tell({ kind: 'lost' })
  gate.become({})
  await browser.waitUntil(() => holds('.language'))
  if ((await browser.execute(() => document.documentElement.lang)) !== tag) await press('.language')
  await browser.waitUntil(
    async () => (await browser.execute(() => document.documentElement.lang)) === tag,
  )
}

/** Brings a scene about, from whatever was shown before. */
async function bring({ status = {}, events = [], press: button, shows }: Scene): Promise<void> {
  if (await inPanel('.panel')) await pressInPanel('[data-act="leave"]')
  // A line that broke in between leaves nothing of the scene before, and a closed lane is waited for.
  gate.tell({ kind: 'lost' })
  gate.become({ service: 'closed' })
  await browser.waitUntil(() => holds('[data-problem="closed"]'))
  gate.become(status)
  for (const event of events) gate.tell(event)
  if (button !== undefined) {
    await browser.waitUntil(() => holds(button))
    await press(button)
  }
  await browser.waitUntil(() => holds(shows), { timeout: 30_000, timeoutMsg: `no ${shows}` })
}

describe.each(Object.entries(panels))('on a panel in %s', (name, size) => {
  beforeAll(async () => {
    if (missing === undefined) await look(browser, size, 'light')
  })

  // What is cut off or bars the way is hardly so on one panel alone: each scene is brought onto one, another seed's onto the other.
  const here = scenes.filter(
    (scene) => isWhole || (scenes.indexOf(scene) + runSeed) % 2 === Number(name === 'landscape'),
  )

  test.each(here)('$name is whole, and has no barrier', async (scene) => {
    await bring(scene)
    await keepScreen(browser, `${scene.name}-${name}`)
    expect(await cutOff(browser)).toEqual([])
    expect(await barriers(browser)).toEqual([])
  })

  test('a camera that is starting has its place kept, and no barrier', async () => {
    gate.become({ reads: { code: false, card: true } })
    await cameraStarting(browser, async () => {
      await browser.waitUntil(() => holds('[data-tile="opening"]'))
      await keepScreen(browser, `idle-opening-${name}`)
      expect(await cutOff(browser)).toEqual([])
      expect(await barriers(browser)).toEqual([])
    })
  })

  test('the staff panel is whole on every page, and has no barrier', async () => {
    const before = gate.station.asked.length
    gate.station.signsIn = new KioskRefusal('locked', { waitMs: 42_000 })
    gate.station.staffAnswers = {
      look: hour,
      receipt,
      'fleet-code': 'GGS1:' + 'A1B2C3'.repeat(40),
      export: { segments: 3, records: 1204, bytes: 812_000 },
      test: { ...hour.devices[1]!, state: 'ready' },
      'sign-out': null,
      emergency: null,
    }
    await bring({ name: 'staff', status: { settings: { staff: true } }, shows: '.door' })
    expect(await inPanel('.panel')).toBe(false)
    await browser.keys(['F2'])
    await panelShows('input[name=operator]')
    await typeByHand(browser, 'li-wei', 'Tab', '135791')
    await typeByHand(browser, 'Enter')
    await panelShows('[data-refused="locked"]')
    await keepStaff('sign-in', name)
    gate.station.signsIn = everyRight
    await browser.keys(['Escape'])
    await browser.waitUntil(async () => !(await inPanel('.panel')))

    await browser.keys(['F2'])
    await panelShows('input[name=operator]')
    await typeByHand(browser, 'li-wei', 'Tab', '135791', 'Enter')
    await panelShows('.overview')
    await keepStaff('overview', name)

    await pressInPanel('nav [data-page="passages"]')
    await panelShows('[data-act="override"]')
    await pressInPanel('[data-act="emergency"]')
    await panelShows('[data-act="confirm"]')
    await keepStaff('passages', name)
    expect(await buttonsOutOfView(browser)).toEqual([])
    // The first step asks nothing of the station.
    expect(gate.station.asked.slice(before)).not.toContainEqual(
      expect.objectContaining({ act: { act: 'emergency', on: true } }),
    )
    await pressInPanel('[data-act="confirm"]')
    await panelShows('[data-became="done"]')
    expect(gate.station.asked).toContainEqual({
      session: everyRight.session,
      act: { act: 'emergency', on: true },
    })

    await pressInPanel('nav [data-page="receipt"]')
    await panelShows('[data-act="receipt"]')
    for (const digit of '4829137059') await pressInPanel('.key', digit)
    await panelShows('[data-act="receipt"]:not(:disabled)')
    await pressInPanel('[data-act="receipt"]')
    await panelShows('[data-receipt="stop"]')
    await keepStaff('receipt', name)

    await pressInPanel('nav [data-page="devices"]')
    await panelShows('[data-device="card-reader"][data-state="silent"]')
    await keepStaff('devices', name)

    await pressInPanel('nav [data-page="data"]')
    await pressInPanel('[data-act="fleet-code"]')
    await panelShows('.fleet')
    await keepStaff('data', name)
    await pressInPanel('[data-act="leave"]')
    await browser.waitUntil(async () => !(await inPanel('.panel')))
  })
})

describe('a small panel', () => {
  const tight = { diagonalInches: 10.1 }
  const names = 'idle-both idle-code check-long stop awaits-card choosing closed'.split(' ')
  const few = scenes.filter(({ name }) => names.includes(name))

  test.each(few)('shows $name with letters as high as was asked for', async (scene) => {
    await look(browser, { width: 1280, height: 800 }, 'light')
    const { status = {} } = scene
    await bring({ ...scene, status: { ...status, settings: { ...status.settings, ...tight } } })
    await keepScreen(browser, `${scene.name}-tight`)
    expect(await cutOff(browser)).toEqual([])
    const smallest = await browser.execute(() => {
      const root = document.querySelector('kiosk-screen')?.shadowRoot
      const texts = [...(root?.querySelectorAll('main p, main button, main strong') ?? [])]
      const shown = texts.filter((one) => one.checkVisibility())
      return Math.min(...shown.map((one) => Number.parseFloat(getComputedStyle(one).fontSize)))
    })
    const pixelsPerMm = Math.hypot(1280, 800) / (10.1 * 25.4)
    expect((smallest * 0.7) / pixelsPerMm).toBeGreaterThanOrEqual(7.49)
  })
})

describe('the other language', () => {
  const names = ['idle-both', 'check-long', 'stop', 'group-idle', 'emergency', 'awaits-card']
  const few = scenes.filter(({ name }) => names.includes(name))

  test.each(few)('is whole too: $name', async (scene) => {
    await look(browser, panels.landscape, 'light')
    await speak('en')
    await bring(scene)
    await keepScreen(browser, `${scene.name}-en`)
    expect(await cutOff(browser)).toEqual([])
  })
})

describe('the voice', () => {
  beforeAll(async () => {
    if (missing === undefined) await speak('zh-CN')
  })

  test('has every file of every pack decoded, at both paces', async () => {
    await browser.waitUntil(async () => (await said('stop')).length > 0, { timeout: 30_000 })
    expect(await decodable(browser, ['earcons', 'zh-CN', 'en'])).toEqual([5, 62, 62])
    expect(await undecodedIn(browser)).toEqual([])
  })

  test('says what to do, never why, and the number digit by digit', async () => {
    expect(await said('stop')).toEqual([
      'earcons/stop.wav',
      'zh-CN/see-staff.wav',
      'zh-CN/number.wav',
      ...Array.from('4829137059').map((digit) => `zh-CN/digit-${digit}.wav`),
    ])
  })

  test('speaks slowly where that was chosen', async () => {
    const voice = { on: true, volume: 0.5, pace: 'slow', saysOutcome: false } as const
    const digits = Array.from('4829137059').map((digit) => `zh-CN/digit-${digit}.slow.wav`)
    const words = ['zh-CN/see-staff.slow.wav', 'zh-CN/number.slow.wav', ...digits]
    const heard = expect.poll(() => said('stop', { settings: { voice } }), { timeout: 30_000 })
    await heard.toEqual(['earcons/stop.wav', ...words])
  })

  test('names the outcome where the operator wants it, in the language of the screen', async () => {
    const voice = { on: true, volume: 0.5, pace: 'normal', saysOutcome: true } as const
    await speak('en')
    expect(await said('pass', { settings: { voice } })).toEqual([
      'earcons/pass.wav',
      'en/pass.wav',
      'en/go-ahead.wav',
    ])
    await speak('zh-CN')
  })

  test('is silent where it is off', async () => {
    const voice = { on: false, volume: 0.5, pace: 'normal', saysOutcome: true } as const
    expect(await said('stop', { settings: { voice } })).toEqual([])
  })
})

/** What is heard when a scene comes about. */
async function said(name: string, status: Scene['status'] = {}): Promise<readonly string[]> {
  const scene = scenes.find((one) => one.name === name)!
  gate.become({ service: 'closed', ...status })
  // That it is closed was said by then, where anything is: what is said after that is nothing again.
  await browser.waitUntil(() => holds('[data-problem="closed"]'))
  await forgetHeard(browser)
  gate.become(status)
  for (const event of scene.events ?? []) gate.tell(event)
  await browser.waitUntil(() => holds(scene.shows))
  const names = await heardIn(browser)
  return names.map((address) => address.replace(/^.*voice\//, ''))
}

const inPanel = (selector: string) =>
  browser.execute(
    (what) => document.querySelector('staff-panel')?.shadowRoot?.querySelector(what) != null,
    selector,
  )
const panelShows = (selector: string) =>
  browser.waitUntil(() => inPanel(selector), {
    timeout: 30_000,
    timeoutMsg: `the panel has no ${selector}`,
  })
const pressInPanel = (selector: string, text = '') =>
  browser.execute(
    (what, words) => {
      const root = document.querySelector('staff-panel')?.shadowRoot
      const found = [...(root?.querySelectorAll<HTMLElement>(what) ?? [])]
      found.find((one) => words === '' || one.innerText.trim() === words)?.click()
    },
    selector,
    text,
  )

/** Keeps a picture of a page of the panel, and says what is wrong with it. */
async function keepStaff(page: string, panel: string): Promise<void> {
  await keepScreen(browser, `staff-${page}-${panel}`)
  expect(await barriers(browser)).toEqual([])
  expect(await badTargets(browser)).toEqual([])
}
