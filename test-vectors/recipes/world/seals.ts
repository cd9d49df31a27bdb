/** Seals of ICAO of two countries of the vectors' world, and the bundle that knows their roots. */
import { base64url, utf8 } from '../hand/bytes.ts'
import { certificate, type CertificateOf } from '../hand/certificate.ts'
import { container, signDocument } from '../hand/document.ts'
import { jcs, type Json } from '../hand/jcs.ts'
import { key, signWith } from '../hand/keys.ts'
import { documents } from '../hand/publish.ts'
import { compare, field, rule, ruleSet, some, value } from '../hand/rule-set.ts'
import { factTypes } from './fact-types.ts'
import { issuers, trustList } from './issuers.ts'
import { by } from './root.ts'

/** Until when the signer's certificate holds: its last second is in it. */
export const signerEnds = '2026-03-10T00:00:00Z'

const root: CertificateOf = {
  serial: 1,
  subject: ['AU', 'CSCA'],
  issuer: ['AU', 'CSCA'],
  from: '2020-01-01T00:00:00Z',
  until: '2035-01-01T00:00:00Z',
  key: key('csca'),
  by: key('csca'),
  isAuthority: true,
}

/** The certificate of the signer of most seals. */
export const signer: CertificateOf = {
  serial: 2,
  subject: ['AU', 'Seals'],
  issuer: ['AU', 'CSCA'],
  from: '2025-01-01T00:00:00Z',
  until: '2026-03-09T23:59:59Z',
  key: key('seal-signer'),
  by: key('csca'),
  extendedKeyUsage: '2.23.136.1.1.14.2',
  documents: ['NV'],
}

/** What a seal says: a person, vaccinated twice. */
export const vaccinated: { readonly [name: string]: Json } = {
  hdr: { t: 'icao.vacc', v: 1, is: 'AUS' },
  msg: {
    uvci: 'VB0000000001',
    pid: { n: 'TRAVELLER  ANNA', dob: '1990-01-02', i: 'PA0000001' },
    ve: [
      {
        des: 'XM68M6',
        dis: 'RA01.0',
        nam: 'Vaccine',
        vd: [
          { dvc: '2025-04-02', seq: 1, ctr: 'AUS', adm: 'Clinic', lot: '1' },
          { dvc: '2025-10-03', seq: '2', ctr: 'AUS', adm: 'Clinic', lot: '2' },
        ],
      },
    ],
  },
}

/** What may be otherwise in a seal. */
export interface SealOptions {
  readonly data?: { readonly [name: string]: Json }
  readonly certificate?: CertificateOf | Uint8Array
  /** What is shown in the place of what was signed. */
  readonly shown?: Json
  readonly signature?: string
}

/** The text of a seal. */
export const seal = (options: SealOptions = {}): string => {
  const { data = vaccinated, certificate: given = signer } = options
  const signed = utf8(jcs(data))
  const der = given instanceof Uint8Array ? given : certificate(given)
  const by = given instanceof Uint8Array ? signer.key : given.key
  return JSON.stringify({
    data: options.shown ?? data,
    sig: {
      alg: 'ES256',
      sigvl: options.signature ?? base64url(signWith(by, signed)),
      cer: base64url(der),
    },
  })
}

/** A signer that is listed itself, without any root. */
export const listedSigner: CertificateOf = {
  ...signer,
  serial: 3,
  subject: ['NZ', 'Seals'],
  issuer: ['NZ', 'CSCA'],
  until: '2027-01-01T00:00:00Z',
}

const authority = (id: string, more: { readonly [name: string]: Json }): Json => ({
  format: 'vds-nc',
  id,
  name: { zh: id, en: id },
  keys: [],
  ...more,
})

const jwk = { ...listedSigner.key.publicJwk }
const listed: Json = {
  kid: null,
  jwk,
  from: '2025-01-01T00:00:00Z',
  until: '2026-09-01T00:00:00Z',
  states: ['vaccination'],
  regions: ['*'],
}

/** AUS by its root. NZL by a signer. FJI has a signer whose key was stolen, TON one whose time is over. */
const authorities: readonly Json[] = [
  authority('AUS', { roots: [base64url(certificate(root))] }),
  authority('NZL', { keys: [listed] }),
  authority('FJI', {
    keys: [
      {
        ...(listed as { readonly [name: string]: Json }),
        revoked: [
          {
            from: '2025-06-01T00:00:00Z',
            until: '2025-07-01T00:00:00Z',
            why: { zh: '失窃', en: 'stolen' },
          },
        ],
      },
    ],
  }),
  authority('TON', {
    keys: [
      {
        ...(listed as { readonly [name: string]: Json }),
        until: '2025-01-01T00:00:00Z',
        from: '2024-01-01T00:00:00Z',
      },
    ],
  }),
]

/** Passes whoever had the second dose. */
const gate = ruleSet('cn-3301', 1, [
  rule(1, 'pass', some('vaccination', compare(field('dose'), '>=', value(2)))),
])

const signedAt = '2026-03-01T00:00:00Z'
const trust = { ...(trustList(1, issuers) as { readonly [name: string]: Json }), authorities }

/** The file vds-nc.ggb. */
export const sealBundle = (): Uint8Array =>
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
