/** Tests of the store in a folder: power that fails at every order, a process that is killed, disks that say no. */
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { refusalOf } from '../testing/refusal.ts'
import { release, rootBytes } from '../testing/releases.ts'
import { openVictim } from '../testing/kill-writers.ts'
import { PowerCut, SimDisk } from '../testing/sim-disk.ts'
import { clock } from '../testing/world.ts'
import type { Files } from './files.ts'
import { fileStore } from './file-store.ts'
import { openBundle } from './open-bundle.ts'
import { decodeFloors } from './record.ts'
import type { BundleStore } from './store.ts'

let root: Uint8Array
let releases: readonly Uint8Array[]
let folder: string

beforeAll(async () => {
  root = await rootBytes()
  releases = await Promise.all([1, 2, 3].map((version) => release(version)))
  folder = await mkdtemp(join(tmpdir(), 'greengate-store-'))
})
afterAll(() => rm(folder, { recursive: true }))

const open = (store: BundleStore) => openBundle({ root, store, worlds: ['test'] })
const onDisk = (files: Files, floorsFolder = 'floors') =>
  fileStore('store', { floorsFolder, files })
const versionIn = async (store: BundleStore) => (await open(store)).bundle.snapshot?.version ?? 0

/** Takes releases until the power fails; the version that was in force last is what was said, not what was tried. */
async function takeAll(disk: SimDisk): Promise<{ said: number; cut: boolean }> {
  let said = 0
  try {
    const opened = await open(onDisk(disk.files))
    for (const bytes of releases) {
      const refreshed = await opened.takeFile(bytes, clock)
      if (refreshed.state === 'updated') said = refreshed.to.snapshot ?? 0
    }
    return { said, cut: false }
  } catch (error) {
    if (!(error instanceof PowerCut)) throw error
    return { said, cut: true }
  }
}

test('a save writes beside, syncs, renames, syncs the folder; the floors come last', async () => {
  const disk = new SimDisk()
  await (await open(onDisk(disk.files))).takeFile(releases[0]!, clock)
  expect(disk.orders).toEqual([
    'create store/generation-1.new',
    'write store/generation-1.new',
    'sync store/generation-1.new',
    'rename store/generation-1.new store/generation-1',
    'sync store/',
    'create floors/floors.new',
    'write floors/floors.new',
    'sync floors/floors.new',
    'rename floors/floors.new floors/floors',
    'sync floors/',
  ])
})

test('power that fails at any order leaves the bundle that was in force, or the next, whole', async () => {
  const calm = new SimDisk()
  expect(await takeAll(calm)).toEqual({ said: 3, cut: false })
  let tried = 0
  for (let cutAt = 0; cutAt < calm.orders.length; cutAt++) {
    const disk = new SimDisk()
    disk.cutAt = cutAt
    const { said, cut } = await takeAll(disk)
    expect(cut).toBe(true)
    for (const after of disk.afterCrash()) {
      const version = await versionIn(onDisk(after.files))
      expect([said, said + 1]).toContain(version)
      tried++
    }
  }
  expect(tried).toBeGreaterThan(100)
}, 120_000)

test('floors that are raised at a start are on the disk before anybody decides by them', async () => {
  const disk = new SimDisk()
  // The last order but the floors': the generation is durable, they are not.
  disk.cutAt = 15
  const { said } = await takeAll(disk)
  expect(said).toBe(1)
  const [after] = [...disk.afterCrash()].slice(-1)
  expect(await versionIn(onDisk(after!.files))).toBe(2)
  const [again] = after!.afterCrash()
  const { floors } = await onDisk(again!.files).read()
  expect((await decodeFloors(floors!))?.snapshot?.version).toBe(2)
})

describe('on a real disk', () => {
  test('two generations lie there, and floors that no backup of them puts back', async () => {
    const [store, floors, backup] = ['s', 'f', 'b'].map((name) => join(folder, `real-${name}`))
    const opened = await open(fileStore(store!, { floorsFolder: floors! }))
    await opened.takeFile(releases[0]!, clock)
    await mkdir(backup!)
    for (const name of await readdir(store!))
      await writeFile(join(backup!, name), await readFile(join(store!, name)))
    await opened.takeFile(releases[1]!, clock)
    await opened.takeFile(releases[2]!, clock)
    expect((await readdir(store!)).toSorted()).toEqual(['generation-0', 'generation-1'])
    await rm(store!, { recursive: true })
    await mkdir(store!)
    for (const name of await readdir(backup!))
      await writeFile(join(store!, name), await readFile(join(backup!, name)))
    const restored = await open(fileStore(store!, { floorsFolder: floors! }))
    expect(restored.opened).toEqual({ state: 'refused', code: 'ERR_BUNDLE_ROLLBACK' })
    expect(await restored.takeFile(releases[1]!, clock)).toMatchObject({
      code: 'ERR_BUNDLE_ROLLBACK',
    })
    expect(await restored.takeFile(releases[2]!, clock)).toMatchObject({ state: 'updated' })
  })

  test('a second station on the same folder is seen', async () => {
    const path = join(folder, 'shared')
    const [left, right] = [await open(fileStore(path)), await open(fileStore(path))]
    await left.takeFile(releases[2]!, clock)
    expect(await right.takeFile(releases[0]!, clock)).toMatchObject({ code: 'ERR_BUNDLE_ROLLBACK' })
  })

  test('proofs are kept, each once, and the first sixteen of a flood', async () => {
    const store = fileStore(join(folder, 'proofs'))
    expect(await store.proofs()).toEqual([])
    for (let i = 0; i < 20; i++) await store.saveProof(`p${i}`, Uint8Array.of(i))
    await store.saveProof('p0', Uint8Array.of(99))
    const kept = (await store.proofs()).map(([byte]) => byte).toSorted((a, b) => a! - b!)
    expect(kept).toEqual(Array.from({ length: 16 }, (_, i) => i))
  })

  test('a disk that says no is told by its code, and what is in force stays', async () => {
    const path = join(folder, 'full')
    await writeFile(path, 'a file where the folder should be')
    expect(await refusalOf(open(fileStore(join(path, 'store'))))).toBeUndefined()
    const opened = await open(fileStore(join(path, 'store')))
    const refused = await opened.takeFile(releases[0]!, clock)
    expect(refused).toMatchObject({ state: 'refused', code: 'ERR_STORE_FAILED' })
    expect(opened.bundle.snapshot).toBeUndefined()
    await chmod(path, 0o600)
  })
})

test('a process that is killed at any instant leaves a whole bundle: 20 times', async () => {
  const victim = await openVictim(60)
  for (let i = 0; i < 20; i++) {
    const { said, found } = await victim.kill((i * 7) % 23)
    expect([said, said + 1]).toContain(found)
  }
  await victim.close()
}, 120_000)
