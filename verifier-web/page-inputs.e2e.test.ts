/** The walk through the web page as it ships, without a camera: picture, drop, paste and scanner, in a real browser. */
import { randomBytes } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { issue, jwkSigner } from 'greengate/issue'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Browser } from 'webdriverio'
import type { VerifierData } from './pages/take-data.ts'
import { desktop, openBrowser, openPage, phone, type OpenBrowser } from './walk/browser.ts'
import { openKeyboard } from './walk/keyboard.ts'
import * as hands from './walk/hands.ts'
import { complaints } from './walk/complaints.ts'
import { keptTexts } from './walk/kept-texts.ts'
import { shot } from './walk/shot.ts'
import { showing, shown } from './walk/shown.ts'
import { openWalkedSite, type WalkedSite } from './walk/walked-site.ts'

declare global {
  var keptData: VerifierData | undefined
}

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

test('the answer says which rule, until when, and what to do, in both languages', async () => {
  await hands.setLanguage(browser, 'en')
  await hands.enterText(browser, walked.person('stop').text)
  const english = await showing(browser, walked.shows('stop'))
  expect(english.word).toBe('Stop')
  expect(english.text).toMatch(/demo-hz version 2, rule 7/)
  expect(english.text).toMatch(/What to do next\s+Do not let the person through/)
  expect(english.text).toMatch(/This answer holds until\s+\S+/)
  expect(english.text).toMatch(/Issued by\s+Demo City/)
  // How it was decided is worked out, and what draws it fetched, when somebody asks.
  const decision = browser.$('verifier-page').shadow$('greengate-decision')
  await decision.shadow$('details.explanation summary').click()
  const explanation = decision.shadow$('greengate-explanation')
  await explanation.waitForExist()
  await browser.waitUntil(async () =>
    browser.execute(
      (element) => /7/.test(element.shadowRoot?.textContent ?? ''),
      (await explanation.getElement()) as unknown as HTMLElement,
    ),
  )
  await hands.setLanguage(browser, 'zh')
  const chinese = await shown(browser)
  expect(chinese.word).toBe('禁止通行')
  expect(chinese.text).toMatch(/第 7 条/)
  expect(await browser.execute(() => document.documentElement.lang)).toBe('zh-CN')
})

test('another code of the same person is judged with the one before, until the next person', async () => {
  const press = (name: string) => browser.$('verifier-page').shadow$(`button.${name}`).click()
  await hands.enterText(browser, walked.person('pass').text)
  await showing(browser, walked.shows('pass'))
  await press('another')
  const asked = await showing(browser, ({ notice }) => notice === 'another')
  expect(asked.outcome).toBeNull()
  await shot(browser, 'another-desktop', desktop.width)
  await shot(browser, 'another-phone', phone.width)
  await hands.enterText(browser, walked.person('stop').text)
  const both = await showing(browser, ({ outcome }) => outcome === 'stop')
  // Two codes of ours: nothing proves that they are of one person.
  expect(both.reasons).toContain('person-unproven')
  await shot(browser, 'both-desktop', desktop.width)
  // What is no picture does not make the next code one of another person.
  await press('another')
  await writeFile(walked.picture('text'), 'this is text')
  await hands.chooseFile(browser, 'verifier-inputs', walked.picture('text'))
  await showing(browser, ({ notice }) => notice === 'no-picture')
  await hands.enterText(browser, walked.person('pass').text)
  expect((await showing(browser, ({ outcome }) => outcome !== null)).outcome).toBe('stop')
  await press('clear')
  await hands.enterText(browser, walked.person('stop').text)
  await showing(browser, walked.shows('stop'))
  // A code of another format fetches its reader; this one is none.
  await hands.enterText(browser, 'HC1:0')
  const other = await showing(browser, ({ outcome }) => outcome === 'unreadable')
  expect(other.reasons).toHaveLength(1)
  expect(await complaints(browser)).toEqual([])
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

/** Somebody passes, and stands there. */
const standing = async (name = 'pass') => {
  await hands.enterText(browser, walked.person(name).text)
  await showing(browser, walked.shows(name))
}

test('an answer makes way as soon as something else is given, whatever becomes of that', async () => {
  const noticed = async (expected: string) => {
    const { outcome } = await showing(browser, ({ notice }) => notice === expected)
    expect(outcome).toBeNull()
  }
  await standing()
  // A reader that never ends.
  await browser.execute(() => {
    const scanner = document
      .querySelector('verifier-page')
      ?.shadowRoot?.querySelector('greengate-scanner')
    if (scanner != null) scanner.read = () => new Promise(() => undefined)
  })
  await hands.drop(browser, walked.picture('stop'))
  await noticed('checking')
  await standing()
  await mkdir(join(walked.folder, 'folder.ggb'))
  await hands.drop(browser, join(walked.folder, 'folder.ggb'))
  await noticed('no-picture')
  await openPage(browser, walked.site.url)
  await standing()
  await mkdir(join(walked.folder, 'folder'))
  await hands.drop(browser, join(walked.folder, 'folder'))
  await noticed('no-picture')
  await standing()
  await hands.drop(browser, walked.picture('pass'), walked.picture('stop'))
  await noticed('several-files')
  await standing()
  // Somebody goes away from the page, and comes back to it.
  await browser.url(`${walked.site.url}icon.svg`)
  await browser.back()
  expect(await shown(browser)).toMatchObject({ outcome: null, notice: null })
})

test('a text that a mail has broken is one code, and codes in lines are several', async () => {
  await hands.allowClipboard(browser, walked.site.url)
  const [pass, stop] = ['pass', 'stop'].map((name) => walked.person(name).text)
  await hands.pasteText(browser, pass?.replace(/.{70}/g, '$&\r\n') ?? '')
  await showing(browser, walked.shows('pass'))
  await hands.pasteText(browser, `${pass}\n${stop}`)
  await showing(browser, ({ outcome, notice }) => outcome === null && notice === 'several')
})

test('a code that is shown before the data are read waits for them, and newer data renew its answer', async () => {
  const setData = (which: 'none' | 'kept' | 'root') =>
    browser.execute((name) => {
      const page = document.querySelector('verifier-page')
      if (page === null) return
      globalThis.keptData ??= page.data
      if (name === 'none') {
        const fresh = document.createElement('verifier-page')
        fresh.taker = page.taker
        page.replaceWith(fresh)
      } else page.data = name === 'kept' ? globalThis.keptData : {}
    }, which)
  await setData('none')
  await hands.enterText(browser, walked.person('pass').text)
  await showing(browser, ({ notice }) => notice === 'checking')
  await setData('kept')
  await showing(browser, walked.shows('pass'))
  await setData('root')
  const without = await showing(browser, ({ outcome }) => outcome === 'check')
  expect(without.reasons).toEqual(['no-bundle'])
  await setData('kept')
  await showing(browser, walked.shows('pass'))
})

test('an answer that has run out does not stay on the screen', async () => {
  const now = Date.now()
  const at = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z')
  const text = await issue(
    {
      issuer: walked.demo.ruleSet,
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
    { signer: await jwkSigner(walked.demo.keys.issuers.city), cti: randomBytes(8) },
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
