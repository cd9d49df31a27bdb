/** The portable backend: plain ECMAScript, for realms without WebCrypto; P-256 where there is BigInt, and no other kind of key. */
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { GreengateError } from '../errors.ts'
import type { Backend } from './backend.ts'
import { openEd25519, type Check } from './ed25519.ts'

export const backend: Backend = {
  name: 'portable',
  sha256: (bytes) => sha256(bytes),
  hmacSha256: (key, bytes) => hmac(sha256, key, bytes),
  importKey(jwk, scheme) {
    if (jwk.kty === 'OKP' && scheme.name === 'Ed25519') return { handle: openEd25519(jwk), scheme }
    const isP256 = jwk.kty === 'EC' && jwk.crv === 'P-256' && scheme.name === 'ECDSA'
    if (isP256 && scheme.hash === 'SHA-256' && typeof BigInt === 'function') {
      // What computes with large numbers costs nothing until such a key is met.
      return import('./p256.ts').then(({ openP256 }) => ({ handle: openP256(jwk), scheme }))
    }
    throw new GreengateError('ERR_KEY_UNSUPPORTED', `no such key, or way of signing, here`)
  },
  verify: ({ handle }, signature, message) => (handle as Check)(signature, message),
}
