/** Shows a code with a fresh proof, so that a picture of it is worthless. */
import { decodeText } from '../credential/decode.ts'
import { prefix, stepSeconds } from '../credential/layout.ts'
import { liveMessage } from '../credential/live-proof.ts'
import type { PublicJwk } from '../crypto/jwk.ts'
import { decodeBase45, encodeBase45 } from '../encoding/base45.ts'
import { encodeCbor } from '../encoding/cbor-encode.ts'
import { unixSeconds } from '../encoding/instant.ts'
import { GreengateError } from '../errors.ts'
import { signAsHolder, type HolderKey } from './holder-key.ts'

/** A code ready to be shown live. */
export interface OwnCode {
  /** The COSE_Sign1. */
  readonly envelope: Uint8Array
  /** Unix seconds. */
  readonly validUntil: number
}

/**
 * Takes a code that names the holder's key.
 *
 * @throws GreengateError `ERR_LIVE_KEY` where it names another or none, `ERR_CODE_MALFORMED` and the errors of decoding
 */
export function openOwnCode(text: string, { publicJwk }: HolderKey): OwnCode {
  if (!text.startsWith(prefix)) {
    throw new GreengateError('ERR_CODE_MALFORMED', 'code: must begin with GG1:')
  }
  const { holderKey, live, validUntil } = decodeText(text)
  if (holderKey === null || nameOf(holderKey) !== nameOf(publicJwk)) {
    throw new GreengateError('ERR_LIVE_KEY', 'code: must name the key that shows it')
  }
  return { envelope: live?.envelope ?? decodeBase45(text, prefix.length), validUntil }
}

function nameOf(jwk: PublicJwk): string {
  return jwk.kty === 'EC' ? `${jwk.x} ${jwk.y}` : jwk.x
}

/** The text of a code for one step. */
export async function liveText(
  envelope: Uint8Array,
  key: HolderKey,
  step: number,
): Promise<string> {
  const signature = await signAsHolder(key, await liveMessage(envelope, step))
  return prefix + encodeBase45(encodeCbor([envelope, step, signature]))
}

/** The step that an instant is in. */
export function stepOf(now: Date): number {
  return Math.floor(unixSeconds(now) / stepSeconds)
}

/**
 * The text of a live code for an instant.
 *
 * @param text - The code as it was issued.
 * @throws {@link GreengateError} `ERR_LIVE_KEY` where the code names another key or none; `ERR_CODE_MALFORMED`,
 * `ERR_BASE45_MALFORMED`, `ERR_CBOR_...`
 *
 * @example
 * ```ts
 * import { livePresentation, type HolderKey } from 'greengate/holder'
 *
 * const shown = (code: string, key: HolderKey): Promise<string> =>
 *   livePresentation(code, key, new Date())
 * ```
 */
export async function livePresentation(text: string, key: HolderKey, now: Date): Promise<string> {
  return liveText(openOwnCode(text, key).envelope, key, stepOf(now))
}
