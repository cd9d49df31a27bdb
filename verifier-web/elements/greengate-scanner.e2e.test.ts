/** The scanner by itself in a real Chromium: its camera chosen and found again, its light and zoom, and help for each way of having no picture. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { Key, type Browser } from 'webdriverio'
import { barriers } from '../walk/barriers.ts'
import { desktop, look, openBrowser, phone, type OpenBrowser } from '../walk/browser.ts'
import * as hands from '../walk/scanner-hands.ts'
import { openScannerSite, type ScannerSite } from '../walk/scanner-site.ts'
import { shot } from '../walk/shot.ts'

let site: ScannerSite
let open: OpenBrowser
let browser: Browser

beforeAll(async () => {
  site = await openScannerSite()
  open = await openBrowser({
    switches: [
      '--use-fake-device-for-media-stream=device-count=2',
      '--host-resolver-rules=MAP plain.test 127.0.0.1',
    ],
  })
  browser = open.browser
  await look(browser, desktop, 'light')
})
afterAll(async () => {
  await open.close()
  await site.close()
})
beforeEach(async () => {
  await browser.url(`${site.url}page.js`)
  await browser.execute(() => {
    localStorage.clear()
  })
  await permit('granted')
  await visit()
})

const permit = (setting: 'granted' | 'denied' | 'prompt') =>
  browser.sendCommandAndGetResult('Browser.setPermission', {
    permission: { name: 'camera' },
    setting,
    origin: site.url,
  })
const visit = async (path = '') => {
  await browser.url(`${site.url}${path}`)
  await browser.waitUntil(() => browser.execute(() => 'customElements' in window))
}
const scanner = () => browser.$('greengate-scanner')
const start = () => hands.tapStart(browser)
const stop = () => hands.tapStop(browser)
const state = () => hands.stateOf(browser)
const becomes = (wanted: string) => hands.becomes(browser, wanted)
const openCamera = () => hands.openCamera(browser)
const kept = () => browser.execute(() => localStorage.getItem('greengate-scanner'))

test('a camera that was chosen and left on is on at the next visit, found by its id or its name', async () => {
  await start()
  await becomes('on')
  expect(await barriers(browser)).toEqual([])
  const names = scanner().shadow$('select')
  await names.waitForExist()
  expect(await openCamera()).toBe('fake_device_0')
  await names.selectByIndex(1)
  await browser.waitUntil(async () => (await openCamera()) === 'fake_device_1')
  await becomes('on')
  await visit()
  await becomes('on')
  expect(await openCamera()).toBe('fake_device_1')
  await browser.execute(() => {
    const text = localStorage.getItem('greengate-scanner') ?? ''
    const memory = JSON.parse(text) as { camera: { deviceId: string } }
    memory.camera.deviceId = 'an id of another day'
    localStorage.setItem('greengate-scanner', JSON.stringify(memory))
  })
  await visit()
  await becomes('on')
  expect(await openCamera()).toBe('fake_device_1')
  await stop()
  await becomes('off')
  await visit()
  expect(await kept()).toContain('"isOn":false')
  await permit('prompt')
  await browser.execute(() => {
    const text = localStorage.getItem('greengate-scanner') ?? ''
    localStorage.setItem('greengate-scanner', text.replace('false', 'true'))
  })
  await visit()
  // Nobody is asked for anything before a tap.
  await browser.pause(300)
  expect(await state()).toBe('off')
})

test('without `remember` nothing is kept, and what was kept is not looked at', async () => {
  await browser.execute(() => {
    localStorage.setItem('greengate-scanner', 'no JSON')
    document.querySelector('greengate-scanner')!.remember = false
  })
  await start()
  await becomes('on')
  expect(await kept()).toBe('no JSON')
  await visit()
  expect(await state()).toBe('off')
})

test('light and zoom are worked by keys alone, and are as before after it was turned off', async () => {
  await hands.giveLens(browser)
  await browser.keys(Key.Tab)
  await browser.keys(Key.Enter)
  await becomes('on')
  // The focus went from the button that is gone to one that is there.
  const focused = () =>
    browser.execute(() => {
      const focus = document.querySelector('greengate-scanner')?.shadowRoot?.activeElement
      return focus?.getAttribute('part') ?? null
    })
  expect(await focused()).toBe('button')
  await scanner().shadow$('select').waitForExist()
  await browser.keys([Key.Shift, Key.Tab])
  expect(await focused()).toBe('button torch')
  await browser.keys(' ')
  const torch = scanner().shadow$('[part~=torch]')
  await browser.waitUntil(async () => (await torch.getAttribute('aria-pressed')) === 'true')
  await browser.keys([Key.Shift, Key.Tab])
  expect(await focused()).toBe('camera')
  await browser.keys([Key.Shift, Key.Tab])
  expect(await focused()).toBe('zoom')
  await browser.keys(Key.ArrowRight)
  await browser.keys(Key.ArrowRight)
  const zoom = scanner().shadow$('[part=zoom]')
  await browser.waitUntil(async () => (await zoom.getAttribute('aria-valuetext')) === '2×')
  expect((await hands.askedOfLens(browser)).at(-1)).toEqual({ torch: true, zoom: 2 })
  expect(await barriers(browser)).toEqual([])
  await shot(browser, 'scanner-lens-phone', phone.width)
  await stop()
  await becomes('off')
  expect(await scanner().shadow$('[part~=torch]').isExisting()).toBe(false)
  expect(await openCamera()).toBeNull()
})

test('the screen stays awake while the camera is on and somebody looks', async () => {
  await hands.noteAwake(browser)
  await start()
  await becomes('on')
  await scanner().shadow$('select').selectByIndex(1)
  await browser.waitUntil(async () => (await openCamera()) === 'fake_device_1')
  await becomes('on')
  const before = (await hands.awakeEvents(browser)).length
  await hands.hide(browser, true)
  expect([await state(), await openCamera(), await hands.awakeEvents(browser)]).toEqual([
    'off',
    null,
    expect.anything(),
  ])
  expect((await hands.awakeEvents(browser)).slice(before)).toEqual(['released'])
  await hands.hide(browser, false)
  await becomes('on')
  // The same one as before, not the first.
  expect(await openCamera()).toBe('fake_device_1')
  await stop()
  expect((await hands.awakeEvents(browser)).slice(before)).toEqual([
    'released',
    'asked',
    'released',
  ])
  // What was turned off by hand stays off.
  await hands.hide(browser, true)
  await hands.hide(browser, false)
  expect(await state()).toBe('off')
})

const title = () => scanner().shadow$('[role=alert] h2').getText()

test('each way of having no picture has help of its own, and the way on', async () => {
  const titles = new Map<string, string>()
  const shows = async (problem: string) => {
    await becomes(problem)
    titles.set(problem, await title())
  }
  for (const [name, permission, problem] of [
    ['NotFoundError', 'granted', 'missing'],
    ['NotReadableError', 'granted', 'busy'],
    ['NotAllowedError', 'prompt', 'dismissed'],
    ['NotAllowedError', 'denied', 'denied'],
  ] as const) {
    await permit(permission)
    await hands.refuseOnce(browser, name)
    await start()
    await shows(problem)
    await permit('granted')
    // The button is "try again" now.
    await start()
    await becomes('on')
    await stop()
  }
  await start()
  await becomes('on')
  await hands.pullOut(browser)
  await shows('lost')
  // They differ by their words alone.
  expect(await barriers(browser)).toEqual([])
  await shot(browser, 'scanner-lost-phone', phone.width, 'dark')
  await start()
  await becomes('on')
  await browser.execute(() => {
    document.querySelector('greengate-scanner')!.assets = '/nowhere'
  })
  await shows('decoder')
  await browser.execute(() => {
    document.querySelector('greengate-scanner')!.assets = 'https://elsewhere.test/decoder'
  })
  await start()
  await shows('decoder')
  await browser.execute(() => {
    document.querySelector('greengate-scanner')!.assets = '/decoder/'
  })
  await start()
  await becomes('on')
  await stop()
  await visit('forbidden')
  await start()
  await shows('blocked')
  await browser.url(`http://plain.test:${site.port}/`)
  await start()
  await shows('insecure')
  expect(new Set(titles.values()).size).toBe(titles.size)
  expect(titles.size).toBe(8)
})

test('in a page of another origin the frame decides, and the scanner says so', async () => {
  await browser.sendCommandAndGetResult('Browser.grantPermissions', {
    permissions: ['videoCapture'],
  })
  await visit('around')
  for (const [frame, wanted] of [
    ['without', 'blocked'],
    ['with', 'on'],
  ] as const) {
    await browser.switchFrame(browser.$(`#${frame}`))
    await start()
    await becomes(wanted)
    await browser.switchFrame(null)
  }
})

test('a camera that was pulled out goes on by itself when it is plugged in again', async () => {
  await start()
  await becomes('on')
  await hands.pullOut(browser)
  await becomes('lost')
  await browser.pause(200)
  expect(await state()).toBe('lost')
  await hands.plugIn(browser)
  await becomes('on')
})

test('a page puts its own into the slots, and hears of everything', async () => {
  await browser.execute(() => {
    const scanner = document.querySelector('greengate-scanner')!
    const states: string[] = []
    document.addEventListener('greengate-scanner-state', (event) => {
      states.push((event as HTMLElementEventMap['greengate-scanner-state']).detail.state)
    })
    Object.assign(window, { states })
    scanner.innerHTML = `<button slot="start">Mine</button><p slot="help">Ask at the desk</p>`
    scanner.querySelector('button')!.onclick = () => void scanner.start()
  })
  await permit('denied')
  await hands.refuseOnce(browser, 'NotAllowedError')
  expect(await scanner().shadow$('button.primary').isDisplayed()).toBe(false)
  await browser.$('button[slot=start]').click()
  await becomes('denied')
  expect(await browser.$('p[slot=help]').isDisplayed()).toBe(true)
  await permit('granted')
  await start()
  await becomes('on')
  expect(await browser.$('p[slot=help]').isDisplayed()).toBe(false)
  expect(
    await browser.execute(() => (window as unknown as { readonly states: unknown }).states),
  ).toEqual(['starting', 'denied', 'starting', 'on'])
})
