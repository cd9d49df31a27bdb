/** The IETF Token Status List (draft-ietf-oauth-status-list) as a JWT: read with 1, 2, 4 or 8 bits an entry, written with 1. */
import { deflateSync, inflateSync } from 'node:zlib'
import { errors, importJWK, jwtVerify, SignJWT } from 'jose'
import { publicJwk, type PrivateJwk, type PublicJwk } from 'greengate/issue'
import { asObject } from '../edges/json-file.ts'
import { systemCode } from '../edges/file.ts'
import { describeKey } from '../keys/key-file.ts'
import { OperatorError } from '../operator-error.ts'

/** The statuses of a list, by index. */
export interface TokenStatuses {
  readonly bits: 1 | 2 | 4 | 8
  readonly size: number
  at(index: number): number
}

/** Whose list it is, and what it says. */
export interface TokenStatusList {
  /** Where the issuer publishes it, as codes name it. */
  readonly uri: string
  readonly statuses: TokenStatuses
}

const typ = 'statuslist+jwt'
/** A compressed list may say of itself that it is small, and be as large as a disk. */
const maxRawBytes = 67_108_864

/**
 * Unpacks a list.
 *
 * @param lst - Compressed by zlib.
 * @throws {@link OperatorError}
 */
export function unpackStatuses(bits: unknown, lst: Uint8Array): TokenStatuses {
  if (bits !== 1 && bits !== 2 && bits !== 4 && bits !== 8) {
    throw unusable('its bits are neither 1, 2, 4 nor 8')
  }
  const raw = inflated(lst)
  const perByte = 8 / bits
  return {
    bits,
    size: raw.length * perByte,
    at(index) {
      const byte = raw[Math.floor(index / perByte)]
      if (byte === undefined) throw new RangeError('past the end of the list')
      return (byte >> ((index % perByte) * bits)) & ((1 << bits) - 1)
    },
  }
}

function inflated(lst: Uint8Array): Uint8Array {
  try {
    const { buffer, engine } = inflateSync(lst, {
      maxOutputLength: maxRawBytes,
      info: true,
    }) as unknown as {
      readonly buffer: Uint8Array
      readonly engine: { readonly bytesWritten: number }
    }
    if (engine.bytesWritten !== lst.length) throw unusable('something stands behind its list')
    return buffer
  } catch (error) {
    if (error instanceof OperatorError) throw error
    const isZlib = error instanceof Error && 'code' in error
    if (!isZlib || systemCode(error) !== undefined) throw error
    throw unusable('its list does not inflate, or to more than 64 MiB')
  }
}

/**
 * Reads a token and checks its signature and its time.
 *
 * @param jwk - The issuer's public key.
 * @throws {@link OperatorError}
 */
export async function readTokenStatusList(
  token: string,
  jwk: PublicJwk,
  now: Date,
): Promise<TokenStatusList> {
  const algorithms = jwk.kty === 'OKP' ? ['Ed25519', 'EdDSA'] : ['ES256']
  try {
    const key = await importJWK({ ...publicJwk(jwk) }, algorithms[0])
    const { payload } = await jwtVerify(token.trim(), key, {
      typ,
      algorithms,
      currentDate: now,
      requiredClaims: ['sub', 'iat', 'status_list'],
    })
    const { bits, lst } = asObject(payload['status_list']) ?? {}
    if (typeof lst !== 'string' || !/^[\w-]+$/.test(lst)) throw unusable('it has no list')
    return {
      uri: String(payload.sub),
      statuses: unpackStatuses(bits, Buffer.from(lst, 'base64url')),
    }
  } catch (error) {
    if (!(error instanceof errors.JOSEError)) throw error
    throw unusable(remedies[error.code] ?? 'its signature is wrong, or it is of another key')
  }
}

const remedies: Readonly<Record<string, string>> = {
  ERR_JWT_EXPIRED: 'it has expired',
  ERR_JWT_CLAIM_VALIDATION_FAILED:
    'it is of another type, not yet valid, or lacks sub, iat or status_list',
  ERR_JWT_INVALID: 'it is no JWT',
  ERR_JWS_INVALID: 'it is no JWT',
}

/** What a token is made of. */
export interface TokenToMake {
  readonly bits: Uint8Array
  readonly uri: string
  readonly at: Date
  readonly expires: Date
  /** Seconds for which whoever fetched it may keep it. */
  readonly ttl: number
}

/** Makes a token of one bit an entry. */
export async function makeTokenStatusList(token: TokenToMake, jwk: PrivateJwk): Promise<string> {
  const alg = jwk.kty === 'OKP' ? 'Ed25519' : 'ES256'
  const { thumbprint } = await describeKey(jwk)
  const lst = deflateSync(token.bits, { level: 9 }).toString('base64url')
  return new SignJWT({ ttl: token.ttl, status_list: { bits: 1, lst } })
    .setProtectedHeader({ alg, kid: thumbprint, typ })
    .setSubject(token.uri)
    .setIssuedAt(Math.floor(token.at.getTime() / 1000))
    .setExpirationTime(Math.floor(token.expires.getTime() / 1000))
    .sign(await importJWK({ ...jwk }, alg))
}

function unusable(why: string): OperatorError {
  return new OperatorError(`token: ${why}; have its issuer give it anew`)
}
