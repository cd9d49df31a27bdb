/** Tests of floors: whatever a backup puts back, nothing is in force that is older than what once was. */
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { keyNamed } from '../testing/keys.ts'
import { nextRoot, otherRules, release, rootBytes, trustMember } from '../testing/releases.ts'
import { day, now, publication, signedRoot } from '../testing/world.ts'
import { memoryStore } from './memory-store.ts'
import { openBundle, type OpenBundle } from './open-bundle.ts'
import type { BundleStore } from './store.ts'

const at = (seconds: number) => new Date((now + seconds) * 1000)
let root: Uint8Array
let releases: readonly Uint8Array[]
let store: BundleStore

beforeAll(async () => {
  root = await rootBytes()
  releases = await Promise.all([1, 2, 3].map((version) => release(version)))
})
beforeEach(() => {
  store = memoryStore()
})

const open = (kept: BundleStore = store) => openBundle({ root, store: kept, worlds: ['test'] })
const version = ({ bundle }: OpenBundle) => bundle.snapshot?.version
const one = (version_: number) => releases[version_ - 1]!

/** A store without a bundle that has the floors of one. */
async function withFloorsOf(container: Uint8Array): Promise<BundleStore> {
  const ahead = memoryStore()
  const opened = await open(ahead)
  expect(await opened.takeFile(container, at(day))).toMatchObject({ state: 'updated' })
  const { floors } = await ahead.read()
  await store.save({ after: 0, number: 1, floors: floors! })
  return store
}

describe('floors stand when a backup puts an older bundle back', () => {
  test('it is not in force, and nothing older than the floors is taken', async () => {
    const kept = await withFloorsOf(one(3))
    const older = memoryStore()
    await (await open(older)).takeFile(one(2), at(0))
    const { generations } = await older.read()
    const { floors } = await kept.read()
    const backup: BundleStore = { ...kept, read: () => Promise.resolve({ generations, floors }) }
    const opened = await open(backup)
    expect(opened.opened).toEqual({ state: 'refused', code: 'ERR_BUNDLE_ROLLBACK' })
    expect(version(opened)).toBeUndefined()
    // The floor of time stands too: a clock that was set back is seen.
    expect(opened.bundle.floor).toBe(now + 3600)
    for (const old of [one(1), one(2)])
      expect(await opened.takeFile(old, at(0))).toMatchObject({ code: 'ERR_BUNDLE_ROLLBACK' })
    expect(await opened.takeFile(one(3), at(0))).toMatchObject({ state: 'updated' })
  })

  test.each([
    ['a member of an older version', 'ERR_BUNDLE_ROLLBACK', [trustMember(2)]],
    ['no such member', 'ERR_BUNDLE_ROLLBACK', []],
    [
      'a member of the same version and other bytes',
      'ERR_BUNDLE_EQUIVOCATION',
      [{ ...trustMember(3), value: { ...trustMember(3).value, issuers: [] } }],
    ],
  ])('a newer snapshot with %s is refused', async (_name, code, trust) => {
    await withFloorsOf(one(3))
    const others = (await publication()).members.filter(({ name }) => name !== 'trust')
    const opened = await open()
    const bytes = await release(4, { members: [...trust, ...others] })
    expect(await opened.takeFile(bytes, at(0))).toMatchObject({ state: 'refused', code })
  })

  test('another snapshot of the same version is refused', async () => {
    await withFloorsOf(one(3))
    const others = (await publication()).members.filter(({ name }) => name !== 'trust')
    const bytes = await release(3, { members: [trustMember(3), otherRules(1), ...others] })
    expect(await (await open()).takeFile(bytes, at(0))).toMatchObject({
      code: 'ERR_BUNDLE_EQUIVOCATION',
    })
  })

  test('versions fall where a newer root changes who signs the timestamp, and only there', async () => {
    const roots = [await signedRoot(), await nextRoot(2, keyNamed('new'))]
    const unchanged = [await signedRoot(), await nextRoot(2)]
    const others = (await publication()).members.filter(({ name }) => name !== 'trust')
    await withFloorsOf(one(3))
    const taken = async (trust: number, members: Parameters<typeof release>[1]) => {
      const listed = [trustMember(trust), ...others]
      return (await open()).takeFile(await release(2, { ...members, members: listed }), at(0))
    }
    const timestampKeys = [keyNamed('new')]
    expect(await taken(3, { roots: unchanged })).toMatchObject({ code: 'ERR_BUNDLE_ROLLBACK' })
    // The signers of the trust list are who they were: its floor stands.
    expect(await taken(2, { roots, timestampKeys })).toMatchObject({ code: 'ERR_BUNDLE_ROLLBACK' })
    expect(await taken(3, { roots, timestampKeys })).toMatchObject({ state: 'updated' })
    expect((await open()).bundle).toMatchObject({ floor: now + 3600, snapshot: { version: 2 } })
  })

  test('a chain of roots that came by another root of the same version is refused', async () => {
    const second = await nextRoot(2)
    await withFloorsOf(await release(1, { roots: [await signedRoot(), second] }))
    const other = await nextRoot(2, keyNamed('new'))
    const roots = [await signedRoot(), other, await nextRoot(3, keyNamed('new'))]
    const bytes = await release(4, { roots, timestampKeys: [keyNamed('new')] })
    const opened = await open()
    expect(await opened.takeFile(bytes, at(0))).toMatchObject({ code: 'ERR_BUNDLE_EQUIVOCATION' })
    expect(await opened.proofs()).toMatchObject([{ name: 'root/2', version: 2, other }])
  })

  test('a root older than that of the floors is refused', async () => {
    const roots = [await signedRoot(), await nextRoot(2)]
    await withFloorsOf(await release(1, { roots }))
    expect(await (await open()).takeFile(one(2), at(0))).toMatchObject({
      code: 'ERR_BUNDLE_ROLLBACK',
    })
  })
})
