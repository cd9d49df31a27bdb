/** What a person, a cable and a browser do to a scanner on a page of its own; where Chromium cannot do it by itself, it is done in its place. */
import type { Browser } from 'webdriverio'
import type {} from '../elements/greengate-scanner.ts'

const scanner = (browser: Browser) => browser.$('greengate-scanner')

/** Taps the button that starts the camera, or tries again. */
export const tapStart = (browser: Browser): Promise<void> =>
  scanner(browser).shadow$('button.primary').click()

/** Taps the button that turns it off. */
export const tapStop = (browser: Browser): Promise<void> =>
  scanner(browser).shadow$('button.stop').click()

/** What it is doing. */
export const stateOf = (browser: Browser): Promise<string | undefined> =>
  browser.execute(() => document.querySelector('greengate-scanner')?.state)

/** Waits until it does that. */
export async function becomes(browser: Browser, wanted: string): Promise<void> {
  await browser.waitUntil(async () => (await stateOf(browser)) === wanted, {
    timeout: 30_000,
    interval: 50,
    timeoutMsg: `the scanner does not become ${wanted}`,
  })
}

/** The name of the camera that is open; null: none. */
export const openCamera = (browser: Browser): Promise<string | null> =>
  browser.execute(() => {
    const video = document.querySelector('greengate-scanner')?.shadowRoot?.querySelector('video')
    const stream = video?.srcObject as MediaStream | null | undefined
    return stream?.getVideoTracks()[0]?.label ?? null
  })

/** Gives every track a light and a zoom, which Chromium's fake camera has not, and notes what is asked of them. */
export const giveLens = (browser: Browser): Promise<void> =>
  browser.execute(() => {
    const asked: unknown[] = []
    const has = { torch: false, zoom: 1 }
    Object.assign(window, { asked })
    Object.assign(MediaStreamTrack.prototype, {
      getCapabilities: () => ({ torch: true, zoom: { min: 1, max: 5, step: 0.5 } }),
      applyConstraints: (constraints: MediaTrackConstraints) => {
        const [both] = constraints.advanced ?? []
        asked.push(both)
        Object.assign(has, both)
        return Promise.resolve()
      },
      getSettings() {
        return { deviceId: 'one', ...has }
      },
    })
  })

/** What was asked of the lens. */
export const askedOfLens = (browser: Browser): Promise<readonly unknown[]> =>
  browser.execute(() => (window as unknown as { readonly asked: readonly unknown[] }).asked)

/** Lets the page be hidden and shown, and notes what is asked of the screen's lock. */
export const noteAwake = (browser: Browser): Promise<void> =>
  browser.execute(() => {
    const events: string[] = []
    let hidden = false
    Object.defineProperty(document, 'hidden', { get: () => hidden })
    const request = () => {
      events.push('asked')
      return Promise.resolve({ release: () => Promise.resolve(events.push('released')) })
    }
    Object.defineProperty(navigator, 'wakeLock', { value: { request }, configurable: true })
    const hide = (isHidden: boolean) => {
      hidden = isHidden
      document.dispatchEvent(new Event('visibilitychange'))
    }
    Object.assign(window, { events, hide })
  })

/** Takes the page out of sight, or back. */
export const hide = (browser: Browser, isHidden: boolean): Promise<void> =>
  browser.execute((what) => {
    ;(window as unknown as { hide(isHidden: boolean): void }).hide(what)
  }, isHidden)

/** What was asked of the screen's lock. */
export const awakeEvents = (browser: Browser): Promise<readonly string[]> =>
  browser.execute(() => (window as unknown as { readonly events: readonly string[] }).events)

/** Has the next camera refused, as a browser does by that name; what comes after is the browser's own. */
export const refuseOnce = (browser: Browser, name: string): Promise<void> =>
  browser.execute((what) => {
    const { mediaDevices } = navigator
    const own = mediaDevices.getUserMedia.bind(mediaDevices)
    let left = 1
    mediaDevices.getUserMedia = (constraints) =>
      left-- > 0 ? Promise.reject(new DOMException('', what)) : own(constraints)
  }, name)

/** Pulls out the camera, and the only one: its track is told, as by a cable. */
export const pullOut = (browser: Browser): Promise<void> =>
  browser.execute(() => {
    const { mediaDevices } = navigator
    const own = mediaDevices.enumerateDevices.bind(mediaDevices)
    mediaDevices.enumerateDevices = () => Promise.resolve([])
    Object.assign(window, {
      plugIn: () => {
        mediaDevices.enumerateDevices = own
        mediaDevices.dispatchEvent(new Event('devicechange'))
      },
    })
    const video = document.querySelector('greengate-scanner')?.shadowRoot?.querySelector('video')
    const [track] = (video?.srcObject as MediaStream).getVideoTracks()
    track?.dispatchEvent(new Event('ended'))
    mediaDevices.dispatchEvent(new Event('devicechange'))
  })

/** Plugs it in again. */
export const plugIn = (browser: Browser): Promise<void> =>
  browser.execute(() => {
    ;(window as unknown as { plugIn(): void }).plugIn()
  })
