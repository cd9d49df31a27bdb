/** A holder's request for a code (docs/format.md 7): its bytes, and what of it the holder signs. */
import { decodeBase45, encodeBase45 } from '../encoding/base45.ts'
import { concat, utf8 } from '../encoding/bytes.ts'
import { decodeCbor, type CborValue } from '../encoding/cbor.ts'
import { encodeCbor } from '../encoding/cbor-encode.ts'
import { GreengateError } from '../errors.ts'
import type { PublicJwk } from '../crypto/jwk.ts'
import { decodeHolderKey, encodeHolderKey } from './holder-key.ts'
import { isBytes } from './form.ts'
import { classes, sizes } from './layout.ts'

const requestPrefix = 'GGR1:'
/** Longest request: a challenge of 64 bytes, a P-256 key and a signature take 212. */
const maxRequestBytes = 256
const [leastChallenge, mostChallenge] = [16, 64]

/** What a holder asks for. */
export interface RequestBody {
  /** 16 to 64 random bytes of the issuer, for this one request. */
  readonly challenge: Uint8Array
  readonly class: 'app' | 'paper'
  readonly holderKey: PublicJwk
}

/** A request whose form holds, its signature not yet checked. */
export interface DecodedRequest extends RequestBody {
  readonly signed: Uint8Array
  readonly signature: Uint8Array
}

function itemsOf({ challenge, class: kind, holderKey }: RequestBody): CborValue[] {
  return [challenge, classes.indexOf(kind), encodeHolderKey(holderKey)]
}

/** Whether bytes are as long as a challenge may be. */
export function isChallenge(value: CborValue | undefined): value is Uint8Array {
  const length = value instanceof Uint8Array ? value.length : 0
  return length >= leastChallenge && length <= mostChallenge
}

/** The bytes that the holder signs. */
export function requestMessage(body: RequestBody): Uint8Array {
  return concat([utf8('greengate-request-1\0'), encodeCbor(itemsOf(body))])
}

/** The text of a request. */
export function encodeRequest(body: RequestBody, signature: Uint8Array): string {
  return requestPrefix + encodeBase45(encodeCbor([...itemsOf(body), signature]))
}

/**
 * Reads a request.
 *
 * @throws GreengateError `ERR_REQUEST_MALFORMED`
 */
export function decodeRequest(text: string): DecodedRequest {
  if (!text.startsWith(requestPrefix)) throw malformed('must begin with GGR1:')
  if (text.length > requestPrefix.length + (maxRequestBytes / 2) * 3) throw malformed('is too long')
  try {
    const bytes = decodeBase45(text, requestPrefix.length)
    const items = decodeCbor(bytes, { maxBytes: maxRequestBytes })
    if (!Array.isArray(items) || items.length !== 4) throw malformed('must have 4 items')
    const [challenge, number, cnf, signature] = items as CborValue[]
    const kind = typeof number === 'number' ? classes[number] : undefined
    if (!isChallenge(challenge)) throw malformed('challenge must be 16 to 64 bytes')
    if (kind === undefined) throw malformed('class must be 0 or 1')
    if (!isBytes(signature, sizes.signature)) throw malformed('signature must be 64 bytes')
    const holderKey = decodeHolderKey(cnf as CborValue)
    const body: RequestBody = { challenge, class: kind, holderKey }
    return { ...body, signature, signed: requestMessage(body) }
  } catch (error) {
    if (!(error instanceof GreengateError) || error.code === 'ERR_REQUEST_MALFORMED') throw error
    throw new GreengateError('ERR_REQUEST_MALFORMED', `request: ${error.message}`, { cause: error })
  }
}

function malformed(expectation: string): GreengateError {
  return new GreengateError('ERR_REQUEST_MALFORMED', `request: ${expectation}`)
}
