/** From the start of a navigation to the web verifier's first decision, over a picture that is pasted as soon as the page can take one; beside a page of one Lit element. */
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import type { Browser } from 'webdriverio'
import { openBrowser } from '../verifier-web/walk/browser.ts'
import { openWalkedSite } from '../verifier-web/walk/walked-site.ts'
import type { Pair } from './pairs.ts'

/** What was measured, and by which browser. */
export interface FirstPicture {
  /** Milliseconds, round by round. */
  readonly pairs: readonly Pair[]
  /** Bytes of gzip of every script that the page had asked for when it was shown the picture, and of those that it had by its decision; without the decoder's own. */
  readonly scriptBytes: { readonly before: number; readonly whole: number }
  readonly version: string
}

const blankPage = fileURLToPath(new URL('lane/blank-page.ts', import.meta.url))

/** Opens both pages so many times, in turn, as on every visit but the first. */
export const measureFirstPicture = async (rounds: number): Promise<FirstPicture> => {
  const walked = await openWalkedSite()
  const { site, outside } = walked
  const opened = await openBrowser({ switches: outside.switches })
  const { browser } = opened
  try {
    const { outputFiles } = await build({
      entryPoints: [blankPage],
      ...{ bundle: true, minify: true, format: 'esm', platform: 'browser', target: 'es2022' },
      ...{ write: false, define: { 'process.env.NODE_ENV': '"production"' } },
    })
    await site.put('blank-page.js', outputFiles[0]?.contents)
    const html =
      '<!doctype html><meta charset="utf-8"><title>blank</title><script type="module" src="blank-page.js"></script><body></body>'
    await site.put('blank-page.html', new TextEncoder().encode(html))
    const picture = (await readFile(walked.picture('pass'))).toString('base64')
    await browser.sendCommandAndGetResult('Page.addScriptToEvaluateOnNewDocument', {
      source: `(${String(pasteAndMark)})(${JSON.stringify(picture)})`,
    })
    const verifier = () => marked(browser, site.url)
    const blank = () => marked(browser, `${site.url}blank-page.html`)
    // The first visit fetches, compiles and keeps.
    await verifier()
    await verifier()
    const scriptBytes = await scriptsOf(browser)
    await blank()
    const pairs: Pair[] = []
    for (let round = 0; round < rounds; round++) {
      const before = round % 2 === 0 ? undefined : await blank()
      const subject = await verifier()
      pairs.push({ subject, bare: before ?? (await blank()) })
    }
    return { pairs, scriptBytes, version: browser.capabilities.browserVersion ?? 'unknown' }
  } finally {
    await opened.close()
    await walked.close()
  }
}

/** In the page, before anything of it: pastes the picture as long as there is no answer of the rules, and notes when there is a pass, or the blank page's text. */
const pasteAndMark = (picture: string) => {
  const bytes = Uint8Array.from(atob(picture), (character) => character.charCodeAt(0))
  const file = new File([bytes], 'code.png', { type: 'image/png' })
  let isPasted = false
  const look = () => {
    const page = document.querySelector('verifier-page')?.shadowRoot
    const answer = page?.querySelector('greengate-decision')?.shadowRoot
    const outcome = answer?.querySelector('[data-outcome]')?.getAttribute('data-outcome')
    const isBlank = document.querySelector('blank-page')?.shadowRoot?.querySelector('p') != null
    if (outcome === 'pass' || isBlank) {
      // The frame with it is handed on.
      requestAnimationFrame(() => {
        Object.assign(window, { firstMs: performance.now() })
      })
      return
    }
    if (page != null && !isPasted) {
      isPasted = true
      Object.assign(window, { pastedMs: performance.now() })
      const clipboardData = new DataTransfer()
      clipboardData.items.add(file)
      document.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }))
    }
    requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}

const marked = async (browser: Browser, url: string): Promise<number> => {
  // From nowhere: a change of the fragment alone would be no navigation.
  await browser.url('about:blank')
  await browser.url(url)
  let ms = Number.NaN
  const isMarked = async (): Promise<boolean> => {
    ms = await browser.execute(() => (window as { firstMs?: number }).firstMs ?? Number.NaN)
    return ms > 0
  }
  await browser.waitUntil(isMarked, { timeout: 30_000, interval: 50 })
  return ms
}

const scriptsOf = async (browser: Browser): Promise<FirstPicture['scriptBytes']> => {
  const asked = await browser.execute(() => {
    const { pastedMs = 0 } = window as { pastedMs?: number }
    return performance
      .getEntriesByType('resource')
      .map(({ name, startTime }) => ({ url: name, isBefore: startTime < pastedMs }))
  })
  const scripts = new Map(asked.map(({ url, isBefore }) => [url, isBefore]))
  const bytes = { before: 0, whole: 0 }
  for (const [url, isBefore] of scripts) {
    if (!/\/(?!decoder-)[^/]*\.js$/.test(url)) continue
    const script = await fetch(url)
    const size = gzipSync(new Uint8Array(await script.arrayBuffer()), { level: 9 }).length
    bytes.whole += size
    if (isBefore) bytes.before += size
  }
  return bytes
}
