/** The walk through the web page as it ships: camera, picture, drop, paste and scanner, in a real browser. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeDemo } from 'greengate-cli/demo'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from 'webdriverio'
import { look, withBrowser } from './walk/browser.ts'
import * as hands from './walk/hands.ts'
import { openOutside, type Outside } from './walk/outside.ts'
import { chooseWalk, type Person } from './walk/people.ts'
import { codePng, writeFilm, type Stretch } from './walk/pictures.ts'
import { shot } from './walk/shot.ts'
import { showing, shown, type Shown } from './walk/shown.ts'
import { openSite, type Site } from './walk/site.ts'

const desktop = { width: 1280, height: 900 }
const phone = { width: 390, height: 844 }

let walk: ReadonlyMap<string, Person>
let site: Site
let outside: Outside
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'greengate-walk-'))
  const demo = await makeDemo({ folder: join(folder, 'demo'), now: new Date() })
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

async function openPage(browser: Browser): Promise<void> {
  await look(browser, desktop, 'light')
  await browser.url(site.url)
  await showing(browser, ({ text }) => text !== '')
}

async function setLanguage(browser: Browser, language: 'zh' | 'en'): Promise<void> {
  const button = `.languages button:nth-child(${language === 'zh' ? 1 : 2})`
  await browser.$('verifier-page').shadow$(button).click()
}

/** What the browser itself complained of: refused by policy, not found, thrown. */
async function complaints(browser: Browser): Promise<unknown> {
  return browser.getLogs('browser')
}

describe('the verifier page', () => {
  test('one film before one camera: each of seven codes is answered with its outcome and reason', async () => {
    const film = join(folder, 'film.y4m')
    const codes = [...walk.values()].flatMap(({ text }): Stretch[] => [
      { text, seconds: 3 },
      { seconds: 1 },
    ])
    await writeFilm(film, [{ seconds: 1 }, ...codes])
    const options = { camera: { kind: 'file', path: film }, switches: outside.switches } as const
    await withBrowser(options, async (browser) => {
      await openPage(browser)
      await browser.execute(() => {
        const { mediaDevices } = navigator
        const open = mediaDevices.getUserMedia.bind(mediaDevices)
        let calls = 0
        mediaDevices.getUserMedia = (constraints) => {
          document.body.dataset['calls'] = String(++calls)
          return open(constraints)
        }
      })
      await hands.startCamera(browser)
      for (const name of walk.keys()) {
        const screen = await showing(browser, shows(name))
        expect(screen.word).not.toBe('')
        await shot(browser, `camera-${name}`, desktop.width)
      }
      expect(await browser.execute(() => document.body.dataset['calls'])).toBe('1')
      expect(await complaints(browser)).toEqual([])
    })
    const ours = ['/', '/page.css', '/main.js', '/icon.svg', '/bundle/root.ggb']
    const reader = ['/bundle/bundle.ggb', '/decoder-worker.js', '/zxing_reader.wasm']
    expect(new Set(site.requests)).toEqual(new Set([...ours, ...reader]))
    expect(outside.strangers()).toEqual([])
  })

  test('as pictures: each of seven codes is answered, chosen, dropped and pasted', async () => {
    await withBrowser({ switches: outside.switches }, async (browser) => {
      await openPage(browser)
      await hands.allowClipboard(browser, site.url)
      for (const name of walk.keys()) {
        await hands.chooseFile(browser, 'verifier-inputs', picture(name))
        await showing(browser, shows(name))
        await setLanguage(browser, 'zh')
        await shot(browser, `${name}-desktop-zh`, desktop.width)
        await shot(browser, `${name}-phone-zh-dark`, phone.width, 'dark')
        await setLanguage(browser, 'en')
        await shot(browser, `${name}-phone-en`, phone.width)
        await look(browser, desktop, 'light')
      }
      await hands.drop(browser, picture('stop'))
      await showing(browser, shows('stop'))
      await hands.pastePicture(browser, picture('pass'))
      await showing(browser, shows('pass'))
      await hands.pasteText(browser, person('expired').text)
      await showing(browser, shows('expired'))
      expect(await complaints(browser)).toEqual([])
    })
    expect(outside.strangers()).toEqual([])
  })

  test('a scanner types into the field, twice, and nothing stays in it', async () => {
    await withBrowser({}, async (browser) => {
      await openPage(browser)
      await hands.typeLikeScanner(browser, person('pass').text)
      await showing(browser, shows('pass'))
      await hands.typeLikeScanner(browser, person('stop').text)
      await showing(browser, shows('stop'))
      const field = browser.$('verifier-page').shadow$('verifier-inputs').shadow$('textarea')
      expect(await field.getValue()).toBe('')
      await browser.keys('Escape')
      expect(await shown(browser)).toMatchObject({ outcome: null, notice: null })
    })
  })

  test('the answer says which rule, until when, under what, and what to do, in both languages', async () => {
    await withBrowser({}, async (browser) => {
      await openPage(browser)
      await setLanguage(browser, 'en')
      await hands.typeLikeScanner(browser, person('stop').text)
      const english = await showing(browser, shows('stop'))
      expect(english.word).toBe('Stop')
      expect(english.text).toMatch(/demo-hz version 2, rule 7/)
      expect(english.text).toMatch(/What to do next/)
      expect(english.text).toMatch(/This answer holds until/)
      await setLanguage(browser, 'zh')
      const chinese = await shown(browser)
      expect(chinese.word).toBe('禁止通行')
      expect(chinese.text).toMatch(/第 7 条/)
      expect(await browser.execute(() => document.documentElement.lang)).toBe('zh-CN')
    })
  })

  test('a picture without a code, and a file that is no picture, say so', async () => {
    const empty = join(folder, 'empty.png')
    const text = join(folder, 'no-picture.png')
    await sharp({ create: { width: 300, height: 300, channels: 3, background: '#caa' } }).toFile(
      empty,
    )
    await writeFile(text, 'this is text')
    await withBrowser({}, async (browser) => {
      await openPage(browser)
      await hands.chooseFile(browser, 'verifier-inputs', empty)
      await showing(browser, ({ notice }) => notice === 'no-code')
      await hands.chooseFile(browser, 'verifier-inputs', text)
      await showing(browser, ({ notice }) => notice === 'no-picture')
      await shot(browser, 'no-picture-desktop', desktop.width)
    })
  })
})
