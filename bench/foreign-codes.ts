/** Codes of others to measure with: made here under the vectors' public test keys, as long as real ones, each one different from every other. */
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  sign,
  type JsonWebKey,
  type KeyObject,
} from 'node:crypto'
import { readFileSync } from 'node:fs'
import { deflateRawSync, deflateSync } from 'node:zlib'
import { encode, Tag } from 'cbor2'
import { hcert, nzcp, shc, type CodeFormat } from 'greengate'

export type ForeignName = 'dcc' | 'shc' | 'nzcp'

/** One format of others: what reads it, the vectors' bundle that lists the key, the key, and the n-th code. */
export interface Foreign {
  readonly format: CodeFormat
  readonly bundle: Uint8Array
  readonly key: ForeignKey
  readonly code: (n: number) => string
}

/** Who signs, in all the forms that somebody asks for. */
export interface ForeignKey {
  readonly jwk: {
    readonly kty: string
    readonly crv: string
    readonly x: string
    readonly y: string
  }
  readonly public: KeyObject
  readonly kid: Uint8Array
}

/** The instant that all of them are verified at, and what the gate asks for. */
export const foreignNow = new Date('2026-03-02T04:00:00Z')
/** Who signs passes, as the codes and the bundle have it. */
export const ministry = 'did:web:passes.example'

const vectors = new URL('../test-vectors/', import.meta.url)
export const vectorBundle = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`bundle/${name}.ggb`, vectors)))

interface Signer extends ForeignKey {
  readonly sign: (message: Uint8Array) => Uint8Array
}

const signerOf = (name: string, kid?: Uint8Array): Signer => {
  const { jwk } = JSON.parse(readFileSync(new URL(`keys/${name}.json`, vectors), 'utf8')) as {
    readonly jwk: JsonWebKey & ForeignKey['jwk']
  }
  const key = createPrivateKey({ key: jwk, format: 'jwk' })
  const { kty, crv, x, y } = jwk
  return {
    jwk: { kty, crv, x, y },
    public: createPublicKey({ key: { kty, crv, x, y }, format: 'jwk' }),
    kid: kid ?? new TextEncoder().encode(thumbprint({ crv, kty, x, y })),
    sign: (message) => new Uint8Array(sign('sha256', message, { key, dsaEncoding: 'ieee-p1363' })),
  }
}

const thumbprint = (members: object): string =>
  createHash('sha256').update(JSON.stringify(members)).digest('base64url')

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'
const base45 = (bytes: Uint8Array): string => {
  let text = ''
  for (let at = 0; at < bytes.length; at += 2) {
    const isPair = at + 1 < bytes.length
    let left = isPair ? (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0) : (bytes[at] ?? 0)
    for (let k = isPair ? 3 : 2; k > 0; k--, left = Math.floor(left / 45)) {
      text += alphabet.charAt(left % 45)
    }
  }
  return text
}

const base32 = (bytes: Uint8Array): string => {
  let [text, held, bits] = ['', 0, 0]
  const put = (digit: number): string => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.charAt(digit & 31)
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xfff
    for (bits += 8; bits >= 5;) text += put(held >> (bits -= 5))
  }
  return bits === 0 ? text : text + put(held << (5 - bits))
}

const sign1 = (by: Signer, payload: Uint8Array): Uint8Array => {
  const header = encode(
    new Map<number, unknown>([
      [1, -7],
      [4, by.kid],
    ]),
  )
  const signed = encode(['Signature1', header, new Uint8Array(), payload])
  return encode(new Tag(18, [header, new Map(), payload, by.sign(signed)]))
}

const seconds = (instant: string): number => Date.parse(instant) / 1000
/** What differs from code to code, and looks like chance. */
const hash = (n: number): Buffer =>
  createHash('sha256')
    .update(`code ${String(n)}`)
    .digest()
const word = (n: number, length: number): string => hash(n).toString('hex').slice(0, length)

const dccSigner = signerOf(
  'dcc-signer',
  new Uint8Array(createHash('sha256').update('certificate whole').digest().subarray(0, 8)),
)

/** A vaccination, of some 600 characters. */
const dcc = (n: number): string => {
  const name = word(n, 8)
  const payload = {
    ver: '1.3.0',
    nam: {
      fn: `Musterfrau ${name}`,
      fnt: `MUSTERFRAU<${name.replace(/\d/g, 'X').toUpperCase()}`,
      gn: 'Gabriele Anna',
      gnt: 'GABRIELE<ANNA',
    },
    dob: `19${String(50 + (n % 50))}-02-26`,
    v: [
      {
        tg: '840539006',
        vp: '1119349007',
        mp: 'EU/1/20/1528',
        ma: 'ORG-100030215',
        dn: 2,
        sd: 2,
        dt: '2025-10-03',
        co: 'AT',
        is: 'Ministry of Health, Austria',
        ci: `URN:UVCI:01:AT:${word(n, 32).toUpperCase()}#B`,
      },
    ],
  }
  const claims = new Map<number, unknown>([
    [1, 'AT'],
    [4, seconds('2026-07-01T00:00:00Z')],
    [6, seconds('2026-01-10T00:00:00Z') + (n % 86_400)],
    [-260, new Map([[1, payload]])],
  ])
  return `HC1:${base45(deflateSync(sign1(dccSigner, encode(claims)), { level: 9 }))}`
}

const cardSigner = signerOf('seal-signer')

/** A card of two doses, whose JWS is of some 760 characters. */
const card = (n: number): string => {
  const dose = (code: string, date: string, lot: string): object => ({
    resourceType: 'Immunization',
    status: 'completed',
    vaccineCode: { coding: [{ system: 'http://hl7.org/fhir/sid/cvx', code }] },
    patient: { reference: 'resource:0' },
    occurrenceDateTime: date,
    performer: [{ actor: { display: `Clinic ${lot.slice(0, 4)}` } }],
    lotNumber: lot,
  })
  const resources = [
    {
      resourceType: 'Patient',
      name: [{ family: `Anyperson-${word(n, 10)}`, given: ['John', 'B.'] }],
      birthDate: `19${String(50 + (n % 50))}-01-20`,
    },
    dose('208', '2025-09-01', word(n, 16).slice(8)),
    dose('208', '2025-10-03', word(n + 1, 24).slice(10)),
  ]
  const claims = {
    iss: 'https://cards.example/health',
    nbf: seconds('2026-01-10T00:00:00Z') + (n % 86_400),
    vc: {
      type: [
        'https://smarthealth.cards#health-card',
        'https://smarthealth.cards#immunization',
        'https://smarthealth.cards#covid19',
      ],
      credentialSubject: {
        fhirVersion: '4.0.1',
        fhirBundle: {
          resourceType: 'Bundle',
          type: 'collection',
          entry: resources.map((resource, i) => ({ fullUrl: `resource:${String(i)}`, resource })),
        },
      },
    },
  }
  const kid = new TextDecoder().decode(cardSigner.kid)
  const header = Buffer.from(JSON.stringify({ zip: 'DEF', alg: 'ES256', kid }))
  const payload = deflateRawSync(JSON.stringify(claims), { level: 9 })
  const signed = `${header.toString('base64url')}.${payload.toString('base64url')}`
  const signature = Buffer.from(cardSigner.sign(Buffer.from(signed))).toString('base64url')
  const digit = (letter: string): string => String(letter.charCodeAt(0) - 45).padStart(2, '0')
  return `shc:/${Array.from(`${signed}.${signature}`, digit).join('')}`
}

const passSigner = signerOf('issuer-p256', new TextEncoder().encode('key-1'))

/** A pass, of some 600 characters. */
const pass = (n: number): string => {
  const claims = new Map<unknown, unknown>([
    [1, ministry],
    [5, seconds('2026-02-01T00:00:00Z') + (n % 86_400)],
    // @vaxxnz/nzcp asks the machine's own clock.
    [4, seconds('2040-08-01T00:00:00Z')],
    [
      'vc',
      {
        '@context': [
          'https://www.w3.org/2018/credentials/v1',
          'https://nzcp.covid19.health.nz/contexts/v1',
        ],
        version: '1.0.0',
        type: ['VerifiableCredential', 'PublicCovidPass'],
        credentialSubject: {
          givenName: 'Jack',
          familyName: `Sparrow ${word(n, 8)}`,
          dob: `19${String(50 + (n % 50))}-04-16`,
        },
      },
    ],
    [7, new Uint8Array(hash(n).subarray(0, 16))],
  ])
  return `NZCP:/1/${base32(sign1(passSigner, encode(claims)))}`
}

/** All that are measured. */
export const foreign: Readonly<Record<ForeignName, Foreign>> = {
  dcc: { format: hcert, bundle: vectorBundle('hcert'), key: dccSigner, code: dcc },
  shc: { format: shc, bundle: vectorBundle('shc'), key: cardSigner, code: card },
  nzcp: { format: nzcp, bundle: vectorBundle('passes'), key: passSigner, code: pass },
}

/** So many codes of a format. */
export const foreignCodes = (name: ForeignName, count: number): readonly string[] =>
  Array.from({ length: count }, (_, n) => foreign[name].code(n))
