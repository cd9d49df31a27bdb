/** Signing and key generation: the doors of this room, kept apart from all that only verifies. */
import { GreengateError } from '../errors.ts'
import {
  algorithmOf,
  is32Bytes,
  keyId,
  parsePublicJwk,
  type Algorithm,
  type PrivateJwk,
} from './jwk.ts'
import { parseSealingJwk, type SealingPrivateJwk } from './sealing-jwk.ts'

/**
 * Makes raw signatures with one key; adapters hold the key in a file, a command or a token.
 *
 * `sign` gives 64 bytes: R || S for Ed25519, r || s for ESP256 (s in either half; `issue` takes the lower).
 */
export interface Signer {
  /** First 8 bytes of the key's RFC 7638 thumbprint. */
  readonly kid: Uint8Array
  readonly alg: Algorithm
  /** Signs; 64 bytes, of ECDSA as r and s. */
  sign(bytes: Uint8Array): Promise<Uint8Array>
}

/**
 * Makes a signer from a private JSON Web Key.
 *
 * @throws {@link GreengateError} `ERR_KEY_MALFORMED`, `ERR_KEY_UNSUPPORTED`
 *
 * @example
 * ```ts
 * import { generateKey, jwkSigner } from 'greengate/issue'
 *
 * const signer = await jwkSigner(await generateKey('Ed25519'))
 * const signature: Uint8Array = await signer.sign(new Uint8Array([1, 2, 3]))
 * ```
 */
export async function jwkSigner(jwk: PrivateJwk): Promise<Signer> {
  const open = parsePublicJwk(jwk)
  if (!is32Bytes(jwk.d)) {
    throw new GreengateError('ERR_KEY_MALFORMED', 'key: d must be 32 bytes')
  }
  const alg = algorithmOf(open)
  const name = parameters(alg)
  let key: CryptoKey
  try {
    key = await crypto.subtle.importKey('jwk', { ...open, d: jwk.d }, name, false, ['sign'])
  } catch (cause) {
    throw new GreengateError('ERR_KEY_MALFORMED', 'key: private and public part must fit', {
      cause,
    })
  }
  const how = alg === 'Ed25519' ? 'Ed25519' : { name: 'ECDSA', hash: 'SHA-256' }
  return {
    kid: await keyId(open),
    alg,
    sign: async (bytes) =>
      new Uint8Array(await crypto.subtle.sign(how, key, bytes as Uint8Array<ArrayBuffer>)),
  }
}

/**
 * Generates a private key.
 *
 * @example
 * ```ts
 * import { generateKey } from 'greengate/issue'
 *
 * const key = await generateKey('ESP256')
 * ```
 */
export async function generateKey(alg: Algorithm): Promise<PrivateJwk> {
  const pair = (await crypto.subtle.generateKey(parameters(alg), true, [
    'sign',
    'verify',
  ])) as CryptoKeyPair
  const jwk = await crypto.subtle.exportKey('jwk', pair.privateKey)
  return { ...parsePublicJwk(jwk), d: jwk.d as string }
}

/**
 * Generates the key pair that receipts are sealed to: the public part goes to stations, the private one stays with the operator.
 *
 * @example
 * ```ts
 * import { generateSealingKey } from 'greengate/issue'
 *
 * const { kty, crv, x, d } = await generateSealingKey()
 * ```
 */
export async function generateSealingKey(): Promise<SealingPrivateJwk> {
  const name = { name: 'X25519' } as const
  const pair = await crypto.subtle.generateKey(name, true, ['deriveBits'])
  const jwk = await crypto.subtle.exportKey('jwk', pair.privateKey)
  return { ...parseSealingJwk(jwk), d: jwk.d as string }
}

function parameters(alg: Algorithm): { name: string; namedCurve?: string } {
  return alg === 'Ed25519' ? { name: 'Ed25519' } : { name: 'ECDSA', namedCurve: 'P-256' }
}
