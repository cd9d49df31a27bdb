/** The Web backend: WebCrypto, in browsers, workers and every runtime that has `crypto.subtle`. */
import { decodeBase64url } from '../encoding/base64url.ts'
import { GreengateError } from '../errors.ts'
import type { Backend } from './backend.ts'
import type { Check } from './ed25519.ts'
import type { Ed25519PublicJwk } from './jwk.ts'

const crv = 'Ed25519'
const hmac = { name: 'HMAC', hash: 'SHA-256' }

export const backend: Backend = {
  name: 'web',
  sha256: async (bytes) => new Uint8Array(await subtle().digest('SHA-256', source(bytes))),
  async hmacSha256(key, bytes) {
    const handle = await subtle().importKey('raw', source(key), hmac, false, ['sign'])
    return new Uint8Array(await subtle().sign('HMAC', handle, source(bytes)))
  },
  async importKey(jwk, scheme) {
    if (jwk.kty === 'OKP' && !(await hasEd25519())) return { handle: await portable(jwk), scheme }
    const algorithm = 'crv' in jwk ? { ...scheme, namedCurve: jwk.crv } : scheme
    try {
      return {
        handle: await subtle().importKey('jwk', { ...jwk }, algorithm, false, ['verify']),
        scheme,
      }
    } catch (cause) {
      if (!(cause instanceof DOMException)) throw cause
      throw cause.name === 'NotSupportedError'
        ? new GreengateError('ERR_KEY_UNSUPPORTED', `no ${scheme.name} here`, { cause })
        : new GreengateError('ERR_KEY_MALFORMED', 'key is no point of its curve', { cause })
    }
  },
  verify: ({ handle, scheme }, signature, message) =>
    typeof handle === 'function'
      ? (handle as Check)(signature, message)
      : subtle().verify(scheme, handle as CryptoKey, source(signature), source(message)),
}

/** A page that came over plain http, but from its own machine, has none. */
function subtle(): SubtleCrypto {
  const own = typeof crypto === 'undefined' ? undefined : (crypto as Partial<Crypto>).subtle
  if (own !== undefined) return own
  throw new GreengateError('ERR_CRYPTO_MISSING', 'there is no crypto.subtle here')
}

let found: Promise<boolean> | undefined

/** Whether the browser has Ed25519: of those in use some do not know it, and some know its keys alone. It is tried once. */
function hasEd25519(): Promise<boolean> {
  found ??= tryEd25519()
  return found
}

/** The second test of RFC 8032 section 7.1. */
async function tryEd25519(): Promise<boolean> {
  const x = 'PUAXw-hDiVqStwqnTRt-vJyYLM8uxJaMwM1V8Sr0Zgw'
  const signature =
    'kqAJqfDUyrhyDoILX2QlQKKye1QWUD-Ps3YiI-vbadoIWsHkPhWZbkWPNhPQ8R2MOHsurrQwKu6wDSkWErsMAA'
  const own = subtle()
  try {
    const key = await own.importKey('jwk', { kty: 'OKP', crv, x }, crv, false, ['verify'])
    return await own.verify(crv, key, source(decodeBase64url(signature)), new Uint8Array([0x72]))
  } catch (error) {
    if (error instanceof DOMException) return false
    throw error
  }
}

/** Signatures checked without the browser: slower, and fetched only where it is needed. */
async function portable(jwk: Ed25519PublicJwk): Promise<Check> {
  const module = await import('./ed25519.ts').catch(() => undefined)
  // Without a network, or in a service worker whose script is in parts.
  if (module === undefined) throw new GreengateError('ERR_KEY_UNSUPPORTED', 'no Ed25519 here')
  return module.openEd25519(jwk)
}

/** TypeScript 5.9+ tells shared buffers apart; this library never makes one. */
function source(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes as Uint8Array<ArrayBuffer>
}
