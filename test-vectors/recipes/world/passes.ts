/** Passes of New Zealand and identity codes of the vectors' world, and the bundle that knows who signs them. */
import { base32 } from '../hand/base32.ts'
import { base45 } from '../hand/base45.ts'
import { base64url, fromHex, unix, utf8 } from '../hand/bytes.ts'
import { tag } from '../hand/cbor.ts'
import { sign1, type Envelope } from '../hand/cose.ts'
import { container, signDocument } from '../hand/document.ts'
import type { Json } from '../hand/jcs.ts'
import { key } from '../hand/keys.ts'
import { documents } from '../hand/publish.ts'
import { and, compare, field, rule, ruleSet, some, value } from '../hand/rule-set.ts'
import { stored } from '../hand/zlib.ts'
import { factTypes } from './fact-types.ts'
import { issuers, trustList } from './issuers.ts'
import { by } from './root.ts'

/** Who signs passes. */
const ministry = 'did:web:passes.example'
/** Who signs identity codes. */
const registry = 'https://id.example'

const passSigner = key('issuer-p256')
const identitySigner = key('issuer-good')

/** From when and until when most codes are good. */
export const from = '2026-02-01T00:00:00Z'
export const until = '2026-08-01T00:00:00Z'

/** Members of the credential in a pass. */
export const credential = (
  members: Readonly<Record<string, unknown>> = {},
): ReadonlyMap<string, unknown> =>
  new Map(
    Object.entries({
      '@context': ['https://www.w3.org/2018/credentials/v1', 'https://passes.example/contexts/v1'],
      version: '1.0.0',
      type: ['VerifiableCredential', 'PublicCovidPass'],
      credentialSubject: new Map([
        ['givenName', 'Anna'],
        ['familyName', 'Traveller'],
        ['dob', '1990-01-02'],
      ]),
      ...members,
    }),
  )

/** What differs from a good code: claims by their labels, and parts of the envelope. */
export interface Differs extends Partial<Envelope> {
  readonly claims?: readonly (readonly [unknown, unknown])[]
  /** Claims that are left out. */
  readonly without?: readonly unknown[]
  readonly kid?: string
}

const claimsOf = (good: ReadonlyMap<unknown, unknown>, differs: Differs): Map<unknown, unknown> => {
  const claims = new Map([...good, ...(differs.claims ?? [])])
  for (const label of differs.without ?? []) claims.delete(label)
  return claims
}

/** The text of a pass. */
export const pass = (differs: Differs = {}): string => {
  const good = new Map<unknown, unknown>([
    [1, ministry],
    [4, unix(until)],
    [5, unix(from)],
    [7, tag(37, fromHex('000102030405060708090a0b0c0d0e0f'))],
    ['vc', credential()],
  ])
  const header = [
    [1, -7],
    [4, utf8(differs.kid ?? 'key-1')],
  ] as const
  const parts = { by: passSigner, header, payload: claimsOf(good, differs) }
  return `NZCP:/1/${base32(sign1({ ...parts, ...differs }))}`
}

/** The bytes of an identity code before they are packed. */
export const identityBytes = (differs: Differs = {}): Uint8Array => {
  const good = new Map<unknown, unknown>([
    [1, registry],
    [4, unix(until)],
    [6, unix(from)],
    [
      169,
      new Map<number, unknown>([
        [1, 'ID-1'],
        [4, 'Anna Traveller'],
        [8, '19900102'],
      ]),
    ],
  ])
  const header = [
    [1, -8],
    ...(differs.kid === undefined ? [] : [[4, utf8(differs.kid)] as const]),
  ] as const
  return sign1({ by: identitySigner, header, payload: claimsOf(good, differs), ...differs })
}

/** The text of an identity code. */
export const identity = (differs: Differs = {}): string => base45(stored(identityBytes(differs)))

const listed = (kid: string | null, more: { readonly [name: string]: Json } = {}): Json => ({
  kid,
  jwk: { ...passSigner.publicJwk },
  from: '2026-01-01T00:00:00Z',
  until: '2027-01-01T00:00:00Z',
  states: ['assessment'],
  regions: ['*'],
  ...more,
})

const stolen: Json = {
  from: '2026-01-15T00:00:00Z',
  until: '2026-03-01T00:00:00Z',
  why: { zh: '失窃', en: 'stolen' },
}

const jwk = { ...identitySigner.publicJwk }

const authorities: readonly Json[] = [
  {
    format: 'nzcp',
    id: ministry,
    name: { zh: '测试卫生部', en: 'test ministry of health' },
    keys: [
      listed('key-1'),
      listed('key-old', { until: '2026-02-01T00:00:00Z' }),
      listed('key-stolen', { revoked: [stolen] }),
      listed('key-tests', { states: ['test'] }),
      listed('key-edwards', { jwk }),
    ],
  },
  {
    format: 'claim169',
    id: registry,
    name: { zh: '测试身份登记处', en: 'test registry of persons' },
    keys: [
      listed(base64url(utf8('key-1')), { jwk }),
      listed(base64url(utf8('key-old')), { jwk, until: '2026-02-01T00:00:00Z' }),
    ],
  },
]

/** Passes whoever a ministry let pass. */
const gate = ruleSet('cn-3301', 1, [
  rule(
    1,
    'pass',
    some(
      'assessment',
      and(
        compare(field('set'), '==', value('nzcp:PublicCovidPass')),
        compare(field('outcome'), '==', value('pass')),
      ),
    ),
  ),
])

const assessment: Json = {
  name: 'assessment',
  labels: { zh: '评定', en: 'assessment by a rule set' },
  fields: {
    at: { type: 'instant' },
    outcome: { type: 'enumeration', values: ['pass', 'check', 'stop'] },
    set: { type: 'text' },
  },
}

type Members = { readonly [name: string]: Json }

const signedAt = '2026-03-01T00:00:00Z'
const trust = { ...(trustList(1, issuers) as Members), authorities }
const known = factTypes as Members
const facts = { ...known, types: [assessment, ...(known['types'] as readonly Json[])] }

/** The file passes.ggb. */
export const passBundle = (): Uint8Array =>
  container(
    documents({
      version: 1,
      signedAt: '2026-03-02T00:00:00Z',
      expires: '2026-04-01T00:00:00Z',
      members: [
        signDocument('facts', 'facts', signedAt, facts, by('facts')),
        signDocument('rules/cn-3301/1', 'rules', '2026-01-01T00:00:00Z', gate, by('rules')),
        signDocument('trust', 'trust', signedAt, trust, by('trust')),
      ],
    }),
  )
