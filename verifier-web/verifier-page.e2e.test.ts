/** The walk through the web page as it ships: camera, picture, drop, paste and scanner, in a real browser. */
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { issue, jwkSigner } from 'greengate/issue'
import { makeDemo, type Demo } from 'greengate-cli/demo'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Browser } from 'webdriverio'
import { desktop, openBrowser, openPage, phone, type OpenBrowser } from './walk/browser.ts'
import * as hands from './walk/hands.ts'
import { openOutside, type Outside } from './walk/outside.ts'
import { complaints } from './walk/complaints.ts'
import { keptTexts } from './walk/kept-texts.ts'
import { chooseWalk, type Person } from './walk/people.ts'
import { codePng, writeFilm, type Stretch } from './walk/pictures.ts'
import { shot } from './walk/shot.ts'
import { showing, shown, type Shown } from './walk/shown.ts'
import { openSite, type Site } from './walk/site.ts'

let demo: Demo
let walk: ReadonlyMap<string, Person>
let site: Site
let outside: Outside
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'greengate-walk-'))
  demo = await makeDemo({ folder: join(folder, 'demo'), now: new Date() })
  walk = chooseWalk(demo.people)
  site = await openSite()
  outside = await openOutside()
  await site.put('bundle/root.ggb', demo.rootBytes)
  await site.put('bundle/bundle.ggb', demo.bundleBytes)
  for (const [name, { text }] of walk) {
    await writeFile(picture(name), await codePng(text))
  }
})

afterAll(async () => {
  await site.close()
  await outside.close()
  await rm(folder, { recursive: true, force: true })
})

const picture = (name: string): string => join(folder, `${name}.png`)

function person(name: string): Person {
  const found = walk.get(name)
  if (found === undefined) throw new Error(`nobody is called ${name}`)
  return found
}

const shows =
  (name: string) =>
  ({ outcome, reasons }: Shown): boolean =>
    outcome === person(name).outcome && reasons.join() === person(name).reasons.join()

describe('the verifier page with a camera', () => {
  test('one film, one call: each of seven codes is answered with its outcome and reason', async () => {
    const film = join(folder, 'film.y4m')
    const codes = [...walk.values()].flatMap(({ text }): Stretch[] => [
      { text, seconds: 3 },
      { seconds: 1 },
    ])
    await writeFilm(film, [{ seconds: 1 }, ...codes])
    const camera = { kind: 'file', path: film } as const
    const seeing = await openBrowser({ camera, switches: outside.switches })
    const { browser } = seeing
    try {
      await openPage(browser, site.url)
      await browser.execute(() => {
        const { mediaDevices } = navigator
        const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices)
        let calls = 0
        mediaDevices.getUserMedia = (constraints) => {
          document.body.dataset['calls'] = String(++calls)
          return getUserMedia(constraints)
        }
      })
      await hands.startCamera(browser)
      for (const name of walk.keys()) {
        await showing(browser, shows(name))
        await shot(browser, `camera-${name}`, desktop.width)
      }
      expect(await browser.execute(() => document.body.dataset['calls'])).toBe('1')
      expect(await complaints(browser)).toEqual([])
    } finally {
      await seeing.close()
    }
    const page = ['/', '/page.css', '/main.js', '/icon.svg', '/bundle/root.ggb']
    const more = ['/bundle/bundle.ggb', '/decoder-worker.js', '/zxing_reader.wasm']
    // What may be newer, or may lie there as a folder of static files.
    const asked = ['root/2.ggb', 'timestamp.ggb', 'bundle.ggb.gz'].map((path) => `/bundle/${path}`)
    const isPart = (path: string): boolean => path.startsWith('/chunk-')
    const whole = site.requests.filter((path) => !isPart(path))
    expect(new Set(whole)).toEqual(new Set([...page, ...more, ...asked]))
    // What reads other people's codes is fetched ahead; what reads certificates is not.
    const parts = site.requests.filter(isPart)
    expect(parts).toContain('/chunk-other-formats.js')
    expect(parts).not.toContain('/chunk-x509.js')
    expect(outside.strangers()).toEqual([])
  })
})

describe('the verifier page without a camera', () => {
  let open: OpenBrowser
  let browser: Browser

  beforeAll(async () => {
    open = await openBrowser({ switches: outside.switches })
    browser = open.browser
  })

  afterAll(async () => {
    await open.close()
  })

  beforeEach(async () => {
    await openPage(browser, site.url)
  })

  test('each of seven codes is answered as a picture, chosen, dropped and pasted', async () => {
    await hands.allowClipboard(browser, site.url)
    for (const name of walk.keys()) {
      await hands.chooseFile(browser, 'verifier-inputs', picture(name))
      await showing(browser, shows(name))
      await hands.setLanguage(browser, 'zh')
      await shot(browser, `${name}-desktop-zh`, desktop.width)
      await shot(browser, `${name}-phone-zh-dark`, phone.width, 'dark')
      await hands.setLanguage(browser, 'en')
      await shot(browser, `${name}-phone-en`, phone.width)
    }
    await hands.drop(browser, picture('stop'))
    await showing(browser, shows('stop'))
    await hands.pastePicture(browser, picture('pass'))
    await showing(browser, shows('pass'))
    await hands.pasteText(browser, person('expired').text)
    await showing(browser, shows('expired'))
    expect(await complaints(browser)).toEqual([])
    expect(outside.strangers()).toEqual([])
  })

  test('a scanner types wherever the cursor is, twice, and nothing stays in the field', async () => {
    await hands.typeLikeScanner(browser, person('pass').text)
    await showing(browser, shows('pass'))
    // A tap takes the cursor out of the field.
    await hands.setLanguage(browser, 'en')
    await hands.typeLikeScanner(browser, person('stop').text)
    await showing(browser, shows('stop'))
    const field = browser.$('verifier-page').shadow$('verifier-inputs').shadow$('textarea')
    expect(await field.getValue()).toBe('')
    await browser.keys('Escape')
    expect(await shown(browser)).toMatchObject({ outcome: null, notice: null })
  })

  test('the answer says which rule, until when, and what to do, in both languages', async () => {
    await hands.setLanguage(browser, 'en')
    await hands.enterText(browser, person('stop').text)
    const english = await showing(browser, shows('stop'))
    expect(english.word).toBe('Stop')
    expect(english.text).toMatch(/demo-hz version 2, rule 7/)
    expect(english.text).toMatch(/What to do next\s+Do not let the person through/)
    expect(english.text).toMatch(/This answer holds until\s+\S+/)
    await hands.setLanguage(browser, 'zh')
    const chinese = await shown(browser)
    expect(chinese.word).toBe('禁止通行')
    expect(chinese.text).toMatch(/第 7 条/)
    expect(await browser.execute(() => document.documentElement.lang)).toBe('zh-CN')
  })

  test('another code of the same person is judged with the one before, until the next person', async () => {
    const press = (name: string) => browser.$('verifier-page').shadow$(`button.${name}`).click()
    await hands.enterText(browser, person('pass').text)
    await showing(browser, shows('pass'))
    await press('another')
    const asked = await showing(browser, ({ notice }) => notice === 'another')
    expect(asked.outcome).toBeNull()
    await shot(browser, 'another-desktop', desktop.width)
    await shot(browser, 'another-phone', phone.width)
    await hands.enterText(browser, person('stop').text)
    const both = await showing(browser, ({ outcome }) => outcome === 'stop')
    // Two codes of ours: nothing proves that they are of one person.
    expect(both.reasons).toContain('person-unproven')
    await shot(browser, 'both-desktop', desktop.width)
    await press('clear')
    await hands.enterText(browser, person('stop').text)
    await showing(browser, shows('stop'))
    // A code of another format fetches its reader; this one is none.
    await hands.enterText(browser, 'HC1:0')
    const other = await showing(browser, ({ outcome }) => outcome === 'unreadable')
    expect(other.reasons).toHaveLength(1)
    expect(await complaints(browser)).toEqual([])
  })

  test('a picture without a code, one with two, and a file that is no picture say so', async () => {
    const [empty, two, text] = [join(folder, '0.png'), join(folder, '2.png'), join(folder, 't.png')]
    const paper = (width: number) =>
      sharp({ create: { width, height: 700, channels: 3, background: '#fff' } })
    await paper(700).png().toFile(empty)
    await paper(1400)
      .composite([
        { input: picture('pass'), left: 20, top: 20 },
        { input: picture('expired'), left: 720, top: 20 },
      ])
      .png()
      .toFile(two)
    await writeFile(text, 'this is text')
    for (const [file, expected] of [
      [empty, 'no-code'],
      [two, 'several'],
      [text, 'no-picture'],
    ] as const) {
      await hands.chooseFile(browser, 'verifier-inputs', file)
      const screen = await showing(browser, ({ notice }) => notice === expected)
      expect(screen.outcome).toBeNull()
    }
    await shot(browser, 'no-picture-desktop', desktop.width)
  })

  test('an answer that has run out does not stay on the screen', async () => {
    const now = Date.now()
    const at = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z')
    const text = await issue(
      {
        issuer: demo.ruleSet,
        issuedAt: at(now - 60_000),
        validUntil: at(now + 12_000),
        class: 'app',
        assessment: {
          outcome: 'pass',
          version: 2,
          rule: 1,
          assessedAt: at(now - 60_000),
          holdsUntil: at(now + 12_000),
        },
      },
      { signer: await jwkSigner(demo.keys.issuers.city), cti: randomBytes(8) },
    )
    await hands.enterText(browser, text)
    await showing(browser, ({ outcome }) => outcome === 'pass')
    await showing(browser, ({ outcome, notice }) => outcome === null && notice === 'ran-out')
  })

  test('the page may ask nobody else, and keeps nothing of a person', async () => {
    const refused = await browser.execute(
      () =>
        new Promise<string>((tell) => {
          document.addEventListener('securitypolicyviolation', (event) => {
            tell(event.effectiveDirective)
          })
          fetch('http://elsewhere.test/').catch(() => undefined)
        }),
    )
    expect(refused).toBe('connect-src')
    expect(outside.strangers()).toEqual([])
    await hands.enterText(browser, person('pass').text)
    await showing(browser, shows('pass'))
    const kept = await browser.execute(async () => ({
      cookie: document.cookie,
      local: localStorage.length,
      session: sessionStorage.length,
      caches: (await caches.keys()).length,
      address: location.search + location.hash,
    }))
    expect(kept).toEqual({ cookie: '', local: 0, session: 0, caches: 0, address: '' })
    const databases = await keptTexts(browser)
    expect(databases.map(({ name }) => name.split(' ')[0])).toEqual(['greengate', 'greengate'])
    const texts = databases.flatMap((database) => database.texts).join()
    // The signed data are there; of what was shown to the page, nothing is.
    expect(texts).toContain(demo.ruleSet)
    expect(texts).not.toContain(person('pass').text.slice(4, 24))
  })
})
