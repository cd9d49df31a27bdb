/** Attacks on the holder's page: a frame around it, another window, a device that slept, hostile texts, a database that goes away. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { issue, jwkSigner, openRequest, type PrivateJwk } from 'greengate/issue'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Browser } from 'webdriverio'
import { openBrowser, type OpenBrowser } from '../walk/browser.ts'
import { complaints } from '../walk/complaints.ts'
import { openSite, type Site } from '../walk/site.ts'
import { claimsToCommit } from './test-claims.ts'
import { handsOn } from './test-hands.ts'
import { countKept, foreignCard } from './test-kept.ts'

let site: Site
let open: OpenBrowser
let browser: Browser
let hands: ReturnType<typeof handsOn>
/** A code that is tied to the key of the page. */
let own: string

beforeAll(async () => {
  // Its publisher forgot all headers.
  site = await openSite('', false)
  open = await openBrowser()
  browser = open.browser
  hands = handsOn(browser)
  await browser.url(`${site.url}holder.html`)
  await hands.until('code-view [data-none]')
})
afterAll(async () => {
  await open.close()
  await site.close()
})

/** A code for the key of a request. */
async function issueFor(request: string, challenge: Uint8Array): Promise<string> {
  const { holderKey } = await openRequest(request, challenge)
  const { privateKey } = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])
  const jwk = (await crypto.subtle.exportKey('jwk', privateKey)) as unknown as PrivateJwk
  const claims = { ...claimsToCommit(new Date()), holderKey }
  const signer = await jwkSigner(jwk)
  return issue(claims, { signer, cti: new Uint8Array(8) })
}

test('a code that is read late takes no place from the one that was read since', async () => {
  await hands.go('add')
  const challenge = Uint8Array.from({ length: 16 }, (_, i) => i)
  await hands.paste('AAECAwQFBgcICQoLDA0ODw')
  await hands.press('request-card button.primary')
  await hands.press('waiting-requests summary')
  await hands.until('waiting-requests code')
  const request = await hands.property<string>('waiting-requests code', 'textContent')
  // Spaces are letters of base45: what stands there to be copied is the text, to the letter.
  expect(await hands.text('waiting-requests code')).toBe(request)
  own = await issueFor(request, challenge)

  // The reader of the first is fetched for it, that of the second is there.
  await browser.execute(
    (texts) => {
      const view = document.querySelector('holder-page')?.shadowRoot?.querySelector('add-view')
      const intake = view?.shadowRoot?.querySelector('code-intake')
      for (const detail of texts) intake?.dispatchEvent(new CustomEvent('intake-text', { detail }))
    },
    [await foreignCard(), own],
  )
  await hands.until('import-card [data-binding]')
  await browser.pause(300)
  expect(await hands.attribute('import-card [data-binding]', 'data-binding')).toBe('own')

  // For whom the one was to be says nothing of the other.
  await hands.choose('import-card select', 'new')
  await hands.paste(await foreignCard())
  await hands.until('import-card [data-binding="none"]')
  expect(await hands.property('import-card select', 'value')).not.toBe('new')
  await hands.paste(own)
  await hands.until('import-card [data-binding="own"]')
  await hands.press('import-card button.primary')
  await hands.until('live-code svg.code')
})

test('in a page of another origin it shows no code, opens no database, and says so', async () => {
  await site.put('around.html', Buffer.from(`<iframe src="${site.url}holder.html"></iframe>`))
  // Another host by name, and so another origin.
  await browser.url(`${site.url.replace('127.0.0.1', 'localhost')}around.html`)
  await browser.switchFrame(browser.$('iframe'))
  await hands.until('[data-framed]')
  expect(await hands.has('main')).toBe(false)
  expect(await browser.execute(() => indexedDB.databases())).toEqual([])
  await browser.switchFrame(null)
  await browser.url(`${site.url}holder.html`)
  await hands.until('live-code svg.code')
})

test('a proof of another time does not stand on the screen when the device wakes', async () => {
  await browser.waitUntil(async () => (await hands.property<number>('live-code', 'left')) >= 15, {
    timeout: 60_000,
    interval: 200,
  })
  const before = await hands.property<string>('live-code', 'text')
  await browser.execute(() => {
    const awake = Date
    const slept = 3_600_000
    globalThis.Date = class extends awake {
      constructor(...given: readonly unknown[]) {
        super(...((given.length === 0 ? [awake.now() + slept] : given) as [number]))
      }
      static override now = () => awake.now() + slept
    } as DateConstructor
  })
  // The timer of its step would end later than is waited for here.
  const another = async () => {
    const text = await hands.property<string | undefined>('live-code', 'text')
    return text !== undefined && text !== before
  }
  await browser.waitUntil(another, { timeout: 12_000, interval: 100 })
  await browser.refresh()
  await hands.until('live-code svg.code')
})

test('a live code is not on paper', async () => {
  const media = (name: string) =>
    browser.sendCommandAndGetResult('Emulation.setEmulatedMedia', { media: name })
  const isDrawn = async () => (await hands.property('live-code .live', 'offsetHeight')) !== 0
  expect(await isDrawn()).toBe(true)
  await media('print')
  expect(await isDrawn()).toBe(false)
  await media('')
})

test('what another window removes leaves the screen of this one at once, large or not', async () => {
  await hands.press('live-code [data-large]')
  await hands.until('live-code dialog svg.code')
  // Coming back to the window reads anew: that is not what is looked at here.
  await browser.execute(() => {
    const stop = (event: Event) => {
      event.stopImmediatePropagation()
    }
    addEventListener('visibilitychange', stop, true)
  })
  const here = await browser.getWindowHandle()
  await browser.newWindow(`${site.url}holder.html#people`)
  await hands.press('people-view [data-do="remove"]')
  await hands.press('people-view [data-do="sure"]')
  await browser.waitUntil(async () => !(await hands.has('people-view li')))
  expect(await browser.execute(countKept)).toEqual([0, 0, 0])
  await browser.closeWindow()
  await browser.switchToWindow(here)
  await hands.until('code-view [data-none]')
  expect(await hands.has('svg.code')).toBe(false)
})

test('hostile texts and files are told what they are, and do nothing', async () => {
  await hands.go('add')
  await writeFile(join(site.folder, 'long.txt'), 'G'.repeat(3_000_000))
  const polluting =
    '{"__proto__":{"hit":1},"constructor":{"prototype":{"hit":1}},"text":"GG1:AAAA","opening":{"__proto__":{"format":"greengate-opening-1"}}}'
  const hollow =
    '{"format":"greengate-opening-1","facts":[{"id":"a","kind":"b","source":"c","recordedAt":"d","fields":{"__proto__":{"x":[]}}}],"covers":[],"assessment":{"outcome":"toString","ruleSet":"","version":1e300,"rule":{},"assessedAt":"-"},"salt":"AAAAAAAAAAAAAAAAAAAAAA"}'
  for (const [text, notice] of [
    [polluting, 'damaged'],
    [hollow, 'opening-of-none'],
    ['GGU1:0/1:AAAA', 'not-a-code'],
    ['{"text":{"length":1}}', 'not-a-code'],
  ] as const) {
    await hands.paste(text)
    await hands.until(`[data-notice="${notice}"]`)
  }
  await hands.file(join(site.folder, 'long.txt'))
  await hands.until('[data-notice="too-long"]')
  expect(await browser.execute(() => 'hit' in {})).toBe(false)
})

test('what the browser refuses to keep is said; and what is deleted under the page is not shown', async () => {
  await hands.paste(await foreignCard())
  await browser.execute(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('full', 'QuotaExceededError')
    }
  })
  await hands.press('import-card button.primary')
  await hands.until('[data-refused]')
  expect(await browser.execute(countKept)).toEqual([0, 0, 0])

  await browser.refresh()
  await hands.until('add-view')
  await hands.paste(await foreignCard())
  await hands.press('import-card button.primary')
  await hands.until('live-code svg.code')
  await browser.execute(() => {
    indexedDB.deleteDatabase('greengate-holder')
  })
  await hands.until('code-view [data-none]')
  // Nothing was thrown that nobody caught.
  const heard = (await complaints(browser)) as readonly { readonly message: string }[]
  expect(heard.filter(({ message }) => !/\/bundle\/|favicon/.test(message))).toEqual([])
})
