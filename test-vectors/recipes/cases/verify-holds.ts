/** verify/holds-until.json: the earliest later instant at which outcome or reasons change for time alone. */
import { byRule, check, pass, stop } from '../hand/reasons.ts'
import type { Claims } from '../hand/claims.ts'
import type { Case, VectorFile } from '../hand/vector-file.ts'
import { covers, fact, issuedAt, noon, person, test, withFacts } from '../world/people.ts'
import { shows, standard } from '../world/verify-case.ts'

const rulePass = byRule('rule-pass', 'cn-3301/14#1')
const granted = pass(rulePass)
const ofGate = (set: string) => pass(byRule('rule-pass', set))

/** Valid for longer than everything else lasts. */
const long: Claims = { ...person, validUntil: '2026-05-01T00:00:00Z' }
/** The timestamp was signed at midnight of 2 March and may be a day old. */
const timestampStale = '2026-03-03T00:00:01Z'

const under = (ruleSet: string, now = noon) => ({ now, context: { ruleSet } })

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

const at = '2026-03-01T22:00:00Z'
const tested = (...instants: readonly string[]): Claims => ({
  ...long,
  facts: instants.map((instant, place) => test(instant, 'negative', `t${place}`)),
})
const metAndTested: Claims = { ...long, facts: [test(at, 'negative'), contact] }
const later12 = '2026-03-02T10:00:00Z'
const gate = (set: string, no = 1) => byRule('rule-pass', `${set}/1#${no}`)
const halt = (set: string, ...numbers: readonly number[]) =>
  stop(...numbers.map((no) => byRule('rule-stop', `${set}/1#${no}`)))

const turns: readonly Case[] = [
  shows(
    'turns-when-a-day-is-reached',
    tested('2026-03-01T17:00:00Z'),
    check('not-granted'),
    '2026-03-02T16:00:00Z',
    'tested today by the calendar of Shanghai; at midnight it was yesterday',
    under('gate-day-equal'),
  ),
  shows(
    'turns-when-a-day-is-left',
    tested('2026-03-01T15:00:00Z'),
    pass(gate('gate-day-equal')),
    '2026-03-02T16:00:00Z',
    'tested yesterday; at midnight it was the day before',
    under('gate-day-equal'),
  ),
  shows(
    'turns-at-the-very-second-of-at-least',
    tested(at),
    check('not-granted'),
    later12,
    'at least twelve hours are reached at twelve',
    under('gate-waited'),
  ),
  shows(
    'turns-a-second-after-more-than',
    tested(at),
    check('not-granted'),
    '2026-03-02T10:00:01Z',
    'more than twelve hours are reached a second later',
    under('gate-waited-longer'),
  ),
  shows(
    'turns-at-the-very-second-of-less-than',
    tested(at),
    pass(gate('gate-below')),
    later12,
    'less than twelve hours end at twelve',
    under('gate-below'),
  ),
  shows(
    'turns-before-a-single-second',
    tested('2026-03-02T03:00:01Z'),
    check('not-granted'),
    '2026-03-02T04:00:01Z',
    'an hour to the second is reached in a second',
    under('gate-the-very-second'),
  ),
  shows(
    'turns-after-a-single-second',
    tested('2026-03-02T03:00:00Z'),
    pass(gate('gate-the-very-second')),
    '2026-03-02T04:00:01Z',
    'and is over after one',
    under('gate-the-very-second'),
  ),
  shows(
    'turns-at-the-start-of-a-window',
    tested(at),
    check('not-granted'),
    later12,
    'the window opens after twelve hours',
    under('gate-window'),
  ),
  shows(
    'turns-at-the-end-of-a-window',
    tested(at),
    pass(gate('gate-window')),
    '2026-03-02T11:00:01Z',
    'and closes after thirteen',
    under('gate-window', later12),
  ),
  shows(
    'turns-when-too-few-are-left',
    tested('2026-02-27T05:00:00Z', '2026-02-27T06:00:00Z', '2026-03-01T06:00:00Z'),
    pass(gate('gate-two-tests')),
    '2026-03-02T06:00:01Z',
    'three tests of 72 hours; one grows old an hour before it matters',
    under('gate-two-tests'),
  ),
  shows(
    'turns-not-when-both-sides-move',
    metAndTested,
    pass(gate('gate-two-clocks')),
    timestampStale,
    'at midnight both are a day older, which changes nothing',
    under('gate-two-clocks'),
  ),
  shows(
    'turns-when-one-of-two-reasons-goes',
    metAndTested,
    halt('gate-two-stops', 2, 3),
    '2026-03-02T10:00:01Z',
    'it stays a stop, but for one reason less',
    under('gate-two-stops'),
  ),
  shows(
    'turns-when-an-exemption-ends',
    metAndTested,
    pass(gate('gate-exempt')),
    '2026-03-02T10:00:01Z',
    'the exemption lasts twelve hours',
    under('gate-exempt'),
  ),
]

export const verifyHolds: VectorFile = {
  path: 'verify/holds-until.json',
  schema: 'verify',
  about:
    '`holdsUntil`: the earliest later instant at which outcome or reasons change for time alone.',
  groups: [{ given: standard, cases: [...holds, ...turns] }],
}
