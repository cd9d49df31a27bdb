/** The keys that issuers of cards publish, `.well-known/jwks.json`, read for a trust list to take up. */
import { parsePublicJwk, thumbprint, type P256PublicJwk } from '../../crypto/jwk.ts'
import { decodeAnyBase64 } from '../../encoding/base64url.ts'
import { membersOf } from '../../encoding/members-of.ts'
import { GreengateError } from '../../errors.ts'
import { countOf } from '../../trust/revocation-list.ts'

/** A key as its issuer publishes it. */
export interface IssuerKey {
  readonly kid: string
  readonly jwk: P256PublicJwk
  /** DER certificates, the key's own first. */
  readonly chain: readonly Uint8Array[]
}

/**
 * Reads one key of an issuer's set: ES256, public, and named after its own thumbprint.
 *
 * @throws {@link GreengateError} `ERR_KEY_MALFORMED`, `ERR_KEY_UNSUPPORTED`, `ERR_BASE64URL_MALFORMED`
 *
 * @example
 * ```ts
 * import { parseIssuerKey } from 'greengate/issue'
 *
 * const kids = async (keys: readonly unknown[]): Promise<readonly string[]> =>
 *   (await Promise.all(keys.map(parseIssuerKey))).map(({ kid }) => kid)
 * ```
 */
export async function parseIssuerKey(value: unknown): Promise<IssuerKey> {
  const { kid, use, alg, d, x5c = [], crlVersion } = membersOf(value)
  // Published or not, a private key is everybody's.
  if (d !== undefined) throw malformed('must not be private')
  const jwk = parsePublicJwk(value)
  if (jwk.kty !== 'EC' || use !== 'sig' || alg !== 'ES256') {
    throw new GreengateError('ERR_KEY_UNSUPPORTED', 'key must be for ES256')
  }
  if (typeof kid !== 'string' || kid !== (await thumbprint(jwk))) {
    throw malformed('kid must be its thumbprint')
  }
  if (!Array.isArray(x5c) || x5c.length > maxCertificates) throw malformed('x5c must be a list')
  if (crlVersion !== undefined && countOf(crlVersion) === undefined) {
    throw malformed('crlVersion must be a count')
  }
  return { kid, jwk, chain: x5c.map(certificateBytes) }
}

const maxCertificates = 8

/** RFC 7517 4.7: base64, not base64url. */
function certificateBytes(value: unknown): Uint8Array {
  if (typeof value !== 'string' || !/^[\w+/]+={0,2}$/.test(value)) {
    throw malformed('x5c must be base64')
  }
  return decodeAnyBase64(value)
}

function malformed(expectation: string): GreengateError {
  return new GreengateError('ERR_KEY_MALFORMED', `key: ${expectation}`)
}
