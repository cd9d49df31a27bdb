/** A headless Chromium of one's own for a walk through a page, with the camera that the walk needs. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { remote, type Browser } from 'webdriverio'
import type {} from '../pages/verifier-page.ts'

/** What kind of camera the browser has. */
export type FakeCamera =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'picture' | 'denied' | 'none' }

/** How to open the browser. */
export interface BrowserOptions {
  readonly camera?: FakeCamera
  /** Its owner lets no page keep anything: no database, no service worker. */
  readonly keepsNothing?: boolean
  /** More switches of Chromium. */
  readonly switches?: readonly string[]
}

const switches = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--hide-scrollbars',
  '--lang=en-GB',
]

function cameraSwitches(camera: FakeCamera): readonly string[] {
  switch (camera.kind) {
    case 'file':
      return [
        '--use-fake-device-for-media-stream',
        '--use-fake-ui-for-media-stream',
        `--use-file-for-fake-video-capture=${camera.path}`,
      ]
    case 'picture':
      // Chromium's own moving test picture, without a code.
      return ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream']
    case 'denied':
      return ['--use-fake-device-for-media-stream']
    case 'none':
      return ['--use-fake-device-for-media-stream=device-count=0', '--use-fake-ui-for-media-stream']
  }
}

/** An open browser. */
export interface OpenBrowser {
  readonly browser: Browser
  /** Closes it and takes away its profile. */
  close(): Promise<void>
}

/** Opens the browser. */
export async function openBrowser(options: BrowserOptions = {}): Promise<OpenBrowser> {
  const camera = options.camera ?? { kind: 'none' }
  const profile = await mkdtemp(join(tmpdir(), 'greengate-browser-'))
  const args = [...switches, ...cameraSwitches(camera), ...(options.switches ?? [])]
  // 2 is "block": what a person's refusal leaves behind.
  const refused = [
    ...(camera.kind === 'denied' ? ['media_stream_camera'] : []),
    ...(options.keepsNothing === true ? ['cookies'] : []),
  ].map((what) => [`profile.default_content_setting_values.${what}`, 2] as const)
  const removeProfile = () => rm(profile, { recursive: true, force: true, maxRetries: 5 })
  let browser: Browser
  try {
    browser = await remote({
      logLevel: 'error',
      // A busy machine is waited for; where all is well nobody waits.
      waitforTimeout: 30_000,
      waitforInterval: 50,
      capabilities: {
        browserName: 'chrome',
        'goog:chromeOptions': {
          binary: '/usr/bin/chromium',
          args: [...args, `--user-data-dir=${profile}`],
          prefs: Object.fromEntries(refused),
        },
        'wdio:chromedriverOptions': { binary: '/usr/bin/chromedriver' },
        'wdio:enforceWebDriverClassic': true,
      },
    })
  } catch (error) {
    await removeProfile()
    throw error
  }
  return {
    browser,
    async close() {
      try {
        await browser.deleteSession()
      } finally {
        await removeProfile()
      }
    },
  }
}

/** A window on a desk, and one in a hand. */
export const desktop = { width: 1280, height: 900 }
export const phone = { width: 390, height: 844 }

/** Opens the page by day on a desk, and waits until its data is read. */
export async function openPage(browser: Browser, url: string): Promise<void> {
  await look(browser, desktop, 'light')
  await browser.url(url)
  await browser.waitUntil(() =>
    browser.execute(() => document.querySelector('verifier-page')?.data !== undefined),
  )
}

/** Opens the page as one who was never here: nothing of an earlier visit is kept. */
export async function openAnew(browser: Browser, url: string): Promise<void> {
  await browser.url(`${url}icon.svg`)
  await browser.execute(async () => {
    for (const { name } of await indexedDB.databases()) {
      await new Promise((gone) => {
        indexedDB.deleteDatabase(name ?? '').onsuccess = gone
      })
    }
  })
  await openPage(browser, url)
}

/** Sets the size of the window and whether it is night, and lets nothing move. */
export async function look(
  browser: Browser,
  size: { readonly width: number; readonly height: number },
  scheme: 'light' | 'dark',
): Promise<void> {
  await browser.sendCommandAndGetResult('Emulation.setDeviceMetricsOverride', {
    ...size,
    deviceScaleFactor: 1,
    mobile: size.width < 600,
  })
  await browser.sendCommandAndGetResult('Emulation.setEmulatedMedia', {
    features: [
      { name: 'prefers-color-scheme', value: scheme },
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ],
  })
}
