/** A station's bundle: what keeps a station from starting, what it takes up while it runs, what it keeps. */
import { mkdir, mkdtemp, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { bundleSummary } from 'greengate'
import { layOutBundle } from 'greengate/issue'
import { makeDemo, publish, type Demo } from 'greengate-cli/demo'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  openStationBundle,
  type StationBundle,
  type StationBundleOptions,
} from './station-bundle.ts'

const instant = new Date('2020-03-01T12:00:00Z')
let top: string
let demo: Demo
let other: Demo
let folder: string
let logged: string[]

beforeAll(async () => {
  top = await mkdtemp(join(tmpdir(), 'greengate-test-'))
  demo = await makeDemo({ folder: join(top, 'demo'), now: instant })
  other = await makeDemo({ folder: join(top, 'other'), now: instant })
})
afterAll(() => rm(top, { recursive: true }))
beforeEach(async () => {
  folder = await mkdtemp(join(top, 'station-'))
  logged = []
  await writeFile(join(folder, 'root.ggb'), demo.rootBytes)
  await writeFile(join(folder, 'bundle.ggb'), demo.bundleBytes)
})
afterEach(() => rm(folder, { recursive: true }))

const open = (more: Partial<StationBundleOptions> = {}) =>
  openStationBundle({
    folder,
    storeFolder: join(folder, 'kept'),
    floorsFolder: join(folder, 'floors'),
    worlds: ['demo'],
    now: () => instant,
    log: (line) => {
      logged.push(line)
    },
    ...more,
  })

/** The demo's bundle, published once more. */
const later = (version: number) => publish({ ...demo.publication, version, signedAt: instant })

describe('a station starts', () => {
  test('with the bundle of its folder', async () => {
    expect((await open()).bundle.snapshot?.version).toBe(1)
  })

  test.each(['root.ggb', 'bundle.ggb'])('not without %s', async (name) => {
    await rm(join(folder, name))
    await expect(open()).rejects.toMatchObject({ code: 'ERR_STATION_NO_BUNDLE' })
  })

  test('not without its folder', async () => {
    await expect(open({ folder: join(folder, 'no') })).rejects.toMatchObject({
      code: 'ERR_STATION_NO_BUNDLE',
    })
  })

  test.each([0, 1, 50, 99])('not with a bundle of which %i %% are there', async (percent) => {
    const bytes = await readFile(join(folder, 'bundle.ggb'))
    await writeFile(join(folder, 'bundle.ggb'), bytes.subarray(0, (bytes.length * percent) / 100))
    await expect(open()).rejects.toMatchObject({ code: 'ERR_STATION_BUNDLE' })
  })

  test('not with a root that is cut off', async () => {
    await writeFile(join(folder, 'root.ggb'), demo.rootBytes.subarray(0, 200))
    await expect(open()).rejects.toMatchObject({ code: 'ERR_STATION_BUNDLE' })
  })

  test('not with the bundle of another authority', async () => {
    await writeFile(join(folder, 'bundle.ggb'), other.bundleBytes)
    await expect(open()).rejects.toMatchObject({ code: 'ERR_STATION_BUNDLE' })
  })
})

describe('a station that has kept a bundle', () => {
  test('starts with it where its source is gone, and where a backup put an older one there', async () => {
    await open()
    const older = await readFile(join(folder, 'bundle.ggb'))
    await writeFile(join(folder, 'bundle.ggb'), await later(2))
    await open()
    await rm(join(folder, 'bundle.ggb'))
    expect((await open()).bundle.snapshot?.version).toBe(2)
    expect(logged.at(-1)).toContain('unreachable')
    await writeFile(join(folder, 'bundle.ggb'), older)
    expect((await open()).bundle.snapshot?.version).toBe(2)
    expect(logged.at(-1)).toContain('ERR_BUNDLE_ROLLBACK')
  })

  test('does not start under another root, nor without its floors', async () => {
    await open()
    await expect(open({ folder: other.folder })).rejects.toMatchObject({
      code: 'ERR_STATION_STORE',
    })
    await truncate(join(folder, 'floors', 'floors'), 100)
    await expect(open()).rejects.toMatchObject({ code: 'ERR_STATION_STORE' })
  })

  test('does not start where it cannot keep one', async () => {
    const storeFolder = join(folder, 'root.ggb', 'kept')
    await expect(open({ storeFolder })).rejects.toMatchObject({ code: 'ERR_STATION_STORE' })
  })
})

describe('with another source', () => {
  test('a station takes its bundle from a web server, and goes on where that is gone', async () => {
    await rm(join(folder, 'bundle.ggb'))
    const files = new Map(
      (await layOutBundle(demo.bundleBytes)).map(({ path, bytes }) => [`/${path}`, bytes]),
    )
    const server = createServer((request, response) => {
      const bytes = files.get(request.url ?? '')
      response.writeHead(bytes === undefined ? 404 : 200).end(bytes)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const source = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
    const file = await open({ source })
    expect([file.bundle.snapshot?.version, file.bundle.class]).toEqual([1, 'poll'])
    for (const { path, bytes } of await layOutBundle(await later(2))) files.set(`/${path}`, bytes)
    expect(await file.refresh()).toMatchObject({ state: 'updated', to: { snapshot: 2 } })
    await new Promise((resolve) => {
      server.close(resolve)
      server.closeAllConnections()
    })
    expect(await file.refresh()).toMatchObject({ state: 'unreachable' })
    expect((await open({ source })).bundle.snapshot?.version).toBe(2)
  })

  test('a station takes it from a stick, be it a folder or a file', async () => {
    const stick = join(folder, 'stick')
    await mkdir(stick)
    await writeFile(join(stick, 'bundle.ggb'), await later(2))
    expect((await open({ source: stick })).bundle.snapshot?.version).toBe(2)
    await writeFile(join(stick, 'new.ggb.gz'), gzipSync(await later(3)))
    const file = await open({ source: join(stick, 'new.ggb.gz') })
    expect(file.bundle.snapshot?.version).toBe(3)
  })
})

describe('how old data may be', () => {
  /** Three days on: more than root's day for who polls, less than its eight days for who is carried to. */
  const isStale = ({ bundle }: StationBundle) =>
    bundleSummary(bundle, new Date(instant.getTime() + 3 * 86_400_000)).roles.some(
      ({ role, stale }) => role === 'timestamp' && stale,
    )

  test('is what root says of data that are carried, where they come from a folder or a file', async () => {
    const file = await open()
    expect([file.bundle.class, isStale(file)]).toEqual(['stick', false])
    const single = await open({ source: join(folder, 'bundle.ggb') })
    expect([single.bundle.class, isStale(single)]).toEqual(['stick', false])
  })

  test('is what was asked for, whatever the source, and may be changed at the next start', async () => {
    const polling = await open({ class: 'poll' })
    expect([polling.bundle.class, isStale(polling)]).toEqual(['poll', true])
    const carried = await open({ class: 'stick' })
    expect([carried.bundle.class, isStale(carried)]).toEqual(['stick', false])
    // It is part of what decisions rest on.
    expect(carried.bundle.digest).not.toBe(polling.bundle.digest)
  })
})

describe('a running station', () => {
  test('takes up a new bundle as soon as its file is replaced', async () => {
    const file = await open()
    let told = 0
    const unwatch = file.watch(() => {
      told++
    })
    await writeFile(join(folder, 'bundle.part'), await later(2))
    await rename(join(folder, 'bundle.part'), join(folder, 'bundle.ggb'))
    await expect.poll(() => file.bundle.snapshot?.version, { timeout: 30_000 }).toBe(2)
    await expect.poll(() => told).toBe(1)
    await unwatch()
  })

  test('keeps the bundle in use when the new one is damaged, and says so in one line', async () => {
    const file = await open()
    await writeFile(join(folder, 'bundle.ggb'), (await later(2)).subarray(0, 1_000))
    expect((await file.refresh()).state).toBe('refused')
    expect(file.bundle.snapshot?.version).toBe(1)
    await file.refresh()
    // Said once, not every time it is looked at.
    expect(logged.filter((line) => line.includes('ERR_BUNDLE_MALFORMED'))).toHaveLength(1)
  })

  test('does not go back to an older bundle', async () => {
    const file = await open()
    await writeFile(join(folder, 'bundle.ggb'), await later(3))
    expect(await file.refresh()).toMatchObject({ state: 'updated' })
    await writeFile(join(folder, 'bundle.ggb'), await later(2))
    expect((await file.refresh()).state).toMatch(/^(refused|unreachable)$/)
    expect(file.bundle.snapshot?.version).toBe(3)
    expect(logged.at(-1)).toContain('ERR_BUNDLE_ROLLBACK')
  })

  test('keeps the bundle in use when the file is gone', async () => {
    const file = await open()
    await rm(join(folder, 'bundle.ggb'))
    expect((await file.refresh()).state).toMatch(/^(refused|unreachable)$/)
    expect(file.bundle.snapshot?.version).toBe(1)
  })
})
