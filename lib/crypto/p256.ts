/** ECDSA on P-256 with SHA-256 in plain ECMAScript: loaded with the first such key, and only where there is BigInt. */
import { ecdsa, weierstrass } from '@noble/curves/abstract/weierstrass.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { decodeBase64url } from '../encoding/base64url.ts'
import { concat } from '../encoding/bytes.ts'
import { GreengateError } from '../errors.ts'
import type { Check } from './ed25519.ts'

/** What a key of P-256 is parsed from: the two coordinates. */
export interface P256Coordinates {
  readonly x: string
  readonly y: string
}

// The domain parameters of FIPS 186-4 D.1.2.3: the library's own module of curves brings others and protocols along.
const point = weierstrass({
  p: BigInt('0xffffffff00000001000000000000000000000000ffffffffffffffffffffffff'),
  n: BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551'),
  h: BigInt(1),
  a: BigInt('0xffffffff00000001000000000000000000000000fffffffffffffffffffffffc'),
  b: BigInt('0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b'),
  Gx: BigInt('0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296'),
  Gy: BigInt('0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5'),
})
const signatures = ecdsa(point, sha256)
const how = { prehash: true, lowS: false, format: 'compact' } as const

/**
 * Makes a key ready.
 *
 * @throws GreengateError `ERR_KEY_MALFORMED` for what is no point of the curve.
 */
export function openP256({ x, y }: P256Coordinates): Check {
  const key = concat([new Uint8Array([4]), decodeBase64url(x), decodeBase64url(y)])
  if (!signatures.utils.isValidPublicKey(key, false)) {
    throw new GreengateError('ERR_KEY_MALFORMED', 'key is no point of its curve')
  }
  return (signature, message) => signatures.verify(signature, message, key, how)
}
