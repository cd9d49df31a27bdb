/** SMART Health Cards of one issuer of the vectors' world, and the bundle that knows its keys. */
import { base64url, concat, utf8 } from '../hand/bytes.ts'
import { certificate, type CertificateOf } from '../hand/certificate.ts'
import { container, signDocument } from '../hand/document.ts'
import type { Json } from '../hand/jcs.ts'
import { key, signWith, type Key } from '../hand/keys.ts'
import { documents } from '../hand/publish.ts'
import { compare, field, rule, ruleSet, some, value } from '../hand/rule-set.ts'
import { factTypes } from './fact-types.ts'
import { issuers, trustList } from './issuers.ts'
import { by } from './root.ts'

/** The issuer of most cards, and its key. */
const issuer = 'https://cards.example/health'
const signer: Key = key('seal-signer')

/** A dose as FHIR has it; which vaccine, by its code of CVX. */
const dose = (code: string): Json => ({
  resourceType: 'Immunization',
  status: 'completed',
  vaccineCode: { coding: [{ system: 'http://hl7.org/fhir/sid/cvx', code }] },
  patient: { reference: 'resource:0' },
  occurrenceDateTime: '2025-10-03',
})

const holder: Json = {
  resourceType: 'Patient',
  name: [{ family: 'Traveller', given: ['Anna'] }],
  birthDate: '1990-01-02',
}

/** Claims of a card, issued on 1 January with half a second on top. */
export const claims = (
  more: { readonly [name: string]: Json } = {},
  code = '208',
  rid = '',
): Json => ({
  iss: issuer,
  nbf: 1_767_225_600.5,
  vc: {
    type: ['https://smarthealth.cards#health-card'],
    credentialSubject: {
      fhirVersion: '4.0.1',
      fhirBundle: {
        resourceType: 'Bundle',
        type: 'collection',
        entry: [holder, dose(code)].map((resource, i) => ({ fullUrl: `resource:${i}`, resource })),
      },
    },
    ...(rid === '' ? {} : { rid }),
  },
  ...more,
})

/** Deflate of one stored block: the same bytes from every zlib. */
export const stored = (plain: Uint8Array): Uint8Array => {
  const [low, high] = [plain.length & 255, plain.length >> 8]
  return concat(Uint8Array.of(1, low, high, low ^ 255, high ^ 255), plain)
}

/** What may be otherwise in a card. */
export interface CardOptions {
  readonly claims?: Json
  readonly payload?: Uint8Array
  readonly header?: { readonly [name: string]: Json }
  readonly by?: Key
  readonly signature?: Uint8Array
}

/** A card as a compact JWS. */
export const card = (options: CardOptions = {}): string => {
  const { by: signs = signer, claims: said = claims() } = options
  const header = { zip: 'DEF', alg: 'ES256', kid: signs.thumbprint, ...options.header }
  const payload = options.payload ?? stored(utf8(JSON.stringify(said)))
  const signed = `${base64url(utf8(JSON.stringify(header)))}.${base64url(payload)}`
  return `${signed}.${base64url(options.signature ?? signWith(signs, utf8(signed)))}`
}

/** Text as digits. */
export const digits = (text: string): string =>
  Array.from(text, (c) => String(c.charCodeAt(0) - 45).padStart(2, '0')).join('')

/** A card as the text of its QR code. */
export const qr = (options: CardOptions = {}): string => `shc:/${digits(card(options))}`

/** A card as the texts of so many QR codes. */
export const parts = (total: number): readonly string[] => {
  const jws = card()
  const cut = (i: number): number => Math.floor((i * jws.length) / total)
  return Array.from(
    { length: total },
    (_, i) => `shc:/${i + 1}/${total}/${digits(jws.slice(cut(i), cut(i + 1)))}`,
  )
}

const keyLine = (more: { readonly [name: string]: Json } = {}): Json => ({
  kid: signer.thumbprint,
  jwk: { ...signer.publicJwk },
  from: '2025-01-01T00:00:00Z',
  until: '2027-01-01T00:00:00Z',
  states: ['vaccination'],
  regions: ['*'],
  ...more,
})

const authority = (id: string, line: Json, more: { readonly [name: string]: Json } = {}): Json => ({
  format: 'shc',
  id,
  name: { zh: id, en: id },
  keys: [line],
  ...more,
})

const stolen = {
  from: '2026-01-01T00:00:00Z',
  until: '2026-02-01T00:00:00Z',
  why: { zh: '失窃', en: 'stolen' },
}

const root: CertificateOf = {
  serial: 1,
  subject: ['AU', 'Cards Root'],
  issuer: ['AU', 'Cards Root'],
  from: '2020-01-01T00:00:00Z',
  until: '2035-01-01T00:00:00Z',
  key: key('csca'),
  by: key('csca'),
  isAuthority: true,
}

/** Until when the chain of the certified issuer holds: its last second is in it. */
export const chainEnds = '2026-03-02T18:00:00Z'

/** The certificate of an issuer whose keys count with a chain to the root. */
const chained = (uri: string, until: string): Json => {
  const leaf = certificate({
    serial: 2,
    subject: ['AU', 'Cards'],
    issuer: ['AU', 'Cards Root'],
    from: '2025-01-01T00:00:00Z',
    until,
    key: signer,
    by: key('csca'),
    uri,
  })
  const roots = [base64url(certificate(root))]
  return authority(uri, keyLine({ chain: [base64url(leaf)] }), { needsChain: true, roots })
}

/** One key, differently listed; the first issuer has a list of revoked cards. */
const authorities: readonly Json[] = [
  authority(issuer, keyLine(), {
    revocations: [
      {
        kid: signer.thumbprint,
        ids: { gone: null, 'gone-before': 1_767_225_601, kept: 1_767_225_600 },
      },
    ],
  }),
  authority('https://late.example', keyLine({ from: '2026-02-01T00:00:00Z' })),
  authority('https://tests.example', keyLine({ states: ['test'] })),
  authority('https://stolen.example', keyLine({ revoked: [stolen] })),
  authority('https://chained.example', keyLine(), { needsChain: true }),
  chained('https://certified.example', '2026-03-02T17:59:59Z'),
  chained('https://lapsed.example', '2026-02-28T23:59:59Z'),
]

/** Passes whoever had one product. */
const gate = ruleSet('cn-3301', 1, [
  rule(1, 'pass', some('vaccination', compare(field('product'), '==', value('cvx:208')))),
])

const signedAt = '2026-03-01T00:00:00Z'
const trust = { ...(trustList(1, issuers) as { readonly [name: string]: Json }), authorities }

/** The file shc.ggb. */
export const cardBundle = (): Uint8Array =>
  container(
    documents({
      version: 1,
      signedAt: '2026-03-02T00:00:00Z',
      expires: '2026-04-01T00:00:00Z',
      members: [
        signDocument('facts', 'facts', signedAt, factTypes, by('facts')),
        signDocument('rules/cn-3301/1', 'rules', '2026-01-01T00:00:00Z', gate, by('rules')),
        signDocument('trust', 'trust', signedAt, trust, by('trust')),
      ],
    }),
  )
