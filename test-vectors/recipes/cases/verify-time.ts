/** verify/time.json: data grown old (format.md 6.7), rule sets in force, and until when a decision holds. */
import { byRule, check, pass, stale } from '../hand/reasons.ts'
import type { Claims } from '../hand/claims.ts'
import type { Case, VectorFile } from '../hand/vector-file.ts'
import { assessed, covers, fact, issuedAt, noon, person, test, withFacts } from '../world/people.ts'
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

const contact = fact('c1', 'contact', {
  at: '2026-02-16T04:00:00Z',
  region: '330106',
  confirmed: true,
})

const holds: readonly Case[] = [
  shows('holds-until-expiry', person, granted, person.validUntil, 'nothing else is nearer'),
  shows('holds-until-timestamp-is-stale', long, granted, timestampStale, 'the timestamp is next'),
  shows(
    'holds-until-test-is-old',
    withFacts(test('2026-02-27T05:00:00Z', 'negative')),
    granted,
    '2026-03-02T05:00:01Z',
    '72 hours are within, one second more is not',
  ),
  shows(
    'holds-until-the-last-test-is-old',
    withFacts(
      test('2026-02-27T05:00:00Z', 'negative'),
      test('2026-02-27T06:00:00Z', 'negative', 't2'),
    ),
    granted,
    '2026-03-02T06:00:01Z',
    'the first test grows old an hour earlier, which changes nothing',
  ),
  shows(
    'holds-until-coverage-is-old',
    {
      ...person,
      covers: [
        ...covers(['contact'], '2026-03-01T05:00:00Z'),
        ...covers(['stay', 'test'], issuedAt),
      ],
    },
    granted,
    '2026-03-02T05:00:01Z',
    'rule 1 requires contacts stated within a day',
  ),
  shows(
    'holds-until-local-midnight',
    { ...long, facts: [test('2026-03-01T04:00:00Z', 'negative')] },
    ofGate('gate-tested/1#1'),
    '2026-03-02T16:00:00Z',
    'tested yesterday by the calendar of Shanghai, until midnight there',
    under('gate-tested'),
  ),
  shows(
    'holds-until-quarantine-is-over',
    { ...long, facts: [test('2026-03-01T22:00:00Z', 'negative'), contact] },
    { outcome: 'stop', reasons: [byRule('rule-stop', 'cn-3301/14#7')] },
    '2026-03-02T16:00:00Z',
    'the fourteenth day after the contact ends at midnight in Shanghai',
  ),
  shows(
    'holds-until-a-day-begins-again',
    {
      ...long,
      issuedAt: '2026-03-02T02:00:00Z',
      covers: covers(['test'], '2026-03-02T02:00:00Z'),
      facts: [test('2026-02-28T15:00:00Z', 'negative')],
    },
    check('not-granted'),
    '2026-03-02T02:31:00Z',
    'tested two days ago since 02:30; at 02:31 clocks go back, and it is the day after the test again',
    under('gate-twice', '2026-03-02T02:30:30Z'),
  ),
  shows(
    'holds-until-a-day-begins-for-good',
    {
      ...long,
      issuedAt: '2026-03-02T02:00:00Z',
      covers: covers(['test'], '2026-03-02T02:00:00Z'),
      facts: [test('2026-02-28T15:00:00Z', 'negative')],
    },
    ofGate('gate-twice/1#1'),
    '2026-03-02T03:30:00Z',
    'within the hour that comes twice: the second midnight ends it',
    under('gate-twice', '2026-03-02T02:45:00Z'),
  ),
]

export const verifyTime: VectorFile = {
  path: 'verify/time.json',
  schema: 'verify',
  about:
    'Freshness (format.md 6.7), rule sets in force (6.8), and `holdsUntil`: the earliest later instant at which outcome or reasons change for time alone.',
  groups: [
    { given: standard, cases: [...freshness, ...sets, ...holds] },
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
