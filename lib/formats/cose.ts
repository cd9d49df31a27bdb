/** COSE_Sign1 (RFC 9052) as other people's codes carry it: with tags 18, 61 or none; its parts, and what is signed. */
import { schemes, type Scheme } from '../crypto/other-key.ts'
import { freshBytes, utf8 } from '../encoding/bytes.ts'
import { byteStringSize, writeByteString, type CborLimits } from '../encoding/cbor.ts'
import { decodeAnyCbor, isArray, isMap, isTagged, type AnyCbor } from '../encoding/cbor-any.ts'
import type { AnyMap } from '../encoding/cbor-any.ts'
import { GreengateError } from '../errors.ts'

/** A COSE_Sign1, its signature not yet checked. */
export interface CoseSign1 {
  readonly protectedHeader: AnyMap
  readonly unprotectedHeader: AnyMap
  /** As registered with IANA; undefined: it names none, or by text. */
  readonly algorithm: number | undefined
  /** undefined: it names none. */
  readonly kid: Uint8Array | undefined
  readonly payload: Uint8Array
  /** Empty: it is not signed. */
  readonly signature: Uint8Array
  /** The bytes that the signature covers. */
  readonly signed: Uint8Array
}

/** Ways of signing by their numbers; the key decides whether it can have signed in the one that a header names. */
export const coseSchemes: ReadonlyMap<number | undefined, Scheme> = new Map<number, Scheme>([
  [-7, schemes.ESP256],
  [-8, schemes.Ed25519],
  [-9, schemes.ESP256],
  [-19, schemes.Ed25519],
  [-35, { name: 'ECDSA', hash: 'SHA-384' }],
  [-36, { name: 'ECDSA', hash: 'SHA-512' }],
  [-37, { name: 'RSA-PSS', hash: 'SHA-256', saltLength: 32 }],
  [-38, { name: 'RSA-PSS', hash: 'SHA-384', saltLength: 48 }],
  [-39, { name: 'RSA-PSS', hash: 'SHA-512', saltLength: 64 }],
])

/** Labels of header parameters. */
const [algorithmLabel, criticalLabel, kidLabel] = [1, 2, 4]
/** Parameters that may be called critical: understood, or without any bearing on what is signed (3: content type). */
const understood: readonly AnyCbor[] = [algorithmLabel, criticalLabel, 3, kidLabel]

const cwtTag = 61
const sign1Tag = 18
const empty = new Uint8Array(0)
const noHeader: AnyMap = new Map()
/** Array of four, and the text that says what is signed. */
const opening = Uint8Array.of(0x84, 0x6a, ...utf8('Signature1'))

/**
 * Takes a COSE_Sign1 apart.
 *
 * @param limits - Of at most 65,535 bytes.
 * @param external - Data that is signed and not carried, at most as long.
 * @throws GreengateError `ERR_CBOR_MALFORMED`, `ERR_CBOR_TOO_LARGE`
 */
export function decodeCoseSign1(
  bytes: Uint8Array,
  limits: Omit<CborLimits, 'tags'>,
  external: Uint8Array = empty,
): CoseSign1 {
  let item = decodeAnyCbor(bytes, limits)
  if (isTagged(item) && item.tag === cwtTag) item = item.value
  if (isTagged(item) && item.tag === sign1Tag) item = item.value
  if (!isArray(item) || item.length !== 4) throw malformed('an array of four')
  const [header, unprotectedHeader, payload, signature] = item
  if (!(header instanceof Uint8Array)) throw malformed('a protected header in bytes')
  if (!isMap(unprotectedHeader)) throw malformed('a map for the unprotected header')
  if (!(payload instanceof Uint8Array)) throw malformed('a payload in bytes')
  if (!(signature instanceof Uint8Array)) throw malformed('a signature in bytes')
  const protectedHeader = header.length === 0 ? noHeader : decodeAnyCbor(header, limits)
  if (!isMap(protectedHeader)) throw malformed('a map for the protected header')
  checkCritical(protectedHeader, unprotectedHeader)
  // What the signature covers comes first; but what is only beside it is taken, since the key decides in the end.
  const parameter = (label: number): AnyCbor =>
    protectedHeader.has(label) ? protectedHeader.get(label) : unprotectedHeader.get(label)
  const [algorithm, kid] = [parameter(algorithmLabel), parameter(kidLabel)]
  return {
    protectedHeader,
    unprotectedHeader,
    algorithm: typeof algorithm === 'number' ? algorithm : undefined,
    kid: kid instanceof Uint8Array ? kid : undefined,
    payload,
    signature,
    // A header without parameters is signed as no bytes at all, however it is written (RFC 9052, 4.4).
    signed: sigStructure(protectedHeader.size === 0 ? empty : header, external, payload),
  }
}

/** A header may ask to be refused by whoever does not know a parameter of it. */
function checkCritical(protectedHeader: AnyMap, unprotectedHeader: AnyMap): void {
  if (unprotectedHeader.has(criticalLabel)) throw malformed('critical parameters that are signed')
  if (!protectedHeader.has(criticalLabel)) return
  const critical = protectedHeader.get(criticalLabel)
  const isMet =
    isArray(critical) &&
    critical.length > 0 &&
    critical.every((label) => understood.includes(label))
  if (!isMet) throw malformed('critical parameters that we know')
}

/** The Sig_structure of RFC 9052, 4.4. */
function sigStructure(header: Uint8Array, external: Uint8Array, payload: Uint8Array): Uint8Array {
  const parts = [header, external, payload]
  let length = opening.length
  for (const part of parts) length += byteStringSize(part.length)
  const bytes = freshBytes(length)
  bytes.set(opening)
  let place = opening.length
  for (const part of parts) place = writeByteString(bytes, place, part)
  return bytes
}

function malformed(expectation: string): GreengateError {
  return new GreengateError('ERR_CBOR_MALFORMED', `COSE_Sign1 must have ${expectation}`)
}
