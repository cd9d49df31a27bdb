/** A compact JWE by hand: ECDH-ES (RFC 7518 4.6) agreed directly, A256GCM, with an ephemeral key that is drawn from a name. */
import { createCipheriv, createECDH } from 'node:crypto'
import { base64url, concat, fromBase64url, sha256, utf8 } from './bytes.ts'
import { jcs, type Json } from './jcs.ts'
import type { Key } from './keys.ts'

const uint32 = (value: number): Uint8Array => {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setUint32(0, value)
  return bytes
}

/** NIST SP 800-56A 5.8.1: one round gives the 256 bits. */
const concatKdf = (secret: Uint8Array, enc: string): Uint8Array =>
  sha256(
    concat(
      uint32(1),
      secret,
      concat(uint32(enc.length), utf8(enc)),
      // No PartyUInfo, no PartyVInfo, 256 bits.
      uint32(0),
      uint32(0),
      uint32(256),
    ),
  )

/** Seals text to a P-256 key; real sealers draw the ephemeral key and the nonce at random. */
export const seal = (
  name: string,
  plaintext: string,
  recipient: Key,
  header: { readonly [name: string]: Json },
): string => {
  const { publicJwk } = recipient
  if (publicJwk.kty !== 'EC') throw new TypeError('sealed to P-256 keys only')
  const ecdh = createECDH('prime256v1')
  ecdh.setPrivateKey(sha256(utf8(`ephemeral: ${name}`)))
  const point = new Uint8Array(ecdh.getPublicKey())
  const epk = {
    kty: 'EC',
    crv: 'P-256',
    x: base64url(point.subarray(1, 33)),
    y: base64url(point.subarray(33)),
  }
  const to = concat(Uint8Array.of(4), fromBase64url(publicJwk.x), fromBase64url(publicJwk.y))
  const key = concatKdf(new Uint8Array(ecdh.computeSecret(to)), 'A256GCM')
  const head = base64url(utf8(jcs({ alg: 'ECDH-ES', enc: 'A256GCM', epk, ...header })))
  const nonce = sha256(utf8(`nonce: ${name}`)).subarray(0, 12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(utf8(head))
  const sealed = concat(cipher.update(utf8(plaintext)), cipher.final())
  return [head, '', base64url(nonce), base64url(sealed), base64url(cipher.getAuthTag())].join('.')
}
