/** The publisher's side of a bundle for tests: documents signed by jose, put together in memory (docs/bundle.md). */
import { createHash } from 'node:crypto'
import { GeneralSign, importJWK } from 'jose'
import { encodeBundle, type BundleDocument } from '../bundle/container.ts'
import { algorithmOf, parsePublicJwk, thumbprint, type PrivateJwk } from '../crypto/jwk.ts'
import { utf8 } from '../encoding/bytes.ts'
import { canonicalJson } from '../encoding/canonical-json.ts'
import { formatInstant } from '../encoding/instant.ts'

const algNames = { Ed25519: 'Ed25519', ESP256: 'ES256' } as const

/** Members of the protected header that a test states otherwise than they should be. */
export type OddHeader = Readonly<Record<string, unknown>>

/** Signs a payload with every key given, in one General JWS without its payload. */
export async function signPayload(
  payload: Uint8Array,
  typ: string,
  keys: readonly PrivateJwk[],
  signedAt: number,
  odd: OddHeader = {},
): Promise<Uint8Array> {
  const general = new GeneralSign(payload)
  for (const jwk of keys) {
    const alg = algNames[algorithmOf(jwk)]
    const kid = await thumbprint(parsePublicJwk(jwk))
    general
      .addSignature(await importJWK({ ...jwk }, alg))
      .setProtectedHeader({ alg, b64: false, crit: ['b64'], kid, signedAt, typ, ...odd })
  }
  const { signatures } = await general.sign()
  const detached = signatures.map((made) => ({
    protected: made.protected,
    signature: made.signature,
  }))
  return utf8(JSON.stringify({ signatures: detached }))
}

/** Signs a document; its name says which type is signed for. */
export async function signDocument(
  name: string,
  value: unknown,
  keys: readonly PrivateJwk[],
  signedAt: number,
): Promise<BundleDocument> {
  const payload = utf8(canonicalJson(value))
  const typ = `greengate-test-${name.split('/')[0] ?? name}`
  return { name, payload, signatures: await signPayload(payload, typ, keys, signedAt) }
}

/** How documents name each other. */
export function describe(
  payload: Uint8Array,
  version: number,
): { readonly version: number; readonly length: number; readonly sha256: string } {
  const sha256 = createHash('sha256').update(payload).digest('base64url')
  return { version, length: payload.length, sha256 }
}

/** A member before it is signed. */
export interface Member {
  readonly name: string
  readonly value: { readonly version: number }
  readonly keys: readonly PrivateJwk[]
  /** Unix seconds; undefined: with the publication. A rule set must be signed before it takes effect. */
  readonly signedAt?: number
}

/** One publication of everything. */
export interface Publication {
  readonly roots: readonly BundleDocument[]
  readonly members: readonly Member[]
  /** Of snapshot and timestamp. */
  readonly version: number
  readonly snapshotKeys: readonly PrivateJwk[]
  readonly timestampKeys: readonly PrivateJwk[]
  /** Unix seconds. */
  readonly signedAt: number
}

const day = 86_400

/** The signed documents of a publication, in the order in which they are carried. */
export async function publish(publication: Publication): Promise<BundleDocument[]> {
  const { roots, version, signedAt } = publication
  const sorted = publication.members.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  const members = await Promise.all(
    sorted.map((member) =>
      signDocument(member.name, member.value, member.keys, member.signedAt ?? signedAt),
    ),
  )
  const listed = members.map(({ name, payload }, i) => ({
    name,
    ...describe(payload, sorted[i]?.value.version ?? 0),
  }))
  const expires = (days: number): string => formatInstant(signedAt + days * day)
  const snapshot = await signDocument(
    'snapshot',
    { version, expires: expires(30), members: listed },
    publication.snapshotKeys,
    signedAt,
  )
  const timestamp = await signDocument(
    'timestamp',
    { version, expires: expires(8), snapshot: describe(snapshot.payload, version) },
    publication.timestampKeys,
    signedAt,
  )
  return [...roots, timestamp, snapshot, ...members]
}

/** The same as one `.ggb`. */
export async function publishBytes(publication: Publication): Promise<Uint8Array> {
  return encodeBundle(await publish(publication))
}
