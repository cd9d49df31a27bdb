/** verify/triage.json: a key in trouble and one that takes over (format.md 6.3), freshness by class (6.7), emergency sets (6.8). */
import { makeCode } from '../hand/code.ts'
import type { Claims } from '../hand/claims.ts'
import { key } from '../hand/keys.ts'
import { byRule, check, invalid, missing, pass, stale, stop } from '../hand/reasons.ts'
import type { Case, VectorFile } from '../hand/vector-file.ts'
import { assessed, covers, fact, person } from '../world/people.ts'
import { shows, type Given } from '../world/verify-case.ts'

const rootEnds = '2026-12-31T16:00:00Z'
const granted = pass(byRule('rule-pass', 'cn-3301/14#1'))
const acceptedAt = '2026-03-02T00:30:00Z'
const poll: Given = { root: 'root-alarm.ggb', bundle: 'alarm.ggb', acceptedAt }
const ended: Given = { ...poll, root: 'root-alarm-ended.ggb' }
const stick: Given = { ...poll, class: 'stick' }

const issued = (issuedAt: string, site?: number, more: Partial<Claims> = {}): Claims => ({
  ...person,
  issuedAt,
  covers: covers(['contact', 'stay', 'test'], issuedAt),
  ...(site === undefined ? {} : { site }),
  ...more,
})

const good = (id: string, claims: Claims, comment: string): Case =>
  shows(id, claims, granted, claims.validUntil, comment)
const bad = (id: string, claims: Claims, comment: string): Case =>
  shows(id, claims, invalid('key-revoked'), rootEnds, comment, { colour: null })
const byNext = (id: string, claims: Claims): string => makeCode(id, key('issuer-next'), claims).text

const triage: readonly Case[] = [
  good('revoked-before', issued('2026-03-02T00:59:59Z'), 'a second before the span'),
  bad('revoked-first-instant', issued('2026-03-02T01:00:00Z'), 'the first instant of the span'),
  bad('revoked-last-instant', issued('2026-03-02T01:59:59Z'), 'its last instant'),
  good('revoked-after', issued('2026-03-02T02:00:00Z'), 'its end is no part of it'),
  bad('revoked-every-site', issued('2026-03-02T01:30:00Z', 3), 'without a site: every site'),
  bad('revoked-site', issued('2026-03-02T02:10:00Z', 7), 'the site of the line'),
  good('revoked-other-site', issued('2026-03-02T02:10:00Z', 8), 'another site'),
  good('revoked-no-site', issued('2026-03-02T02:10:00Z'), 'a code that names no site'),
  good('revoked-site-after', issued('2026-03-02T02:30:00Z', 7), 'the span of that site is over'),
  shows(
    'revoked-other-key',
    byNext('revoked-other-key', issued('2026-03-02T01:30:00Z')),
    granted,
    person.validUntil,
    'the other key of the issuer is not touched',
  ),
  shows(
    'revoked-and-forged',
    issued('2026-03-02T01:30:00Z'),
    invalid('signature-invalid'),
    rootEnds,
    'only who signed can be revoked',
    {
      broken: {
        signature: (bytes: Uint8Array) => bytes.map((byte, i) => (i === 40 ? byte ^ 1 : byte)),
      },
    },
  ),
]

const evening = { now: '2026-03-02T12:30:00Z' }

const rotation: readonly Case[] = [
  good('rotation-old-key', issued('2026-03-02T03:00:00Z'), 'both keys may sign now: the old one'),
  shows(
    'rotation-new-key',
    byNext('rotation-new-key', issued('2026-03-02T03:00:00Z')),
    granted,
    person.validUntil,
    'and the new one',
  ),
  shows(
    'rotation-old-key-too-late',
    issued('2026-03-02T12:00:00Z'),
    invalid('key-out-of-time'),
    rootEnds,
    'the old key may sign no more',
    evening,
  ),
  shows(
    'rotation-old-code-later',
    issued('2026-03-02T11:59:59Z'),
    granted,
    person.validUntil,
    'what it signed in time stays good',
    evening,
  ),
  shows(
    'rotation-new-key-too-early',
    byNext('rotation-new-key-too-early', issued('2026-03-01T23:59:59Z')),
    invalid('key-out-of-time'),
    rootEnds,
    'the new key may not sign yet',
  ),
]

const stayed = issued('2026-03-02T03:00:00Z', undefined, {
  facts: [
    ...(person.facts ?? []),
    fact('s1', 'stay', { region: '3301', from: '2026-02-20', until: '2026-02-21' }),
  ],
})
const [begins, ends] = ['2026-03-02T06:00:00Z', '2026-03-02T08:00:00Z']
const stopped = stop(
  byRule('rule-stop', 'emergency.cn-3301/1#1'),
  byRule('rule-pass', 'cn-3301/14#1'),
)

const emergencies: readonly Case[] = [
  shows('emergency-ahead', stayed, granted, begins, 'a second before it begins', {
    now: '2026-03-02T05:59:59Z',
  }),
  shows('emergency-stop', stayed, stopped, ends, 'it has begun: the worst stands', {
    now: begins,
    colour: 'red',
  }),
  shows('emergency-over', stayed, granted, person.validUntil, 'it is over', { now: ends }),
  shows(
    'emergency-not-hit',
    issued('2026-03-02T03:00:00Z'),
    granted,
    person.validUntil,
    'stays are covered, and there is none',
    { now: begins },
  ),
  shows(
    'emergency-unknown',
    issued('2026-03-02T03:00:00Z', undefined, {
      covers: covers(['contact', 'test'], '2026-03-02T03:00:00Z'),
    }),
    check(missing('stay')),
    person.validUntil,
    'stays are not covered: the city’s rule 9 and the emergency are both in doubt, said once',
    { now: begins },
  ),
  shows(
    'emergency-assessment',
    assessed(),
    check(byRule('assessed-pass', 'cn-3301/14#1'), missing('stay')),
    ends,
    'without facts nobody knows of stays',
    { now: begins },
  ),
  shows(
    'emergency-other-set',
    stayed,
    pass(byRule('rule-pass', 'gate-open/1#1')),
    person.validUntil,
    'it speaks for the city’s set only',
    { now: begins, context: { ruleSet: 'gate-open' } },
  ),
]

const fresh = (now: string): Claims => {
  const issuedAt = new Date(Date.parse(now) - 3_600_000).toISOString().replace('.000Z', 'Z')
  const validUntil = new Date(Date.parse(now) + 3_600_000).toISOString().replace('.000Z', 'Z')
  const tested = fact('t1', 'test', { at: issuedAt, result: 'negative', method: 'nucleic acid' })
  return issued(issuedAt, undefined, { validUntil, facts: [tested] })
}
const aged = (id: string, now: string, isStale: boolean, comment: string, until?: string): Case => {
  const claims = fresh(now)
  const text = byNext(id, claims)
  const rulePass = byRule('rule-pass', 'cn-3301/14#1')
  return shows(
    id,
    text,
    isStale ? check(stale('timestamp'), rulePass) : pass(rulePass),
    until ?? claims.validUntil,
    comment,
    { now },
  )
}

const polled: readonly Case[] = [
  aged('poll-late', '2026-03-02T06:00:01Z', false, 'late from six hours on: told, not decided'),
  aged('poll-grace', '2026-03-03T00:00:00Z', false, 'to the end of grace', '2026-03-03T00:00:01Z'),
  aged('poll-stale', '2026-03-03T00:00:01Z', true, 'a second past grace'),
]
const carried: readonly Case[] = [
  aged('stick-fresh', '2026-03-03T00:00:01Z', false, 'a stick has longer'),
  aged('stick-grace', '2026-03-10T00:00:00Z', false, 'eight days', '2026-03-10T00:00:01Z'),
  aged('stick-stale', '2026-03-10T00:00:01Z', true, 'a second past eight days'),
]

export const verifyTriage: VectorFile = {
  path: 'verify/triage.json',
  prefix: 'verify',
  schema: 'verify',
  about:
    'Revoked spans and rotation of keys, emergency sets, and freshness by the class of the verifier.',
  groups: [
    { given: poll, cases: [...triage, ...rotation, ...emergencies, ...polled] },
    {
      given: ended,
      cases: [
        shows('emergency-ended', stayed, granted, person.validUntil, 'root has ended it', {
          now: begins,
        }),
      ],
    },
    { given: stick, cases: carried },
  ],
}
