/** Tests of the source over HTTP against servers that answer wrongly, slowly, without an end: nothing changes by it. */
import { randomBytes } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  answerOf,
  openFaultyServer,
  type Fault,
  type FaultyServer,
} from '../testing/faulty-server.ts'
import { release, rootBytes } from '../testing/releases.ts'
import { StaticSite } from '../testing/static-site.ts'
import { clock } from '../testing/world.ts'
import type { HttpOptions } from './http-reader.ts'
import { memoryStore } from './memory-store.ts'
import { openBundle, type OpenBundle } from './open-bundle.ts'
import { httpSource } from './sources.ts'
import type { BundleStore } from './store.ts'

let root: Uint8Array
let first: Uint8Array
let second: Uint8Array
let site: StaticSite
let server: FaultyServer

beforeAll(async () => {
  root = await rootBytes()
  first = await release(1)
  second = await release(2)
})
beforeEach(async () => {
  site = new StaticSite()
  await site.publish(first)
  server = await openFaultyServer(site.files)
})
afterEach(() => server.close())

const open = (
  path = '',
  options: HttpOptions = {},
  store: BundleStore = memoryStore(),
): Promise<OpenBundle> =>
  openBundle({
    root,
    store,
    source: httpSource(server.url + path, options),
    worlds: ['test'],
  })

/** Opened on the first release, with the second one published; the options are for what comes then alone. */
async function behind(options?: HttpOptions): Promise<OpenBundle> {
  const store = memoryStore()
  const before = await open('', {}, store)
  expect(await before.refresh(clock)).toMatchObject({ state: 'updated' })
  const opened = options === undefined ? before : await open('', options, store)
  expect(opened.bundle.digest).toBe(before.bundle.digest)
  await site.publish(second)
  server.asked.length = 0
  return opened
}

const only =
  (path: string, fault: Fault): Fault =>
  (request, response, bytes) =>
    (request.url ?? '').startsWith(`/${path}`) && fault(request, response, bytes)

describe('a caller that ends it', () => {
  test.each<[string, Fault]>([
    ['before a byte came', () => true],
    [
      'in the middle of a file',
      (_, response, bytes) => {
        response.writeHead(200, { 'content-length': bytes.length })
        return response.write(bytes.subarray(0, 40)) || true
      },
    ],
  ])('%s gets its own reason, and what was in force still is', async (_, hangs) => {
    const opened = await behind()
    const { digest } = opened.bundle
    const [ender, reason] = [new AbortController(), new Error('the station goes to sleep')]
    const gone: Promise<void>[] = []
    server.fault = only('timestamp', (request, response, bytes) => {
      gone.push(new Promise((resolve) => response.once('close', resolve)))
      setTimeout(() => {
        ender.abort(reason)
      }, 20)
      return hangs(request, response, bytes)
    })
    const refreshing = opened.refresh(clock, { signal: ender.signal })
    await expect(refreshing).rejects.toBe(reason)
    // Its connection is closed, and not only forgotten.
    expect(gone.length).toBe(1)
    await Promise.all(gone)
    server.fault = undefined
    await expect(opened.refresh(clock, { signal: ender.signal })).rejects.toBe(reason)
    expect(opened.bundle.digest).toBe(digest)
    expect(await opened.refresh(clock)).toMatchObject({ state: 'updated' })
  })

  test('ends polling too, though a server holds it', async () => {
    const opened = await behind()
    const ender = new AbortController()
    server.fault = () => {
      setTimeout(() => {
        ender.abort()
      }, 20)
      return true
    }
    await opened.poll({
      every: 300,
      now: () => clock,
      random: () => 0.5,
      signal: ender.signal,
    })
    expect(ender.signal.aborted).toBe(true)
  })
})

describe('a server that answers wrongly', () => {
  test.each([
    ['500', 'unreachable', 'ERR_SOURCE_UNREACHABLE', (_q, r) => !!r.writeHead(500).end('no')],
    ['503', 'unreachable', 'ERR_SOURCE_UNREACHABLE', (_q, r) => !!r.writeHead(503).end()],
    ['a page for everything', 'refused', 'ERR_BUNDLE_MALFORMED', (_q, r) => !!r.end('<html>')],
    ['304 unasked', 'unreachable', 'ERR_SOURCE_UNREACHABLE', (_q, r) => !!r.writeHead(304).end()],
    [
      'another origin',
      'refused',
      'ERR_SOURCE_REDIRECT',
      (_q, r) => !!r.writeHead(302, { location: 'http://localhost:1/' }).end(),
    ],
    [
      'a redirect to nowhere',
      'refused',
      'ERR_SOURCE_REDIRECT',
      (_q, r) => !!r.writeHead(302).end(),
    ],
    [
      'redirects in a circle',
      'refused',
      'ERR_SOURCE_REDIRECT',
      (q, r) => !!r.writeHead(307, { location: q.url }).end(),
    ],
    ['nothing', 'unreachable', 'ERR_SOURCE_UNREACHABLE', (_q, r) => !!r.socket?.destroy()],
  ] satisfies readonly [string, string, string, Fault][])(
    'with %s is %s',
    async (_name, state, code, fault) => {
      const opened = await behind()
      const { digest } = opened.bundle
      server.fault = fault
      expect(await opened.refresh(clock)).toMatchObject({ state, code })
      expect(opened.bundle.digest).toBe(digest)
      server.fault = undefined
      expect(await opened.refresh(clock)).toMatchObject({ state: 'updated' })
    },
  )

  test('by a redirect within itself is followed', async () => {
    const opened = await behind()
    server.fault = (request, response) => {
      const url = request.url ?? ''
      if (url.startsWith('/moved')) {
        request.url = url.slice('/moved'.length)
        const bytes = site.files.get(request.url.slice(1))
        if (bytes === undefined) return !!response.writeHead(404).end()
        const { status, headers, body } = answerOf(request, bytes)
        return !!response.writeHead(status, headers).end(body)
      }
      return !!response.writeHead(301, { location: `/moved${url}` }).end()
    }
    expect(await opened.refresh(clock)).toMatchObject({ state: 'updated' })
  })

  test('a tag of what was refused is not asked with: it must not be taken for what is in force', async () => {
    const opened = await behind()
    const good = site.files.get('timestamp.ggb')!
    site.files.set('bundle.ggb.gz', new Uint8Array(gzipSync(second.slice(0, 2000))))
    for (const path of site.files.keys()) if (path.startsWith('member/')) site.files.delete(path)
    for (let i = 0; i < 2; i++)
      expect(await opened.refresh(clock)).toMatchObject({ state: 'refused' })
    expect(site.files.get('timestamp.ggb')).toBe(good)
  })
})

describe('a server that would fill the memory', () => {
  test.each([
    [
      'without an end',
      (_q, r) => {
        r.writeHead(200)
        const more = () => {
          while (!r.destroyed && r.write(randomBytes(65_536)));
        }
        r.on('drain', more)
        more()
        return true
      },
    ],
    [
      'of a stated length beyond all measure',
      (_q, r) => {
        r.writeHead(200, { 'content-length': 2 ** 40 })
        r.write('a')
        return true
      },
    ],
    [
      'that a content coding makes large',
      (_q, r) => {
        r.writeHead(200, { 'content-encoding': 'gzip' })
        return !!r.end(gzipSync(new Uint8Array(3_000_000)))
      },
    ],
  ] satisfies readonly [string, Fault][])(
    'with a timestamp %s is cut off',
    async (_name, fault) => {
      const opened = await behind()
      server.fault = only('timestamp', fault)
      const refreshed = await opened.refresh(clock)
      expect(refreshed).toMatchObject({ state: 'refused', code: 'ERR_SOURCE_TOO_LARGE' })
      expect(refreshed.bytes).toBeLessThan(500_000)
    },
  )

  test('with half a gzip is refused', async () => {
    site.files.set('bundle.ggb.gz', new Uint8Array(gzipSync(first)).slice(0, -9))
    expect(await (await open()).refresh(clock)).toMatchObject({ code: 'ERR_BUNDLE_MALFORMED' })
  })
})

describe('a slow server', () => {
  const drip: Fault = (request, response, bytes) => {
    const { status, headers, body } = answerOf(request, bytes)
    response.writeHead(status, headers)
    let at = 0
    const timer = setInterval(() => {
      if (response.destroyed || at >= body.length) {
        clearInterval(timer)
        response.end()
      } else response.write(body.subarray(at, (at += 1)))
    }, 50)
    return true
  }

  test('that falls silent is given up', async () => {
    const opened = await behind({ stall: 0.1 })
    server.fault = only('timestamp', (_request, response) => {
      response.writeHead(200)
      response.write('a')
      return true
    })
    expect(await opened.refresh(clock)).toMatchObject({ state: 'unreachable' })
  })

  test('that drips is waited for, but not for ever', async () => {
    const opened = await behind({ stall: 5, deadline: 2 })
    server.fault = only('timestamp', drip)
    const refreshed = await opened.refresh(clock)
    expect(refreshed).toMatchObject({ state: 'unreachable' })
    expect(refreshed.bytes).toBeGreaterThan(0)
  })
})
