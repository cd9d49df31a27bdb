/** The page's data and its troubles: no bundle, files chosen by hand, refused files, and no camera. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeDemo, publish, type Demo } from 'greengate-cli/demo'
import { layOutBundle } from 'greengate/issue'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Browser } from 'webdriverio'
import {
  desktop,
  openAnew,
  openBrowser,
  openPage,
  phone,
  type OpenBrowser,
} from './walk/browser.ts'
import * as hands from './walk/hands.ts'
import { shot } from './walk/shot.ts'
import { cameraState, panelText, showing, shown } from './walk/shown.ts'
import { openSite, type Site } from './walk/site.ts'

let demo: Demo
let site: Site
let folder: string
let open: OpenBrowser
let browser: Browser

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'greengate-data-'))
  demo = await makeDemo({ folder: join(folder, 'demo'), now: new Date() })
  site = await openSite()
  // A name that is not loopback, for the page without a secure context.
  open = await openBrowser({ switches: ['--host-resolver-rules=MAP gate.test 127.0.0.1'] })
  browser = open.browser
})

afterAll(async () => {
  await open.close()
  await site.close()
  await rm(folder, { recursive: true, force: true })
})

const good = (): string => {
  const person = demo.people.find(({ outcome }) => outcome === 'pass')
  if (person === undefined) throw new Error('nobody passes')
  return person.text
}

async function panelSays(words: RegExp): Promise<void> {
  await hands.openData(browser)
  await browser.waitUntil(async () => words.test(await panelText(browser, 'verifier-data')), {
    timeoutMsg: `the data panel never says ${words.source}`,
  })
}

describe('without data in its folder', () => {
  beforeEach(async () => {
    await openAnew(browser, site.url)
    await hands.setLanguage(browser, 'en')
  })

  test('the page says so, and a good code is a check', async () => {
    await panelSays(/This page has no data yet/)
    await hands.enterText(browser, good())
    const screen = await showing(browser, ({ outcome }) => outcome !== null)
    expect(screen).toMatchObject({ outcome: 'check', reasons: ['no-bundle'] })
    await shot(browser, 'no-data-desktop', desktop.width)
  })

  test('a root is compared and trusted by a person, then a bundle is taken up under it', async () => {
    await hands.chooseFile(browser, 'verifier-data', join(demo.folder, 'root.ggb'))
    await panelSays(/Compare the root/)
    await shot(browser, 'compare-root-phone', phone.width)
    await hands.tapData(browser, 'button.primary')
    await panelSays(/There is a root, but no data/)
    await hands.enterText(browser, good())
    await showing(browser, ({ outcome }) => outcome === 'check')
    await hands.drop(browser, join(demo.folder, 'bundle.ggb'))
    await panelSays(/demo-hz v2 · in force/)
    expect((await shown(browser)).outcome).toBeNull()
    await hands.enterText(browser, good())
    await showing(browser, ({ outcome }) => outcome === 'pass')
  })

  test('a root that differs is discarded, and a bundle alone is not trusted', async () => {
    await hands.chooseFile(browser, 'verifier-data', join(demo.folder, 'root.ggb'))
    await panelSays(/Compare the root/)
    await hands.tapData(browser, 'button:not(.primary)')
    await panelSays(/This page has no data yet/)
    await hands.drop(browser, join(demo.folder, 'bundle.ggb'))
    await panelSays(/ERR_BUNDLE_MALFORMED/)
    await hands.enterText(browser, good())
    const screen = await showing(browser, ({ outcome }) => outcome !== null)
    expect(screen.reasons).toEqual(['no-bundle'])
  })
})

describe('with data in its folder', () => {
  beforeAll(async () => {
    await site.put('bundle/root.ggb', demo.rootBytes)
    await site.put('bundle/bundle.ggb', demo.bundleBytes)
  })

  test('a cut file and one under another root are refused in words, and the data stays', async () => {
    const stranger = await makeDemo({ folder: join(folder, 'stranger'), now: new Date() })
    const files: readonly (readonly [string, Uint8Array, RegExp])[] = [
      ['cut', demo.bundleBytes.slice(0, 900), /ERR_BUNDLE_MALFORMED/],
      ['stranger', stranger.bundleBytes, /ERR_BUNDLE_(?!MALFORMED)[A-Z]+/],
    ]
    await openPage(browser, site.url)
    await hands.setLanguage(browser, 'en')
    for (const [name, bytes, code] of files) {
      const path = join(folder, `${name}.ggb`)
      await writeFile(path, bytes)
      await hands.chooseFile(browser, 'verifier-data', path)
      await panelSays(code)
    }
    await shot(browser, 'refused-phone-dark', phone.width, 'dark')
    await hands.enterText(browser, good())
    await showing(browser, ({ outcome }) => outcome === 'pass')
  })

  test('on an address without https the page says so, and decides nothing', async () => {
    await openPage(browser, site.url.replace('127.0.0.1', 'gate.test'))
    expect((await shown(browser)).notice).toBe('insecure')
    await hands.startCamera(browser)
    await browser.waitUntil(async () => (await cameraState(browser)) === 'insecure')
    await hands.enterText(browser, good())
    expect(await shown(browser)).toMatchObject({ outcome: null, notice: 'insecure' })
  })

  test('without a camera the scanner says so, and a text still passes', async () => {
    await openPage(browser, site.url)
    await hands.startCamera(browser)
    await browser.waitUntil(async () => (await cameraState(browser)) === 'missing')
    await shot(browser, 'camera-missing-phone', phone.width)
    await hands.enterText(browser, good())
    await showing(browser, ({ outcome }) => outcome === 'pass')
  })

  test('a refused camera has a screen of its own, and a text still passes', async () => {
    const refused = await openBrowser({ camera: { kind: 'denied' } })
    try {
      await openPage(refused.browser, site.url)
      await hands.startCamera(refused.browser)
      await refused.browser.waitUntil(async () => (await cameraState(refused.browser)) === 'denied')
      await shot(refused.browser, 'camera-denied-phone', phone.width)
      await hands.enterText(refused.browser, good())
      await showing(refused.browser, ({ outcome }) => outcome === 'pass')
    } finally {
      await refused.close()
    }
  })
})

describe('on another visit', () => {
  test('a page whose server is gone decides with what it kept, and takes nothing older', async () => {
    const later = await publish({ ...demo.publication, version: 2, signedAt: new Date() })
    await site.put('bundle/bundle.ggb', later)
    await openAnew(browser, site.url)
    await hands.setLanguage(browser, 'en')
    await panelSays(/Data version\s*2/)
    await site.put('bundle/root.ggb', undefined)
    await site.put('bundle/bundle.ggb', undefined)
    await openPage(browser, site.url)
    await hands.setLanguage(browser, 'en')
    await hands.enterText(browser, good())
    await showing(browser, ({ outcome }) => outcome === 'pass')
    await hands.chooseFile(browser, 'verifier-data', join(demo.folder, 'bundle.ggb'))
    await panelSays(/ERR_BUNDLE_ROLLBACK/)
    await panelSays(/Data version\s*2/)
    await shot(browser, 'kept-data-desktop', desktop.width)
  })

  test('a page whose server brings back what is older says so, and keeps what it has', async () => {
    await site.put('bundle/root.ggb', demo.rootBytes)
    await site.put('bundle/bundle.ggb', demo.bundleBytes)
    await openPage(browser, site.url)
    await hands.setLanguage(browser, 'en')
    await panelSays(/ERR_BUNDLE_ROLLBACK/)
    await panelSays(/Data version\s*2/)
  })

  test('a page over a folder of static files takes up what is new, part by part', async () => {
    const version3 = await publish({ ...demo.publication, version: 3, signedAt: new Date() })
    for (const { path, bytes } of await layOutBundle(version3))
      await site.put(`bundle/${path}`, bytes)
    await openPage(browser, site.url)
    await hands.setLanguage(browser, 'en')
    await panelSays(/Data version\s*3/)
    expect(site.requests.filter((path) => path.includes('timestamp.ggb')).length).toBeGreaterThan(0)
  })
})

describe('with a camera', () => {
  let seeing: OpenBrowser

  beforeAll(async () => {
    seeing = await openBrowser({ camera: { kind: 'picture' } })
  })

  afterAll(async () => {
    await seeing.close()
  })

  const comesTo = (state: string) =>
    seeing.browser.waitUntil(async () => (await cameraState(seeing.browser)) === state)

  test('one that another program holds can be tried again when it is free', async () => {
    await openPage(seeing.browser, site.url)
    await seeing.browser.execute(() => {
      const { mediaDevices } = navigator
      const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices)
      mediaDevices.getUserMedia = () => {
        mediaDevices.getUserMedia = getUserMedia
        return Promise.reject(new DOMException('', 'NotReadableError'))
      }
    })
    await hands.startCamera(seeing.browser)
    await comesTo('busy')
    await hands.startCamera(seeing.browser)
    await comesTo('on')
  })

  test('that is unplugged, the scanner says so', async () => {
    await openPage(seeing.browser, site.url)
    await hands.startCamera(seeing.browser)
    await comesTo('on')
    await seeing.browser.execute(() => {
      const scanner = document
        .querySelector('verifier-page')
        ?.shadowRoot?.querySelector('greengate-scanner')
      const stream = scanner?.shadowRoot?.querySelector('video')?.srcObject as MediaStream
      stream.getVideoTracks()[0]?.dispatchEvent(new Event('ended'))
    })
    await comesTo('lost')
  })

  test('but without the wasm of the reader and what reads in its place, the scanner says so, and a text still passes', async () => {
    await site.put('zxing_reader.wasm', undefined)
    // An address under which nothing of the page is kept, and with a file missing nothing will be.
    const url = site.url.replace('127.0.0.1', 'localhost')
    await openPage(seeing.browser, url)
    await hands.startCamera(seeing.browser)
    await comesTo('on')
    // Long enough for a reader that is missing to be missed.
    await seeing.browser.pause(1_500)
    await comesTo('on')
    await site.put('decoder-fallback.js', undefined)
    await openPage(seeing.browser, url)
    await hands.startCamera(seeing.browser)
    await comesTo('decoder')
    await hands.enterText(seeing.browser, good())
    await showing(seeing.browser, ({ outcome }) => outcome === 'pass')
  })
})
