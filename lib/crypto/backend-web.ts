/** The Web backend: WebCrypto, in browsers, workers and every runtime that has `crypto.subtle`. */
import { GreengateError } from '../errors.ts'
import type { Backend } from './backend.ts'
import type { Check } from './ed25519.ts'
import type { Ed25519PublicJwk } from './jwk.ts'

const hmac = { name: 'HMAC', hash: 'SHA-256' }

export const backend: Backend = {
  name: 'web',
  sha256: async (bytes) => new Uint8Array(await subtle().digest('SHA-256', source(bytes))),
  async hmacSha256(key, bytes) {
    const handle = await subtle().importKey('raw', source(key), hmac, false, ['sign'])
    return new Uint8Array(await subtle().sign('HMAC', handle, source(bytes)))
  },
  async importKey(jwk, scheme) {
    const algorithm = 'crv' in jwk ? { ...scheme, namedCurve: jwk.crv } : scheme
    try {
      const handle = await subtle().importKey('jwk', { ...jwk }, algorithm, false, ['verify'])
      if (jwk.kty === 'OKP') await tryEd25519(handle)
      return { handle, scheme }
    } catch (cause) {
      if (!(cause instanceof DOMException)) throw cause
      if (cause.name !== 'NotSupportedError')
        throw new GreengateError('ERR_KEY_MALFORMED', 'key is no point of its curve', { cause })
      if (jwk.kty === 'OKP') return { handle: await portable(jwk), scheme }
      throw new GreengateError('ERR_KEY_UNSUPPORTED', `no ${scheme.name} here`, { cause })
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

let isTried = false

/** Some browsers know keys of Ed25519, and no signatures: that is found out with the first key. */
async function tryEd25519(key: CryptoKey): Promise<void> {
  if (isTried) return
  await subtle().verify('Ed25519', key, new Uint8Array(64), new Uint8Array(0))
  isTried = true
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
