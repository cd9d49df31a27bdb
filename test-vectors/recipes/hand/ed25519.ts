/** Ed25519 signatures that a strict verifier must refuse although some implementations take them. */
import { concat, fromBase64url, fromHex, hex, sha512 } from './bytes.ts'
import type { Key } from './keys.ts'

const order = 2n ** 252n + 27742317777372353535851937790883648493n
const field = 2n ** 255n - 19n

const reversed = (bytes: Uint8Array): Uint8Array => new Uint8Array([...bytes].reverse())
const little = (bytes: Uint8Array): bigint => BigInt(`0x${hex(reversed(bytes))}`)
const bytes32 = (value: bigint): Uint8Array =>
  reversed(fromHex(value.toString(16).padStart(64, '0')))

/** The neutral element, a point of order 1, as a key or as R. */
export const neutral = bytes32(1n)
/** The same point with y written as p + 1: not the canonical encoding. */
export const neutralAboveTheField = bytes32(field + 1n)
/** The secret scalar of a key (RFC 8032 section 5.1.5). */
const scalar = (key: Key): bigint => {
  const bytes = sha512(fromBase64url(key.jwk.d)).slice(0, 32)
  bytes[0] = (bytes[0] ?? 0) & 248
  bytes[31] = ((bytes[31] ?? 0) & 127) | 64
  return little(bytes)
}

/** The same signature with S + L for S: many implementations reduce it and say yes. */
export const withLargeS = (signature: Uint8Array): Uint8Array =>
  concat(signature.subarray(0, 32), bytes32(little(signature.subarray(32)) + order))

/** A signature that satisfies the equation with R = the given encoding of the neutral element. */
export const withNeutralR = (key: Key, message: Uint8Array, r: Uint8Array): Uint8Array => {
  const challenge = little(sha512(concat(r, fromBase64url(key.jwk.x), message)))
  return concat(r, bytes32((challenge * scalar(key)) % order))
}
