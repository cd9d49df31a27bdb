/** The examples of pages in a real browser, each built as its README says and served under the headers that it states. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeDemo, type Demo } from 'greengate-cli/demo'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Key, type Browser } from 'webdriverio'
import { noCable } from '../kiosk/station/devices/line/test-pty.ts'
import { openBrowser, type OpenBrowser } from '../verifier-web/walk/browser.ts'
import { complaints } from '../verifier-web/walk/complaints.ts'
import { openOutside, type Outside } from '../verifier-web/walk/outside.ts'
import { codePng, writeFilm } from '../verifier-web/walk/pictures.ts'
import { openCardService, type CardService } from './test-card-service.ts'
import { openFrames, type Frames } from './test-frames.ts'
import { buildByEsbuild, buildByVite } from './test-pages.ts'
import { replaced, serveExample, statedHeaders, type ExampleSite } from './test-site.ts'
import { study } from './test-study.ts'

let folder = ''
let demo: Demo
let outside: Outside
let open: OpenBrowser
let browser: Browser
const sites: ExampleSite[] = []

const textOf = (id: string): string => demo.people.find((one) => one.id === id)!.text
const place = (name: string): string => join(folder, name)
const serve = async (example: string): Promise<ExampleSite> => {
  const headers = await statedHeaders(`examples/${example}/README.md`)
  const site = await serveExample(place(example), headers)
  sites.push(site)
  return site
}

/** What the decision on the page is, as it is drawn. */
const outcome = (): Promise<string | null> =>
  browser.execute(
    () =>
      document
        .querySelector('greengate-decision')
        ?.shadowRoot?.querySelector('[data-outcome]')
        ?.getAttribute('data-outcome') ?? null,
  )
const showing = (wanted: string | null) =>
  expect.poll(outcome, { timeout: 30_000, interval: 50 }).toBe(wanted)
const startCamera = () => browser.$('greengate-scanner').shadow$('button.primary').click()

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'greengate-examples-'))
  demo = await makeDemo({ folder: place('demo'), now: new Date() })
  await buildByEsbuild('examples/plain-page', 'page.ts', place('plain-page'), demo)
  await buildByVite('examples/react-page', place('react-page'), demo)
  await writeFile(place('stop.png'), await codePng(textOf('stop-contact')))
  await writeFilm(place('film.y4m'), [{ text: textOf('pass'), seconds: 2 }, { seconds: 4 }])
  outside = await openOutside()
  open = await openBrowser({
    camera: { kind: 'file', path: place('film.y4m') },
    switches: outside.switches,
  })
  browser = open.browser
})

afterAll(async () => {
  await open.close()
  await outside.close()
  for (const site of sites) await site.close()
  await rm(folder, { recursive: true, force: true })
})

describe('a plain page', () => {
  test('reads a code from the camera, and then one from a picture', async () => {
    const { origin } = await serve('plain-page')
    await browser.url(`${origin}/`)
    await showing(null)
    await startCamera()
    await showing('pass')
    await browser.$('input[type=file]').addValue(place('stop.png'))
    await showing('stop')
    expect(await study(browser, 'plain')).toEqual([])
  })

  test('has its decoder from beside its script, asks nobody else, and breaks no rule of its policy', async () => {
    const asked = sites.at(-1)!.requests
    expect(asked).toContain('/element/decoder-worker.js')
    expect(asked).toContain('/element/zxing_reader.wasm')
    expect(outside.strangers()).toEqual([])
    expect(await complaints(browser)).toEqual([])
  })
})

describe('a page in React', () => {
  test('takes the event of an element and gives it its decision, until the next person', async () => {
    const { origin } = await serve('react-page')
    await browser.url(`${origin}/`)
    await browser.$('greengate-scanner').waitForExist()
    await startCamera()
    await showing('pass')
    expect(await study(browser, 'react')).toEqual([])
    await browser.$('button=Next person').click()
    await showing(null)
  })

  test('has its decoder from where Vite put it, asks nobody else, and breaks no rule of its policy', async () => {
    const asked = sites.at(-1)!.requests
    expect(asked.filter((path) => /^\/assets\/decoder-worker-.*\.js$/.test(path))).toHaveLength(1)
    expect(asked.filter((path) => /^\/assets\/zxing_reader-.*\.wasm$/.test(path))).toHaveLength(1)
    expect(outside.strangers()).toEqual([])
    expect(await complaints(browser)).toEqual([])
  })
})

describe('a verifier in a frame of another origin', () => {
  let frames: Frames

  beforeAll(async () => {
    frames = await openFrames(place('frames'), demo)
  })
  afterAll(() => frames.close())

  /** Opens a page around the verifier, writes down all that it is told, and shows the camera's code inside. */
  const decideWithin = async (around: ExampleSite): Promise<void> => {
    await browser.url(`${around.origin}/`)
    await browser.execute(() => {
      const heard: unknown[] = []
      Object.assign(window, { heard })
      window.addEventListener('message', ({ data }) => heard.push(data))
    })
    await browser.switchFrame(await browser.$('iframe').getElement())
    const page = browser.$('embedded-page')
    await page.waitForExist()
    await browser.waitUntil(() =>
      browser.execute(
        () => document.querySelector('embedded-page')?.bundle?.snapshot !== undefined,
      ),
    )
    await page.shadow$('greengate-scanner').shadow$('button.primary').click()
    await browser.waitUntil(() =>
      browser.execute(
        () =>
          document
            .querySelector('embedded-page')
            ?.shadowRoot?.querySelector('greengate-decision')
            ?.shadowRoot?.querySelector('[data-outcome="pass"]') != null,
      ),
    )
    await browser.switchFrame(null)
  }
  const heard = () =>
    browser.execute(() => (window as unknown as { heard: readonly unknown[] }).heard)

  test('uses the camera there, and tells a named page what was decided and nothing of what was shown', async () => {
    await decideWithin(frames.named)
    const told = await heard()
    expect(told).toHaveLength(1)
    expect(Object.keys(told[0] as object).toSorted()).toEqual(
      ['basis', 'outcome', 'reasons', 'rule', 'type', 'version'].toSorted(),
    )
    expect(told[0]).toMatchObject({ outcome: 'pass', reasons: ['rule-pass'] })
    expect(await browser.$('output').getAttribute('data-outcome')).toBe('pass')
    expect(await study(browser, 'frame')).toEqual([])
    expect(await complaints(browser)).toEqual([])
  })

  test('tells nothing to a page that it does not name', async () => {
    await decideWithin(frames.unnamed)
    expect(await heard()).toEqual([])
    expect(outside.strangers()).toEqual([])
  })

  test('waits for its data on a first visit, and shows nobody the answer of the one before', async () => {
    const page = browser.$('embedded-page')
    // As soon as there is an element to tell it: long before the data are read.
    const early: unknown = await browser.sendCommandAndGetResult(
      'Page.addScriptToEvaluateOnNewDocument',
      {
        source: `const detail = ${JSON.stringify({ text: textOf('pass') })}
        const tell = () => {
          const scanner = document.querySelector('embedded-page')?.shadowRoot?.querySelector('greengate-scanner')
          if (scanner == null) requestAnimationFrame(tell)
          else scanner.dispatchEvent(new CustomEvent('greengate-text', { detail }))
        }
        tell()`,
      },
    )
    await browser.url(`${frames.verifier.origin}/embedded/`)
    await browser.sendCommandAndGetResult(
      'Page.removeScriptToEvaluateOnNewDocument',
      early as object,
    )
    const verdict = page.shadow$('greengate-decision').shadow$('[data-outcome]')
    await verdict.waitForExist({ timeout: 30_000 })
    expect(await verdict.getAttribute('data-outcome')).toBe('pass')
    // A reader that takes its time over the next picture.
    await browser.execute(() => {
      const scanner = document
        .querySelector('embedded-page')
        ?.shadowRoot?.querySelector('greengate-scanner')
      if (scanner != null) scanner.read = () => new Promise(() => undefined)
    })
    await page.shadow$('input[type=file]').addValue(place('stop.png'))
    await verdict.waitForExist({ reverse: true })
  })

  test('is shown in no page that its header does not name', async () => {
    const before = frames.verifier.requests.length
    await browser.url(`${frames.stranger.origin}/`)
    const refused = async () => JSON.stringify(await complaints(browser))
    await expect.poll(refused, { timeout: 30_000 }).toContain('frame-ancestors')
    expect(frames.verifier.requests.slice(before)).toEqual(['/embedded/'])
  })
})

describe.skipIf(noCable !== undefined)("a hotel's desk", () => {
  let site: ExampleSite
  let reader: CardService
  const paper = (): string => textOf('check-paper')
  const cardOf = (id: string) => demo.cards.find((one) => one.id === id)!.card

  beforeAll(async () => {
    await buildByEsbuild('examples/hotel-desk', 'desk.ts', place('hotel-desk'), demo)
    const headers = new Map<string, string>()
    site = await serveExample(place('hotel-desk'), headers)
    reader = await openCardService(site.origin, demo.secrets.groupKey)
    // The service has another port here than in the README and the page.
    const places = { 'ws://127.0.0.1:7411': reader.address.slice(0, -1) }
    const readme = 'examples/hotel-desk/README.md'
    for (const [name, value] of await statedHeaders(readme, 0, places)) headers.set(name, value)
    const page = place('hotel-desk/index.html')
    await writeFile(page, replaced(await readFile(page, 'utf8'), places))
    await browser.url(`${site.origin}/`)
  })
  afterAll(async () => {
    await reader.close()
    await site.close()
  })

  const cardIs = async (state: string): Promise<void> => {
    await browser.$(`#card[data-state="${state}"]`).waitForExist({ timeout: 30_000 })
  }
  /** As a hardware scanner does it, into the field that has the focus. */
  const scan = async (text: string): Promise<void> => {
    await browser.sendCommandAndGetResult('Input.insertText', { text })
    await browser.keys(Key.Enter)
  }
  const kept = () => browser.execute(() => localStorage.getItem('hotel-desk') ?? '')
  const mayCheckIn = () => browser.$('#check-in').isEnabled()

  test("checks in whose card and code are one person's", async () => {
    await cardIs('waiting')
    const begun = performance.now()
    reader.place(cardOf('card-paper'))
    await cardIs('read')
    await scan(paper())
    await showing('pass')
    await browser.$('#check-in').click()
    await browser.$('tbody tr').waitForExist()
    const seconds = (performance.now() - begun) / 1000
    console.log(`hotel desk: from card to checked in in ${seconds.toFixed(1)} s, of 30`)
    expect(seconds).toBeLessThan(30)
    await showing(null)
  })

  test("turns away who shows somebody else's card, no card, or a close contact's code", async () => {
    await cardIs('waiting')
    await scan(paper())
    await showing('check')
    expect(await mayCheckIn()).toBe(false)
    reader.place(cardOf('card-pass'))
    await cardIs('read')
    await showing('invalid')
    expect(await study(browser, 'desk')).toEqual([])
    expect(await mayCheckIn()).toBe(false)
    await browser.$('#next').click()
    await scan(textOf('stop-contact'))
    await showing('stop')
    expect(await mayCheckIn()).toBe(false)
    await browser.$('#next').click()
  })

  test('keeps outcome, rule and time, and nothing of whose they were', async () => {
    const stays = JSON.parse(await kept()) as readonly Record<string, unknown>[]
    expect(stays.map(({ outcome }) => outcome)).toEqual(['stop', 'invalid', 'pass'])
    for (const stay of stays) expect(Object.keys(stay)).toEqual(['at', 'outcome', 'rule'])
    expect(await kept()).not.toContain(cardOf('card-paper').number.slice(-4))
    expect(outside.strangers()).toEqual([])
    expect(await complaints(browser)).toEqual([])
  })

  test('lets no page of another origin at the reader, though it is a page of this computer', async () => {
    const other = await serveExample(place('hotel-desk'), new Map())
    sites.push(other)
    await browser.url(`${other.origin}/`)
    await expect.poll(() => reader.refused, { timeout: 30_000 }).toContain(other.origin)
    await cardIs('absent')
  })
})
