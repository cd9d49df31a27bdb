/** Every view of the screen as it ships, in a real browser, upright and lying: nothing cut off, no barrier, and a picture to look at. */
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test, type TestContext } from 'vitest'
import type { Browser } from 'webdriverio'
import { look, openBrowser, type OpenBrowser } from '../../verifier-web/walk/browser.ts'
import { buildScreen } from './build-screen.ts'
import { openFakeGate, type FakeGate } from './fake-gate.ts'
import { scenes, type Scene } from './scenes.ts'
import { barriers, cutOff, keepScreen } from './screen-shown.ts'

const missing = ['/usr/bin/chromium', '/usr/bin/chromedriver'].find((path) => !existsSync(path))
const panels = {
  portrait: { width: 1080, height: 1920 },
  landscape: { width: 1920, height: 1080 },
}
let folder: string
let gate: FakeGate
let opened: OpenBrowser
let browser: Browser

beforeAll(async () => {
  if (missing !== undefined) return
  folder = await mkdtemp(join(tmpdir(), 'greengate-screens-'))
  await buildScreen(join(folder, 'screen'))
  gate = await openFakeGate(join(folder, 'screen'))
  opened = await openBrowser({ camera: { kind: 'picture' } })
  browser = opened.browser
  await look(browser, panels.landscape, 'light')
  await browser.url(gate.url)
}, 120_000)
afterAll(async () => {
  if (missing !== undefined) return
  await opened.close()
  await gate.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
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

/** Brings a scene about, from whatever was shown before. */
async function bring({ status = {}, events = [], press: button, shows }: Scene): Promise<void> {
  // A line that broke in between leaves nothing of the scene before.
  gate.tell({ kind: 'lost' })
  gate.become(status)
  for (const event of events) gate.tell(event)
  if (button !== undefined) {
    await browser.waitUntil(() => holds(button))
    await press(button)
  }
  await browser.waitUntil(() => holds(shows), { timeout: 5_000, timeoutMsg: `no ${shows}` })
}

describe.each(Object.entries(panels))('on a panel in %s', (name, size) => {
  beforeAll(async () => {
    if (missing === undefined) await look(browser, size, 'light')
  })

  test.each(scenes)('$name is whole, and has no barrier', async (scene) => {
    await bring(scene)
    await keepScreen(browser, `${scene.name}-${name}`)
    expect(await cutOff(browser)).toEqual([])
    expect(await barriers(browser)).toEqual([])
  })
})
