/** The TEST-ONLY keys of ../../keys, their ids, and what is signed with them. */
import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { base64url, fromBase64url, sha256, utf8 } from './bytes.ts'
import { jcs } from './jcs.ts'
import { signP256 } from './p256.ts'

/** A public key as the documents carry it: no member but these. */
export type PublicJwk =
  | { readonly kty: 'OKP'; readonly crv: 'Ed25519'; readonly x: string }
  | { readonly kty: 'EC'; readonly crv: 'P-256'; readonly x: string; readonly y: string }

/** A key with its secret half. */
export interface Key {
  readonly jwk: PublicJwk & { readonly d: string }
  readonly publicJwk: PublicJwk
  /** RFC 7638, base64url. */
  readonly thumbprint: string
  /** First 8 bytes of the thumbprint. */
  readonly kid: Uint8Array
}

/** The public half: the members that RFC 7638 names, and no other. */
const publicHalf = (jwk: PublicJwk): PublicJwk =>
  jwk.kty === 'OKP'
    ? { kty: jwk.kty, crv: jwk.crv, x: jwk.x }
    : { kty: jwk.kty, crv: jwk.crv, x: jwk.x, y: jwk.y }

/** The SHA-256 of a public key's RFC 7638 thumbprint input. */
const thumbprint = (jwk: PublicJwk): Uint8Array => sha256(utf8(jcs({ ...publicHalf(jwk) })))

/** Reads a key of ../../keys by its name. */
export const key = (name: string): Key => {
  const file = new URL(`../../keys/${name}.json`, import.meta.url)
  const { jwk } = JSON.parse(readFileSync(file, 'utf8')) as { jwk: Key['jwk'] }
  const digest = thumbprint(jwk)
  return {
    jwk,
    publicJwk: publicHalf(jwk),
    thumbprint: base64url(digest),
    kid: digest.subarray(0, 8),
  }
}

/** Signs with Ed25519 or with ECDSA, and asks Node's own implementation whether it came out right. */
export const signWith = ({ jwk, publicJwk }: Key, message: Uint8Array): Uint8Array => {
  const signature =
    jwk.kty === 'OKP'
      ? new Uint8Array(sign(null, message, createPrivateKey({ key: { ...jwk }, format: 'jwk' })))
      : signP256(fromBase64url(jwk.d), message)
  const publicKey = createPublicKey({ key: { ...publicJwk }, format: 'jwk' })
  const digest = jwk.kty === 'OKP' ? null : 'sha256'
  if (!verify(digest, message, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature)) {
    throw new Error('a recipe signed wrongly')
  }
  return signature
}
