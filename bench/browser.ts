/** Runs the page's side of a benchmark in headless Chromium, isolated, from a server of its own on loopback. */
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { remote } from 'webdriverio'
import type { Load } from './code-in-browser.ts'
import {
  bundleBytes,
  context,
  issueSamples,
  issuerKey,
  now,
  rootBytes,
  type profiles,
} from './codes.ts'
import { itemsOf, type Pair, type Plan } from './pairs.ts'

const chromium = '/usr/bin/chromium'
const chromedriver = '/usr/bin/chromedriver'
/** The full forms of a page measure for minutes. */
const patienceMs = 1_800_000

/** Whether there is a Chromium to measure in. */
export const hasChromium = (): boolean => existsSync(chromium) && existsSync(chromedriver)

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Bytes as a page is handed them. */
export const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')

const pageScript = async (file: URL): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [file.pathname],
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    platform: 'browser',
  })
  return outputFiles[0]?.text ?? ''
}

/** What a page measured, and the browser's version. */
export interface FromChromium<Found = readonly Pair[]> {
  readonly pairs: Found
  readonly version: string
}

/** Measures one profile. */
export const codeInChromium = async (
  profile: keyof typeof profiles,
  plan: Plan,
): Promise<FromChromium> => {
  const warm: Plan = { rounds: 1, batches: 40, batch: 50 }
  const samples = await issueSamples(profile, 0, itemsOf(warm) + itemsOf(plan))
  const { kty, crv, x } = issuerKey
  const load: Load = {
    plan,
    warm,
    now: now.toISOString(),
    context,
    root: base64(rootBytes),
    bundle: base64(bundleBytes),
    key: { kty, crv, x },
    samples: samples.map(({ text, signed, signature }) => [
      text,
      base64(signed),
      base64(signature),
    ]),
  }
  return measureInChromium(new URL('code-in-browser.ts', import.meta.url), load)
}

/** Runs `measure` of a page's script over what it is handed as load.json. */
export const measureInChromium = async <Found = readonly Pair[]>(
  script: URL,
  load: unknown,
): Promise<FromChromium<Found>> => {
  const files: Readonly<Record<string, readonly [type: string, body: string]>> = {
    '/': [
      'text/html',
      '<!doctype html><title>bench</title><script type="module" src="/page.js"></script>',
    ],
    '/page.js': ['text/javascript', await pageScript(script)],
    '/load.json': ['application/json', JSON.stringify(load)],
  }
  const server = createServer((request, response) => {
    const [type, body] = files[request.url ?? ''] ?? ['text/plain', '']
    response.writeHead(body === '' ? 404 : 200, {
      'content-type': `${type}; charset=utf-8`,
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
    })
    response.end(body)
  }).listen(0, '127.0.0.1')
  const profileFolder = mkdtempSync(join(tmpdir(), 'greengate-bench-'))
  try {
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const browser = await remote({
      logLevel: 'error',
      // Asked again, it would measure twice at once.
      ...{ connectionRetryTimeout: patienceMs, connectionRetryCount: 0 },
      capabilities: {
        browserName: 'chrome',
        'wdio:enforceWebDriverClassic': true,
        'goog:chromeOptions': {
          binary: chromium,
          args: [...flags, `--user-data-dir=${profileFolder}`],
        },
        'wdio:chromedriverOptions': { binary: chromedriver },
      },
    })
    try {
      await browser.setTimeout({ script: patienceMs })
      await browser.url(`http://127.0.0.1:${port}/`)
      await browser.waitUntil(() => browser.execute(() => 'measure' in window))
      const pairs = (await browser.execute(() =>
        (window as unknown as { measure: () => Promise<unknown> }).measure(),
      )) as Found
      return { pairs, version: browser.capabilities.browserVersion ?? 'unknown' }
    } finally {
      await browser.deleteSession()
    }
  } finally {
    server.close()
    rmSync(profileFolder, { recursive: true, force: true })
  }
}
