/** What is published travels: as a file, as a delta, as QR codes that a camera's decoder reads, back into a folder. */
import { cpSync, rmSync } from 'node:fs'
import { acceptBundle, pinRoot, ruleSetInForce } from 'greengate'
import { decodeBundle, encodeFrames } from 'greengate/issue'
import { FrameCollector } from 'greengate/update'
import { readBarcodes } from 'zxing-wasm/reader'
import { expect, test } from 'vitest'
import { openPictureReader } from '../edges/picture.ts'
import { drawFrame } from '../edges/qr-code.ts'
import { OperatorError } from '../operator-error.ts'
import { openAuthority } from './authority.ts'
import { readBundle } from './bundle-source.ts'
import { deltaContainer } from './delta.ts'
import { importBundle } from './import.ts'
import { documentsOf } from './open-verified.ts'
import { readShelf } from './shelf.ts'
import { statusOf } from './status.ts'
import {
  after,
  beginPublishing,
  day,
  founded,
  hour,
  previous,
  ruleSet,
  testAuthority,
  text,
  type TestAuthority,
} from './test-authority.ts'

const first = ruleSet(1, 0)

/** Version 1 is published, then version 2 ahead; the container before and the one after. */
async function twoVersions(authority: TestAuthority): Promise<readonly [Uint8Array, Uint8Array]> {
  await beginPublishing(authority)
  await authority.add(first)
  await authority.sign(founded, ['rules-1', 'rules-2'], 'rules/cn-3301/1')
  await authority.publish(after(hour))
  const before = await authority.published()
  await authority.add(ruleSet(2, 2 * day, previous(first)))
  await authority.sign(after(hour), ['rules-1', 'rules-2'], 'rules/cn-3301/2')
  await authority.publish(after(2 * hour))
  return [before, await authority.published()]
}

const found = (bytes: Uint8Array) => ({ name: 'bundle.ggb', bytes })

test('a new version alone is a few QR codes, read in any order by a camera, and taken up', async () => {
  await using authority = await testAuthority()
  const [before, whole] = await twoVersions(authority)
  const delta = deltaContainer(documentsOf(found(whole)), documentsOf(found(before)))
  const names = decodeBundle(delta).documents.map(({ name }) => name)
  expect(names).toEqual(['timestamp', 'snapshot', 'rules/cn-3301/2'])
  const frames = await encodeFrames(delta)
  expect(frames.length).toBeLessThanOrEqual(4)
  await openPictureReader()
  const collector = new FrameCollector()
  let container: Uint8Array | undefined
  for (const frame of frames.toReversed()) {
    const picture = (await drawFrame(frame, 'png')) as Uint8Array
    const [code] = await readBarcodes(picture, { formats: ['QRCode'] })
    expect(code?.bytes).toEqual(frame)
    const seen = await collector.add(code?.bytes ?? new Uint8Array())
    if (seen.state === 'complete') container = seen.container
  }
  expect(container).toEqual(delta)
  // A station that has the version before.
  const pinned = await pinRoot(authority.root(), { worlds: ['test'] })
  const held = await acceptBundle(pinned, before, after(hour))
  const next = await acceptBundle(held, container ?? before, after(3 * hour))
  expect(ruleSetInForce(next, 'cn-3301', after(2 * day))?.version).toBe(2)
})

test('a machine without a network takes up what was published, and nothing of another authority', async () => {
  await using authority = await testAuthority()
  await using stranger = await testAuthority()
  const offline = authority.at('../offline')
  cpSync(authority.at('.'), offline, { recursive: true })
  const [, whole] = await twoVersions(authority)
  const machine = await openAuthority(offline)
  const taken = await importBundle(machine, found(whole), after(2 * hour))
  expect(taken).toContain('rules/cn-3301/2')
  expect((await readShelf(machine)).signed.map(({ place }) => place)).toEqual(
    (await authority.shelf()).signed
      .map(({ place }) => place)
      .filter((place) => place !== 'snapshot/1' && place !== 'snapshot/2'),
  )
  expect(await importBundle(machine, found(whole), after(2 * hour))).toEqual([])
  const theirs = await stranger.open()
  await expect(importBundle(theirs, found(whole), after(2 * hour))).rejects.toBeInstanceOf(
    OperatorError,
  )
  await expect(importBundle(machine, found(whole.slice(0, 99)), founded)).rejects.toBeInstanceOf(
    OperatorError,
  )
})

test('status tells what takes effect when, who signed, and what is late', async () => {
  await using authority = await testAuthority()
  const [, whole] = await twoVersions(authority)
  const documents = documentsOf(found(whole))
  const soon = statusOf(documents, after(3 * hour))
  expect(soon.effects).toMatchObject([
    { name: 'rules/cn-3301', version: 1, state: 'in-force', from: text(0) },
    { name: 'rules/cn-3301', version: 2, state: 'ahead', from: text(2 * day) },
  ])
  expect(soon.documents.find(({ name }) => name === 'rules/cn-3301/2')?.signers).toHaveLength(2)
  expect(soon.documents.filter(({ late }) => late !== null)).toEqual([])
  const later = statusOf(documents, after(2 * day + 3 * hour))
  expect(later.effects.map(({ state }) => state)).toEqual(['replaced', 'in-force'])
  expect(later.documents.find(({ name }) => name === 'timestamp')?.late).toBe('older-than-limit')
  // Whom data are carried to has eight days.
  const carried = statusOf(documents, after(2 * day + 3 * hour), 'stick')
  expect(carried.documents.filter(({ late }) => late === 'older-than-limit')).toEqual([])
  const long = statusOf(documents, after(89 * day))
  const late = Object.fromEntries(long.documents.map((each) => [each.name, each.late]))
  expect(late).toMatchObject({
    timestamp: 'expired',
    snapshot: 'expired',
    trust: 'older-than-limit',
  })
  expect(long.effects.map(({ state }) => state)).toEqual(['replaced', 'over'])
})

test('sets grow old since people were assessed, not since they were signed', async () => {
  const vectors = new URL('../../test-vectors/bundle/population.ggb', import.meta.url).pathname
  const documents = documentsOf(await readBundle(vectors))
  const { documents: shown } = statusOf(documents, new Date('2026-03-02T04:00:00Z'))
  const ages = Object.fromEntries(shown.map((each) => [each.name, each.ageSeconds]))
  // The patch counts, and of the sets of two versions that of the one in force.
  expect(ages).toMatchObject({ 'not-green/cn-3301': 3600, 'covered/cn-3301': 10_800 })
  // Rosters expire, and do not grow old.
  expect(ages['stations']).toBeNull()
})

test('the served folder is written again where it was lost, from what is signed', async () => {
  await using authority = await testAuthority()
  await twoVersions(authority)
  rmSync(authority.at('published'), { recursive: true })
  const { snapshot } = await authority.publish(after(3 * hour))
  expect(snapshot).toBe(4)
  const files = authority.list().filter((name) => name.startsWith('authority/published/'))
  expect(files.filter((name) => name.includes('/member/')).length).toBe(4)
  expect(files).toContain('authority/published/timestamp.ggb')
  expect(files).toContain('authority/published/root/1.ggb')
})
