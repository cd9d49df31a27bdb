/** Asks an issuer for a code that is bound to the holder's key. */
import { encodeRequest, isChallenge, requestMessage } from '../credential/request.ts'
import { signAsHolder, type HolderKey } from './holder-key.ts'

/** What a holder asks for. */
export interface RequestOptions {
  /** What the issuer gave for this one request: 16 to 64 random bytes. */
  readonly challenge: Uint8Array
  /** Default: `app`. */
  readonly class?: 'app' | 'paper'
}

/**
 * The text of a request, for a QR code or to be sent: it proves that the holder has the key, to this issuer, now.
 *
 * @throws TypeError for a challenge that is none
 *
 * @example
 * ```ts
 * import { createHolderKey, requestText } from 'greengate/holder'
 *
 * const answer = async (challenge: Uint8Array): Promise<string> =>
 *   requestText(await createHolderKey(), { challenge })
 * ```
 */
export async function requestText(key: HolderKey, options: RequestOptions): Promise<string> {
  const { challenge, class: kind = 'app' } = options
  if (!isChallenge(challenge)) throw new TypeError('challenge must be 16 to 64 bytes')
  const body = { challenge, class: kind, holderKey: key.publicJwk }
  return encodeRequest(body, await signAsHolder(key, requestMessage(body)))
}
