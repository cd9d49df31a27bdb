/** The Web backend: WebCrypto, in browsers, workers and every runtime that has `crypto.subtle`. */
import { GreengateError } from '../errors.ts'
import type { Backend } from './backend.ts'

const ecdsa = { name: 'ECDSA', hash: 'SHA-256' }
const hmac = { name: 'HMAC', hash: 'SHA-256' }

export const backend: Backend = {
  name: 'web',
  sha256: async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', source(bytes))),
  async hmacSha256(key, bytes) {
    const handle = await crypto.subtle.importKey('raw', source(key), hmac, false, ['sign'])
    return new Uint8Array(await crypto.subtle.sign('HMAC', handle, source(bytes)))
  },
  async importKey(jwk) {
    const algorithm =
      jwk.kty === 'OKP' ? { name: 'Ed25519' } : { name: 'ECDSA', namedCurve: 'P-256' }
    try {
      const key: JsonWebKey = { ...jwk }
      return { handle: await crypto.subtle.importKey('jwk', key, algorithm, false, ['verify']) }
    } catch (cause) {
      const unsupported = cause instanceof DOMException && cause.name === 'NotSupportedError'
      throw unsupported
        ? new GreengateError('ERR_KEY_UNSUPPORTED', `no ${algorithm.name} here`, { cause })
        : new GreengateError('ERR_KEY_MALFORMED', 'key is no point of its curve', { cause })
    }
  },
  verify(key, signature, message) {
    const handle = key.handle as CryptoKey
    const algorithm = handle.algorithm.name === 'Ed25519' ? 'Ed25519' : ecdsa
    return crypto.subtle.verify(algorithm, handle, source(signature), source(message))
  },
}

/** TypeScript 5.9+ tells shared buffers apart; this library never makes one. */
function source(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes as Uint8Array<ArrayBuffer>
}
