/** The store in IndexedDB in a real Chromium: kept over a visit, never below its floors, two tabs, a browser that dies. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Browser } from 'webdriverio'
import { attacks } from '../testing/attacks.ts'
import { release, rootBytes } from '../testing/releases.ts'
import { StaticSite } from '../testing/static-site.ts'
import type {} from '../testing/store-trial.ts'
import { clock, now } from '../testing/world.ts'
import { openBrowser, type OpenBrowser } from '../../verifier-web/walk/browser.ts'

let server: Server
let origin: string
let open: OpenBrowser
let browser: Browser
const site = new StaticSite()
const files = new Map<string, Uint8Array>()
const at = (seconds = 0) => new Date((now + seconds) * 1000).toISOString()

beforeAll(async () => {
  const built = await build({
    entryPoints: [join(import.meta.dirname, '../testing/store-trial.ts')],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    conditions: ['source', 'browser'],
  })
  const script = built.outputFiles[0]!.contents
  expect(built.outputFiles[0]!.text).not.toContain('node:')
  files.set('trial.js', script)
  files.set('root.ggb', await rootBytes())
  for (const version of [1, 2, 3]) files.set(`${version}.ggb`, await release(version))
  await site.publish(await release(1))
  server = createServer((request, response) => {
    const path = (request.url ?? '/').slice(1)
    if (path === '') {
      response.setHeader('content-type', 'text/html')
      response.end('<!doctype html><script type="module" src="/trial.js"></script>')
      return
    }
    const bytes = path.startsWith('site/') ? site.files.get(path.slice(5)) : files.get(path)
    if (path.endsWith('.js')) response.setHeader('content-type', 'text/javascript')
    const tag = `"${bytes?.length ?? 0}-${bytes?.at(-1) ?? 0}"`
    response.setHeader('etag', tag)
    if (request.headers['if-none-match'] === tag) response.writeHead(304).end()
    else response.writeHead(bytes === undefined ? 404 : 200).end(bytes)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  open = await openBrowser()
  browser = open.browser
  await load()
})

afterAll(async () => {
  await open.close()
  server.closeAllConnections()
  await new Promise((done) => server.close(done))
})

async function load(): Promise<void> {
  await browser.url(origin)
  await browser.waitUntil(() => browser.execute(() => globalThis.greengateStore !== undefined))
}

const opened = (tab: string, database: string) =>
  browser.execute((t, d) => globalThis.greengateStore!.open(t, d), tab, database)
const take = (tab: string, version: number, seconds = 0) =>
  browser.execute(
    (t, path, instant) => globalThis.greengateStore!.take(t, path, instant),
    tab,
    `/${version}.ggb`,
    at(seconds),
  )
const refresh = (tab: string) =>
  browser.execute((t, instant) => globalThis.greengateStore!.refresh(t, instant), tab, at())
const seen = (tab: string) => browser.execute((t) => globalThis.greengateStore!.seen(t), tab)

test('a page takes its bundle from its server, and has it on the next visit without one', async () => {
  expect(await opened('a', 'visit')).toMatchObject({ opened: { state: 'empty' } })
  expect(await refresh('a')).toMatchObject({ state: 'updated', to: { snapshot: 1 } })
  expect(await refresh('a')).toMatchObject({ state: 'unchanged' })
  const before = await seen('a')
  await load()
  expect(await opened('a', 'visit')).toEqual({ ...before, opened: { state: 'stored' } })
  await site.publish(await release(2))
  expect(await refresh('a')).toMatchObject({ state: 'updated', to: { snapshot: 2 } })
  expect(await take('a', 1)).toMatchObject({ state: 'refused', code: 'ERR_BUNDLE_ROLLBACK' })
  site.files.clear()
  expect(await refresh('a')).toMatchObject({ state: 'unreachable' })
  await load()
  expect(await opened('a', 'visit')).toMatchObject({ snapshot: 2 })
})

test('an older bundle that is put back is below the floors', async () => {
  await opened('b', 'floors')
  await take('b', 1)
  await browser.execute(() => globalThis.greengateStore!.backup('floors'))
  await take('b', 2)
  await take('b', 3)
  const { floor } = await seen('b')
  await browser.execute(() => globalThis.greengateStore!.restore('floors'))
  const again = await opened('b', 'floors')
  expect(again).toMatchObject({ opened: { state: 'refused', code: 'ERR_BUNDLE_ROLLBACK' }, floor })
  expect(again.snapshot).toBeNull()
  expect(await take('b', 2)).toMatchObject({ code: 'ERR_BUNDLE_ROLLBACK' })
  expect(await take('b', 3)).toMatchObject({ state: 'updated' })
  expect(await opened('b', 'floors')).toMatchObject({ opened: { state: 'stored' }, snapshot: 3 })
})

test('two tabs on one database: neither puts back what the other has taken up', async () => {
  await opened('left', 'tabs')
  await opened('right', 'tabs')
  expect(await take('left', 3)).toMatchObject({ state: 'updated' })
  expect(await take('right', 1)).toMatchObject({ state: 'refused', code: 'ERR_BUNDLE_ROLLBACK' })
  expect(await seen('right')).toMatchObject({ snapshot: 3 })
})

test('a tab that dies leaves the old bundle or the new one, whole', async () => {
  const [home = ''] = await browser.getWindowHandles()
  await opened('c', 'crash')
  await take('c', 1)
  for (let version = 2; version <= 3; version++) {
    const { handle } = await browser.createWindow('tab')
    await browser.switchToWindow(handle)
    await load()
    await opened('d', 'crash')
    // Not waited for: the tab is gone in the middle of it.
    await browser.execute(
      (path, instant) => {
        void globalThis.greengateStore!.take('d', path, instant)
      },
      `/${version}.ggb`,
      at(),
    )
    await browser.sendCommand('Page.crash', {}).catch(() => undefined)
    await browser.switchToWindow(home)
    const found = await opened('c', 'crash')
    expect(found.opened).toEqual({ state: 'stored' })
    expect([version - 1, version]).toContain(found.snapshot)
    await take('c', version)
  }
})

test('every attack is refused by its code, and after a reload all is as it was', async () => {
  const all = await attacks()
  for (const [at, { root, given, offered }] of all.entries()) {
    files.set(`attack/${at}/root`, root)
    for (const [i, bytes] of given.entries()) files.set(`attack/${at}/given/${i}`, bytes)
    files.set(`attack/${at}/offered`, offered)
  }
  const attacked = []
  for (const [at, { name, given, now: instant }] of all.entries()) {
    const came = await browser.execute(
      (n, count, then, at_) => globalThis.greengateStore!.attack(n, count, then, at_),
      at,
      given.length,
      clock.toISOString(),
      instant.toISOString(),
    )
    attacked.push({ name, ...came })
  }
  expect(attacked).toEqual(
    all.map(({ name, code }) => ({
      name,
      code,
      isSame: true,
      proofs: code === 'ERR_BUNDLE_EQUIVOCATION' ? 1 : 0,
    })),
  )
})

test('proofs are kept, and the first sixteen of a flood', async () => {
  await browser.execute(() => globalThis.greengateStore!.flood('proofs'))
  expect(await browser.execute(() => globalThis.greengateStore!.proofs('proofs'))).toBe(16)
})
