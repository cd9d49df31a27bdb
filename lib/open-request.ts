/** Opens a holder's request for a code: whose key it is, proven over the issuer's own challenge. */
import { decodeRequest } from './credential/request.ts'
import type { PublicJwk } from './crypto/jwk.ts'
import { checkSignature, importVerifyKey } from './crypto/verify-key.ts'
import { equalBytes } from './encoding/bytes.ts'
import { GreengateError } from './errors.ts'

/** What a request asks for, its proof checked. */
export interface OpenedRequest {
  /** The claim `holderKey` of the code to issue. */
  readonly holderKey: PublicJwk
  readonly class: 'app' | 'paper'
}

/**
 * Says which challenge a request answers, so that whoever keeps many finds the one. Nothing is proven by it.
 *
 * @throws {@link GreengateError} `ERR_REQUEST_MALFORMED`
 *
 * @example
 * ```ts
 * import { challengeOf } from 'greengate/issue'
 *
 * const isAwaited = (request: string, awaited: ReadonlySet<string>): boolean =>
 *   awaited.has(challengeOf(request).join())
 * ```
 */
export function challengeOf(text: string): Uint8Array {
  return decodeRequest(text).challenge.slice()
}

/**
 * Opens a request. That the challenge is of this issuer, not too old and used once is for the caller to know.
 *
 * @param challenge - The random bytes that were given to this holder.
 * @throws {@link GreengateError} `ERR_REQUEST_MALFORMED`; `ERR_REQUEST_CHALLENGE` when it answers another
 * challenge; `ERR_REQUEST_PROOF` when its signature is not by the key that it names; `ERR_KEY_...`
 *
 * @example
 * ```ts
 * import { openRequest } from 'greengate/issue'
 *
 * const holderKeyOf = async (request: string, challenge: Uint8Array) =>
 *   (await openRequest(request, challenge)).holderKey
 * ```
 */
export async function openRequest(text: string, challenge: Uint8Array): Promise<OpenedRequest> {
  const { challenge: answered, class: kind, holderKey, signature, signed } = decodeRequest(text)
  if (!equalBytes(answered, challenge)) {
    throw new GreengateError('ERR_REQUEST_CHALLENGE', 'request: must answer this challenge')
  }
  const key = await importVerifyKey(holderKey)
  if (!(await checkSignature(key, signature, signed, true))) {
    throw new GreengateError(
      'ERR_REQUEST_PROOF',
      'request: must be signed by the key that it names',
    )
  }
  return { holderKey, class: kind }
}
