/** Reads X.509 certificates: who, when, which key, and what it may be used for. */
import { backend } from '#backend'
import { fromBER, GeneralizedTime, Sequence, UTCTime } from 'asn1js'
import { Certificate as ParsedCertificate, type RelativeDistinguishedNames } from 'pkijs'
import { openOtherKey, type OtherKey, type Scheme } from '../../crypto/other-key.ts'
import { encodeBase64url } from '../../encoding/base64url.ts'
import { asciiAt, equalBytes } from '../../encoding/bytes.ts'
import { parseInstant } from '../../encoding/instant.ts'
import { attributeOf, textOf } from './attributes.ts'
import { isBoundedDer } from './der-form.ts'
import { readExtensions, type Extensions } from './extensions.ts'
import { nameOids } from './oids.ts'
import { publicKeyOf } from './public-key.ts'
import { schemeOf } from './scheme.ts'

/** A subject or issuer. */
export interface CertificateName {
  /** ISO 3166-1 alpha-2, in capitals; null: not stated. */
  readonly country: string | null
  /** The same for names that are equal but for case, white space and kind of text. */
  readonly comparable: string
  readonly der: Uint8Array
}

/** A certificate, read but not checked. */
export interface Certificate extends Extensions {
  readonly der: Uint8Array
  /** SHA-256 of the DER, base64url. */
  readonly digest: string
  /** Its first eight bytes, base64url: as a DCC names the certificate of its signer. */
  readonly kid: string
  readonly subject: CertificateName
  readonly issuer: CertificateName
  /** Unix seconds, both included. */
  readonly notBefore: number
  readonly notAfter: number
  /** undefined: of a kind, curve or size that is supported nowhere. */
  readonly key: OtherKey | undefined
  /** What its issuer signed, and how; undefined: in a way that is supported nowhere. */
  readonly signed: Uint8Array
  readonly signature: Uint8Array
  readonly scheme: Scheme | undefined
}

/** Certificates are read again and again: a list has hundreds, a gate shows the same few. */
const kept = new Map<string, Certificate>()
const maxKept = 1024

/** Reads a certificate; undefined: the bytes are none. Those that were read lately are not read again. */
export async function parseCertificate(der: Uint8Array): Promise<Certificate | undefined> {
  if (!isBoundedDer(der)) return undefined
  const sha256 = await backend.sha256(der)
  const digest = encodeBase64url(sha256)
  const known = kept.get(digest)
  const certificate = known ?? read(der.slice(), sha256)
  if (certificate === undefined) return undefined
  // Of a Map the oldest entry is the first: what is in use goes to the end.
  kept.delete(digest)
  kept.set(digest, certificate)
  const [oldest] = kept.keys()
  if (kept.size > maxKept && oldest !== undefined) kept.delete(oldest)
  return certificate
}

function read(der: Uint8Array, sha256: Uint8Array): Certificate | undefined {
  try {
    const { result } = fromBER(der)
    const parsed = new ParsedCertificate({ schema: result })
    const { stated, outer, validity } = partsOf(result)
    // What is signed must say how it is signed, or another way could be put in its place.
    if (!equalBytes(stated.valueBeforeDecodeView, outer.valueBeforeDecodeView)) return undefined
    const [notBefore, notAfter] = validity.valueBlock.value.map(secondsOf)
    const extensions = readExtensions(parsed.extensions ?? [])
    if (notBefore === undefined || notAfter === undefined) return undefined
    const jwk = publicKeyOf(parsed.subjectPublicKeyInfo)
    return {
      der,
      digest: encodeBase64url(sha256),
      kid: encodeBase64url(sha256.subarray(0, 8)),
      subject: nameOf(parsed.subject),
      issuer: nameOf(parsed.issuer),
      notBefore,
      notAfter,
      key: jwk === undefined ? undefined : openOtherKey(jwk),
      signed: parsed.tbsView.slice(),
      signature: parsed.signatureValue.valueBlock.valueHexView.slice(),
      scheme: schemeOf(parsed.signatureAlgorithm),
      ...extensions,
    }
  } catch {
    // What the parser throws at bytes that are no certificate is of any class; so is a key that is no point.
    return undefined
  }
}

/** The parts that the parser gives only as it understands them. */
function partsOf(certificate: unknown): Record<'stated' | 'outer' | 'validity', Sequence> {
  const [signed, outer] = childrenOf(certificate)
  const children = childrenOf(signed)
  // Version 1 is not written down.
  const first = children[0]?.idBlock.tagClass === 3 ? 1 : 0
  const [stated, validity] = [children[first + 1], children[first + 3]]
  if (!(stated instanceof Sequence && outer instanceof Sequence && validity instanceof Sequence)) {
    throw new TypeError('certificate: parts are missing')
  }
  return { stated, outer, validity }
}

function childrenOf(value: unknown): Sequence['valueBlock']['value'] {
  return value instanceof Sequence ? value.valueBlock.value : []
}

/** The last second of the years this library speaks of: `99991231235959Z` means that it never ends. */
const lastSecond = 7_258_118_399

/** Unix seconds of a time in the two forms of RFC 5280, read here because the parser allows local ones. */
function secondsOf(time: unknown): number | undefined {
  // The parser's other kind of time is one of these too.
  if (!(time instanceof UTCTime)) return undefined
  const isShort = !(time instanceof GeneralizedTime)
  const bytes = time.valueBlock.valueHexView
  const text = asciiAt(bytes, 0, bytes.length) ?? ''
  const century = isShort ? (text < '5' ? '20' : '19') : ''
  const form = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/.exec(century + text)
  if (form === null) return undefined
  const [, year = '', month = '', day = '', hour = '', minute = '', second = ''] = form
  if (year > '2199') return lastSecond
  return parseInstant(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
}

function nameOf(name: RelativeDistinguishedNames): CertificateName {
  const { typesAndValues, valueBeforeDecode } = name
  const country = attributeOf(name, nameOids.country)
  return {
    country: country === undefined ? null : country.toUpperCase(),
    comparable: JSON.stringify(
      typesAndValues.map(({ type, value }) => [
        type,
        textOf(value).trim().replace(/\s+/g, ' ').toLowerCase(),
      ]),
    ),
    der: new Uint8Array(valueBeforeDecode),
  }
}
