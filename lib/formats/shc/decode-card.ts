/** Takes a card apart: a compact JWS with a deflated payload, and the claims in it. */
import { decodeBase64url } from '../../encoding/base64url.ts'
import { parseBoundedJson } from '../../encoding/bounded-json.ts'
import { asciiBytes } from '../../encoding/bytes.ts'
import { inflateRaw } from '../../encoding/inflate.ts'
import { isInstant } from '../../encoding/instant.ts'
import { membersOf } from '../../encoding/members-of.ts'
import { GreengateError } from '../../errors.ts'
import type { OtherCredential, UndecodedCode } from '../format.ts'
import { readBundle } from './read-bundle.ts'
import { isRevocationId } from '../../trust/revocation-list.ts'
import { undecoded } from '../undecoded.ts'

/** Characters of a JWS: nine of the largest that one QR code holds. */
const maxLength = 32_768
/** Bytes of a payload: an example of HL7's, the largest there is, has 40,000. */
const maxPayload = 131_072

const cardType = 'https://smarthealth.cards#health-card'

/** What proving needs to know again. */
export interface CardClaims {
  /** Unix seconds as stated, with their fraction. */
  readonly nbf: number
  readonly rid: string | null
}

/** Reads a compact JWS; whatever it is, the answer is data. */
export function decodeCard(jws: string): OtherCredential | UndecodedCode {
  if (jws.length > maxLength) return undecoded('shc', 'too-large')
  const first = jws.indexOf('.')
  const second = jws.indexOf('.', first + 1)
  if (first < 0 || second < 0 || jws.includes('.', second + 1)) {
    return undecoded('shc', 'envelope-damaged')
  }
  let state: 'envelope-damaged' | 'payload-damaged' = 'envelope-damaged'
  try {
    const kid = readHeader(decodeBase64url(jws, 0, first))
    const deflated = decodeBase64url(jws, first + 1, second)
    const signature = decodeBase64url(jws, second + 1)
    if (kid === undefined) return undecoded('shc', state)
    state = 'payload-damaged'
    const claims = parseBoundedJson(inflateRaw(deflated, maxPayload))
    const said = readClaims(claims)
    if (said === undefined) return undecoded('shc', state, claims)
    return {
      format: 'shc',
      kid,
      // ASCII, or its parts could not have been read.
      signed: asciiBytes(jws, second),
      signature,
      ...said,
      payload: claims,
    }
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    if (error.code === 'ERR_INFLATE_TOO_LARGE') return undecoded('shc', 'too-large')
    return undecoded('shc', error.code === 'ERR_INFLATE_MALFORMED' ? 'compression-damaged' : state)
  }
}

/** The kid of a header that says what it must. Keys that it carries or points to are never looked at. */
function readHeader(bytes: Uint8Array): string | undefined {
  const { alg, zip, kid, crit } = membersOf(parseBoundedJson(bytes))
  // RFC 7515 4.1.11: what must be understood is not.
  const isUnderstood = alg === 'ES256' && zip === 'DEF' && crit === undefined
  return isUnderstood && typeof kid === 'string' ? kid : undefined
}

type Said = Omit<OtherCredential, 'format' | 'kid' | 'signed' | 'signature' | 'payload'>

function readClaims(claims: unknown): Said | undefined {
  const { iss, nbf, exp, vc } = membersOf(claims)
  const { type, credentialSubject, rid } = membersOf(vc)
  const { fhirVersion, fhirBundle } = membersOf(credentialSubject)
  if (typeof iss !== 'string' || !isTime(nbf) || !(exp === undefined || isTime(exp)))
    return undefined
  if (!Array.isArray(type) || !type.includes(cardType)) return undefined
  if (!(rid === undefined || isRevocationId(rid))) return undefined
  if (typeof fhirVersion !== 'string' || membersOf(fhirBundle)['resourceType'] !== 'Bundle') {
    return undefined
  }
  const inner: CardClaims = { nbf, rid: rid ?? null }
  return {
    issuer: iss,
    issuedAt: Math.floor(nbf),
    validFrom: Math.ceil(nbf),
    validUntil: exp === undefined ? null : Math.floor(exp),
    ...readBundle(fhirVersion, fhirBundle),
    inner,
  }
}

/** Unix seconds. Milliseconds, a common mistake, are of no year that this library speaks of. */
function isTime(value: unknown): value is number {
  return typeof value === 'number' && isInstant(value)
}
