/** The publisher's side of a bundle: documents signed by jose, put together as `.ggb` files (docs/bundle.md). */
import { createHash } from 'node:crypto'
import { GeneralSign, importJWK } from 'jose'
import type { World } from 'greengate'
import {
  canonicalJson,
  encodeBundle,
  publicJwk,
  thumbprint,
  type BundleDocument,
  type PrivateJwk,
} from 'greengate/issue'
import { instantText } from '../edges/instant.ts'

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
}

/** A payload that says its own version. */
interface Versioned {
  readonly version: number
}

const day = 86_400_000
/** How long a snapshot and a timestamp may be accepted; how long they may be *used* is root's to say. */
const snapshotLife = 30 * day
const timestampLife = 8 * day

/** SHA-256, base64url: how documents name each other. */
export function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64url')
}

/** The bytes of a payload that are signed and carried. */
export function payloadBytes(payload: unknown): Uint8Array {
  return new TextEncoder().encode(canonicalJson(payload))
}

/**
 * Signs a document with every key given.
 *
 * @param name - `root/1`, `trust`, `rules/demo-hz/2`: it also says which type is signed for.
 * @param world - What the signature is good for: the same document in another world is not signed.
 */
export async function signDocument(
  name: string,
  payload: unknown,
  keys: readonly PrivateJwk[],
  signedAt: Date,
  world: World = 'demo',
): Promise<BundleDocument> {
  const bytes = payloadBytes(payload)
  const general = new GeneralSign(bytes)
  for (const jwk of keys) {
    const alg = jwk.kty === 'OKP' ? 'Ed25519' : 'ES256'
    general.addSignature(await importJWK({ ...jwk }, alg)).setProtectedHeader({
      alg,
      b64: false,
      crit: ['b64'],
      kid: await thumbprint(publicJwk(jwk)),
      signedAt: Math.floor(signedAt.getTime() / 1000),
      typ: `greengate-${world === 'production' ? '' : `${world}-`}${name.split('/')[0] ?? name}`,
    })
  }
  const { signatures } = await general.sign()
  const detached = {
    signatures: signatures.map(({ protected: header, signature }) => ({
      protected: header,
      signature,
    })),
  }
  return { name, payload: bytes, signatures: new TextEncoder().encode(JSON.stringify(detached)) }
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
  const { root, keys, version, signedAt, trust, facts, ruleSets } = publication
  const members = await Promise.all([
    signDocument('facts', facts, keys.facts, signedAt),
    signDocument('trust', trust, keys.trust, signedAt),
    ...ruleSets.map((set) =>
      signDocument(
        `rules/${set.id}/${set.version}`,
        set,
        keys.rules,
        earlier(signedAt, set.effective.from),
      ),
    ),
  ])
  const versions = [facts, trust, ...ruleSets].map((payload) => payload.version)
  const listed = members
    .map(({ name, payload }, at) => ({ name, ...describe(payload, versions[at] ?? 0) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  const later = (life: number): string => instantText(new Date(signedAt.getTime() + life))
  const snapshot = await signDocument(
    'snapshot',
    { version, expires: later(snapshotLife), members: listed },
    keys.snapshot,
    signedAt,
  )
  const timestamp = await signDocument(
    'timestamp',
    { version, expires: later(timestampLife), snapshot: describe(snapshot.payload, version) },
    keys.timestamp,
    signedAt,
  )
  const inOrder = listed.flatMap(({ name }) => members.filter((member) => member.name === name))
  return encodeBundle([root, timestamp, snapshot, ...inOrder])
}

/** A version that is in force was signed before it took effect: publishing it again does not change when. */
function earlier(signedAt: Date, from: string): Date {
  return new Date(Math.min(signedAt.getTime(), Date.parse(from)))
}

function describe(
  payload: Uint8Array,
  version: number,
): { readonly version: number; readonly length: number; readonly sha256: string } {
  return { version, length: payload.length, sha256: digest(payload) }
}
