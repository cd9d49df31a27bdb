/** Puts signed documents together as a bundle: snapshot and timestamp over them, and one container. */
import { encodeBundle } from 'greengate/issue'
import { instantText } from '../edges/instant.ts'
import { carried, digest, makeDocument, type Document } from './document.ts'
import type { Listed, World } from './payloads.ts'
import { makeSignature, signaturesBytes, typOf } from './signatures.ts'
import type { DocumentSigner } from './signer.ts'

/** Who signs online, and for how long it may be accepted. */
export interface Online {
  readonly world: World
  readonly snapshot: readonly DocumentSigner[]
  readonly timestamp: readonly DocumentSigner[]
  /** Unix seconds. */
  readonly signedAt: number
  readonly days: { readonly snapshot: number; readonly timestamp: number }
}

/**
 * Makes a document and signs it with every key given.
 *
 * @param signedAt - Unix seconds.
 */
export async function signedDocument(
  place: string,
  payload: object,
  signers: readonly DocumentSigner[],
  { world, signedAt }: Pick<Online, 'world' | 'signedAt'>,
): Promise<Document> {
  const document = makeDocument(place, payload)
  const typ = typOf(document.role, world)
  const entries = await Promise.all(
    signers.map((signer) => makeSignature({ payload: document.payload, typ, signedAt }, signer)),
  )
  return { ...document, signatures: signaturesBytes(entries) }
}

/** Lists members as a snapshot does. */
function listed(members: readonly Document[]): readonly (Listed & { name: string })[] {
  return members
    .map((document) => ({ name: document.name, ...describeListed(document) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

function describeListed({ version, payload }: Document): Listed {
  return { version, length: payload.length, sha256: digest(payload) }
}

/** Makes the next snapshot. */
export function makeSnapshot(
  members: readonly Document[],
  version: number,
  online: Online,
): Promise<Document> {
  const payload = {
    version,
    expires: after(online, online.days.snapshot),
    members: listed(members),
  }
  return signedDocument(`snapshot/${version}`, payload, online.snapshot, online)
}

/** Makes the next timestamp. */
export function makeTimestamp(
  snapshot: Document,
  version: number,
  online: Online,
): Promise<Document> {
  const payload = {
    version,
    expires: after(online, online.days.timestamp),
    snapshot: describeListed(snapshot),
  }
  return signedDocument(`timestamp/${version}`, payload, online.timestamp, online)
}

function after({ signedAt }: Online, days: number): string {
  return instantText(new Date((signedAt + days * 86_400) * 1000))
}

/** All that is published. */
export interface Assembled {
  /** Ascending. */
  readonly roots: readonly Document[]
  readonly timestamp: Document
  readonly snapshot: Document
  readonly members: readonly Document[]
  /** Raw data that status headers name. */
  readonly data: readonly Uint8Array[]
}

/** Writes a container in the order of docs/bundle.md 3. */
export function container({ roots, timestamp, snapshot, members, data }: Assembled): Uint8Array {
  const order = ({ name, role }: Document): string => `${role === 'delegation' ? 0 : 1}${name}`
  const inOrder = members.toSorted((a, b) => (order(a) < order(b) ? -1 : 1))
  return encodeBundle([...roots, timestamp, snapshot, ...inOrder].map(carried), data)
}
