/** X25519 keys, to which the sealed parts of receipts are closed (RFC 8037). */
import { backend } from '#backend'
import { encodeBase64url } from '../encoding/base64url.ts'
import { utf8 } from '../encoding/bytes.ts'
import { GreengateError } from '../errors.ts'
import { is32Bytes } from './jwk.ts'

/** What receipts are sealed to; it may be told to everybody. */
export interface SealingPublicJwk {
  readonly kty: 'OKP'
  readonly crv: 'X25519'
  readonly x: string
}

/** What opens them: the operator's alone, never on a station. */
export interface SealingPrivateJwk extends SealingPublicJwk {
  readonly d: string
}

/**
 * Reads a public sealing key; other members, the private one too, are dropped.
 *
 * @throws {@link GreengateError} `ERR_KEY_MALFORMED`, `ERR_KEY_UNSUPPORTED` for keys of other kinds.
 *
 * @example
 * ```ts
 * import { generateSealingKey, publicSealingKey } from 'greengate/issue'
 *
 * const { x } = publicSealingKey(await generateSealingKey())
 * ```
 */
export function parseSealingJwk(value: unknown): SealingPublicJwk {
  if (typeof value !== 'object' || value === null) {
    throw new GreengateError('ERR_KEY_MALFORMED', 'key: must be an object')
  }
  const { kty, crv, x } = value as Record<string, unknown>
  if (kty !== 'OKP' || crv !== 'X25519') {
    throw new GreengateError('ERR_KEY_UNSUPPORTED', 'key must be OKP X25519')
  }
  if (!is32Bytes(x)) {
    throw new GreengateError('ERR_KEY_MALFORMED', 'key: x must be 32 bytes in base64url')
  }
  return { kty, crv, x }
}

/**
 * The name of a sealing key: the first 8 bytes of its RFC 7638 thumbprint, base64url.
 *
 * @example
 * ```ts
 * import { generateSealingKey, sealingKeyName } from 'greengate/issue'
 *
 * const name: string = await sealingKeyName(await generateSealingKey())
 * ```
 */
export async function sealingKeyName({ kty, crv, x }: SealingPublicJwk): Promise<string> {
  const digest = await backend.sha256(utf8(JSON.stringify({ crv, kty, x })))
  return encodeBase64url(digest.subarray(0, 8))
}
