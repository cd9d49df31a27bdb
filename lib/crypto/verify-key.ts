/** A public key that is ready to check signatures: parsed once, kept, raw checks before the backend. */
import { backend } from '#backend'
import { decodeBase64url } from '../encoding/base64url.ts'
import { GreengateError } from '../errors.ts'
import type { PlatformKey } from './backend.ts'
import { algorithmOf, type Algorithm, type PublicJwk } from './jwk.ts'
import { isSoundEd25519Point, isSoundEd25519Signature, isSoundP256Signature } from './raw-checks.ts'

/** A key that can check signatures. */
export interface VerifyKey {
  readonly algorithm: Algorithm
  readonly platform: PlatformKey
}

/**
 * Makes a key ready.
 *
 * @throws {@link GreengateError} `ERR_KEY_MALFORMED`, `ERR_KEY_UNSUPPORTED`
 */
export async function importVerifyKey(jwk: PublicJwk): Promise<VerifyKey> {
  if (jwk.kty === 'OKP' && !isSoundEd25519Point(decodeBase64url(jwk.x))) {
    throw new GreengateError('ERR_KEY_MALFORMED', 'key is not canonical or of small order')
  }
  return { algorithm: algorithmOf(jwk), platform: await backend.importKey(jwk) }
}

/**
 * Checks a raw signature of 64 bytes.
 *
 * @param lowS - Refuse the upper half of s, as the Greengate code does; JWS and others allow it.
 */
export function checkSignature(
  key: VerifyKey,
  signature: Uint8Array,
  message: Uint8Array,
  lowS: boolean,
): boolean | Promise<boolean> {
  const sound =
    key.algorithm === 'Ed25519'
      ? isSoundEd25519Signature(signature)
      : isSoundP256Signature(signature, lowS)
  return sound && backend.verify(key.platform, signature, message)
}
