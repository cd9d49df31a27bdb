/** The scanner by itself in a real Chromium: its camera chosen and found again, its light and zoom, and help for each way of having no picture. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { Key, type Browser } from 'webdriverio'
import { barriers } from '../walk/barriers.ts'
import { desktop, look, openBrowser, phone, type OpenBrowser } from '../walk/browser.ts'
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
const start = () => scanner().shadow$('button.primary').click()
const state = () =>
  browser.execute(() => document.querySelector('greengate-scanner')?.state as string | undefined)
const becomes = (wanted: string) =>
  browser.waitUntil(async () => (await state()) === wanted, {
    timeout: 15_000,
    interval: 50,
    timeoutMsg: `it does not become ${wanted}`,
  })
const openCamera = () =>
  browser.execute(() => {
    const video = document.querySelector('greengate-scanner')?.shadowRoot?.querySelector('video')
    const stream = video?.srcObject as MediaStream | null | undefined
    return stream?.getVideoTracks()[0]?.label ?? null
  })
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
  await scanner().shadow$('button.stop').click()
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

/** Chromium's fake camera has neither light nor zoom: the track is given both, and says what was asked of it. */
const giveLens = () =>
  browser.execute(() => {
    const asked: unknown[] = []
    const has = { torch: false, zoom: 1 }
    Object.assign(window, { asked })
    const { prototype } = MediaStreamTrack
    const { getSettings } = prototype
    prototype.getCapabilities = () =>
      ({ torch: true, zoom: { min: 1, max: 5, step: 0.5 } }) as MediaTrackCapabilities
    prototype.getSettings = function (this: MediaStreamTrack) {
      return { ...getSettings.call(this), ...has }
    }
    prototype.applyConstraints = (constraints) => {
      const [both] = constraints?.advanced ?? []
      asked.push(both)
      Object.assign(has, both)
      return Promise.resolve()
    }
  })
const asked = () =>
  browser.execute(() => (window as unknown as { readonly asked: readonly unknown[] }).asked)

test('light and zoom are worked by keys alone, and are as before after it was turned off', async () => {
  await giveLens()
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
  expect((await asked()).at(-1)).toEqual({ torch: true, zoom: 2 })
  expect(await barriers(browser)).toEqual([])
  await shot(browser, 'scanner-lens-phone', phone.width)
  await scanner().shadow$('button.stop').click()
  await becomes('off')
  expect(await scanner().shadow$('[part~=torch]').isExisting()).toBe(false)
  expect(await openCamera()).toBeNull()
})

test('the screen stays awake while the camera is on and somebody looks, and where it cannot, nothing is said', async () => {
  await browser.execute(() => {
    const events: string[] = []
    let hidden = false
    Object.assign(window, { events })
    Object.defineProperty(document, 'hidden', { get: () => hidden })
    const request = () => {
      events.push('asked')
      return Promise.resolve({ release: () => Promise.resolve(events.push('released')) })
    }
    Object.defineProperty(navigator, 'wakeLock', { value: { request } })
    Object.assign(window, {
      hide: (isHidden: boolean) => {
        hidden = isHidden
        document.dispatchEvent(new Event('visibilitychange'))
      },
    })
  })
  const hide = (isHidden: boolean) =>
    browser.execute((what) => {
      ;(window as unknown as { hide(isHidden: boolean): void }).hide(what)
    }, isHidden)
  const events = () =>
    browser.execute(() => (window as unknown as { readonly events: readonly string[] }).events)
  await start()
  await becomes('on')
  await scanner().shadow$('select').selectByIndex(1)
  await browser.waitUntil(async () => (await openCamera()) === 'fake_device_1')
  await becomes('on')
  const before = (await events()).length
  await hide(true)
  expect([await state(), await openCamera(), await events()]).toEqual([
    'off',
    null,
    expect.anything(),
  ])
  expect((await events()).slice(before)).toEqual(['released'])
  await hide(false)
  await becomes('on')
  // The same one as before, not the first.
  expect(await openCamera()).toBe('fake_device_1')
  await scanner().shadow$('button.stop').click()
  expect((await events()).slice(before)).toEqual(['released', 'asked', 'released'])
  // What was turned off by hand stays off.
  await hide(true)
  await hide(false)
  expect(await state()).toBe('off')
})

/** Headless Chromium brings about none of these by itself once a camera is there; the answer of one is given in its place. A real refusal is in verifier-data. */
const refuse = (name: string) =>
  browser.execute((what) => {
    const { mediaDevices } = navigator
    const { getUserMedia } = MediaDevices.prototype
    let left = 1
    mediaDevices.getUserMedia = (constraints) =>
      left-- > 0
        ? Promise.reject(new DOMException('', what))
        : getUserMedia.call(mediaDevices, constraints)
  }, name)
/** Chromium has no way to pull out a fake camera: its track is told, as by a cable. */
const pullOut = () =>
  browser.execute(() => {
    const video = document.querySelector('greengate-scanner')?.shadowRoot?.querySelector('video')
    const [track] = (video?.srcObject as MediaStream).getVideoTracks()
    track?.dispatchEvent(new Event('ended'))
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
    await refuse(name)
    await start()
    await shows(problem)
    await permit('granted')
    // The button is "try again" now.
    await start()
    await becomes('on')
    await scanner().shadow$('button.stop').click()
  }
  await start()
  await becomes('on')
  await pullOut()
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
  await scanner().shadow$('button.stop').click()
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
    await browser.switchFrame(await browser.$(`#${frame}`))
    await start()
    await becomes(wanted)
    await browser.switchFrame(null)
  }
})

test('a camera that was pulled out goes on by itself when it is plugged in again', async () => {
  await start()
  await becomes('on')
  await browser.execute(() => {
    const list = () => Promise.resolve(cameras)
    let cameras: MediaDeviceInfo[] = []
    const { mediaDevices } = navigator
    const { enumerateDevices } = mediaDevices
    Object.assign(window, {
      plug: async () => {
        cameras = await enumerateDevices.call(mediaDevices)
        mediaDevices.dispatchEvent(new Event('devicechange'))
      },
    })
    mediaDevices.enumerateDevices = list
  })
  await pullOut()
  await browser.execute(() => {
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'))
  })
  await becomes('lost')
  await browser.pause(200)
  expect(await state()).toBe('lost')
  await browser.execute(() => (window as unknown as { plug(): Promise<void> }).plug())
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
  await refuse('NotAllowedError')
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
