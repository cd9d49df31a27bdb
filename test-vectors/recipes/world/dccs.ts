/** DCCs of a country of the vectors' world, and the bundle that knows its keys. */
import { base64url, sha256, utf8 } from '../hand/bytes.ts'
import { base45 } from '../hand/base45.ts'
import { cbor, tag } from '../hand/cbor.ts'
import { container, signDocument } from '../hand/document.ts'
import type { Json } from '../hand/jcs.ts'
import { key, signWith, type Key } from '../hand/keys.ts'
import { documents } from '../hand/publish.ts'
import { compare, field, rule, ruleSet, some, value } from '../hand/rule-set.ts'
import { stored } from '../hand/zlib.ts'
import { countryRules, rules } from './country-rules.ts'
import { factTypes } from './fact-types.ts'
import { issuers, trustList } from './issuers.ts'
import { by } from './root.ts'

type Claims = Map<number, unknown>

/** A DCC, as its code has it. */
export const vaccinated = {
  ver: '1.3.0',
  nam: { fn: 'Traveller', fnt: 'TRAVELLER', gn: 'Anna', gnt: 'ANNA' },
  dob: '1990-01-02',
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
      is: 'Ministry',
      ci: 'URN:UVCI:01:AT:1',
    },
  ],
}

/** When it was issued, and the last second in which it is good. */
const issued = '2026-01-10T00:00:00Z'
export const ends = '2026-03-02T18:00:00Z'

const seconds = (instant: string): number => Date.parse(instant) / 1000

/** The key that signs them, under names of its own for every line in the list. */
const signer = key('dcc-signer')
const kidOf = (name: string): Uint8Array => sha256(utf8(`certificate ${name}`)).subarray(0, 8)

/** What may be otherwise in a code. */
export interface DccOptions {
  readonly dcc?: unknown
  readonly claims?: (claims: Claims) => void
  /** Which line of the list its kid names. */
  readonly line?: string
  readonly header?: Claims
  readonly unprotected?: Claims
  readonly tags?: readonly number[]
  readonly by?: Key
  readonly signature?: (signature: Uint8Array) => Uint8Array
  /** Takes the place of the COSE_Sign1 that is compressed. */
  readonly cose?: (cose: Uint8Array) => Uint8Array
  /** Takes the place of what base45 carries. */
  readonly compressed?: (compressed: Uint8Array, cose: Uint8Array) => Uint8Array
}

/** The header of a code whose kid names a line of the list. */
export const headerOf = (line: string, alg = -7): Claims =>
  new Map<number, unknown>([
    [1, alg],
    [4, kidOf(line)],
  ])

/** The text of a code. */
export const dcc = (options: DccOptions = {}): string => {
  const claims: Claims = new Map<number, unknown>([
    [1, 'AT'],
    [4, seconds(ends)],
    [6, seconds(issued)],
    [-260, new Map([[1, options.dcc ?? vaccinated]])],
  ])
  options.claims?.(claims)
  const { header = headerOf(options.line ?? 'whole'), unprotected = new Map() } = options
  const protectedHeader = cbor(header)
  const payload = cbor(claims)
  const made = signWith(
    options.by ?? signer,
    cbor(['Signature1', protectedHeader, new Uint8Array(), payload]),
  )
  const items = [protectedHeader, unprotected, payload, options.signature?.(made) ?? made]
  const whole = (options.tags ?? [18]).reduceRight<unknown>(
    (inner, number) => tag(number, inner),
    items,
  )
  const cose = options.cose?.(cbor(whole)) ?? cbor(whole)
  const compressed = stored(cose)
  return `HC1:${base45(options.compressed?.(compressed, cose) ?? compressed)}`
}

const listed = (line: string, more: { readonly [name: string]: Json } = {}): Json => ({
  kid: base64url(kidOf(line)),
  jwk: { ...signer.publicJwk },
  from: '2025-01-01T00:00:00Z',
  until: '2027-01-01T00:00:00Z',
  states: ['*'],
  regions: ['*'],
  ...more,
})

/** Until when the certificate `ending` holds. */
export const certificateEnds = '2026-03-02T12:00:00Z'

const authority: Json = {
  format: 'hcert',
  id: 'AT',
  name: { zh: '奥地利', en: 'Austria' },
  keys: [
    listed('whole'),
    listed('tests', { states: ['test'] }),
    listed('ending', { until: certificateEnds }),
    listed('young', { from: '2026-01-10T00:00:01Z' }),
    listed('old', { until: issued }),
    listed('stolen', {
      revoked: [
        {
          from: '2026-01-01T00:00:00Z',
          until: '2026-02-01T00:00:00Z',
          why: { zh: '失窃', en: 'stolen' },
        },
      ],
    }),
  ],
}

/** Passes whoever had the second dose. */
const gate = ruleSet('cn-3301', 1, [
  rule(1, 'pass', some('vaccination', compare(field('dose'), '>=', value(2)))),
])

const signedAt = '2026-03-01T00:00:00Z'
const trust = {
  ...(trustList(1, issuers) as { readonly [name: string]: Json }),
  authorities: [authority],
}

/** Asks of vaccinations alone, and grants nothing else. */
const country = countryRules({
  id: 'cn-xx',
  effective: { from: '2026-01-01T00:00:00Z', until: '2026-07-01T00:00:00Z' },
  rules: rules.slice(0, 3),
})

/** The file hcert.ggb. */
export const dccBundle = (): Uint8Array => bundleWith('rules/cn-3301/1', gate)

/** The file country-dcc.ggb: the same keys, under a country's rules. */
export const countryBundle = (): Uint8Array => bundleWith('rules/cn-xx/1', country)

const bundleWith = (name: string, set: Json): Uint8Array =>
  container(
    documents({
      version: 1,
      signedAt: '2026-03-02T00:00:00Z',
      expires: '2026-04-01T00:00:00Z',
      members: [
        signDocument('facts', 'facts', signedAt, factTypes, by('facts')),
        signDocument(name, 'rules', '2026-01-01T00:00:00Z', set, by('rules')),
        signDocument('trust', 'trust', signedAt, trust, by('trust')),
      ],
    }),
  )
