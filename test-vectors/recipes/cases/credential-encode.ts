/** credential/encode.json: claims as JSON, and the bytes that they become (format.md 3 to 5). */
import { hex } from '../hand/bytes.ts'
import type { Claims } from '../hand/claims.ts'
import { algOf, ctiOf, makeCode } from '../hand/code.ts'
import { key } from '../hand/keys.ts'
import type { Case, VectorFile } from '../hand/vector-file.ts'
import { assessed, covers, fact, negative, person } from '../world/people.ts'
import { presentationId, stages } from '../world/stages.ts'

const encodes = (id: string, claims: Claims, comment: string, by = 'issuer-good'): Case => {
  const signer = key(by)
  const made = makeCode(id, signer, claims)
  return {
    id,
    comment,
    key: by,
    alg: algOf(signer),
    cti: hex(ctiOf(id)),
    claims,
    stages: stages(made),
    // ECDSA signatures differ from run to run; Ed25519 gives this very text.
    deterministic: signer.jwk.kty === 'OKP',
    presentationId: presentationId(made),
  }
}

/** Holds for longer than a day, so that other limits show. */
const held = { holdsUntil: '2026-04-01T03:00:00Z' }
const bare = assessed(held)
const nothingKnown: Claims = {
  issuer: person.issuer,
  issuedAt: person.issuedAt,
  validUntil: person.validUntil,
  class: 'app',
  covers: covers(['contact', 'stay', 'test']),
}
const withFields = (fields: Record<string, string | number | boolean>): Claims => ({
  ...person,
  facts: [fact('f1', 'test', fields)],
})

const cases: readonly Case[] = [
  encodes('site', { ...bare, site: 7 }, 'the last position: where it was issued'),
  encodes('site-zero', { ...person, site: 0 }, 'a site of number 0 is a site'),
  encodes('assessment-pass', bare, 'the smallest code: an assessment under the issuer’s own set'),
  encodes(
    'assessment-pass-without-rule',
    {
      ...bare,
      assessment: { outcome: 'pass', version: 14, assessedAt: '2026-03-02T02:50:00Z', ...held },
    },
    'a pass may leave the rule out; null stands inside the array',
  ),
  encodes('assessment-check', assessed({ ...held, outcome: 'check', rule: 9 }), 'outcome 1'),
  encodes('assessment-stop', assessed({ ...held, outcome: 'stop', rule: 7 }), 'outcome 2'),
  encodes(
    'assessment-under-another-set',
    assessed({ ...held, ruleSet: 'cn-33', version: 9 }),
    'the set is named where it is not the issuer’s own',
  ),
  encodes(
    'assessment-under-its-own-set-by-name',
    assessed({ ...held, ruleSet: 'cn-3301' }),
    'a set equal to the issuer is null on the wire',
  ),
  encodes(
    'assessment-of-the-same-second',
    assessed({ ...held, assessedAt: bare.issuedAt }),
    'assessed-at is 0 seconds before iat',
  ),
  encodes(
    'assessment-of-a-day-before',
    assessed({ ...held, assessedAt: '2026-03-01T03:00:00Z' }),
    'assessed-at needs three bytes more',
  ),
  encodes(
    'assessment-for-a-whole-day',
    { ...bare, validUntil: '2026-03-03T03:00:00Z' },
    'exactly iat + 24 h',
  ),
  encodes(
    'assessment-until-it-holds-no-longer',
    assessed({ holdsUntil: '2026-03-02T15:00:00Z' }),
    'exactly until the assessment holds; that instant is not in the code',
  ),
  encodes(
    'paper-assessment-for-a-month',
    { ...bare, class: 'paper', validUntil: '2026-04-01T03:00:00Z' },
    'paper may be longer than a day',
  ),
  encodes(
    'esp256',
    { ...bare, issuer: 'cn-33' },
    'P-256: the payload repeats, the signature does not',
    'issuer-p256',
  ),
  encodes('valid-from', { ...bare, validFrom: '2026-03-02T04:00:00Z' }, 'nbf'),
  encodes('status-index', { ...bare, statusIndex: 1_048_576 }, 'status index in five bytes'),
  encodes('status-index-zero', { ...bare, statusIndex: 0 }, 'index 0 is an index'),
  encodes('subject-name', { ...bare, subject: { maskedName: '张*' } }, 'masked name alone'),
  encodes('subject-last-four', { ...bare, subject: { lastFour: '012X' } }, 'null, then last four'),
  encodes(
    'subject-whole',
    { ...bare, subject: { maskedName: 'Z*** S*', lastFour: '0123' } },
    'masked name and last four',
  ),
  encodes(
    'holder-key-ed25519',
    { ...bare, holderKey: key('holder-ed25519').publicJwk },
    'cnf with an OKP key',
  ),
  encodes(
    'holder-key-p256',
    { ...bare, holderKey: key('holder-p256').publicJwk },
    'cnf with an EC2 key',
  ),
  encodes('facts', person, 'facts and coverage, no assessment'),
  encodes(
    'facts-and-assessment',
    { ...person, ...bare, covers: covers(['test']), facts: [negative] },
    'both profiles in one code',
  ),
  encodes(
    'facts-for-a-year',
    { ...person, validUntil: '2027-03-02T03:00:00Z' },
    'facts do not grow wrong, so that such a code may last',
  ),
  encodes('coverage-alone', nothingKnown, 'no fact at all'),
  encodes(
    'coverage-earlier-than-issue',
    { ...person, covers: covers(['contact'], '2026-03-01T00:00:00Z') },
    'until is 97,200 seconds before iat',
  ),
  encodes(
    'fact-that-retracts',
    { ...person, facts: [negative, fact('t2', 'test', {}, { retracts: 't1' })] },
    'the sixth element, and a fact without fields',
  ),
  encodes('value-instant', withFields({ v: '2020-02-11T04:00:00Z' }), 'tag 1'),
  encodes('value-instant-1970', withFields({ v: '1970-01-01T00:00:00Z' }), 'tag 1 of 0'),
  encodes('value-instant-2199', withFields({ v: '2199-12-31T23:59:59Z' }), 'eight bytes'),
  encodes('value-date', withFields({ v: '2020-02-11' }), 'tag 100'),
  encodes('value-date-1970', withFields({ v: '1970-01-01' }), 'day 0'),
  encodes('value-date-1969', withFields({ v: '1969-12-31' }), 'day -1'),
  encodes('value-date-1900', withFields({ v: '1900-01-01' }), 'the first day that is allowed'),
  encodes('value-date-leap-day', withFields({ v: '2024-02-29' }), 'a leap day'),
  encodes('value-decimal', withFields({ v: 36.6 }), 'tag 4 of [-1, 366]'),
  encodes('value-decimal-negative', withFields({ v: -0.25 }), 'tag 4 of [-2, -25]'),
  encodes('value-decimal-six-places', withFields({ v: 0.000001 }), 'tag 4 of [-6, 1]'),
  encodes('value-integer', withFields({ v: 3 }), 'an integer'),
  encodes('value-integer-zero', withFields({ v: 0 }), '0'),
  encodes('value-integer-negative', withFields({ v: -1 }), '-1'),
  encodes('value-integer-largest', withFields({ v: Number.MAX_SAFE_INTEGER }), '2^53 - 1'),
  encodes('value-integer-smallest', withFields({ v: Number.MIN_SAFE_INTEGER }), '-(2^53 - 1)'),
  encodes('value-true', withFields({ v: true }), 'true'),
  encodes('value-false', withFields({ v: false }), 'false'),
  encodes('value-text', withFields({ v: 'negative' }), 'text'),
  encodes('value-text-chinese', withFields({ v: '核酸检测' }), 'text of twelve bytes'),
  encodes('value-text-almost-a-date', withFields({ v: '2020-2-11' }), 'not the form of a date'),
  encodes(
    'fields-in-order',
    withFields({ result: 'negative', at: '2026-03-01T22:00:00Z', zz: 1, b: 2 }),
    'fields are sorted by their encoded names: shorter ones first',
  ),
]

export const credentialEncode: VectorFile = {
  path: 'credential/encode.json',
  prefix: 'encode',
  schema: 'credential-encode',
  about:
    'Claims to code, stage by stage. `issue` with this key and cti must give this payload and, where `deterministic`, this text; a verifier must read every one of them.',
  cases,
}
