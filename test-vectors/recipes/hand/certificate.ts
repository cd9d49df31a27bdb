/** X.509 certificates by hand (RFC 5280): of a country's authority, and of those who sign seals. */
import { concat, fromBase64url, utf8 } from './bytes.ts'
import {
  bits,
  context,
  integer,
  octets,
  oid,
  printable,
  sequence,
  set,
  tagged,
  text,
  utcTime,
  yes,
} from './der.ts'
import { signWith, type Key } from './keys.ts'

/** A certificate. */
export interface CertificateOf {
  readonly serial: number
  /** Country and common name. */
  readonly subject: readonly [country: string, name: string]
  readonly issuer: readonly [country: string, name: string]
  readonly from: string
  readonly until: string
  readonly key: Key
  /** Who signs it. */
  readonly by: Key
  /** It signs certificates; and how many CAs may stand below it. */
  readonly isAuthority?: boolean
  readonly pathLength?: number
  readonly extendedKeyUsage?: string
  /** ICAO's list of the documents it may sign. */
  readonly documents?: readonly string[]
  /** A URI that it speaks for (subject alternative name). */
  readonly uri?: string
  /** Another curve than its key's is named. */
  readonly curve?: string
}

const ecdsaWithSha256 = sequence(oid('1.2.840.10045.4.3.2'))
const p256 = '1.2.840.10045.3.1.7'

const nameOf = ([country, name]: readonly [string, string]): Uint8Array =>
  sequence(
    set(sequence(oid('2.5.4.6'), printable(country))),
    set(sequence(oid('2.5.4.3'), text(name))),
  )

const keyInfo = ({ publicJwk }: Key, curve: string): Uint8Array => {
  if (publicJwk.kty !== 'EC') throw new TypeError('a certificate by hand has a P-256 key')
  const point = concat(Uint8Array.of(4), fromBase64url(publicJwk.x), fromBase64url(publicJwk.y))
  return sequence(sequence(oid('1.2.840.10045.2.1'), oid(curve)), bits(point))
}

const extension = (id: string, isCritical: boolean, value: Uint8Array): Uint8Array =>
  sequence(oid(id), ...(isCritical ? [yes] : []), octets(value))

const extensions = (given: CertificateOf): readonly Uint8Array[] => [
  ...(given.isAuthority === true
    ? [
        extension('2.5.29.19', true, sequence(yes, integer(given.pathLength ?? 0))),
        extension('2.5.29.15', true, bits(Uint8Array.of(0x06), 1)),
      ]
    : []),
  ...(given.extendedKeyUsage === undefined
    ? []
    : [extension('2.5.29.37', true, sequence(oid(given.extendedKeyUsage)))]),
  ...(given.uri === undefined
    ? []
    : [extension('2.5.29.17', false, sequence(tagged(0x86, utf8(given.uri))))]),
  ...(given.documents === undefined
    ? []
    : [
        extension(
          '2.23.136.1.1.6.2',
          false,
          sequence(integer(0), set(...given.documents.map(printable))),
        ),
      ]),
]

/** Writes and signs it. */
export const certificate = (given: CertificateOf): Uint8Array => {
  const listed = extensions(given)
  const signed = sequence(
    context(0, integer(2)),
    integer(given.serial),
    ecdsaWithSha256,
    nameOf(given.issuer),
    sequence(utcTime(given.from), utcTime(given.until)),
    nameOf(given.subject),
    keyInfo(given.key, given.curve ?? p256),
    ...(listed.length === 0 ? [] : [context(3, sequence(...listed))]),
  )
  const raw = signWith(given.by, signed)
  const signature = sequence(integer(raw.subarray(0, 32)), integer(raw.subarray(32)))
  return sequence(signed, ecdsaWithSha256, bits(signature))
}
