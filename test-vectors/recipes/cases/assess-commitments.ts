/** assess/commitments.json: what of an assessment is committed to, byte for byte (format.md 4.2, 5). */
import type { Fact } from '../hand/claims.ts'
import type { Case, VectorFile } from '../hand/vector-file.ts'
import { factTypes } from '../rule-sets/fact-types.ts'
import { assess, covered, met, negative, passes, setOfIssuer, stops } from '../world/assess-set.ts'
import { fact } from '../world/people.ts'

const stale = '2026-03-03T04:00:01Z'
const contactOver = '2026-03-15T16:00:00Z'
const contact = met('2026-03-01')
const [of, and] = [covered(), [...covered()].reverse()]

/** Somebody who passes by their test; the facts beside it decide nothing. */
const commits = (id: string, facts: readonly Fact[], comment: string): Case =>
  assess(id, { facts: [negative, ...facts], covers: of }, passes(1), stale, comment)
const valued = (id: string, value: string | number | boolean, comment: string): Case =>
  commits(`value-${id}`, [fact('v1', 'visit', { value })], comment)

const cases: readonly Case[] = [
  assess(
    'salt-one',
    { facts: [negative, contact], covers: of, salt: 'one' },
    stops(7),
    contactOver,
    'the same person under one salt',
  ),
  assess(
    'salt-two',
    { facts: [negative, contact], covers: of, salt: 'two' },
    stops(7),
    contactOver,
    'and under another: nothing in common',
  ),
  assess(
    'facts-turned-round',
    { facts: [contact, negative], covers: of, salt: 'one' },
    stops(7),
    contactOver,
    'the order of facts is committed to',
  ),
  assess(
    'coverage-turned-round',
    { facts: [negative, contact], covers: and, salt: 'one' },
    stops(7),
    contactOver,
    'and so is the order of coverage',
  ),
  assess(
    'a-second-later',
    { now: '2026-03-02T04:00:01Z', facts: [negative, contact], covers: of, salt: 'one' },
    stops(7),
    contactOver,
    'and when it was assessed',
  ),
  commits('no-fields', [fact('e1', 'visit', {})], 'a map of nothing'),
  commits(
    'fields-by-their-bytes',
    [fact('e1', 'visit', { zone: 'b', at: '2026-03-01', a: 1, bb: 2, 地: 3 })],
    'keys of a map stand by the bytes of their CBOR: short ones first',
  ),
  commits('a-source-of-64-bytes', [fact('e1', 'visit', {}, { source: 's'.repeat(64) })], 'longest'),
  commits(
    'twenty-four-facts',
    Array.from({ length: 24 }, (_, i) => fact(`e${i}`, 'visit', {})),
    '25 of them with the test: a head of two bytes',
  ),
  valued('instant', '2026-03-01T22:00:00Z', 'tag 1, unsigned'),
  valued('date', '2026-03-01', 'tag 100, days since 1970'),
  valued('date-before-1970', '1949-10-01', 'tag 100, a negative number'),
  valued('decimal', 36.6, 'tag 4: [-1, 366]'),
  valued('decimal-negative', -0.000_125, 'tag 4: [-6, -125]'),
  valued('integer', 300, 'three bytes'),
  valued('integer-negative', -1, 'major type 1'),
  valued('integer-largest', 9_007_199_254_740_991, '2^53 - 1'),
  valued('true', true, 'a simple value'),
  valued('text', '新冠疫苗 (Vero)', 'UTF-8, its length in bytes'),
  valued('text-empty', '', 'no byte of text'),
  valued('text-of-digits', '2026', 'digits alone are text'),
]

export const assessCommitments: VectorFile = {
  path: 'assess/commitments.json',
  prefix: 'assess-commits',
  schema: 'assess',
  about: 'What an assessment commits to, byte for byte (format.md 4.2, 5).',
  shared: { factTypes },
  groups: [{ given: { ruleSet: setOfIssuer }, cases }],
}
