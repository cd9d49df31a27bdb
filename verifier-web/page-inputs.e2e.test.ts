/** The walk through the web page as it ships, without a camera: picture, drop, paste and scanner, in a real browser. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Browser } from 'webdriverio'
import { desktop, openBrowser, openPage, phone, type OpenBrowser } from './walk/browser.ts'
import { openKeyboard } from './walk/keyboard.ts'
import * as hands from './walk/hands.ts'
import { complaints } from './walk/complaints.ts'
import { keptTexts } from './walk/kept-texts.ts'
import { shot } from './walk/shot.ts'
import { showing, shown } from './walk/shown.ts'
import { openWalkedSite, type WalkedSite } from './walk/walked-site.ts'

let walked: WalkedSite
let open: OpenBrowser
let browser: Browser

beforeAll(async () => {
  walked = await openWalkedSite()
  open = await openBrowser({ switches: walked.outside.switches })
  browser = open.browser
})
afterAll(async () => {
  await open.close()
  await walked.close()
})
beforeEach(async () => {
  await openPage(browser, walked.site.url)
})

test('each of seven codes is answered as a picture, chosen, dropped and pasted', async () => {
  await hands.allowClipboard(browser, walked.site.url)
  for (const name of walked.walk.keys()) {
    await hands.chooseFile(browser, 'verifier-inputs', walked.picture(name))
    await showing(browser, walked.shows(name))
    await hands.setLanguage(browser, 'zh')
    await shot(browser, `${name}-desktop-zh`, desktop.width)
    await shot(browser, `${name}-phone-zh-dark`, phone.width, 'dark')
    await hands.setLanguage(browser, 'en')
    await shot(browser, `${name}-phone-en`, phone.width)
  }
  await hands.drop(browser, walked.picture('stop'))
  await showing(browser, walked.shows('stop'))
  await hands.pastePicture(browser, walked.picture('pass'))
  await showing(browser, walked.shows('pass'))
  await hands.pasteText(browser, walked.person('expired').text)
  await showing(browser, walked.shows('expired'))
  expect(await complaints(browser)).toEqual([])
  expect(walked.outside.strangers()).toEqual([])
})

test('a scanner types wherever the cursor is, twice, and nothing stays in the field', async () => {
  await hands.typeLikeScanner(browser, walked.person('pass').text)
  await showing(browser, walked.shows('pass'))
  // A tap takes the cursor out of the field.
  await hands.setLanguage(browser, 'en')
  await hands.typeLikeScanner(browser, walked.person('stop').text)
  await showing(browser, walked.shows('stop'))
  const field = browser.$('verifier-page').shadow$('verifier-inputs').shadow$('textarea')
  expect(await field.getValue()).toBe('')
  await browser.keys('Escape')
  expect(await shown(browser)).toMatchObject({ outcome: null, notice: null })
  // The cursor is in the field: what the system makes of the keys there is of no account.
  for (const [name, how] of [
    ['pass', { layout: 'fr' }],
    ['stop', { isCapsLocked: true }],
    ['expired', { isComposed: true }],
  ] as const) {
    await field.click()
    await hands.typeLikeScanner(browser, walked.person(name).text, how)
    await showing(browser, walked.shows(name))
    expect(await field.getValue()).toBe('')
  }
  await browser.keys('Escape')
  const keyboard = await openKeyboard(browser)
  await keyboard.begin()
  await keyboard.type('BY HAND', { everyMs: 200 })
  expect(await field.getValue()).toBe('BY HAND')
  keyboard.close()
})

test('a picture without a code, one with two, and a file that is no picture say so', async () => {
  const [empty, two, text, photo] = [
    join(walked.folder, '0.png'),
    join(walked.folder, '2.png'),
    join(walked.folder, 't.png'),
    join(walked.folder, 'p.heic'),
  ]
  const paper = (width: number) =>
    sharp({ create: { width, height: 700, channels: 3, background: '#fff' } })
  await paper(700).png().toFile(empty)
  await paper(1400)
    .composite([
      { input: walked.picture('pass'), left: 20, top: 20 },
      { input: walked.picture('expired'), left: 720, top: 20 },
    ])
    .png()
    .toFile(two)
  await writeFile(text, 'this is text')
  await writeFile(photo, '\0\0\0\u0018ftypheic\0\0\0\0mif1heic')
  for (const [file, expected] of [
    [empty, 'no-code'],
    [two, 'several'],
    [text, 'no-picture'],
    [photo, 'heic'],
  ] as const) {
    await hands.chooseFile(browser, 'verifier-inputs', file)
    const screen = await showing(browser, ({ notice }) => notice === expected)
    expect(screen.outcome).toBeNull()
  }
  await shot(browser, 'no-picture-desktop', desktop.width)
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
  expect(walked.outside.strangers()).toEqual([])
  await hands.enterText(browser, walked.person('pass').text)
  await showing(browser, walked.shows('pass'))
  // The history of the visit is on the page alone.
  await browser.$('verifier-page').shadow$('details.past summary').click()
  const list = browser.$('verifier-page').shadow$('history-list')
  const newest = list.shadow$('li')
  await newest.waitForExist()
  expect(await newest.getAttribute('data-outcome')).toBe('pass')
  const at = await list.shadow$('time').getAttribute('datetime')
  const kept = await browser.execute(async () => {
    const texts: string[] = []
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      for (const request of await cache.keys())
        texts.push(request.url, (await (await cache.match(request))?.text()) ?? '')
    }
    return {
      cookie: document.cookie,
      local: Object.keys(localStorage).filter(
        (name) => !/^greengate-(language|scanner)$/.test(name),
      ),
      session: sessionStorage.length,
      address: location.search + location.hash,
      texts: [...texts, ...Object.values(localStorage).map(String)].join(),
    }
  })
  const { texts: cached, ...elsewhere } = kept
  expect(elsewhere).toEqual({ cookie: '', local: [], session: 0, address: '' })
  expect(cached).toContain('main.js')
  const databases = await keptTexts(browser)
  expect(databases.map(({ name }) => name.split(' ')[0])).toEqual(['greengate', 'greengate'])
  const texts = databases.flatMap((database) => database.texts).join()
  // The signed data are there; of what was shown to the page, nothing is.
  expect(texts).toContain(walked.demo.ruleSet)
  for (const kind of [texts, cached]) {
    expect(kind).not.toContain(walked.person('pass').text.slice(4, 24))
    expect(kind).not.toContain(at)
  }
  await list.shadow$('button').click()
  await list.waitForExist({ reverse: true })
})
