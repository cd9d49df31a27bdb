/** Keys of other people's codes and certificates: more curves, RSA, and a hash that the format chooses. */
import { backend } from '#backend'
import { decodeBase64url } from '../encoding/base64url.ts'
import { GreengateError } from '../errors.ts'
import type { PlatformKey } from './backend.ts'
import type { Ed25519PublicJwk } from './jwk.ts'
import { isSoundEd25519Point, isSoundEd25519Signature, isSoundP256Point } from './raw-checks.ts'
import type { Scheme } from './schemes.ts'

export { schemes } from './schemes.ts'
export type { Hash, Scheme } from './schemes.ts'

/** A public key on one of the curves of NIST. */
export interface EcPublicJwk {
  readonly kty: 'EC'
  readonly crv: 'P-256' | 'P-384' | 'P-521'
  readonly x: string
  readonly y: string
}

/** A public RSA key. */
export interface RsaPublicJwk {
  readonly kty: 'RSA'
  readonly n: string
  readonly e: string
}

/** A public key that other people sign with. */
export type OtherJwk = Ed25519PublicJwk | EcPublicJwk | RsaPublicJwk

/** Bytes of a coordinate, by curve. */
const sizes = { 'P-256': 32, 'P-384': 48, 'P-521': 66 } as const
/** Bytes of the modulus: smaller keys are no proof, larger ones a way to keep a gate busy. */
const [leastModulus, mostModulus] = [256, 512]

/** A key that can check signatures; the platform parses it at its first use. */
export interface OtherKey {
  readonly jwk: OtherJwk
  readonly platform: (scheme: Scheme) => PlatformKey | Promise<PlatformKey>
}

/**
 * Reads a public key; members that are not its own are dropped.
 *
 * @throws GreengateError `ERR_KEY_UNSUPPORTED` for another kind, curve or size, `ERR_KEY_MALFORMED`
 */
export function parseOtherJwk(value: unknown): OtherJwk {
  if (typeof value !== 'object' || value === null) throw malformed('must be an object')
  const { kty, crv, x, y, n, e } = value as Record<string, unknown>
  if (kty === 'OKP' && crv === 'Ed25519') return { kty, crv, x: coordinate(x, 32) }
  if (kty === 'EC' && (crv === 'P-256' || crv === 'P-384' || crv === 'P-521')) {
    return { kty, crv, x: coordinate(x, sizes[crv]), y: coordinate(y, sizes[crv]) }
  }
  if (kty === 'RSA' && typeof n === 'string' && typeof e === 'string') {
    const modulus = decodeBase64url(n).length
    if (modulus < leastModulus || modulus > mostModulus || decodeBase64url(e).length > 4) {
      throw new GreengateError('ERR_KEY_UNSUPPORTED', 'RSA keys must be of 2048 to 4096 bits')
    }
    return { kty, n, e }
  }
  throw new GreengateError('ERR_KEY_UNSUPPORTED', 'key must be Ed25519, EC or RSA')
}

function coordinate(value: unknown, size: number): string {
  if (typeof value !== 'string' || decodeBase64url(value).length !== size) {
    throw malformed(`a coordinate must be ${String(size)} bytes in base64url`)
  }
  return value
}

/**
 * Takes a key whose form holds.
 *
 * @throws GreengateError `ERR_KEY_MALFORMED` when it is of small order or off its curve.
 */
export function openOtherKey(jwk: OtherJwk): OtherKey {
  const isSound =
    jwk.kty === 'OKP'
      ? isSoundEd25519Point(decodeBase64url(jwk.x))
      : jwk.kty === 'RSA' ||
        jwk.crv !== 'P-256' ||
        isSoundP256Point(decodeBase64url(jwk.x), decodeBase64url(jwk.y))
  if (!isSound) throw malformed('not canonical, of small order or no point')
  const parsed = new Map<string, PlatformKey | Promise<PlatformKey>>()
  return {
    jwk,
    platform: (scheme) => {
      const name = nameOf(scheme)
      const kept = parsed.get(name)
      if (kept !== undefined) return kept
      const opened = backend.importKey(jwk, scheme)
      parsed.set(name, opened)
      if (opened instanceof Promise) {
        void opened.then((key) => parsed.set(name, key)).catch(() => undefined)
      }
      return opened
    },
  }
}

/** The same for two schemes only if they are the same. */
function nameOf(scheme: Scheme): string {
  if (scheme.name === 'Ed25519') return scheme.name
  const name = `${scheme.name} ${scheme.hash}`
  return scheme.name === 'RSA-PSS' ? `${name} ${String(scheme.saltLength)}` : name
}

/** Whether two keys are one, of one of the curves of NIST; of other kinds none is found to be. */
export function isSameCurveKey(a: OtherJwk, b: OtherJwk): boolean {
  return a.kty === 'EC' && b.kty === 'EC' && a.crv === b.crv && a.x === b.x && a.y === b.y
}

/** Whether a key of this kind can sign in this way. */
function fitsScheme({ jwk }: OtherKey, { name }: Scheme): boolean {
  if (jwk.kty === 'OKP') return name === 'Ed25519'
  return jwk.kty === 'EC' ? name === 'ECDSA' : name.startsWith('RSA')
}

/**
 * Checks a signature; of ECDSA it is r || s. A key of another kind than the scheme's never made it.
 *
 * @throws GreengateError `ERR_KEY_UNSUPPORTED`, `ERR_KEY_MALFORMED` when the platform cannot take the key.
 */
export async function checkOtherSignature(
  key: OtherKey,
  scheme: Scheme,
  signature: Uint8Array,
  message: Uint8Array,
): Promise<boolean> {
  const { jwk } = key
  if (!fitsScheme(key, scheme)) return false
  if (jwk.kty === 'OKP' && !isSoundEd25519Signature(signature)) return false
  if (jwk.kty === 'EC' && signature.length !== 2 * sizes[jwk.crv]) return false
  if (jwk.kty === 'RSA' && signature.length !== decodeBase64url(jwk.n).length) return false
  const platform = key.platform(scheme)
  // Where the key is there at once, no turn is waited for.
  const ready = platform instanceof Promise ? await platform : platform
  return backend.verify(ready, signature, message)
}

function malformed(expectation: string): GreengateError {
  return new GreengateError('ERR_KEY_MALFORMED', `key: ${expectation}`)
}
