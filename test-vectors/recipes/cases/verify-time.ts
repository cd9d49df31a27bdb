/** verify/time.json: data grown old (format.md 6.7), and rule sets in force (6.8). */
import { byRule, check, pass, stale } from '../hand/reasons.ts'
import type { Claims } from '../hand/claims.ts'
import type { Case, VectorFile } from '../hand/vector-file.ts'
import { assessed, covers, noon, person, test } from '../world/people.ts'
import { shows, standard } from '../world/verify-case.ts'

const rulePass = byRule('rule-pass', 'cn-3301/14#1')
const granted = pass(rulePass)
const ofGate = (set: string) => pass(byRule('rule-pass', set))

/** Valid for longer than everything else lasts. */
const long: Claims = { ...person, validUntil: '2026-05-01T00:00:00Z' }
/** The timestamp was signed at midnight of 2 March and may be a day old. */
const timestampStale = '2026-03-03T00:00:01Z'

const evening: Claims = {
  ...person,
  issuedAt: '2026-03-02T20:00:00Z',
  validUntil: '2026-03-03T08:00:00Z',
  covers: covers(['contact', 'stay', 'test'], '2026-03-02T20:00:00Z'),
}
const later: Claims = {
  ...person,
  issuedAt: '2026-03-15T22:00:00Z',
  validUntil: '2026-03-16T10:00:00Z',
  covers: covers(['contact', 'stay', 'test'], '2026-03-15T22:00:00Z'),
  facts: [test('2026-03-15T10:00:00Z', 'negative')],
}

const under = (ruleSet: string, now = noon) => ({ now, context: { ruleSet } })

const freshness: readonly Case[] = [
  shows('timestamp-a-day-old', evening, granted, timestampStale, 'as old as it may be', {
    now: '2026-03-03T00:00:00Z',
  }),
  shows(
    'timestamp-stale',
    evening,
    check(stale('timestamp'), rulePass),
    evening.validUntil,
    'a second older than it may be; the rules run all the same',
    { now: timestampStale, colour: 'yellow' },
  ),
  shows(
    'everything-stale',
    later,
    check(stale('timestamp'), stale('trust'), stale('facts'), byRule('rule-pass', 'cn-3301/15#1')),
    later.validUntil,
    'fourteen days and a second after trust list and fact types were signed',
    { now: '2026-03-16T00:00:00Z' },
  ),
]

const sets: readonly Case[] = [
  shows(
    'set-ahead',
    long,
    check('no-rule-set-in-force'),
    '2026-03-02T04:00:01Z',
    'a second to go',
    {
      ...under('gate-ahead'),
    },
  ),
  shows(
    'set-begins',
    long,
    ofGate('gate-ahead/1#1'),
    timestampStale,
    '`from` is the first instant of a set',
    under('gate-ahead', '2026-03-02T04:00:01Z'),
  ),
  shows(
    'set-ends-in-a-second',
    long,
    ofGate('gate-ended/1#1'),
    noon,
    'the last second of a set',
    under('gate-ended', '2026-03-02T03:59:59Z'),
  ),
  shows(
    'set-ended',
    { ...long, validUntil: '2026-03-02T15:00:00Z' },
    check('no-rule-set-in-force'),
    '2026-03-02T15:00:00Z',
    '`until` is the first instant after a set',
    under('gate-ended'),
  ),
  shows(
    'set-taken-over',
    long,
    ofGate('gate-takeover/1#1'),
    '2026-03-02T05:00:00Z',
    'at five o’clock version 2 decides, and the reason names it',
    under('gate-takeover'),
  ),
  shows(
    'set-took-over',
    long,
    ofGate('gate-takeover/2#1'),
    timestampStale,
    'version 2 from its first instant on',
    under('gate-takeover', '2026-03-02T05:00:00Z'),
  ),
  shows(
    'set-taken-over-assessment-accepted-by-both',
    assessed({}, { validUntil: '2026-03-02T15:00:00Z' }),
    pass(byRule('assessed-pass', 'cn-3301/14#1')),
    '2026-03-02T15:00:00Z',
    'version 2 accepts the same assessment, so that five o’clock changes nothing',
    under('gate-takeover'),
  ),
]

export const verifyTime: VectorFile = {
  path: 'verify/time.json',
  schema: 'verify',
  about: 'Freshness (format.md 6.7), and which version of a rule set is in force (6.8).',
  groups: [
    { given: standard, cases: [...freshness, ...sets] },
    {
      given: { ...standard, root: 'root-without-trust-row.ggb', bundle: 'small.ggb' },
      cases: [
        shows(
          'role-without-a-row',
          person,
          check(stale('trust'), rulePass),
          person.validUntil,
          'a role that root gives no time to is stale at once',
        ),
      ],
    },
  ],
}
