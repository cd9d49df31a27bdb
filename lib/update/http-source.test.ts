/** Tests of the source over HTTP against a real server with every fault: new bytes come whole, or nothing changes. */
import { gzipSync } from 'node:zlib'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  cutAfter,
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

const open = (path = '', options: HttpOptions = {}): Promise<OpenBundle> =>
  openBundle({
    root,
    store: memoryStore(),
    source: httpSource(server.url + path, options),
    worlds: ['test'],
  })

/** Opened on the first release, with the second one published. */
async function behind(options: HttpOptions = {}): Promise<OpenBundle> {
  const opened = await open('', options)
  expect(await opened.refresh(clock)).toMatchObject({ state: 'updated' })
  await site.publish(second)
  server.asked.length = 0
  return opened
}

const only =
  (path: string, fault: Fault): Fault =>
  (request, response, bytes) =>
    (request.url ?? '').startsWith(`/${path}`) && fault(request, response, bytes)

describe('all is well', () => {
  test('a first start reads one file, and what is newer later piece by piece', async () => {
    const opened = await behind()
    expect(await opened.refresh(clock)).toMatchObject({ state: 'updated', to: { snapshot: 2 } })
    expect(server.asked.map(({ path }) => path.split('/')[0])).toEqual([
      'root',
      'timestamp.ggb',
      'snapshot',
      'member',
    ])
    const whole = site.files.get('bundle.ggb.gz')!.length
    server.asked.length = 0
    expect(await opened.refresh(clock)).toEqual({ state: 'unchanged', bytes: 0 })
    // The tag of what was accepted is asked with.
    expect(server.asked).toMatchObject([{ status: 404 }, { path: 'timestamp.ggb', status: 304 }])
    expect(whole).toBeGreaterThan(0)
  })

  test('a timestamp that is the one of the whole is read once, and then only asked after', async () => {
    const opened = await open()
    await opened.refresh(clock)
    expect((await opened.refresh(clock)).bytes).toBeGreaterThan(0)
    expect(await opened.refresh(clock)).toEqual({ state: 'unchanged', bytes: 0 })
    await site.publish(second)
    expect(await opened.refresh(clock)).toMatchObject({ state: 'updated' })
  })

  test('a timestamp whose snapshot is not there yet is asked for again', async () => {
    const opened = await open()
    await opened.refresh(clock)
    await opened.refresh(clock)
    const whole = site.files.get('bundle.ggb.gz')!
    await site.publish(second)
    const [path, snapshot] = [...site.files].findLast(([name]) => name.startsWith('snapshot/'))!
    const newer = site.files.get('bundle.ggb.gz')!
    site.files.delete(path)
    site.files.set('bundle.ggb.gz', whole)
    expect((await opened.refresh(clock)).state).not.toBe('updated')
    site.files.set(path, snapshot)
    site.files.set('bundle.ggb.gz', newer)
    expect(await opened.refresh(clock)).toMatchObject({ state: 'updated' })
  })

  test.each(['bundle.ggb.gz', 'bundle.ggb'])(
    'the address may be that of one file: %s',
    async (name) => {
      site.files.set('bundle.ggb', first)
      const opened = await open(name)
      expect(await opened.refresh(clock)).toMatchObject({ state: 'updated' })
      expect(await opened.refresh(clock)).toEqual({ state: 'unchanged', bytes: 0 })
      expect(server.asked.map(({ path }) => path)).toEqual([name, name])
    },
  )

  test('a folder with a bundle.ggb and nothing else is enough', async () => {
    site.files.clear()
    site.files.set('bundle.ggb', first)
    const opened = await open()
    expect(await opened.refresh(clock)).toMatchObject({ state: 'updated' })
    expect(await opened.refresh(clock)).toEqual({ state: 'unchanged', bytes: 0 })
    site.files.set('bundle.ggb', second)
    expect(await opened.refresh(clock)).toMatchObject({ state: 'updated', to: { snapshot: 2 } })
  })

  test('an address may lack its last slash; any but http is a mistake of the program', async () => {
    const opened = await openBundle({
      root,
      store: memoryStore(),
      source: httpSource(server.url.slice(0, -1)),
      worlds: ['test'],
    })
    expect(await opened.refresh(clock)).toMatchObject({ state: 'updated' })
    expect(() => httpSource('file:///etc')).toThrow(TypeError)
  })
})

describe('a connection that breaks off', () => {
  test.each([1, 400, 1000, 3000])(
    'after every %i bytes is gone on with where it broke, and every byte comes once',
    async (each) => {
      server.fault = only('bundle', cutAfter(each))
      const opened = await open()
      const { length } = site.files.get('bundle.ggb.gz')!
      const refreshed = await opened.refresh(clock)
      if (each * 200 < length) {
        // So many connections for one file are not made.
        expect(refreshed).toMatchObject({ state: 'unreachable', code: 'ERR_SOURCE_UNREACHABLE' })
        return
      }
      expect(refreshed).toMatchObject({ state: 'updated', bytes: length })
      const ranges = server.asked.filter(({ path }) => path === 'bundle.ggb.gz')
      expect(ranges).toHaveLength(Math.ceil(length / each))
      expect(ranges.slice(1).every(({ status }) => status === 206)).toBe(true)
    },
  )

  test('in every file of an update: it comes all the same', async () => {
    const opened = await behind()
    server.fault = (request, response, bytes) =>
      bytes.length > 0 && cutAfter(150)(request, response, bytes)
    expect(await opened.refresh(clock)).toMatchObject({ state: 'updated', to: { snapshot: 2 } })
  })

  test('before a byte came, again and again, is unreachable', async () => {
    const opened = await behind()
    server.fault = cutAfter(0)
    expect(await opened.refresh(clock)).toMatchObject({
      state: 'unreachable',
      code: 'ERR_SOURCE_UNREACHABLE',
    })
    expect(opened.bundle.snapshot?.version).toBe(1)
  })

  test('while the file is published anew begins again: no half of the old one with half of the new', async () => {
    server.fault = only('bundle', (request, response, bytes) => {
      cutAfter(1500)(request, response, bytes)
      site.files.set('bundle.ggb.gz', new Uint8Array(gzipSync(second)))
      return true
    })
    const opened = await open()
    expect(await opened.refresh(clock)).toMatchObject({ state: 'updated', to: { snapshot: 2 } })
    const statuses = server.asked
      .filter(({ path }) => path.startsWith('bundle'))
      .map((a) => a.status)
    expect(statuses.slice(0, 2)).toEqual([200, 200])
  })

  test('of a server that knows no ranges, or lies about them, begins again', async () => {
    let times = 0
    const liars: readonly Fault[] = [
      (_request, response, bytes) => !!response.writeHead(200).end(bytes),
      (_request, response, bytes) =>
        !!response.writeHead(206, { 'content-range': `bytes 0-9/${bytes.length}` }).end(bytes),
      (_request, response) => !!response.writeHead(416).end(),
    ]
    for (const lie of liars) {
      times = 0
      server.fault = only('bundle', (request, response, bytes) => {
        times++
        if (times === 1) return cutAfter(500)(request, response, bytes)
        return times === 2 && lie(request, response, bytes)
      })
      expect(await (await open()).refresh(clock)).toMatchObject({ state: 'updated' })
    }
  })

  test('with a content coding is begun again: ranges would be of other bytes', async () => {
    let times = 0
    server.fault = only('bundle', (_request, response, bytes) => {
      times++
      response.writeHead(200, { 'content-encoding': 'gzip', etag: '"a"' })
      if (times > 1) return !!response.end(gzipSync(bytes))
      response.flushHeaders()
      response.write(gzipSync(bytes).subarray(0, 1000), () => response.socket?.destroy())
      return true
    })
    expect(await (await open()).refresh(clock)).toMatchObject({ state: 'updated' })
    expect(server.asked.some(({ range }) => range !== undefined)).toBe(false)
  })
})
