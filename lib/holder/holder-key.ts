/** The key of a holder: made where it stays, able to sign and not to leave. */
import { lowS } from '../crypto/low-s.ts'
import { algorithmOf, parsePublicJwk, type Algorithm, type PublicJwk } from '../crypto/jwk.ts'

/** What proves that a code is shown by whom it was issued to. Others may hold it in a token or a file. */
export interface HolderKey {
  readonly publicJwk: PublicJwk
  /** Gives 64 bytes: R || S for Ed25519, r || s for P-256, s in either half. */
  sign(bytes: Uint8Array): Promise<Uint8Array>
}

/** A key of the platform. */
export interface PlatformHolderKey extends HolderKey {
  /** Its secret half cannot be read, and it can be kept in IndexedDB as it is. */
  readonly pair: CryptoKeyPair
}

const parameters = {
  Ed25519: { name: 'Ed25519' },
  ESP256: { name: 'ECDSA', namedCurve: 'P-256' },
} as const

/**
 * Makes a key whose secret half never leaves the platform.
 *
 * @param alg - P-256 is there in every browser of today, Ed25519 in newer ones.
 * @throws {@link GreengateError} `ERR_KEY_UNSUPPORTED`
 *
 * @example
 * ```ts
 * import { createHolderKey } from 'greengate/holder'
 *
 * const key = await createHolderKey()
 * const toKeep: CryptoKeyPair = key.pair
 * ```
 */
export async function createHolderKey(alg: Algorithm = 'ESP256'): Promise<PlatformHolderKey> {
  const usages = ['sign', 'verify'] as const
  const pair = await crypto.subtle.generateKey(parameters[alg], false, usages)
  return holderKeyOf(pair as CryptoKeyPair)
}

/**
 * The key of a pair that was kept.
 *
 * @throws {@link GreengateError} `ERR_KEY_UNSUPPORTED` for a pair of another kind
 *
 * @example
 * ```ts
 * import { holderKeyOf } from 'greengate/holder'
 *
 * const nameOf = async (kept: CryptoKeyPair) => (await holderKeyOf(kept)).publicJwk
 * ```
 */
export async function holderKeyOf(pair: CryptoKeyPair): Promise<PlatformHolderKey> {
  const publicJwk = parsePublicJwk(await crypto.subtle.exportKey('jwk', pair.publicKey))
  const how = algorithmOf(publicJwk) === 'Ed25519' ? 'Ed25519' : { name: 'ECDSA', hash: 'SHA-256' }
  return {
    pair,
    publicJwk,
    sign: async (bytes) =>
      new Uint8Array(
        await crypto.subtle.sign(how, pair.privateKey, bytes as Uint8Array<ArrayBuffer>),
      ),
  }
}

/** Signs as codes and requests have it: of P-256 with s in the lower half. */
export async function signAsHolder(key: HolderKey, message: Uint8Array): Promise<Uint8Array> {
  // A copy: whoever signs may well take the whole buffer under the bytes for them.
  const signature = await key.sign(message.slice())
  if (signature.length !== 64) throw new TypeError('a holder key must sign with 64 bytes')
  return algorithmOf(key.publicJwk) === 'ESP256' ? lowS(signature) : signature
}
