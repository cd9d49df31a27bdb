/** A headless Chromium of one's own for a walk through a page, with the camera that the walk needs. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { remote, type Browser } from 'webdriverio'

/** What kind of camera the browser has. */
export type FakeCamera =
  { readonly kind: 'file'; readonly path: string } | { readonly kind: 'denied' | 'none' }

/** How to open the browser. */
export interface BrowserOptions {
  readonly camera?: FakeCamera
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
    case 'denied':
      return ['--use-fake-device-for-media-stream']
    case 'none':
      return ['--use-fake-device-for-media-stream=device-count=0', '--use-fake-ui-for-media-stream']
  }
}

/** Opens the browser, lets the walk use it, and closes it whatever happens. */
export async function withBrowser<Result>(
  options: BrowserOptions,
  use: (browser: Browser) => Promise<Result>,
): Promise<Result> {
  const camera = options.camera ?? { kind: 'none' }
  const profile = await mkdtemp(join(tmpdir(), 'greengate-browser-'))
  const args = [...switches, ...cameraSwitches(camera), ...(options.switches ?? [])]
  try {
    const browser = await remote({
      logLevel: 'error',
      capabilities: {
        browserName: 'chrome',
        'goog:chromeOptions': {
          binary: '/usr/bin/chromium',
          args: [...args, `--user-data-dir=${profile}`],
          // 2 is "block": what a person's refusal leaves behind.
          prefs:
            camera.kind === 'denied'
              ? { 'profile.default_content_setting_values.media_stream_camera': 2 }
              : {},
        },
        'wdio:chromedriverOptions': { binary: '/usr/bin/chromedriver' },
        'wdio:enforceWebDriverClassic': true,
      },
    })
    try {
      return await use(browser)
    } finally {
      await browser.deleteSession()
    }
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  }
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
