/** Tests of raw data on its way: by a delta from what is held, whole where that does not come out right, never more. */
import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { compress } from '../carriage/compress.ts'
import { readContents, writeContents } from '../carriage/contents.ts'
import { makeDelta } from '../carriage/delta.ts'
import { decodeBundle, encodeBundle } from '../bundle/container.ts'
import { openFaultyServer, type FaultyServer } from '../testing/faulty-server.ts'
import { keyNamed } from '../testing/keys.ts'
import { release, rootBytes } from '../testing/releases.ts'
import { StaticSite } from '../testing/static-site.ts'
import { at, clock, day, publication } from '../testing/world.ts'
import { memoryStore } from './memory-store.ts'
import { openBundle, type OpenBundle } from './open-bundle.ts'
import { httpSource } from './sources.ts'

const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('base64url')
const member = 'status/test-hz/2020-03'
const first = new Uint8Array(40_000).map((_, i) => (i * i) >> 3)
const second = first.slice()
for (const at of [5, 17_000, 39_999]) second[at]! ^= 64
const grown = Uint8Array.from([...second, 1, 2, 3])

/** A release with data of a status list. */
async function withData(version: number, bytes: Uint8Array): Promise<Uint8Array> {
  const value = {
    version,
    expires: at(30 * day),
    issuer: 'test-hz',
    month: '2020-03',
    entries: bytes.length * 8,
    data: { length: bytes.length, sha256: digest(bytes) },
  }
  const { members } = await publication()
  const listed = [...members, { name: member, value, keys: [keyNamed('facts')] }]
  const { documents } = decodeBundle(await release(version, { members: listed }))
  return encodeBundle(documents, [bytes])
}

let site: StaticSite
let server: FaultyServer
let opened: OpenBundle
beforeEach(async () => {
  site = new StaticSite()
  server = await openFaultyServer(site.files)
  await site.publish(await withData(1, first))
  const source = httpSource(server.url)
  opened = await openBundle({
    root: await rootBytes(),
    store: memoryStore(),
    source,
    worlds: ['test'],
  })
  expect(await opened.refresh(clock)).toMatchObject({ state: 'updated' })
  server.asked.length = 0
})
afterEach(() => server.close())

const folders = () => server.asked.map(({ path }) => path.split('/')[0])
const held = () => [...opened.bundle.data.values()]

test('a first start has the data, and an update takes the delta alone', async () => {
  expect(held()).toEqual([first])
  await site.publish(await withData(2, second))
  const refreshed = await opened.refresh(clock)
  expect(refreshed).toMatchObject({ state: 'updated' })
  expect(held()).toEqual([second])
  expect(folders()).toEqual(['root', 'timestamp.ggb', 'snapshot', 'member', 'delta'])
  expect(refreshed.bytes).toBeLessThan(first.length / 10)
})

test('data may grow by a delta', async () => {
  await site.publish(await withData(2, grown))
  expect(await opened.refresh(clock)).toMatchObject({ state: 'updated' })
  expect([held(), folders().includes('data')]).toEqual([[grown], false])
})

test('data that did not change are not asked for', async () => {
  await site.publish(await withData(2, first))
  expect(await opened.refresh(clock)).toMatchObject({ state: 'updated' })
  expect(folders()).toEqual(['root', 'timestamp.ggb', 'snapshot', 'member'])
})

test.each([
  ['is not there', () => undefined],
  ['is another', () => gzipSync(makeDelta(first, grown))],
  ['is cut short', (delta: Uint8Array) => delta.slice(0, -5)],
  ['is not compressed', () => makeDelta(first, second)],
  ['is a bomb', () => gzipSync(new Uint8Array(20_000_000))],
  ['is of no form', () => gzipSync(Buffer.from('delta'))],
] satisfies readonly [string, (delta: Uint8Array) => unknown][])(
  'where the delta %s, the data come all the same',
  async (_name, change) => {
    await site.publish(await withData(2, second))
    const [path, delta] = [...site.files].find(([name]) => name.startsWith('delta/'))!
    const changed = change(delta)
    if (changed === undefined) site.files.delete(path)
    else site.files.set(path, new Uint8Array(changed))
    expect(await opened.refresh(clock)).toMatchObject({ state: 'updated' })
    expect(held()).toEqual([second])
  },
)

test('whole data that a server unpacks on the way are taken as they are', async () => {
  await site.publish(await withData(2, second))
  for (const path of site.files.keys()) if (path.startsWith('delta/')) site.files.delete(path)
  server.fault = (request, response, bytes) => {
    if (!(request.url ?? '').startsWith('/data/')) return false
    response.writeHead(200, { 'content-encoding': 'gzip' })
    return !!response.end(bytes)
  }
  expect(await opened.refresh(clock)).toMatchObject({ state: 'updated' })
  expect(held()).toEqual([second])
})

test.each([
  ['other data', () => compress(grown, 'gzip')],
  ['a bomb', () => Promise.resolve(new Uint8Array(gzipSync(new Uint8Array(30_000_000))))],
  ['nothing', () => Promise.resolve(undefined)],
] satisfies readonly [string, () => Promise<Uint8Array | undefined>][])(
  'where delta and data are %s, the whole is asked for; where it has them not either, nothing changes',
  async (_name, make) => {
    const { digest: before } = opened.bundle
    await site.publish(await withData(2, second))
    const whole = site.files.get('bundle.ggb.gz')!
    for (const path of site.files.keys()) {
      if (!/^(delta|data)\//.test(path)) continue
      const bytes = await make()
      if (bytes === undefined) site.files.delete(path)
      else site.files.set(path, bytes)
    }
    const contents = await readContents(await withData(2, second))
    const without = writeContents({ ...contents, data: new Map() })
    site.files.set('bundle.ggb.gz', await compress(without, 'gzip'))
    expect(await opened.refresh(clock)).toMatchObject({ code: 'ERR_BUNDLE_MEMBER_MISSING' })
    expect(opened.bundle.digest).toBe(before)
    site.files.set('bundle.ggb.gz', whole)
    expect(await opened.refresh(clock)).toMatchObject({ state: 'updated' })
    expect(held()).toEqual([second])
  },
)
