/** The page as it is kept: without a server and a network, when another version comes, and where nothing may be kept. */
import { createHash } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Browser } from 'webdriverio'
import { barriers } from '../walk/barriers.ts'
import { desktop, openBrowser, openPage, phone, type OpenBrowser } from '../walk/browser.ts'
import { complaints } from '../walk/complaints.ts'
import * as hands from '../walk/hands.ts'
import { shot } from '../walk/shot.ts'
import { showing, shown } from '../walk/shown.ts'
import { openWalkedSite, type WalkedSite } from '../walk/walked-site.ts'

let walked: WalkedSite
let open: OpenBrowser
let browser: Browser

beforeAll(async () => {
  // In a folder of a site that is not ours.
  walked = await openWalkedSite('of/a/city/')
  open = await openBrowser({ switches: walked.outside.switches })
  browser = open.browser
})
afterAll(async () => {
  await open.close()
  await walked.close()
})

const isControlled = () => browser.execute(() => navigator.serviceWorker.controller !== null)
const without = { offline: true, latency: 0, downloadThroughput: -1, uploadThroughput: -1 }
/** Waits for all that decides and reads; an entry stands there when all of it has come. */
const hasAhead = (of: Browser) =>
  of.waitUntil(async () => {
    const names = await of.execute(() =>
      performance.getEntriesByType('resource').map((one) => one.name),
    )
    const parts = ['other-formats', 'decide-codes', 'read-picture']
    return parts.every((part) => names.some((name) => name.endsWith(`/chunk-${part}.js`)))
  })
const bar = () => browser.$('update-bar')
const isMarked = () => browser.execute(() => document.querySelector('meta[name=mark]') !== null)

/** Publishes the page with another line in it, as a build would: the file, and its digest in the worker's list. */
async function publishChanged(line: string): Promise<void> {
  const read = (name: string) => readFile(join(walked.site.folder, name), 'utf8')
  const digestOf = (text: string) =>
    createHash('sha256').update(text).digest('base64url').slice(0, 16)
  const [page, worker] = [await read('index.html'), await read('service-worker.js')]
  const changed = page.replace('</head>', `${line}</head>`)
  expect(worker).toContain(digestOf(page))
  const put = (name: string, text: string) => walked.site.put(name, new TextEncoder().encode(text))
  await put('index.html', changed)
  await put('service-worker.js', worker.replace(digestOf(page), digestOf(changed)))
}

test('the first visit keeps every file that ships, and none of the data', async () => {
  await openPage(browser, walked.site.url)
  await browser.waitUntil(isControlled)
  const kept = await browser.execute(async () => {
    const kept: string[] = []
    for (const name of await caches.keys())
      for (const { url } of await (await caches.open(name)).keys())
        kept.push(url.split('?')[0] ?? '')
    return kept
  })
  // The page for frames is another one, in other people's pages: this worker keeps nothing of it.
  // The makers' licences are for who asks for them.
  const others = ['bundle', 'embedded', 'service-worker.js', 'LICENSES.txt']
  const shipped = (await readdir(walked.site.folder)).filter((name) => !others.includes(name))
  expect(kept.toSorted()).toEqual(shipped.map((name) => walked.site.url + name).toSorted())
  expect(await complaints(browser)).toEqual([])
})

test('the page can be installed, with its icons and shortcuts inside its folder', async () => {
  const asked = async (method: string) =>
    (await browser.sendCommandAndGetResult(method, {})) as unknown
  expect(await asked('Page.getInstallabilityErrors')).toEqual({ installabilityErrors: [] })
  const manifest = (await asked('Page.getAppManifest')) as {
    readonly url: string
    readonly data: string
    readonly errors: readonly unknown[]
  }
  expect(manifest.errors).toEqual([])
  const { display, icons, start_url, shortcuts } = JSON.parse(manifest.data) as {
    readonly display: string
    readonly start_url: string
    readonly icons: readonly { readonly src: string; readonly purpose: string }[]
    readonly shortcuts: readonly { readonly url: string }[]
  }
  expect(display).toBe('standalone')
  expect(icons.map(({ purpose }) => purpose)).toContain('maskable')
  const names = await readdir(walked.site.folder)
  const within = (url: string) => new URL(url, manifest.url).href.replace(walked.site.url, '')
  for (const url of [start_url, ...icons.map(({ src }) => src)])
    expect(names).toContain(within(url))
  for (const { url } of shortcuts) expect(within(url)).toMatch(/^[a-z]+\.html$/)
})

test('a newer version waits until a person takes it, and a check is not interrupted', async () => {
  await publishChanged('<meta name="mark" content="2" />')
  await hands.chooseFile(browser, 'verifier-inputs', walked.picture('pass'))
  await showing(browser, walked.shows('pass'))
  const first = await browser.getWindowHandle()
  await browser.execute(async () => {
    await (await navigator.serviceWorker.ready).update()
  })
  await bar().waitForExist()
  // While it can: once the newer version is taken in any window, parts that come are no parts of this one.
  await hasAhead(browser)
  expect(await shown(browser)).toMatchObject({ outcome: 'pass' })
  expect(await isMarked()).toBe(false)
  for (const language of ['zh', 'en'] as const) {
    await hands.setLanguage(browser, language)
    expect(await barriers(browser)).toEqual([])
    await shot(
      browser,
      `update-phone-${language}`,
      phone.width,
      language === 'zh' ? 'dark' : 'light',
    )
  }
  await shot(browser, 'update-desktop', desktop.width)

  // Taken in another window: this one is told, and stays as it is.
  await browser.newWindow(walked.site.url)
  expect(await isMarked()).toBe(false)
  await bar().waitForExist()
  await bar().shadow$('button').click()
  await browser.waitUntil(isMarked)
  await browser.execute(() => {
    document.body.dataset['same'] = ''
  })
  await browser.pause(700)
  expect(await browser.execute(() => 'same' in document.body.dataset)).toBe(true)
  expect(await bar().isExisting()).toBe(false)
  await browser.closeWindow()
  await browser.switchToWindow(first)
  expect(await shown(browser)).toMatchObject({ outcome: 'pass' })
  expect(await isMarked()).toBe(false)
  await bar().shadow$('button').click()
  await browser.waitUntil(isMarked)
})

test('a browser that may keep nothing still decides, and has fetched ahead what reads other codes', async () => {
  const refusing = await openBrowser({ keepsNothing: true, switches: walked.outside.switches })
  try {
    await openPage(refusing.browser, walked.site.url)
    const isRefused = () =>
      navigator.serviceWorker.getRegistration().then(
        () => false,
        () => true,
      )
    expect(await refusing.browser.execute(isRefused)).toBe(true)
    await hasAhead(refusing.browser)
    await refusing.browser.sendCommandAndGetResult('Network.emulateNetworkConditions', without)
    await hands.enterText(refusing.browser, walked.person('pass').text)
    await showing(refusing.browser, walked.shows('pass'))
  } finally {
    await refusing.close()
  }
})

test('the second visit needs no server and no network: a picture, another format, the other language', async () => {
  await walked.site.close()
  const cutOff = () => browser.sendCommandAndGetResult('Network.emulateNetworkConditions', without)
  await cutOff()
  await openPage(browser, walked.site.url)
  // Chromium forgets with a new document.
  await cutOff()
  expect(await browser.execute(() => navigator.onLine)).toBe(false)
  for (const name of ['pass', 'stop']) {
    await hands.chooseFile(browser, 'verifier-inputs', walked.picture(name))
    await showing(browser, walked.shows(name))
  }
  expect(await barriers(browser)).toEqual([])
  await hands.enterText(browser, 'HC1:0')
  await showing(browser, ({ outcome }) => outcome === 'unreadable')
  await hands.setLanguage(browser, 'zh')
  await hands.setLanguage(browser, 'en')
  expect(walked.outside.strangers()).toEqual([])
})
