/** Decodes a New Zealand COVID pass: its text, its COSE_Sign1 and its claims (docs/formats.md). */
import { decodeBase32 } from '../../encoding/base32.ts'
import { asciiAt } from '../../encoding/bytes.ts'
import { decodeAnyCbor, type AnyCbor } from '../../encoding/cbor-any.ts'
import { formatInstant } from '../../encoding/instant.ts'
import { GreengateError } from '../../errors.ts'
import { decodeCoseSign1, type CoseSign1 } from '../cose.ts'
import type { OtherCredential, UndecodedCode } from '../format.ts'
import { orRefusal, undecoded, type DecodingReason } from '../undecoded.ts'
import { readClaims, type PassClaims } from './read-claims.ts'

/** What a pass begins with, before its version. */
export const prefix = 'NZCP:/'
/** No QR code holds more in its alphanumeric mode. */
const maxTextLength = 4296
const limits = { maxBytes: maxTextLength }
/** The head of tag 18: a pass must be a COSE_Sign1 that says so. */
const sign1 = 0xd2
const es256 = -7
/** The rule set, so to speak, by which the ministry found that its holder may pass. */
const passSet = 'nzcp:PublicCovidPass'

/** Decodes one text that begins with the prefix. */
export function decodePass(text: string): OtherCredential | UndecodedCode {
  if (text.length > maxTextLength) return refused('too-long')
  const version = /^(0|[1-9]\d{0,8})\//.exec(text.slice(prefix.length, prefix.length + 10))?.[1]
  if (version === undefined || version === '0') return refused('text-damaged')
  if (version !== '1') return refused('newer-version')
  const bytes = decodeBase32(text, prefix.length + 2)
  if (bytes === undefined) return refused('text-damaged')
  if (bytes[0] !== sign1) return refused('envelope-damaged')
  const cose = orRefusal(() => decodeCoseSign1(bytes, limits))
  if (cose instanceof GreengateError) return refused('envelope-damaged')
  const kid = kidOf(cose.protectedHeader.get(4))
  if (kid === undefined || cose.protectedHeader.get(1) !== es256) {
    return refused('envelope-damaged')
  }
  const payload = orRefusal(() => decodeAnyCbor(cose.payload, limits))
  const claims = payload instanceof GreengateError ? 'payload-damaged' : readClaims(payload)
  if (typeof claims === 'string') return refused(claims)
  return credentialOf(cose, kid, claims)
}

function credentialOf(cose: CoseSign1, kid: string, claims: PassClaims): OtherCredential {
  const { issuer, validFrom, validUntil, person, payload } = claims
  return {
    format: 'nzcp',
    issuer,
    kid,
    signed: cose.signed,
    signature: cose.signature,
    // The pass's own words for this claim: the date of its issue.
    issuedAt: validFrom,
    validFrom,
    validUntil,
    person,
    facts: [
      {
        id: 'pass',
        kind: 'assessment',
        fields: { at: formatInstant(validFrom), outcome: 'pass', set: passSet },
      },
    ],
    kinds: ['assessment'],
    payload,
  }
}

/** The specification asks for text, and its own examples are bytes. */
function kidOf(value: AnyCbor): string | undefined {
  const kid = value instanceof Uint8Array ? asciiAt(value, 0, value.length) : value
  return typeof kid === 'string' && kid !== '' ? kid : undefined
}

function refused(code: DecodingReason): UndecodedCode {
  return undecoded('nzcp', code)
}
