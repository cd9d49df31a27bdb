/** Tests of a verifier's bundle over time: what becomes of it, what is kept, and that floors never fall. */
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readContents, writeContents } from '../carriage/contents.ts'
import { encodeFrames, frameDigest, makeFrame } from '../carriage/frames.ts'
import { compress } from '../carriage/compress.ts'
import { keyNamed } from '../testing/keys.ts'
import { refusalOf } from '../testing/refusal.ts'
import { nextRoot, release, rootBytes } from '../testing/releases.ts'
import { StaticSite } from '../testing/static-site.ts'
import { day, now, signedRoot } from '../testing/world.ts'
import { memoryStore } from './memory-store.ts'
import { openBundle, type OpenBundle } from './open-bundle.ts'
import type { BundleStore } from './store.ts'

const worlds = ['test'] as const
const at = (seconds: number) => new Date((now + seconds) * 1000)
let root: Uint8Array
let releases: readonly Uint8Array[]
let site: StaticSite
let store: BundleStore

beforeAll(async () => {
  root = await rootBytes()
  releases = await Promise.all([1, 2, 3].map((version) => release(version)))
})
beforeEach(() => {
  site = new StaticSite()
  store = memoryStore()
})

const open = (kept: BundleStore = store) =>
  openBundle({ root, store: kept, source: site.source, worlds })
const version = ({ bundle }: OpenBundle) => bundle.snapshot?.version
const one = (version_: number) => releases[version_ - 1]!

describe('a refresh', () => {
  test('says updated with what was received, when new bytes are in force, and unchanged when not', async () => {
    const opened = await open()
    expect([opened.opened, version(opened)]).toEqual([{ state: 'empty' }, undefined])
    await site.publish(one(1))
    const first = await opened.refresh(at(0))
    expect(first).toMatchObject({
      state: 'updated',
      from: { root: 1, timestamp: null, snapshot: null },
      to: { root: 1, timestamp: 1, snapshot: 1 },
    })
    expect(first.bytes).toBe(site.files.get('bundle.ggb.gz')!.length)
    expect(version(opened)).toBe(1)
    expect(await opened.refresh(at(1))).toMatchObject({ state: 'unchanged' })
    await site.publish(one(2))
    site.asked = []
    expect(await opened.refresh(at(2))).toMatchObject({ state: 'updated', to: { snapshot: 2 } })
    // The facts and the rules are held already.
    expect(site.asked.map((path) => path.replace(/\/.{43}\./, '/x.'))).toEqual([
      'root/2.ggb',
      'timestamp.ggb',
      'snapshot/x.ggb',
      'member/x.ggb',
    ])
  })

  test('takes up a newer root alone, and with it whatever it signs anew', async () => {
    const opened = await open()
    await site.publish(one(1))
    await opened.refresh(at(0))
    const roots = [await signedRoot(), await nextRoot(2), await nextRoot(3, keyNamed('new'))]
    await site.publish(await release(2, { roots, timestampKeys: [keyNamed('new')] }))
    expect(await opened.refresh(at(0))).toMatchObject({ state: 'updated', to: { root: 3 } })
    expect((await open()).bundle.root.version).toBe(3)
  })

  test('that finds nothing, or nothing that fits, leaves what is in force', async () => {
    const opened = await open()
    expect(await opened.refresh(at(0))).toMatchObject({
      state: 'unreachable',
      code: 'ERR_SOURCE_MISSING',
    })
    await site.publish(one(2))
    await opened.refresh(at(0))
    const { digest } = opened.bundle
    await site.publish(one(1))
    expect(await opened.refresh(at(0))).toMatchObject({
      state: 'refused',
      code: 'ERR_BUNDLE_ROLLBACK',
    })
    expect(opened.bundle.digest).toBe(digest)
  })

  test('without a source is a mistake of the program', async () => {
    const opened = await openBundle({ root, store, worlds })
    await expect(opened.refresh(at(0))).rejects.toThrow(TypeError)
  })

  test('fetches the whole when a member was changed while it read', async () => {
    const opened = await open()
    await site.publish(one(1))
    await opened.refresh(at(0))
    await site.publish(one(2))
    for (const [path, bytes] of site.files)
      if (path.startsWith('member/')) site.files.set(path, bytes.slice(0, -1))
    expect(await opened.refresh(at(0))).toMatchObject({ state: 'updated', to: { snapshot: 2 } })
    expect(site.asked.at(-1)).toBe('bundle.ggb.gz')
  })
})

describe('a file', () => {
  test('is taken as it is and compressed, and again without any change', async () => {
    const opened = await open()
    const packed = await compress(one(1), 'gzip')
    expect(await opened.takeFile(packed, at(0))).toMatchObject({
      state: 'updated',
      bytes: packed.length,
    })
    expect(await opened.takeFile(one(1), at(0))).toMatchObject({ state: 'unchanged' })
  })

  test('may leave out what is held', async () => {
    const opened = await open()
    await opened.takeFile(one(1), at(0))
    const { documents, data } = await readContents(one(2))
    const part = new Map([...documents].filter(([name]) => !/^(facts|rules|root)/.test(name)))
    expect(part.size).toBe(3)
    const bytes = writeContents({ documents: part, data })
    expect(await opened.takeFile(bytes, at(0))).toMatchObject({ state: 'updated' })
    expect((await open()).bundle.digest).toBe(opened.bundle.digest)
    expect(await (await open(memoryStore())).takeFile(bytes, at(0))).toMatchObject({
      code: 'ERR_BUNDLE_MEMBER_MISSING',
    })
  })

  test.each([
    ['cut short', 'ERR_BUNDLE_MALFORMED', (bytes: Uint8Array) => bytes.slice(0, 900)],
    ['empty', 'ERR_BUNDLE_MALFORMED', () => new Uint8Array(0)],
    ['half a gzip', 'ERR_BUNDLE_MALFORMED', () => Uint8Array.of(0x1f, 0x8b, 8)],
  ])('%s is refused, and what is in force stays', async (_name, code, change) => {
    const opened = await open()
    await opened.takeFile(one(1), at(0))
    expect(await opened.takeFile(change(one(2)), at(0))).toMatchObject({ state: 'refused', code })
    expect(version(opened)).toBe(1)
  })
})

test('frames of what is new are taken in any order, and the last one says what came of them', async () => {
  const opened = await open()
  await opened.takeFile(one(1), at(0))
  const frames = await encodeFrames(one(2))
  expect(frames.length).toBeGreaterThan(2)
  const [last, ...first] = frames
  for (const [i, frame] of first.entries())
    expect(await opened.takeFrame(frame, at(0))).toEqual({
      state: 'collecting',
      have: i + 1,
      of: frames.length,
      again: false,
    })
  expect(await opened.takeFrame(last!, at(0))).toMatchObject({
    state: 'complete',
    refreshed: { state: 'updated', to: { snapshot: 2 } },
  })
})

test('frames that were forgotten are collected afresh', async () => {
  const opened = await open()
  await opened.takeFile(one(1), at(0))
  const frames = await encodeFrames(one(2))
  await opened.takeFrame(frames[0]!, at(0))
  opened.forgetFrames()
  expect(await opened.takeFrame(frames[1]!, at(0))).toMatchObject({ have: 1, again: false })
})

test('frames that hold nothing that can be inflated are refused, and nothing is thrown', async () => {
  const opened = await open()
  const whole = new Uint8Array(40).fill(255)
  const frame = makeFrame(await frameDigest(whole), 0, 1, whole)
  const seen = await opened.takeFrame(frame, at(0))
  expect(seen).toMatchObject({ state: 'complete', of: 1, refreshed: { state: 'refused' } })
})

describe('after a start', () => {
  test('the same bundle is in force, digest and all, however long it has expired', async () => {
    const opened = await open()
    await opened.takeFile(one(1), at(0))
    await opened.takeFile(one(2), at(3600))
    const again = await open()
    expect([again.opened, again.bundle.digest]).toEqual([{ state: 'stored' }, opened.bundle.digest])
    // What has expired is not taken any more, though what is in force stays.
    const later = await again.takeFile(one(3), at(100 * day))
    expect(later).toMatchObject({ state: 'refused', code: 'ERR_BUNDLE_EXPIRED' })
    expect(version(again)).toBe(2)
  })

  test('a generation of which a bit is turned is not believed, and the one before is below the floors', async () => {
    const opened = await open()
    await opened.takeFile(one(1), at(0))
    await opened.takeFile(one(2), at(0))
    const { generations, floors } = await store.read()
    const bent = generations.map((bytes) => bytes.slice())
    for (const bytes of bent) bytes[bytes.length >> 1]! ^= 1
    const torn: BundleStore = {
      ...store,
      read: () => Promise.resolve({ generations: bent, floors }),
    }
    expect((await open(torn)).opened).toEqual({ state: 'refused', code: 'ERR_STORE_DAMAGED' })
  })

  test('torn floors are an error: nobody knows any more what was in force', async () => {
    const opened = await open()
    await opened.takeFile(one(1), at(0))
    const { generations, floors } = await store.read()
    for (let bit = 0; bit < floors!.length * 8; bit += 13) {
      const bent = floors!.slice()
      bent[bit >> 3]! ^= 1 << (bit & 7)
      const torn = { ...store, read: () => Promise.resolve({ generations, floors: bent }) }
      expect(await refusalOf(open(torn))).toBe('ERR_STORE_DAMAGED')
    }
  })

  test('a store of another root is an error', async () => {
    await (await open()).takeFile(one(1), at(0))
    const other = await signedRoot({
      ...(JSON.parse(new TextDecoder().decode((await signedRoot()).payload)) as Record<
        string,
        unknown
      >),
      legalBasis: ['another decree'],
    })
    const { encodeBundle } = await import('../bundle/container.ts')
    const opening = openBundle({ root: encodeBundle([other]), store, worlds })
    expect(await refusalOf(opening)).toBe('ERR_STORE_ROOT')
  })

  test('a newer root of the same authority may be pinned over the store', async () => {
    const roots = [await signedRoot(), await nextRoot(2)]
    const opened = await open()
    await opened.takeFile(await release(1, { roots }), at(0))
    const { encodeBundle } = await import('../bundle/container.ts')
    const again = await openBundle({ root: encodeBundle(roots.slice(1)), store, worlds })
    expect(again.bundle.digest).toBe(opened.bundle.digest)
  })
})

test('two documents for one version are refused, and both are kept as proof, once', async () => {
  const opened = await open()
  await opened.takeFile(one(2), at(0))
  const signedAt = now - 7
  const other = await release(2, { signedAt })
  for (let i = 0; i < 2; i++)
    expect(await opened.takeFile(other, at(0))).toMatchObject({ code: 'ERR_BUNDLE_EQUIVOCATION' })
  const contents = await readContents(other)
  const mine = await readContents(one(2))
  expect(await (await open()).proofs()).toEqual([
    {
      name: 'timestamp',
      version: 2,
      sha256: opened.bundle.timestamp?.sha256,
      other: contents.documents.get('timestamp'),
      known: mine.documents.get('timestamp'),
    },
  ])
})

describe('with two of them on one store', () => {
  test('each sees what the other has kept, and neither puts it back', async () => {
    const [left, right] = [await open(), await open()]
    expect(await left.takeFile(one(3), at(0))).toMatchObject({ state: 'updated' })
    expect(await right.takeFile(one(1), at(0))).toMatchObject({ code: 'ERR_BUNDLE_ROLLBACK' })
    expect(version(right)).toBe(3)
    expect(await right.takeFile(one(3), at(0))).toMatchObject({ state: 'unchanged' })
  })
})

test('a store that cannot keep a bundle keeps it from being in force', async () => {
  const { GreengateError } = await import('../errors.ts')
  const full: BundleStore = {
    ...store,
    save: () => Promise.reject(new GreengateError('ERR_STORE_FAILED', 'no room')),
  }
  const opened = await open(full)
  expect(await opened.takeFile(one(1), at(0))).toMatchObject({ code: 'ERR_STORE_FAILED' })
  expect(version(opened)).toBeUndefined()
})

test('what is asked of it at once is done one after another', async () => {
  const opened = await open()
  const all = await Promise.all(releases.map((bytes) => opened.takeFile(bytes, at(0))))
  expect(all.map(({ state }) => state)).toEqual(['updated', 'updated', 'updated'])
  expect(version(opened)).toBe(3)
})
