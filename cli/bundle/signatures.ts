/** Signatures of a document: read, made, and checked by jose, which is not what verifiers check with. */
import { flattenedVerify, importJWK } from 'jose'
import type { PublicJwk } from 'greengate/issue'
import { asObject, parseJson } from '../edges/json-file.ts'
import { OperatorError } from '../operator-error.ts'
import type { DocumentRole } from './document.ts'
import type { World } from './payloads.ts'
import type { DocumentSigner } from './signer.ts'

/** One signature, and what its header says. */
export interface SignatureEntry {
  readonly protected: string
  readonly signature: string
  /** Thumbprint of the key. */
  readonly kid: string
  /** Unix seconds. */
  readonly signedAt: number
  readonly typ: string
}

const encoder = new TextEncoder()
const what = 'signatures of a document'

/** What is signed for: a key of a test world makes nothing that a production verifier takes. */
export function typOf(role: DocumentRole | 'counts', world: World): string {
  return world === 'production' ? `greengate-${role}` : `greengate-${world}-${role}`
}

/**
 * Reads the signatures file of a document.
 *
 * @throws {@link OperatorError}
 */
export function readSignatures(
  bytes: Uint8Array | undefined,
  place: string,
): readonly SignatureEntry[] {
  if (bytes === undefined) return []
  const name = `${place}.signatures.json`
  const list = asObject(parseJson(bytes, name, what))?.['signatures']
  const entries = Array.isArray(list) ? list.map((item: unknown) => entryOf(item, name)) : []
  if (entries.length > 0) return entries
  throw new OperatorError(`${name}: holds no signatures; delete it and sign again`)
}

function entryOf(item: unknown, name: string): SignatureEntry {
  const { protected: header, signature } = asObject(item) ?? {}
  if (typeof header === 'string' && typeof signature === 'string') {
    const bytes = new Uint8Array(Buffer.from(header, 'base64url'))
    const { kid, signedAt, typ } = asObject(parseJson(bytes, name, what)) ?? {}
    if (typeof kid === 'string' && typeof typ === 'string' && Number.isSafeInteger(signedAt)) {
      return { protected: header, signature, kid, typ, signedAt: signedAt as number }
    }
  }
  throw new OperatorError(`${name}: holds what is no signature; delete it and sign again`)
}

/** Writes signatures as they are carried. */
export function signaturesBytes(entries: readonly SignatureEntry[]): Uint8Array {
  const signatures = entries.map((entry) => ({
    protected: entry.protected,
    signature: entry.signature,
  }))
  return encoder.encode(JSON.stringify({ signatures }))
}

/** Whether a signature is right: of this payload, by this key, for this purpose. */
export async function isRight(
  { protected: header, signature, typ }: SignatureEntry,
  payload: Uint8Array,
  key: PublicJwk,
  wanted: string,
): Promise<boolean> {
  if (typ !== wanted) return false
  try {
    const alg = key.kty === 'OKP' ? 'Ed25519' : 'ES256'
    const jws = { protected: header, signature, payload }
    await flattenedVerify(jws, await importJWK({ ...key }, alg), { algorithms: [alg] })
    return true
  } catch (error) {
    // jose says by exception what is no signature; anything else is a fault of ours.
    if (!(error instanceof Error && 'code' in error)) throw error
    return false
  }
}

/** What is signed, and as what. */
export interface ToSign {
  readonly payload: Uint8Array
  readonly typ: string
  /** Unix seconds, the same in every signature of a document. */
  readonly signedAt: number
}

/**
 * Makes a signature.
 *
 * @throws {@link OperatorError} when what a command or a token gave is no signature of its key
 */
export async function makeSignature(
  { payload, typ, signedAt }: ToSign,
  signer: DocumentSigner,
): Promise<SignatureEntry> {
  const kid = signer.thumbprint
  const alg = signer.jwk.kty === 'OKP' ? 'Ed25519' : 'ES256'
  const header = { alg, b64: false, crit: ['b64'], kid, signedAt, typ }
  const encoded = Buffer.from(JSON.stringify(header)).toString('base64url')
  // RFC 7797: the payload as it is, not in base64url.
  const input = Buffer.concat([encoder.encode(`${encoded}.`), payload])
  const signature = Buffer.from(await signer.sign(new Uint8Array(input))).toString('base64url')
  const entry = { protected: encoded, signature, kid, signedAt, typ }
  if (await isRight(entry, payload, signer.jwk, typ)) return entry
  throw new OperatorError(
    `${signer.name}: what it gave is no signature of its key; see that command and public key belong together`,
  )
}
