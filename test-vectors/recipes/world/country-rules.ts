/** The rules of a country that there is not, in the form of the EU's published rules, and DCCs to judge by them. */
import type { Json } from '../hand/jcs.ts'

type Members = { readonly [name: string]: Json | undefined }

const read = (path: string): Members => ({ var: path })
/** Holds of DCCs that have not the entry. */
const ifThere = (path: string, then: Json): Members => ({ if: [read(path), then, true] })
export const clock: Members = { plusTime: [read('external.validationClock'), 0, 'day'] }
const after = (path: string, amount: number, unit: string): Members => ({
  plusTime: [read(path), amount, unit],
})

const kinds: Readonly<Record<string, string>> = {
  G: 'General',
  V: 'Vaccination',
  T: 'Test',
  R: 'Recovery',
  I: 'General',
}

/** A rule as a country publishes it, with everything filled in that does not matter. */
export const published = (
  identifier: string,
  logic: Json,
  fields: readonly string[],
  more: Members = {},
): Members => ({
  Identifier: identifier,
  Type: identifier.startsWith('IR') ? 'Invalidation' : 'Acceptance',
  Country: identifier.slice(3, 5),
  Version: '1.0.0',
  SchemaVersion: '1.0.0',
  Engine: 'CERTLOGIC',
  EngineVersion: '0.7.5',
  CertificateType: kinds[identifier.charAt(0)],
  Description: [{ lang: 'en', desc: `What ${identifier} asks for.` }],
  ValidFrom: '2021-07-01T00:00:00Z',
  ValidTo: '2030-01-01T00:00:00Z',
  AffectedFields: fields,
  Logic: logic,
  ...more,
})

export const numbered = (...rules: readonly Members[]): readonly Members[] =>
  rules.map((rule, i) => ({ no: i + 1, rule }))

/** 1: the disease. 2 and 3: doses and their age. 4, 5 and 6: one test, its device, its age and result. 7: the age of a recovery. */
export const rules: readonly Members[] = numbered(
  published(
    'GR-XX-0001',
    ifThere('payload.v.0', {
      in: [read('payload.v.0.tg'), read('external.valueSets.disease-agent-targeted')],
    }),
    ['v.0', 'v.0.tg'],
  ),
  published(
    'VR-XX-0001',
    ifThere('payload.v.0', { '>=': [read('payload.v.0.dn'), read('payload.v.0.sd')] }),
    ['v.0', 'v.0.dn', 'v.0.sd'],
  ),
  published(
    'VR-XX-0002',
    ifThere('payload.v.0', {
      'not-before': [
        after('payload.v.0.dt', 365, 'day'),
        clock,
        after('payload.v.0.dt', 14, 'day'),
      ],
    }),
    ['v.0', 'v.0.dt'],
  ),
  published('TR-XX-0000', { '!': [read('payload.t.1')] }, ['t.1']),
  published(
    'TR-XX-0001',
    ifThere('payload.t.0', {
      if: [
        { '===': [read('payload.t.0.tt'), 'LP6464-4'] },
        true,
        { in: [read('payload.t.0.ma'), ['1232', '1304']] },
      ],
    }),
    ['t.0', 't.0.ma', 't.0.tt'],
  ),
  published(
    'TR-XX-0002',
    ifThere('payload.t.0', {
      and: [
        { '===': [read('payload.t.0.tr'), '260415000'] },
        { before: [clock, after('payload.t.0.sc', 72, 'hour')] },
      ],
    }),
    ['t.0', 't.0.sc', 't.0.tr'],
  ),
  published(
    'RR-XX-0001',
    ifThere('payload.r.0', {
      'not-after': [after('payload.r.0.fr', 11, 'day'), clock, after('payload.r.0.fr', 6, 'month')],
    }),
    ['r.0', 'r.0.fr'],
  ),
)

/** The set, in force from July 2021 until the end of 2022. */
export const countryRules = (more: Members = {}): Members => ({
  id: 'eu-xx',
  version: 1,
  engine: 'certlogic-1',
  title: { zh: '某国入境规则', en: 'Entry into XX' },
  effective: { from: '2021-07-01T00:00:00Z', until: '2023-01-01T00:00:00Z' },
  country: 'XX',
  change: {
    type: 'import',
    how: 'the rules as published',
    basis: ['Gazette 1'],
    requestedBy: 'Bureau',
    reviewedBy: 'Office',
  },
  valueSets: { 'disease-agent-targeted': ['840539006'] },
  rules,
  otherwise: 'check',
  ...more,
})

const person = {
  ver: '1.3.0',
  dob: '1990-01-01',
  nam: { fn: 'Mustermann', fnt: 'MUSTERMANN', gn: 'Erika', gnt: 'ERIKA' },
}
const issued = { tg: '840539006', co: 'XX', is: 'Ministry', ci: 'URN:UVCI:01:XX:1#A' }

/** Noon of 1 December 2021, when the DCCs below pass. */
export const noon = '2021-12-01T12:00:00Z'

export const vaccination = (more: Members = {}, whole: Members = {}): Members => ({
  ...person,
  ...whole,
  v: [
    {
      ...issued,
      vp: '1119349007',
      mp: 'EU/1',
      ma: 'ORG-1',
      dn: 2,
      sd: 2,
      dt: '2021-08-01',
      ...more,
    },
  ],
})
export const testOf = (more: Members = {}): Members => ({
  ...person,
  t: [{ ...issued, tt: 'LP6464-4', sc: '2021-11-30T12:00:00Z', tr: '260415000', ...more }],
})
export const recovery = (more: Members = {}): Members => ({
  ...person,
  r: [{ ...issued, fr: '2021-10-01', df: '2021-10-12', du: '2022-04-01', ...more }],
})
