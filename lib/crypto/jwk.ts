/** JSON Web Keys of the two kinds we use: Ed25519 (RFC 8037) and P-256 (RFC 7518). */
import { decodeBase64url, encodeBase64url } from '../encoding/base64url.ts'
import { utf8 } from '../encoding/bytes.ts'
import { GreengateError } from '../errors.ts'
import { backend } from '#backend'

/** A public Ed25519 key. */
export interface Ed25519PublicJwk {
  readonly kty: 'OKP'
  readonly crv: 'Ed25519'
  readonly x: string
}

/** A public P-256 key. */
export interface P256PublicJwk {
  readonly kty: 'EC'
  readonly crv: 'P-256'
  readonly x: string
  readonly y: string
}

/** A public key of those that sign codes and documents of ours, as a JSON Web Key. */
export type PublicJwk = Ed25519PublicJwk | P256PublicJwk

/** A private key; keep it in a file that only its owner can read. */
export type PrivateJwk = PublicJwk & { readonly d: string }

/** How a key signs: Ed25519 (RFC 8032), or ECDSA P-256 with SHA-256 (RFC 9864 calls it ESP256). */
export type Algorithm = 'Ed25519' | 'ESP256'

/** The algorithm that a key signs with: the key decides, never a header alone. */
export function algorithmOf(jwk: PublicJwk): Algorithm {
  return jwk.kty === 'OKP' ? 'Ed25519' : 'ESP256'
}

/** What a key may say that it is for (RFC 7517 section 4.4), by curve. */
const algNames = { Ed25519: ['Ed25519', 'EdDSA'], 'P-256': ['ES256', 'ESP256'] } as const

/**
 * Reads a public key, keeping only what is public and known; other members are dropped.
 *
 * @throws {@link GreengateError} `ERR_KEY_MALFORMED`, `ERR_KEY_UNSUPPORTED` for keys of other kinds, or that
 * say they are for something other than our signatures.
 */
export function parsePublicJwk(value: unknown): PublicJwk {
  if (typeof value !== 'object' || value === null) throw malformed('must be an object')
  const jwk = value as Record<string, unknown>
  const { kty, crv, x, y } = jwk
  if (kty === 'OKP' && crv === 'Ed25519') {
    refuseOtherUse(jwk, algNames[crv])
    return { kty, crv, x: coordinate(x, 'x') }
  }
  if (kty === 'EC' && crv === 'P-256') {
    refuseOtherUse(jwk, algNames[crv])
    return { kty, crv, x: coordinate(x, 'x'), y: coordinate(y, 'y') }
  }
  throw new GreengateError('ERR_KEY_UNSUPPORTED', 'key must be OKP Ed25519 or EC P-256')
}

function refuseOtherUse(jwk: Record<string, unknown>, names: readonly string[]): void {
  const { use = 'sig', alg = names[0], key_ops: operations = ['verify'] } = jwk
  const isForSigning =
    Array.isArray(operations) && (operations.includes('verify') || operations.includes('sign'))
  if (use !== 'sig' || !isForSigning || !names.some((name) => name === alg)) {
    throw new GreengateError('ERR_KEY_UNSUPPORTED', 'key states another use')
  }
}

/** Whether a value was just this key: a signed document must not carry more, least of all a private part. */
export function isBare(value: unknown, jwk: PublicJwk): boolean {
  return Object.keys(value as object).length === Object.keys(jwk).length
}

function coordinate(value: unknown, name: string): string {
  if (!is32Bytes(value)) throw malformed(`${name} must be 32 bytes in base64url`)
  return value
}

/** Whether a member of a key is base64url of 32 bytes. */
export function is32Bytes(value: unknown): value is string {
  if (typeof value !== 'string') return false
  try {
    return decodeBase64url(value).length === 32
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    return false
  }
}

/**
 * The RFC 7638 SHA-256 thumbprint of a key, base64url.
 *
 * @example
 * ```ts
 * import { generateKey, publicJwk, thumbprint } from 'greengate/issue'
 *
 * const name: string = await thumbprint(publicJwk(await generateKey('Ed25519')))
 * ```
 */
export async function thumbprint(jwk: PublicJwk): Promise<string> {
  return encodeBase64url(await thumbprintBytes(jwk))
}

/** The kid of a code: the first 8 bytes of the thumbprint (format 2). */
export async function keyId(jwk: PublicJwk): Promise<Uint8Array> {
  return (await thumbprintBytes(jwk)).slice(0, 8)
}

/** The thumbprint's 32 bytes; at once where the platform answers at once, since lists hold thousands of keys. */
export function thumbprintBytes(jwk: PublicJwk): Uint8Array | Promise<Uint8Array> {
  // RFC 7638: the required members in lexical order, without white space.
  const { crv, kty, x } = jwk
  return backend.sha256(
    utf8(JSON.stringify(jwk.kty === 'EC' ? { crv, kty, x, y: jwk.y } : { crv, kty, x })),
  )
}

function malformed(expectation: string): GreengateError {
  return new GreengateError('ERR_KEY_MALFORMED', `key: ${expectation}`)
}
