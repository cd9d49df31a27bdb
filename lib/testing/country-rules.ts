/** A country's rules and DCCs made up for tests: one rule of each kind and type, and certificates that pass under them. */
import type { CountryRules, NumberedRule, PublishedRule } from '../rules/country/country-rules.ts'

type Json = Readonly<Record<string, unknown>>

const has = (path: string, then: unknown): Json => ({ if: [{ var: path }, then, true] })
const clock: Json = { plusTime: [{ var: 'external.validationClock' }, 0, 'day'] }
const plus = (path: string, amount: number, unit: string): Json => ({
  plusTime: [{ var: path }, amount, unit],
})

/** A rule; `logic` reads what `fields` name. */
export const published = (
  identifier: string,
  logic: unknown,
  fields: readonly string[],
  more: Partial<PublishedRule> = {},
): PublishedRule => ({
  Identifier: identifier,
  Type: identifier.startsWith('IR') ? 'Invalidation' : 'Acceptance',
  Country: identifier.slice(3, 5),
  Version: '1.0.0',
  SchemaVersion: '1.0.0',
  Engine: 'CERTLOGIC',
  EngineVersion: '0.7.5',
  CertificateType: kindOf(identifier),
  Description: [{ lang: 'en', desc: `What ${identifier} asks for` }],
  ValidFrom: '2021-07-01T00:00:00Z',
  ValidTo: '2030-01-01T00:00:00Z',
  AffectedFields: fields,
  Logic: logic,
  ...more,
})

const kindOf = (identifier: string): PublishedRule['CertificateType'] =>
  (({ V: 'Vaccination', T: 'Test', R: 'Recovery' }) as const)[identifier.charAt(0)] ?? 'General'

const inSet = (path: string): Json => ({
  in: [{ var: path }, { var: 'external.valueSets.disease-agent-targeted' }],
})

/** General 1; vaccination 2 and 3; test 4, 5 and 6; recovery 7. */
export const standardRules: readonly NumberedRule[] = [
  published(
    'GR-XX-0001',
    { and: ['r', 't', 'v'].map((list) => has(`payload.${list}.0`, inSet(`payload.${list}.0.tg`))) },
    ['r.0', 'r.0.tg', 't.0', 't.0.tg', 'v.0', 'v.0.tg'],
  ),
  published(
    'VR-XX-0001',
    has('payload.v.0', { '>=': [{ var: 'payload.v.0.dn' }, { var: 'payload.v.0.sd' }] }),
    ['v.0', 'v.0.dn', 'v.0.sd'],
  ),
  published(
    'VR-XX-0002',
    has('payload.v.0', {
      'not-before': [plus('payload.v.0.dt', 365, 'day'), clock, plus('payload.v.0.dt', 14, 'day')],
    }),
    ['v.0', 'v.0.dt'],
  ),
  published('TR-XX-0000', { '!': [{ var: 'payload.t.1' }] }, ['t.1']),
  published(
    'TR-XX-0001',
    has('payload.t.0', {
      if: [
        { '===': [{ var: 'payload.t.0.tt' }, 'LP6464-4'] },
        true,
        { in: [{ var: 'payload.t.0.ma' }, ['1232', '1304']] },
      ],
    }),
    ['t.0', 't.0.ma', 't.0.tt'],
  ),
  published(
    'TR-XX-0002',
    has('payload.t.0', {
      and: [
        { '===': [{ var: 'payload.t.0.tr' }, '260415000'] },
        { before: [clock, plus('payload.t.0.sc', 72, 'hour')] },
      ],
    }),
    ['t.0', 't.0.sc', 't.0.tr'],
  ),
  published(
    'RR-XX-0001',
    has('payload.r.0', {
      'not-after': [plus('payload.r.0.fr', 11, 'day'), clock, plus('payload.r.0.fr', 6, 'month')],
    }),
    ['r.0', 'r.0.fr'],
  ),
].map((rule, i) => ({ no: i + 1, rule }))

/** The set of them. */
export const countryRules = (more: Partial<Record<keyof CountryRules, unknown>> = {}): Json => ({
  id: 'eu-xx',
  version: 1,
  engine: 'certlogic-1',
  title: { zh: '某国入境规则', en: 'Entry into XX' },
  effective: { from: '2021-07-01T00:00:00Z', until: '2023-01-01T00:00:00Z' },
  country: 'XX',
  change: {
    type: 'import',
    how: 'as published',
    basis: ['made up'],
    requestedBy: 'tests',
    reviewedBy: 'tests',
  },
  valueSets: { 'disease-agent-targeted': ['840539006'] },
  rules: standardRules,
  otherwise: 'check',
  ...more,
})

/** The set with these rules alone, numbered from 1. */
export const rulesOf = (...rules: readonly PublishedRule[]): Json =>
  countryRules({ rules: rules.map((rule, i) => ({ no: i + 1, rule })) })

const person = {
  ver: '1.3.0',
  dob: '1990-01-01',
  nam: { fn: 'Mustermann', fnt: 'MUSTERMANN', gn: 'Erika', gnt: 'ERIKA' },
}
const issued = { co: 'XX', is: 'Somebody', ci: 'URN:UVCI:01:XX:1#A', tg: '840539006' }

/** The instant at which these DCCs pass under the set: noon of 1 December 2021. */
export const noon = Date.UTC(2021, 11, 1, 12) / 1000

/** Days or hours before or after noon, as a date or an instant. */
const around = (seconds: number, length: number): string =>
  `${new Date((noon + seconds) * 1000).toISOString().slice(0, length)}${length > 10 ? 'Z' : ''}`

const vaccination = { ...issued, vp: '1', mp: 'EU/1', ma: 'O', dn: 2, sd: 2, dt: around(-1e7, 10) }
const laboratory = { ...issued, tt: 'LP6464-4', sc: around(-86_400, 19), tr: '260415000' }
const rapid = { ...laboratory, tt: 'LP217198-3', ma: '1232' }
const recovery = { ...issued, fr: around(-4e6, 10), df: around(-3e6, 10), du: around(1e7, 10) }

export const dccs = {
  vaccination: { ...person, v: [vaccination] },
  laboratory: { ...person, t: [laboratory] },
  rapid: { ...person, t: [rapid] },
  recovery: { ...person, r: [recovery] },
} as const
