/** assess/refused.json: what nobody can be assessed on, one fault each (format.md 4, 4.2, 5). */
import { base64url } from '../hand/bytes.ts'
import type { Case, VectorFile } from '../hand/vector-file.ts'
import { factTypes } from '../rule-sets/fact-types.ts'
import { saltOf } from '../world/assess-case.ts'
import { covered, negative, setOfIssuer } from '../world/assess-set.ts'
import { fact, noon } from '../world/people.ts'

/** Something that its type forbids. */
type Loose = Readonly<Record<string, unknown>>

const refused = (
  id: string,
  change: Loose,
  comment: string,
  error = 'ERR_CLAIMS_MALFORMED',
): Case => ({
  ...{ id, comment, now: noon, facts: [negative], covers: covered() },
  ...{ salt: base64url(saltOf(id)), ...change, error },
})
const wrongly = (id: string, change: Loose, comment: string): Case =>
  refused(id, change, comment, 'TypeError')
const withFact = (id: string, change: Loose, comment: string): Case =>
  refused(id, { facts: [negative, { ...fact('e1', 'visit', {}), ...change }] }, comment)
const valued = (id: string, value: unknown, comment: string): Case =>
  withFact(`value-${id}`, { fields: { value } }, comment)
const until = (id: string, instant: string, comment: string): Case =>
  refused(`until-${id}`, { covers: covered({ stay: instant }) }, comment)

const cases: readonly Case[] = [
  refused('one-id-twice', { facts: [negative, { ...negative, kind: 'visit' }] }, 'ids are unique'),
  refused('one-kind-twice', { covers: [...covered(), ...covered().slice(0, 1)] }, 'so are kinds'),
  refused(
    'a-kind-without-bytes-covered',
    { covers: [...covered(), { kind: '', until: noon }] },
    'a kind has 1 to 64 bytes',
  ),
  until('date', '2026-03-02', 'a date for an instant'),
  until('offset', '2026-03-02T12:00:00+08:00', 'UTC is asked for'),
  until('no-such-day', '2026-02-30T00:00:00Z', '30 February'),
  until('before-1970', '1969-12-31T23:59:59Z', 'seconds since 1970 are unsigned'),
  withFact('id-empty', { id: '' }, 'no byte'),
  withFact('id-65-bytes', { id: '号'.repeat(21) + 'xx' }, '65 bytes of UTF-8, 23 characters'),
  withFact('kind-empty', { kind: '' }, 'no byte'),
  withFact('source-empty', { source: '' }, 'no byte'),
  withFact('retracts-empty', { retracts: '' }, 'no byte'),
  withFact('recorded-at-date', { recordedAt: '2026-03-02' }, 'a date for an instant'),
  withFact('recorded-before-1970', { recordedAt: '1969-12-31T23:59:59Z' }, 'unsigned'),
  withFact('field-name-empty', { fields: { '': 1 } }, 'no byte'),
  valued('list', [1], 'no value of a field'),
  valued('null', null, 'a field that is blank is left out'),
  valued('seven-decimals', 0.000_000_1, 'six at most'),
  valued('beyond-53-bits', 9_007_199_254_740_992, '2^53'),
  valued('no-such-date', '2026-02-30', 'text of the form of a date'),
  valued('no-such-hour', '2026-03-01T25:00:00Z', 'text of the form of an instant'),
  valued('instant-before-1970', '1969-12-31T23:59:59Z', 'tag 1 is unsigned'),
  wrongly('salt-15-bytes', { salt: base64url(saltOf('short').subarray(1)) }, 'a salt has 16 bytes'),
  wrongly('salt-empty', { salt: '' }, 'a salt has 16 bytes'),
  wrongly('before-the-set', { now: '2025-12-31T23:59:59Z' }, 'not in force yet'),
  wrongly('at-the-end-of-the-set', { now: '2026-12-01T00:00:00Z' }, 'not in force any more'),
]

export const assessRefused: VectorFile = {
  path: 'assess/refused.json',
  prefix: 'assess-refused',
  schema: 'assess-refused',
  about: 'What nobody can be assessed on, one fault each (format.md 4, 4.2, 5).',
  shared: { factTypes, ruleSet: setOfIssuer },
  cases,
}
