/** Whole TUF repositories that others made, and what may be made of them, held against our own checks. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { hasCorpora } from '../testing/corpora.ts'
import { refusalOf } from '../testing/refusal.ts'
import {
  fetchTarget,
  pinTuf,
  refreshTuf,
  type TufFiles,
  type TufHeld,
  type TufState,
} from '../testing/tuf-client.ts'
import { parseTuf, parseTufKeys, parseTufRole, refuseUnsigned } from '../testing/tuf-metadata.ts'
import { rootLike, signTuf, tufSigner } from '../testing/tuf-signing.ts'

type Json = Readonly<Record<string, unknown>>
type Change = (bytes: Uint8Array) => Uint8Array

const folder = fileURLToPath(new URL('../../../shared/corpora/tuf-static-repos/', import.meta.url))
const name = 'tuf-on-ci-0.11'
const files: TufFiles = (path) => {
  const file = `${folder}${name}/${path}`
  return existsSync(file) ? new Uint8Array(readFileSync(file)) : undefined
}
const textOf = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes)
const bytesOf = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value))
const secondsOf = (text: string): number => Date.parse(text) / 1000

/** The same files, one of them changed. */
const changed =
  (path: string, change: Change): TufFiles =>
  (asked) => {
    const bytes = files(asked)
    return asked === path && bytes !== undefined ? change(bytes) : bytes
  }

interface Metadata {
  readonly signed: Json
  readonly signatures: readonly { readonly keyid: string; readonly sig: string }[]
}
const metadataOf = (bytes: Uint8Array | undefined): Metadata =>
  JSON.parse(textOf(bytes)) as Metadata
/** One byte of the last number of the first signature. */
const bend: Change = (bytes) => {
  const { signed, signatures } = metadataOf(bytes)
  const [first, ...others] = signatures
  const end = Number.parseInt(first!.sig.slice(-2), 16) ^ 1
  const sig = first!.sig.slice(0, -2) + end.toString(16).padStart(2, '0')
  return bytesOf({ signed, signatures: [{ ...first, sig }, ...others] })
}

describe.skipIf(!hasCorpora)('corpora: a whole TUF repository', () => {
  let seconds: number
  let target: string
  let pin: TufState
  let state: TufState
  beforeAll(async () => {
    seconds = secondsOf(textOf(files('faketime')))
    target = textOf(files('targetpath')).trim()
    pin = await pinTuf(files('initial_root.json')!)
    state = await refreshTuf(pin, files, seconds)
  })

  test('is taken, again without any change, and its artefact verifies', async () => {
    expect([state.timestamp?.version, state.snapshot?.version]).toEqual([2, 2])
    expect(await refreshTuf(state, files, seconds)).toEqual(state)
    expect((await fetchTarget(state, files, target, seconds)).length).toBe(34)
  })

  test('is refused for one byte of any signature, and its artefact for one of its own', async () => {
    expect(await refusalOf(pinTuf(bend(files('initial_root.json')!)))).toBe('ERR_BUNDLE_SIGNATURE')
    for (const path of ['timestamp', '2.snapshot', '1.targets'])
      expect(
        await refusalOf(refreshTuf(pin, changed(`metadata/${path}.json`, bend), seconds)),
        path,
      ).toBe('ERR_BUNDLE_SIGNATURE')
    const get = (path: string, change: Change) =>
      refusalOf(fetchTarget(state, changed(path, change), target, seconds))
    expect(await get('metadata/2.delegatedrole.json', bend)).toBe('ERR_BUNDLE_SIGNATURE')
    const artefact = readdirSync(`${folder}${name}/targets/delegatedrole`)
    const path = `targets/delegatedrole/${artefact[0]!}`
    expect(await get(path, (bytes) => bytes.with(3, bytes[3]! ^ 1))).toBe('ERR_BUNDLE_DIGEST')
    expect(await get(path, (bytes) => bytes.slice(1))).toBe('ERR_BUNDLE_DIGEST')
  })

  test('is refused from the second on in which the first of its documents expires', async () => {
    const ends = pin.root.expires
    expect(await refusalOf(refreshTuf(pin, files, ends - 1))).toBeUndefined()
    expect(await refusalOf(refreshTuf(pin, files, ends))).toBe('ERR_BUNDLE_EXPIRED')
    const late = fetchTarget(state, files, target, secondsOf('2044-08-10T10:18:49Z'))
    expect(await refusalOf(late)).toBe('ERR_BUNDLE_EXPIRED')
  })

  test.each(['timestamp', 'snapshot', 'targets'] as const)(
    'is refused by who knows a newer %s, and by who knows another of that version',
    async (role) => {
      const held = state[role] as TufHeld
      const knowing = (floor: TufHeld) => refreshTuf({ ...state, [role]: floor }, files, seconds)
      const newer = { ...held, version: held.version + 1 }
      expect(await refusalOf(knowing(newer))).toBe('ERR_BUNDLE_ROLLBACK')
      const other = { ...held, sha256: 'another' }
      expect(await refusalOf(knowing(other))).toBe('ERR_BUNDLE_EQUIVOCATION')
    },
  )

  test('a key counts once, however often it signs and under whatever name', async () => {
    const delegations = metadataOf(files('metadata/1.targets.json')).signed['delegations'] as {
      readonly keys: Readonly<Record<string, unknown>>
      readonly roles: readonly Json[]
    }
    const document = parseTuf(files('metadata/2.delegatedrole.json')!, 'targets')
    const [one, unsigned] = document.signatures
    const role = async (threshold: number, keys: Json = delegations.keys) =>
      parseTufRole(
        { ...delegations.roles[0], keyids: Object.keys(keys), threshold },
        'delegatedrole',
        await parseTufKeys(keys),
      )
    expect(await refuseUnsigned(document, await role(1))).toBe(1)
    const twice = { ...document, signatures: [one!, one!] }
    expect(await refuseUnsigned(twice, await role(1))).toBe(1)
    const two = await role(2)
    for (const signatures of [document.signatures, [one!, one!], [one!, { ...one!, keyid: '!' }]])
      expect(await refusalOf(refuseUnsigned({ ...document, signatures }, two))).toBe(
        'ERR_BUNDLE_SIGNATURE',
      )
    const borrowed = [one!, { ...one!, keyid: unsigned!.keyid }]
    expect(await refusalOf(refuseUnsigned({ ...document, signatures: borrowed }, two))).toBe(
      'ERR_BUNDLE_SIGNATURE',
    )
    // The same key under a second name: no two of one key.
    const doubled = {
      [one!.keyid]: delegations.keys[one!.keyid],
      second: delegations.keys[one!.keyid],
    }
    expect(await refusalOf(role(2, doubled))).toBe('ERR_BUNDLE_MALFORMED')
    const third = await role(2, { ...delegations.keys, second: delegations.keys[one!.keyid] })
    const renamed = { ...document, signatures: [one!, { ...one!, keyid: 'second' }] }
    expect(await refusalOf(refuseUnsigned(renamed, third))).toBe('ERR_BUNDLE_SIGNATURE')
  })

  test('a next root that its own signers did not sign is not followed', async () => {
    const root = metadataOf(files('initial_root.json')).signed
    const thief = [tufSigner('thief')]
    const next = signTuf(rootLike(root, 2, thief), thief)
    const offered: TufFiles = (path) => (path === 'metadata/2.root.json' ? next : files(path))
    expect(await refusalOf(refreshTuf(state, offered, seconds))).toBe('ERR_BUNDLE_SIGNATURE')
  })
})

describe.skipIf(!hasCorpora)('corpora: a TUF repository signed anew', () => {
  const [a, b, c] = [tufSigner('tuf a'), tufSigner('tuf b'), tufSigner('tuf c')]
  const corpus = (path: string): Json => metadataOf(files(path)).signed
  const seconds = 1_739_092_643
  const rootOf = (version: number, keys = [a, b], signers = keys, threshold = 2) =>
    signTuf(rootLike(corpus('initial_root.json'), version, keys, threshold), signers)
  /** The corpus' documents, some members changed, signed by two keys. */
  const repository = (
    changes: Readonly<Record<string, Json>> = {},
    roots: Readonly<Record<string, Uint8Array>> = {},
    keys = [a, b],
  ): TufFiles => {
    const made = new Map(Object.entries(roots))
    for (const path of ['timestamp', '2.snapshot', '1.targets']) {
      const name = `metadata/${path}.json`
      made.set(name, signTuf({ ...corpus(name), ...changes[path] }, keys))
    }
    return (path) => made.get(path)
  }
  const refresh = async (offered: TufFiles, at = seconds, from?: TufState) =>
    refreshTuf(from ?? (await pinTuf(rootOf(1))), offered, at)
  const roots = (second: Uint8Array, third?: Uint8Array) => ({
    'metadata/2.root.json': second,
    ...(third && { 'metadata/3.root.json': third }),
  })

  test('is followed through roots that old and new signers signed', async () => {
    const chain = roots(rootOf(2, [b, c], [a, b, c]), rootOf(3, [c, a], [b, c, a]))
    const state = await refresh(repository({}, chain, [c, a]))
    expect(state.root.version).toBe(3)
  })

  test.each([
    ['by the new ones only', () => rootOf(2, [b, c]), 'ERR_BUNDLE_SIGNATURE'],
    ['by the old ones only', () => rootOf(2, [b, c], [a, b]), 'ERR_BUNDLE_SIGNATURE'],
    ['by one twice', () => rootOf(2, [a, b], [a, a]), 'ERR_BUNDLE_SIGNATURE'],
    ['as another version', () => rootOf(3, [a, b]), 'ERR_BUNDLE_MALFORMED'],
  ])('is refused when the next root is signed %s', async (_how, root, code) => {
    expect(await refusalOf(refresh(repository({}, roots(root()))))).toBe(code)
  })

  test.each(['timestamp', '2.snapshot', '1.targets'])(
    'is refused from the second on in which %s expires',
    async (path) => {
      const anew = repository({ [path]: { expires: '2025-03-01T00:00:00Z' } })
      const ends = secondsOf('2025-03-01T00:00:00Z')
      expect(await refusalOf(refresh(anew, ends - 1))).toBeUndefined()
      expect(await refusalOf(refresh(anew, ends))).toBe('ERR_BUNDLE_EXPIRED')
    },
  )

  test('is refused when it goes back, and taken when new signers of the timestamp recover it', async () => {
    const state = await refresh(repository({ timestamp: { version: 9 } }))
    const back = repository({ timestamp: { version: 8 } })
    expect(await refusalOf(refresh(back, seconds, state))).toBe('ERR_BUNDLE_ROLLBACK')
    const meta = { 'snapshot.json': { version: 1 } }
    const older = repository({ timestamp: { version: 10, meta } })
    expect(await refusalOf(refresh(older, seconds, state))).toBe('ERR_BUNDLE_ROLLBACK')
    const recovered = repository({}, roots(rootOf(2, [b, c], [a, b, c])), [b, c])
    expect((await refresh(recovered, seconds, state)).timestamp?.version).toBe(2)
  })

  test('is refused when a document has another version than is listed, or other bytes', async () => {
    const other = repository({ '2.snapshot': { version: 3 } })
    expect(await refusalOf(refresh(other))).toBe('ERR_BUNDLE_MALFORMED')
    const hashes = { sha256: '00'.repeat(32) }
    const meta = { 'snapshot.json': { version: 2, hashes } }
    expect(await refusalOf(refresh(repository({ timestamp: { meta } })))).toBe('ERR_BUNDLE_DIGEST')
  })
})
