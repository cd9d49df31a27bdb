/** From the start of a navigation to the kiosk's idle view, at which the station answers, against a page with one Lit element; and to its camera's picture, against a page with nothing else. */
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type { Browser } from 'webdriverio'
import { makeDemo } from '../../cli/demo/main.ts'
import { openStation } from '../../kiosk/station/open-station.ts'
import { openKeyboard, type Keyboard } from '../../verifier-web/walk/keyboard.ts'
import { serveScreen } from '../../kiosk/station/screen-server.ts'
import { openBrowser } from '../../verifier-web/walk/browser.ts'
import type { Pair } from '../pairs.ts'

const built = fileURLToPath(new URL('../../kiosk/screen/dist', import.meta.url))
const source = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/** What was measured, round by round in milliseconds, and by which browser. */
export interface ScreensReady {
  readonly ready: readonly Pair[]
  readonly sees: readonly Pair[]
  readonly version: string
}

/** Since the start of a navigation, in milliseconds; absent: not yet, or nothing of the kind. */
interface Marks {
  readonly readyMs?: number
  readonly seesMs?: number
}

/** Opens the pages so many times, in turn. */
export const screensReady = async (rounds: number): Promise<ScreensReady> => {
  const folder = await mkdtemp(join(tmpdir(), 'greengate-screen-'))
  const screenFolder = join(folder, 'screen')
  await cp(built, screenFolder, { recursive: true })
  await addBarePage(screenFolder, 'blank-page')
  await addBarePage(screenFolder, 'bare-camera')
  const demo = await makeDemo({ folder: join(folder, 'demo'), now: new Date() })
  const log = () => undefined
  const opened = await openStation({
    ...{ bundleFolder: demo.folder, journalFolder: join(folder, 'journal'), worlds: ['demo'] },
    ...{ name: 'gate', lane: '1', ruleSet: demo.ruleSet, log },
  })
  const screen = await serveScreen({ api: opened.station, screenFolder, port: 0, log })
  const shell = await openBrowser({ camera: { kind: 'picture' } })
  const { browser } = shell
  const keyboard = await openKeyboard(browser)
  try {
    await browser.sendCommandAndGetResult('Page.addScriptToEvaluateOnNewDocument', {
      source: `(${String(markWhen)})()`,
    })
    const kiosk = async () => {
      const marks = await marked(browser, screen.url, 'seesMs')
      await answers(browser, keyboard)
      return marks
    }
    const bare = async () => ({
      ...(await marked(browser, `${screen.origin}/blank-page.html`, 'readyMs')),
      ...(await marked(browser, `${screen.origin}/bare-camera.html`, 'seesMs')),
    })
    // What a shell has in its caches after its first start.
    await kiosk()
    await bare()
    const ready: Pair[] = []
    const sees: Pair[] = []
    for (let round = 0; round < rounds; round++) {
      const before = round % 2 === 0 ? undefined : await bare()
      const subject = await kiosk()
      const other = before ?? (await bare())
      ready.push(pairOf('readyMs', subject, other))
      sees.push(pairOf('seesMs', subject, other))
    }
    return { ready, sees, version: browser.capabilities.browserVersion ?? 'unknown' }
  } finally {
    keyboard.close()
    await shell.close()
    await screen.close()
    await opened.close()
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

const pairOf = (mark: keyof Marks, subject: Marks, bare: Marks): Pair => ({
  subject: subject[mark] ?? Number.NaN,
  bare: bare[mark] ?? Number.NaN,
})

const addBarePage = async (folder: string, name: string): Promise<void> => {
  await build({
    entryPoints: [source(`${name}.ts`)],
    outfile: join(folder, `${name}.js`),
    ...{ bundle: true, minify: true, format: 'esm', platform: 'browser', target: 'es2022' },
    define: { 'process.env.NODE_ENV': '"production"' },
  })
  await writeFile(
    join(folder, `${name}.html`),
    `<!doctype html><meta charset="utf-8"><title>${name}</title><script type="module" src="${name}.js"></script><body></body>`,
  )
}

/** In the page, before anything of it: notes when what is waited for is there and the frame with it was handed on. */
const markWhen = () => {
  const inScreen = (what: string) =>
    document.querySelector('kiosk-screen')?.shadowRoot?.querySelector(what)
  const waited = {
    readyMs: () =>
      document.querySelector('blank-page')?.shadowRoot?.querySelector('p') ??
      inScreen('[data-view="idle"]'),
    seesMs: () =>
      document.querySelector('video[data-frame]') ?? inScreen('[data-accepts="camera"]'),
  }
  for (const [mark, isThere] of Object.entries(waited)) {
    const look = () => {
      if (isThere() == null) requestAnimationFrame(look)
      else
        requestAnimationFrame(() => {
          Object.assign(window, { [mark]: performance.now() })
        })
    }
    requestAnimationFrame(look)
  }
}

const marked = async (browser: Browser, url: string, last: keyof Marks): Promise<Marks> => {
  // From nowhere: a change of the fragment alone would be no navigation.
  await browser.url('about:blank')
  await browser.url(url)
  const marks = () =>
    browser.execute((): Marks => {
      const { readyMs, seesMs } = window as unknown as Marks
      return { ...(readyMs !== undefined && { readyMs }), ...(seesMs !== undefined && { seesMs }) }
    })
  await browser.waitUntil(async () => (await marks())[last] !== undefined, {
    ...{ timeout: 30_000, interval: 50 },
  })
  return marks()
}

/** Types what a scanner would: a screen at which nothing is answered was not ready. */
const answers = async (browser: Browser, keyboard: Keyboard): Promise<void> => {
  await keyboard.begin()
  await keyboard.type('NO CODE OF OURS\n', { everyMs: 2 })
  const isAnswered = () =>
    browser.execute(
      () =>
        document.querySelector('kiosk-screen')?.shadowRoot?.querySelector('[data-outcome]') != null,
    )
  await browser.waitUntil(isAnswered, { timeout: 5_000, interval: 50 })
}
