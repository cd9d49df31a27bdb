/** Whether everybody can use the page: keys alone, a screen reader, chosen colours, paper, a slow line. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Key, type Browser } from 'webdriverio'
import { barriers } from './walk/barriers.ts'
import { desktop, look, openBrowser, openPage, phone, type OpenBrowser } from './walk/browser.ts'
import * as hands from './walk/hands.ts'
import { isPictured, shot } from './walk/shot.ts'
import { showing } from './walk/shown.ts'
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

const within = (selector: string) => browser.$('verifier-page').shadow$(selector)

/** Bytes of gzip of the scripts that the page has loaded, but for the decoder and what keeps the page for later. */
async function loadedScript(): Promise<number> {
  const names = await browser.execute(() =>
    performance
      .getEntriesByType('resource')
      .map(({ name }) => new URL(name).pathname.slice(1))
      .filter((name) => name.endsWith('.js')),
  )
  const keeper = /^(?:decoder-.*|service-worker|chunk-keep-offline)\.js$/
  const counted = [...new Set(names)].filter((name) => !keeper.test(name))
  expect(counted).toContain('main.js')
  const sizes = counted.map(
    async (name) => gzipSync(await readFile(join(walked.site.folder, name)), { level: 9 }).length,
  )
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
}

test('what the page loads before the decoder keeps its budget', async () => {
  await openPage(browser, walked.site.url)
  const inEnglish = await loadedScript()
  await hands.setLanguage(browser, 'zh')
  await openPage(browser, walked.site.url)
  const ready = await loadedScript()
  await hands.chooseFile(browser, 'verifier-inputs', walked.picture('pass'))
  await showing(browser, walked.shows('pass'))
  const decided = await loadedScript()
  console.log(
    `size: ${ready} bytes of gzip of script before the decoder, ${inEnglish} in English; ${decided} with the first answer`,
  )
  expect(ready).toBeLessThanOrEqual(60_000)
  expect(inEnglish).toBeLessThanOrEqual(60_000)
  expect(decided).toBeLessThanOrEqual(94_000)
  await hands.setLanguage(browser, 'en')
})

/** What has the focus, by the names of its elements from the page inwards, and whether one sees that it has it. */
const focused = () =>
  browser.execute(() => {
    let element = document.activeElement
    const path: string[] = []
    let isSeen = false
    while (element !== null) {
      const name = element.className === '' ? '' : `.${element.className.split(' ')[0] ?? ''}`
      path.push(`${element.localName}${name}`)
      const host = element.closest('label') ?? element
      isSeen = [element, host].some((one) => getComputedStyle(one).outlineStyle !== 'none')
      element = element.shadowRoot?.activeElement ?? null
    }
    return { at: path.slice(1).join(' '), isSeen }
  })

test('the keys alone go from the first to the last thing that can be pressed, and out', async () => {
  await openPage(browser, walked.site.url)
  await hands.enterText(browser, walked.person('stop').text)
  await showing(browser, walked.shows('stop'))
  // The way begins where one clicks.
  await within('h1').click()
  const order: string[] = []
  for (let presses = 0; presses < 40; presses++) {
    await browser.keys(Key.Tab)
    const { at, isSeen } = await focused()
    if (at === '') break
    expect(isSeen, `the focus is seen on ${at}`).toBe(true)
    order.push(at)
  }
  expect(order[0]).toBe('a')
  expect(order.length).toBeLessThan(40)
  const stages = [
    'greengate-scanner button.primary',
    'button.clear',
    'verifier-inputs textarea',
    'verifier-inputs button',
  ]
  expect(order.filter((at) => stages.includes(at))).toEqual(stages)
  // The data and the history, folded up, stand last.
  expect(order.slice(-2)).toEqual(['summary', 'summary'])
})

test('no barrier stands in any state of the page, by day and by night', async () => {
  await hands.openData(browser)
  await within('details.past summary').click()
  await within('history-list').shadow$('li').waitForExist()
  for (const [language, size, scheme] of [
    ['zh', phone, 'dark'],
    ['zh', { width: 820, height: 1180 }, 'light'],
    ['en', { width: 320, height: 256 }, 'dark'],
    ['en', desktop, 'light'],
  ] as const) {
    await hands.setLanguage(browser, language)
    await shot(browser, `open-${language}-${size.width}`, size.width, scheme)
    await look(browser, size, scheme)
    expect(await barriers(browser)).toEqual([])
    // At 400 % of a window of 1280 px nothing is beside the screen.
    expect(await browser.execute(() => document.documentElement.scrollWidth > innerWidth)).toBe(
      false,
    )
  }
  // The button that forgets is gone, and whoever pressed it is not lost.
  await within('history-list').shadow$('button').click()
  await within('history-list').waitForExist({ reverse: true })
  expect((await focused()).at).toBe('verifier-inputs textarea')
  const press = (selector: string) => within(selector).click()
  await press('.another')
  await showing(browser, ({ notice }) => notice === 'another')
  expect(await barriers(browser)).toEqual([])
  await press('.clear')
  await showing(browser, ({ notice, outcome }) => notice === null && outcome === null)
  expect(await barriers(browser)).toEqual([])
})

test('in colours that the system chooses, what is chosen and what has the focus is still seen', async () => {
  const features = [{ name: 'forced-colors', value: 'active' }]
  await browser.sendCommandAndGetResult('Emulation.setEmulatedMedia', { features })
  await hands.enterText(browser, walked.person('stop').text)
  await showing(browser, walked.shows('stop'))
  if (isPictured) await browser.saveScreenshot('artifacts/verifier-web/forced-colours.png')
  const [chosen, other] = await browser.execute(() =>
    [
      ...(document
        .querySelector('verifier-page')
        ?.shadowRoot?.querySelectorAll('.languages button') ?? []),
    ]
      .toSorted((a, b) =>
        (b.getAttribute('aria-pressed') ?? '').localeCompare(a.getAttribute('aria-pressed') ?? ''),
      )
      .map((button) => getComputedStyle(button).backgroundColor),
  )
  expect(chosen).not.toBe(other)
})

test('on paper there is the answer, why, when and by which rules, and nothing to press', async () => {
  await browser.sendCommandAndGetResult('Emulation.setEmulatedMedia', {
    media: 'print',
    features: [],
  })
  const printed = await browser.execute(() => {
    const root = document.querySelector('verifier-page')?.shadowRoot
    const inAll = (from: ParentNode): Element[] =>
      [...from.querySelectorAll('*')].flatMap((element) => [
        element,
        ...(element.shadowRoot === null ? [] : inAll(element.shadowRoot)),
      ])
    const seen = inAll(root ?? document).filter((element) => element.checkVisibility())
    const controls = seen.filter((element) =>
      element.matches('button, input, textarea, select, a, video'),
    )
    return {
      controls: controls.map(({ outerHTML }) => outerHTML.slice(0, 80)),
      printed: root?.querySelector<HTMLElement>('.printed')?.innerText ?? '',
      isDecision: seen.some((element) => element.matches('.verdict')),
    }
  })
  if (isPictured) await browser.saveScreenshot('artifacts/verifier-web/printed.png')
  expect(printed).toMatchObject({ controls: [], isDecision: true })
  expect(printed.printed).toMatch(/\d:\d\d/)
  expect(printed.printed).toContain('demo-hz v2')
})
