/** The holder's key in a code: the CWT claim cnf (RFC 8747) with a COSE_Key (RFC 9052 section 7). */
import type { PublicJwk } from '../crypto/jwk.ts'
import { decodeBase64url, encodeBase64url } from '../encoding/base64url.ts'
import type { CborKey, CborValue } from '../encoding/cbor.ts'
import { isSoundEd25519Point } from '../crypto/raw-checks.ts'
import { isBytes, malformed } from './form.ts'

const kty = 1
const crv = -1
const x = -2
const y = -3

/** The claim's value for a key. */
export function encodeHolderKey(jwk: PublicJwk): CborValue {
  const map = new Map<CborKey, CborValue>(
    jwk.kty === 'OKP'
      ? [
          [kty, 1],
          [crv, 6],
        ]
      : [
          [kty, 2],
          [crv, 1],
        ],
  )
  map.set(x, decodeBase64url(jwk.x))
  if (jwk.kty === 'EC') map.set(y, decodeBase64url(jwk.y))
  return new Map([[1, map]])
}

/**
 * The key of a claim's value.
 *
 * @throws GreengateError `ERR_CODE_MALFORMED`
 */
export function decodeHolderKey(value: CborValue): PublicJwk {
  const key = value instanceof Map && value.size === 1 ? (value.get(1) as CborValue) : undefined
  if (!(key instanceof Map)) throw malformed('cnf must hold one COSE_Key')
  const map = key as ReadonlyMap<CborKey, CborValue>
  const [left, right] = [map.get(x), map.get(y)]
  if (!isBytes(left, 32)) throw malformed('cnf: x must be 32 bytes')
  // With a point of small order anybody can sign.
  if (map.get(kty) === 1 && map.get(crv) === 6 && map.size === 3 && isSoundEd25519Point(left)) {
    return { kty: 'OKP', crv: 'Ed25519', x: encodeBase64url(left) }
  }
  if (map.get(kty) === 2 && map.get(crv) === 1 && map.size === 4 && isBytes(right, 32)) {
    return { kty: 'EC', crv: 'P-256', x: encodeBase64url(left), y: encodeBase64url(right) }
  }
  throw malformed('cnf must be an Ed25519 or P-256 key')
}
