/** What a new station asks with: its public keys, signed by itself, as one text for a file or a QR code. */
import { compactVerify, CompactSign, decodeJwt, importJWK } from 'jose'
import { GreengateError, publicJwk, type PublicJwk } from 'greengate/issue'
import { asObject, parseJson } from '../edges/json-file.ts'
import { OperatorError } from '../operator-error.ts'
import type { OpenStation } from './station-folder.ts'

/** What is asked for. */
export interface StationRequest {
  readonly format: 'greengate-station-request-1'
  readonly id: string
  readonly group: string
  readonly lanes: readonly string[]
  /** Signs receipts. */
  readonly key: PublicJwk
  /** What is sealed to this station alone. */
  readonly recipient: PublicJwk
  /** SHA-256 of the root that it pinned, base64url. */
  readonly root: string
}

const typ = 'greengate-station-request'
const namePattern = /^[a-z0-9][a-z0-9-]{0,39}$/

/** Makes the request: a compact JWS (RFC 7515) by the station's own key. */
export async function makeRequest(
  { station, signing, recipient }: OpenStation,
  root: string,
): Promise<string> {
  const { id, group, lanes } = station
  const request: StationRequest = {
    format: 'greengate-station-request-1',
    id,
    group,
    lanes,
    key: publicJwk(signing),
    recipient: publicJwk(recipient),
    root,
  }
  return new CompactSign(new TextEncoder().encode(JSON.stringify(request)))
    .setProtectedHeader({ alg: 'Ed25519', typ })
    .sign(await importJWK({ ...signing }, 'Ed25519'))
}

/**
 * Opens a request, which proves that whoever made it has the key that it names.
 *
 * @throws {@link OperatorError}
 */
export async function openRequest(text: string, name: string): Promise<StationRequest> {
  const bad = (why: string): OperatorError =>
    new OperatorError(`${name}: ${why}; make it again with "greengate station enrol"`)
  try {
    const { key } = decodeJwt(text)
    const jwk = publicJwk(key)
    const { payload, protectedHeader } = await compactVerify(
      text,
      await importJWK({ ...jwk }, 'Ed25519'),
      { algorithms: ['Ed25519'] },
    )
    if (protectedHeader.typ !== typ) throw bad('is no request of a station')
    return readRequest(parseJson(payload, name, 'a request'), bad)
  } catch (error) {
    if (error instanceof OperatorError) throw error
    // jose and the key reader say by exception what is no request; anything else is a fault of ours.
    if (!(error instanceof GreengateError) && !(error instanceof Error && 'code' in error)) {
      throw error
    }
    throw bad('is no request of a station, or was changed')
  }
}

function readRequest(value: unknown, bad: (why: string) => OperatorError): StationRequest {
  const { format, id, group, lanes, key, recipient, root } = asObject(value) ?? {}
  const areNames = (list: unknown): list is readonly string[] =>
    Array.isArray(list) &&
    list.length > 0 &&
    list.every((each) => typeof each === 'string' && namePattern.test(each))
  if (format !== 'greengate-station-request-1' || !areNames([id, group]) || !areNames(lanes)) {
    throw bad('must name station, group and lanes by a-z, 0-9 and -')
  }
  if (typeof root !== 'string') throw bad('names no root')
  return {
    format,
    id: String(id),
    group: String(group),
    lanes,
    key: publicJwk(key),
    recipient: publicJwk(recipient),
    root,
  }
}

/** @throws {@link OperatorError} for a name that no station may have */
export function stationName(text: string, flag: string): string {
  if (namePattern.test(text)) return text
  throw new OperatorError(`${flag}: must be of a-z, 0-9 and -, at most 40; choose another name`)
}
