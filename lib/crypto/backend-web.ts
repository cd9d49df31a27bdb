/** The Web backend: WebCrypto, in browsers, workers and every runtime that has `crypto.subtle`. */
import { GreengateError } from '../errors.ts'
import type { Backend } from './backend.ts'

const hmac = { name: 'HMAC', hash: 'SHA-256' }

export const backend: Backend = {
  name: 'web',
  sha256: async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', source(bytes))),
  async hmacSha256(key, bytes) {
    const handle = await crypto.subtle.importKey('raw', source(key), hmac, false, ['sign'])
    return new Uint8Array(await crypto.subtle.sign('HMAC', handle, source(bytes)))
  },
  async importKey(jwk, scheme) {
    const key: JsonWebKey = { ...jwk }
    const algorithm = 'crv' in jwk ? { ...scheme, namedCurve: jwk.crv } : scheme
    try {
      return {
        handle: await crypto.subtle.importKey('jwk', key, algorithm, false, ['verify']),
        scheme,
      }
    } catch (cause) {
      const unsupported = cause instanceof DOMException && cause.name === 'NotSupportedError'
      throw unsupported
        ? new GreengateError('ERR_KEY_UNSUPPORTED', `no ${scheme.name} here`, { cause })
        : new GreengateError('ERR_KEY_MALFORMED', 'key is no point of its curve', { cause })
    }
  },
  verify: ({ handle, scheme }, signature, message) =>
    crypto.subtle.verify(scheme, handle as CryptoKey, source(signature), source(message)),
}

/** TypeScript 5.9+ tells shared buffers apart; this library never makes one. */
function source(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes as Uint8Array<ArrayBuffer>
}
