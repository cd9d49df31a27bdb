/** The publisher's side of the demo: its documents signed and put together as an authority's are (docs/publishing.md). */
import type { World } from 'greengate'
import { encodeBundle, type BundleDocument, type PrivateJwk } from 'greengate/issue'
import {
  container,
  makeSnapshot,
  makeTimestamp,
  signedDocument,
  type Online,
} from '../bundle/assemble.ts'
import { carried, isPlace, makeDocument, type Document } from '../bundle/document.ts'
import { keySigner, type DocumentSigner } from '../bundle/signer.ts'

export { digest, payloadBytes } from '../bundle/document.ts'

/** What a publisher signs anew each time, and what it carries along. */
export interface Publication {
  /** The signed root, as `signDocument` gave it. */
  readonly root: BundleDocument
  readonly keys: {
    readonly snapshot: readonly PrivateJwk[]
    readonly timestamp: readonly PrivateJwk[]
    readonly trust: readonly PrivateJwk[]
    readonly facts: readonly PrivateJwk[]
    readonly rules: readonly PrivateJwk[]
  }
  /** Of snapshot and timestamp; higher with every publication. */
  readonly version: number
  readonly signedAt: Date
  readonly trust: Versioned
  readonly facts: Versioned
  /** Every version so far: a bundle that drops one is refused. */
  readonly ruleSets: readonly (Versioned & {
    readonly id: string
    readonly effective: { readonly from: string }
  })[]
  /** What the trust list's keys sign beside it: population sets, the roster, keys of stations. */
  readonly others: readonly Member[]
  /** Raw data that they name. */
  readonly data: readonly Uint8Array[]
}

/** A member by its name in the snapshot. */
export interface Member {
  readonly name: string
  readonly payload: Versioned & Readonly<Record<string, unknown>>
}

/** A payload that says its own version. */
interface Versioned {
  readonly version: number
}

/** For how many days a snapshot and a timestamp may be accepted; how long they may be *used* is root's to say. */
const days = { snapshot: 30, timestamp: 8 } as const

/**
 * Signs a document with every key given.
 *
 * @param name - `root/1`, `trust`, `rules/demo-hz/2`: it also says which type is signed for.
 * @param world - What the signature is good for: the same document in another world is not signed.
 */
export async function signDocument(
  name: string,
  payload: Versioned,
  keys: readonly PrivateJwk[],
  signedAt: Date,
  world: World = 'demo',
): Promise<BundleDocument> {
  return carried(await signed(name, payload, keys, { world, signedAt: seconds(signedAt) }))
}

async function signed(
  name: string,
  payload: Versioned,
  keys: readonly PrivateJwk[],
  how: Pick<Online, 'world' | 'signedAt'>,
): Promise<Document> {
  const place = isPlace(name) ? name : `${name}/${payload.version}`
  return signedDocument(place, payload, await signersOf(keys), how)
}

function signersOf(keys: readonly PrivateJwk[]): Promise<readonly DocumentSigner[]> {
  return Promise.all(keys.map((key) => keySigner(key, 'a key of the demo')))
}

function seconds(instant: Date): number {
  return Math.floor(instant.getTime() / 1000)
}

/** Writes the one document that a verifier pins. */
export function rootFile(root: BundleDocument): Uint8Array {
  return encodeBundle([root])
}

/**
 * Signs everything and puts it together as a bundle.
 *
 * To publish again, give the same publication with a higher version and a later `signedAt`; a changed trust
 * list, fact types or a further rule set brings its own higher version.
 */
export async function publish(publication: Publication): Promise<Uint8Array> {
  const { root, keys, version, signedAt, trust, facts, ruleSets, others, data } = publication
  const online: Online = {
    world: 'demo',
    signedAt: seconds(signedAt),
    snapshot: await signersOf(keys.snapshot),
    timestamp: await signersOf(keys.timestamp),
    days,
  }
  // A version that is in force was signed before it took effect: publishing it again does not change when.
  const members = await Promise.all([
    signed('facts', facts, keys.facts, online),
    signed('trust', trust, keys.trust, online),
    ...others.map(({ name, payload }) => signed(name, payload, keys.trust, online)),
    ...ruleSets.map((set) =>
      signed(`rules/${set.id}/${set.version}`, set, keys.rules, {
        ...online,
        signedAt: Math.min(online.signedAt, Date.parse(set.effective.from) / 1000),
      }),
    ),
  ])
  const snapshot = await makeSnapshot(members, version, online)
  const timestamp = await makeTimestamp(snapshot, version, online)
  const value = JSON.parse(new TextDecoder().decode(root.payload)) as object
  const roots = [makeDocument(root.name, value, root.signatures)]
  return container({ roots, timestamp, snapshot, members, data })
}
