/** The one interface to a platform's cryptography; `#backend` is the one chosen by export conditions. */
import type { PublicJwk } from './jwk.ts'
import type { OtherJwk, Scheme } from './other-key.ts'

/** A key as the platform holds it, parsed once and kept. */
export interface PlatformKey {
  readonly handle: unknown
  readonly scheme: Scheme
}

/** What a platform must offer. Node and the portable backend answer at once, the Web with a promise. */
export interface Backend {
  /** Each may throw GreengateError `ERR_CRYPTO_MISSING` where the platform turns out to have no cryptography. */
  readonly name: 'node' | 'portable' | 'web'
  sha256(bytes: Uint8Array): Uint8Array | Promise<Uint8Array>
  hmacSha256(key: Uint8Array, bytes: Uint8Array): Uint8Array | Promise<Uint8Array>
  /**
   * Parses a public key.
   *
   * @throws GreengateError `ERR_KEY_MALFORMED` when it is no point of its curve, `ERR_KEY_UNSUPPORTED`
   * when the platform lacks the algorithm.
   */
  importKey(jwk: PublicJwk | OtherJwk, scheme: Scheme): PlatformKey | Promise<PlatformKey>
  /** Whether a signature over the message was made by the key: of ECDSA r || s; raw checks come first. */
  verify(key: PlatformKey, signature: Uint8Array, message: Uint8Array): boolean | Promise<boolean>
}
