/** A public key that is ready to check signatures: parsed once, kept, raw checks before the backend. */
import { backend } from '#backend'
import { decodeBase64url } from '../encoding/base64url.ts'
import { GreengateError } from '../errors.ts'
import type { PlatformKey } from './backend.ts'
import { algorithmOf, type Algorithm, type PublicJwk } from './jwk.ts'
import { schemes } from './schemes.ts'
import {
  isSoundEd25519Point,
  isSoundEd25519Signature,
  isSoundP256Point,
  isSoundP256Signature,
} from './raw-checks.ts'

/** A key that can check signatures. */
export interface VerifyKey {
  readonly algorithm: Algorithm
  /** Parsed by the platform at its first use, and kept: of a long list few keys are ever asked. */
  readonly platform: () => PlatformKey | Promise<PlatformKey>
}

/**
 * Takes a key whose form holds; the platform parses it at its first use.
 *
 * @throws {@link GreengateError} `ERR_KEY_MALFORMED` when it is not canonical, of small order or off its curve.
 */
export function openVerifyKey(jwk: PublicJwk): VerifyKey {
  const isSound =
    jwk.kty === 'OKP'
      ? isSoundEd25519Point(decodeBase64url(jwk.x))
      : isSoundP256Point(decodeBase64url(jwk.x), decodeBase64url(jwk.y))
  if (!isSound) {
    throw new GreengateError(
      'ERR_KEY_MALFORMED',
      'key is not canonical, of small order or no point',
    )
  }
  return lazyKey(jwk)
}

/**
 * Takes a key that is sound as far as the platform, which refuses points off the curve, does not look: an Ed25519 key
 * must be known not to be of small order.
 */
export function lazyKey(jwk: PublicJwk): VerifyKey {
  const algorithm = algorithmOf(jwk)
  let parsed: PlatformKey | Promise<PlatformKey> | undefined
  const keep = (key: PlatformKey): PlatformKey => (parsed = key)
  return {
    algorithm,
    platform: () => {
      if (parsed !== undefined) return parsed
      const opened = backend.importKey(jwk, schemes[algorithm])
      parsed = opened instanceof Promise ? opened.then(keep) : opened
      return parsed
    },
  }
}

/**
 * Makes a key ready at once.
 *
 * @throws {@link GreengateError} `ERR_KEY_MALFORMED`, `ERR_KEY_UNSUPPORTED`
 */
export async function importVerifyKey(jwk: PublicJwk): Promise<VerifyKey> {
  const key = openVerifyKey(jwk)
  await key.platform()
  return key
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
  if (!sound) return false
  const platform = key.platform()
  return platform instanceof Promise
    ? platform.then((ready) => backend.verify(ready, signature, message))
    : backend.verify(platform, signature, message)
}
