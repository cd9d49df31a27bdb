/** From the start of a navigation to the kiosk's idle view on the screen, against a page with one Lit element. */
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type { Browser } from 'webdriverio'
import { makeDemo } from '../../cli/demo/main.ts'
import { openStation } from '../../kiosk/station/open-station.ts'
import { serveScreen } from '../../kiosk/station/screen-server.ts'
import { openBrowser } from '../../verifier-web/walk/browser.ts'
import type { Pair } from '../pairs.ts'

const built = fileURLToPath(new URL('../../kiosk/screen/dist', import.meta.url))
const blank = fileURLToPath(new URL('blank-page.ts', import.meta.url))

/** What was measured, round by round in milliseconds, and by which browser. */
export interface ScreensReady {
  readonly pairs: readonly Pair[]
  readonly version: string
}

/** Opens both pages so many times, in turn. */
export const screensReady = async (rounds: number): Promise<ScreensReady> => {
  const folder = await mkdtemp(join(tmpdir(), 'greengate-screen-'))
  const screenFolder = join(folder, 'screen')
  await cp(built, screenFolder, { recursive: true })
  await addBlankPage(screenFolder)
  const demo = await makeDemo({ folder: join(folder, 'demo'), now: new Date() })
  const log = () => undefined
  const opened = await openStation({
    ...{ bundleFolder: demo.folder, journalFolder: join(folder, 'journal'), worlds: ['demo'] },
    ...{ name: 'gate', lane: '1', ruleSet: demo.ruleSet, log },
  })
  const screen = await serveScreen({ api: opened.station, screenFolder, port: 0, log })
  const shell = await openBrowser({ camera: { kind: 'picture' } })
  const { browser } = shell
  try {
    await browser.sendCommandAndGetResult('Page.addScriptToEvaluateOnNewDocument', {
      source: `(${String(markWhen)})()`,
    })
    const kiosk = () => readyMs(browser, screen.url)
    const bare = () => readyMs(browser, `${screen.origin}/blank.html`)
    // What a shell has in its caches after its first start.
    await kiosk()
    await bare()
    const pairs: Pair[] = []
    for (let round = 0; round < rounds; round++) {
      if (round % 2 === 0) pairs.push({ subject: await kiosk(), bare: await bare() })
      else {
        const before = await bare()
        pairs.push({ subject: await kiosk(), bare: before })
      }
    }
    return { pairs, version: browser.capabilities.browserVersion ?? 'unknown' }
  } finally {
    await shell.close()
    await screen.close()
    await opened.close()
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

const addBlankPage = async (folder: string): Promise<void> => {
  const outfile = join(folder, 'blank.js')
  await build({
    entryPoints: [blank],
    ...{ bundle: true, minify: true, format: 'esm', platform: 'browser', outfile },
    define: { 'process.env.NODE_ENV': '"production"' },
  })
  await writeFile(
    join(folder, 'blank.html'),
    '<!doctype html><meta charset="utf-8"><title>blank</title><script type="module" src="blank.js"></script><body></body>',
  )
}

/** In the page, before anything of it: notes when what is waited for is there and the frame with it was handed on. */
const markWhen = () => {
  const isThere = () =>
    document.querySelector('blank-page')?.shadowRoot?.querySelector('p') ??
    document.querySelector('kiosk-screen')?.shadowRoot?.querySelector('[data-view="idle"]')
  const look = () => {
    if (isThere() == null) requestAnimationFrame(look)
    else
      requestAnimationFrame(() => {
        Object.assign(window, { readyMs: performance.now() })
      })
  }
  requestAnimationFrame(look)
}

const readyMs = async (browser: Browser, url: string): Promise<number> => {
  // From nowhere: a change of the fragment alone would be no navigation.
  await browser.url('about:blank')
  await browser.url(url)
  const ready = () => browser.execute(() => (window as { readyMs?: number }).readyMs ?? null)
  await browser.waitUntil(async () => (await ready()) !== null, { timeout: 30_000, interval: 50 })
  return (await ready()) ?? Number.NaN
}
