/** What stands on the verifier page, and for how long: an answer is of one person, of the data of now, and of nobody who has gone. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Browser } from 'webdriverio'
import type { VerifierData } from './pages/take-data.ts'
import { desktop, openBrowser, openPage, phone, type OpenBrowser } from './walk/browser.ts'
import { complaints } from './walk/complaints.ts'
import * as hands from './walk/hands.ts'
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

test('an answer that has run out does not stay on the screen, nor one from before the clock was set back', async () => {
  for (const days of [400, -1]) {
    await standing()
    await browser.execute((ms) => {
      const clock = Date.now
      Date.now = () => clock() + ms
    }, days * 86_400_000)
    await showing(browser, ({ outcome, notice }) => outcome === null && notice === 'ran-out', 3000)
    await openPage(browser, walked.site.url)
  }
})
