/** The bundle in its folder: what keeps a station from starting, and what it takes up while it runs. */
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeDemo, publish, type Demo } from 'greengate-cli/demo'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openBundleFile } from './bundle-file.ts'

const instant = new Date('2020-03-01T12:00:00Z')
let top: string
let demo: Demo
let folder: string
let logged: string[]

beforeAll(async () => {
  top = await mkdtemp(join(tmpdir(), 'greengate-test-'))
  demo = await makeDemo({ folder: join(top, 'demo'), now: instant })
})
afterAll(() => rm(top, { recursive: true }))
beforeEach(async () => {
  folder = await mkdtemp(join(top, 'station-'))
  logged = []
  await writeFile(join(folder, 'root.ggb'), demo.rootBytes)
  await writeFile(join(folder, 'bundle.ggb'), demo.bundleBytes)
})
afterEach(() => rm(folder, { recursive: true }))

const open = () =>
  openBundleFile({
    folder,
    worlds: ['demo'],
    now: () => instant,
    log: (line) => {
      logged.push(line)
    },
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
    const nowhere = openBundleFile({
      folder: join(folder, 'no'),
      worlds: ['demo'],
      now: () => instant,
      log: () => undefined,
    })
    await expect(nowhere).rejects.toMatchObject({ code: 'ERR_STATION_NO_BUNDLE' })
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
    const other = await makeDemo({ folder: join(folder, 'other'), now: instant })
    await writeFile(join(folder, 'bundle.ggb'), other.bundleBytes)
    await expect(open()).rejects.toMatchObject({ code: 'ERR_STATION_BUNDLE' })
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
    await expect.poll(() => file.bundle.snapshot?.version, { timeout: 10_000 }).toBe(2)
    await expect.poll(() => told).toBe(1)
    unwatch()
  })

  test('keeps the bundle in use when the new one is damaged, and says so in one line', async () => {
    const file = await open()
    await writeFile(join(folder, 'bundle.ggb'), (await later(2)).subarray(0, 1_000))
    expect(await file.refresh()).toBe(false)
    expect(file.bundle.snapshot?.version).toBe(1)
    expect(logged).toEqual([expect.stringContaining('ERR_BUNDLE_MALFORMED')])
  })

  test('does not go back to an older bundle', async () => {
    const file = await open()
    await writeFile(join(folder, 'bundle.ggb'), await later(3))
    expect(await file.refresh()).toBe(true)
    await writeFile(join(folder, 'bundle.ggb'), await later(2))
    expect(await file.refresh()).toBe(false)
    expect(file.bundle.snapshot?.version).toBe(3)
    expect(logged.at(-1)).toContain('ERR_BUNDLE_ROLLBACK')
  })

  test('keeps the bundle in use when the file is gone', async () => {
    const file = await open()
    await rm(join(folder, 'bundle.ggb'))
    expect(await file.refresh()).toBe(false)
    expect(file.bundle.snapshot?.version).toBe(1)
  })
})
