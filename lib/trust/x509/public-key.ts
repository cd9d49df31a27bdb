/** The public key of a certificate as a JWK: the same curves on every platform, however they are written down. */
import { fromBER, Integer, ObjectIdentifier, Sequence, type OctetString } from 'asn1js'
import type { PublicKeyInfo } from 'pkijs'
import { parseOtherJwk, type OtherJwk } from '../../crypto/other-key.ts'
import { encodeBase64url } from '../../encoding/base64url.ts'
import { GreengateError } from '../../errors.ts'
import { namedCurveOf } from './explicit-curve.ts'
import { curveOids, keyOids } from './oids.ts'

/** The key; undefined: of a kind, curve or size that is not supported, on no platform. */
export function publicKeyOf({ algorithm, subjectPublicKey }: PublicKeyInfo): OtherJwk | undefined {
  const bits = subjectPublicKey.valueBlock.valueHexView
  const jwk = ((): object | undefined => {
    switch (algorithm.algorithmId) {
      case keyOids.ec:
        return pointJwk(curveOf(algorithm.algorithmParams), bits)
      case keyOids.rsa:
      case keyOids.rsaPss:
        return rsaJwk(bits)
      case keyOids.ed25519:
        return { kty: 'OKP', crv: 'Ed25519', x: encodeBase64url(bits) }
      default:
        return undefined
    }
  })()
  if (jwk === undefined) return undefined
  try {
    return parseOtherJwk(jwk)
  } catch (error) {
    if (error instanceof GreengateError && error.code === 'ERR_KEY_UNSUPPORTED') return undefined
    throw error
  }
}

function curveOf(parameters: unknown): 'P-256' | 'P-384' | 'P-521' | undefined {
  if (parameters instanceof ObjectIdentifier) return curveOids[parameters.valueBlock.toString()]
  return parameters instanceof Sequence ? namedCurveOf(parameters) : undefined
}

/** An uncompressed point; others are in no certificate that we know of. */
function pointJwk(crv: string | undefined, bits: Uint8Array): object | undefined {
  if (crv === undefined || bits[0] !== 4) return undefined
  const middle = (bits.length + 1) / 2
  const [x, y] = [bits.subarray(1, middle), bits.subarray(middle)].map(encodeBase64url)
  return { kty: 'EC', crv, x, y }
}

function rsaJwk(bits: Uint8Array): object | undefined {
  const { result } = fromBER(bits)
  const [n, e] = result instanceof Sequence ? result.valueBlock.value : []
  if (!(n instanceof Integer && e instanceof Integer)) return undefined
  return { kty: 'RSA', n: encodeBase64url(positive(n)), e: encodeBase64url(positive(e)) }
}

/** The bytes of a positive integer, without the zero that keeps it positive. */
export function positive({ valueBlock: { valueHexView } }: Integer | OctetString): Uint8Array {
  const start = valueHexView.findIndex((byte) => byte !== 0)
  return valueHexView.slice(start < 0 ? valueHexView.length : start)
}
