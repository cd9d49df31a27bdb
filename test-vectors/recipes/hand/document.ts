/** Signed documents and their container, after bundle.md sections 1 and 3. */
import { base64url, concat, sha256, utf8 } from './bytes.ts'
import { cbor } from './cbor.ts'
import { jcs, type Json } from './jcs.ts'
import { signWith, type Key } from './keys.ts'

/** A document of a bundle. */
export interface Document {
  readonly name: string
  readonly payload: Uint8Array
  readonly signatures: Uint8Array
}

/** One signature, and what a recipe may break about it. */
export interface Signing {
  readonly by: Key
  readonly signedAt?: string
  /** Whose world the signature is for; empty: production, which is not written. */
  readonly world?: string
  /** Takes the place of header members, or of the whole header text. */
  readonly header?: Readonly<Record<string, Json | undefined>> | string
  readonly signature?: (signature: Uint8Array) => Uint8Array
}

export type Type =
  | 'root'
  | 'snapshot'
  | 'timestamp'
  | 'delegation'
  | 'trust'
  | 'facts'
  | 'rules'
  | 'emergency'
  | 'status'
  | 'stations'
  | 'keys'
  | 'covered'
  | 'not-green'

const sign = (type: Type, signedAt: string, payload: Uint8Array, signing: Signing): Json => {
  const { by, header = {} } = signing
  const members = {
    alg: by.jwk.kty === 'OKP' ? 'Ed25519' : 'ES256',
    b64: false,
    crit: ['b64'],
    kid: by.thumbprint,
    signedAt: Date.parse(signing.signedAt ?? signedAt) / 1000,
    typ: `greengate-${signing.world === '' ? '' : `${signing.world ?? 'test'}-`}${type}`,
  }
  const text = typeof header === 'string' ? header : jcs({ ...members, ...header })
  const protectedHeader = base64url(utf8(text))
  const signature = signWith(by, concat(utf8(`${protectedHeader}.`), payload))
  return {
    protected: protectedHeader,
    signature: base64url(signing.signature?.(signature) ?? signature),
  }
}

/** Signs a payload; text stands for bytes that are not canonical JSON on purpose. */
export const signDocument = (
  name: string,
  type: Type,
  signedAt: string,
  payload: Json,
  signings: readonly Signing[],
): Document => {
  const bytes = utf8(typeof payload === 'string' ? payload : jcs(payload))
  const signatures = signings.map((signing) => sign(type, signedAt, bytes, signing))
  return { name, payload: bytes, signatures: utf8(jcs({ signatures })) }
}

/** The SHA-256 of a document's payload, base64url. */
export const digest = (document: Document): string => base64url(sha256(document.payload))

/** A `.ggb` file. */
export const container = (
  documents: readonly Document[],
  data: readonly Uint8Array[] = [],
): Uint8Array =>
  cbor([
    'greengate-bundle-1',
    documents.map(({ name, payload, signatures }) => [name, payload, signatures]),
    ...(data.length === 0 ? [] : [data]),
  ])
