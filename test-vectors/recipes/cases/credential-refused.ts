/** credential/refused.json: claims that must not become a code, one fault each (format.md 3 to 5). */
import { hex } from '../hand/bytes.ts'
import type { Claims } from '../hand/claims.ts'
import { ctiOf } from '../hand/code.ts'
import type { Case, VectorFile } from '../hand/vector-file.ts'
import { assessed, covers, fact, negative, person } from '../world/people.ts'

/** Claims with something that their type forbids. */
type Loose = Readonly<Record<string, unknown>>

const refused = (id: string, claims: Claims | Loose, comment: string, error: string): Case => ({
  id,
  comment,
  key: 'issuer-good',
  cti: hex(ctiOf(id)),
  claims,
  error: `ERR_CLAIMS_${error}`,
})
const malformed = (id: string, claims: Loose, comment: string): Case =>
  refused(id, { ...bare, ...claims }, comment, 'MALFORMED')

const bare = assessed({ holdsUntil: '2026-04-01T03:00:00Z' })
const judged = (id: string, assessment: Loose, comment: string): Case =>
  malformed(id, { assessment: { ...bare.assessment, ...assessment } }, comment)
const withFact = (id: string, change: Loose, comment: string): Case =>
  malformed(id, { facts: [{ ...negative, ...change }] }, comment)
const valued = (id: string, value: unknown, comment: string): Case =>
  withFact(id, { fields: { v: value } }, comment)
const without = (...names: readonly string[]): Loose =>
  Object.fromEntries(Object.entries(bare).filter(([name]) => !names.includes(name)))

const forms = [
  refused('issuer-missing', without('issuer'), 'required', 'MALFORMED'),
  malformed('issuer-empty', { issuer: '' }, 'no byte'),
  malformed('issuer-65-bytes', { issuer: 'x'.repeat(65) }, 'one byte too long'),
  malformed('issuer-lone-surrogate', { issuer: 'cn\ud800' }, 'half of a pair is no text'),
  refused('issued-at-missing', without('issuedAt'), 'required', 'MALFORMED'),
  malformed('issued-at-date', { issuedAt: '2026-03-02' }, 'a date for an instant'),
  malformed('issued-at-offset', { issuedAt: '2026-03-02T11:00:00+08:00' }, 'UTC is asked for'),
  malformed('issued-at-fraction', { issuedAt: '2026-03-02T03:00:00.5Z' }, 'whole seconds'),
  malformed('issued-at-lower-case', { issuedAt: '2026-03-02t03:00:00z' }, 'capital T and Z'),
  malformed('issued-at-no-such-day', { issuedAt: '2026-02-30T03:00:00Z' }, '30 February'),
  malformed('issued-at-leap-second', { issuedAt: '2026-03-01T23:59:60Z' }, 'second 60'),
  malformed('valid-until-equal-to-issue', { validUntil: bare.issuedAt }, 'exp > iat'),
  malformed('valid-until-before-issue', { validUntil: '2026-03-02T02:59:59Z' }, 'exp > iat'),
  malformed('class-unknown', { class: 'card' }, 'neither app nor paper'),
  malformed('subject-last-four-short', { subject: { lastFour: '123' } }, 'three characters'),
  malformed('subject-last-four-lower-case', { subject: { lastFour: '012x' } }, 'lower case'),
  malformed('subject-name-empty', { subject: { maskedName: '' } }, 'no byte'),
  malformed('status-index-negative', { statusIndex: -1 }, 'a negative number'),
  malformed('status-index-fraction', { statusIndex: 0.5 }, 'a fraction'),
  refused('says-nothing', without('assessment'), 'no assessment, coverage or fact', 'MALFORMED'),
  judged('assessment-outcome-unknown', { outcome: 'maybe' }, 'no such outcome'),
  judged('assessment-version-zero', { version: 0 }, 'versions begin at 1'),
  judged('assessment-stop-without-rule', { outcome: 'stop', rule: undefined }, 'stop names a rule'),
  judged(
    'assessment-check-without-rule',
    { outcome: 'check', rule: undefined },
    'and so does check',
  ),
  judged('assessment-rule-negative', { rule: -1 }, 'a negative number'),
  judged('assessment-after-issue', { assessedAt: '2026-03-02T03:00:01Z' }, 'a second after iat'),
  malformed(
    'coverage-after-issue',
    { covers: covers(['test'], '2026-03-02T03:00:01Z') },
    'a second after iat',
  ),
  malformed('coverage-kind-twice', { covers: covers(['test', 'test']) }, 'a kind is covered once'),
  malformed('coverage-kind-empty', { covers: covers(['']) }, 'no byte'),
  malformed('fact-id-twice', { facts: [negative, fact('t1', 'recovery', {})] }, 'ids are unique'),
  withFact('fact-id-empty', { id: '' }, 'no byte'),
  withFact('fact-kind-65-bytes', { kind: 'x'.repeat(65) }, 'one byte too long'),
  withFact('fact-recorded-date', { recordedAt: '2026-03-02' }, 'a date for an instant'),
  withFact('field-name-empty', { fields: { '': 1 } }, 'no byte'),
  valued('value-null', null, 'null is no value'),
  valued('value-array', [1], 'an array is no value'),
  valued('value-unsafe-integer', 2 ** 53, 'beyond 2^53 - 1'),
  valued('value-seven-places', 0.0000001, 'more than six decimal places'),
  valued('value-date-no-such-day', '2026-02-30', 'the form of a date, and no date'),
  valued('value-date-1899', '1899-12-31', 'before 1900'),
  valued('value-date-2200', '2200-01-01', 'after 2199'),
  valued('value-instant-no-such-hour', '2026-03-02T24:00:00Z', 'the form of an instant, and none'),
  valued('value-instant-1969', '1969-12-31T23:59:59Z', 'an instant is not negative on the wire'),
]

const policy = (id: string, claims: Claims, comment: string): Case =>
  refused(id, claims, comment, 'REFUSED')

const policies = [
  policy(
    'assessment-without-its-hold',
    assessed(),
    'a code without facts must not outlive its assessment: until when it holds must be said',
  ),
  policy(
    'app-assessment-beyond-a-day',
    { ...bare, validUntil: '2026-03-03T03:00:01Z' },
    'iat + 24 h and a second',
  ),
  policy(
    'app-assessment-beyond-its-hold',
    assessed({ holdsUntil: '2026-03-02T14:59:59Z' }),
    'a second longer than the assessment holds',
  ),
  policy(
    'paper-assessment-beyond-its-hold',
    assessed({ holdsUntil: '2026-03-02T14:59:59Z' }, { class: 'paper' }),
    'paper too',
  ),
  policy(
    'code-over-1024-bytes',
    {
      ...person,
      facts: Array.from({ length: 40 }, (_, at) => fact(`fact-${at}`, 'test', { method: 'pcr' })),
    },
    'it would not fit into a code',
  ),
]

export const credentialRefused: VectorFile = {
  path: 'credential/refused.json',
  prefix: 'claims',
  schema: 'credential-refused',
  about:
    'Claims that `issue` must refuse: malformed ones, and ones that would outlive what they say.',
  cases: [...forms, ...policies],
}
