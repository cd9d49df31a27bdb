/** verify/validity.json: too early, too late, and a clock that cannot be right (format.md 6.4). */
import { byRule, check, invalid, pass } from '../hand/reasons.ts'
import type { Claims } from '../hand/claims.ts'
import type { Case, VectorFile } from '../hand/vector-file.ts'
import { covers, noon, person, test } from '../world/people.ts'
import { shows, standard } from '../world/verify-case.ts'

const rootEnds = '2026-12-31T16:00:00Z'
const rulePass = byRule('rule-pass', 'cn-3301/14#1')
const granted = pass(rulePass)
/** The time floor is midnight of 2 March, when timestamp and snapshot were signed; the uncertainty is 60 s. */
const floorLessMinute = '2026-03-01T23:59:00Z'

const issued = (issuedAt: string, validUntil: string, more: Partial<Claims> = {}): Claims => ({
  ...person,
  issuedAt,
  validUntil,
  covers: covers(['contact', 'stay', 'test'], issuedAt),
  facts: [test('2026-03-01T10:00:00Z', 'negative')],
  ...more,
})

const cases: readonly Case[] = [
  shows(
    'expires-in-a-second',
    issued('2026-03-02T03:00:00Z', '2026-03-02T04:00:01Z'),
    granted,
    '2026-03-02T04:00:01Z',
    'the last second of a code',
  ),
  shows(
    'expires-now',
    issued('2026-03-02T03:00:00Z', noon),
    invalid('expired'),
    rootEnds,
    'exp is the first instant at which a code is over; it stays over',
    { colour: null },
  ),
  shows(
    'expired-long-ago',
    issued('2026-01-02T03:00:00Z', '2026-01-02T15:00:00Z'),
    invalid('expired'),
    rootEnds,
    'expired for two months',
  ),
  shows(
    'expired-by-the-floor',
    issued('2026-03-01T20:00:00Z', '2026-03-01T23:59:30Z'),
    invalid('expired'),
    rootEnds,
    'the clock says not yet, but the signed timestamp is from after exp',
    { now: '2026-03-01T23:58:00Z' },
  ),
  shows(
    'issued-within-the-uncertainty',
    issued('2026-03-02T04:01:00Z', '2026-03-02T15:00:00Z'),
    granted,
    '2026-03-02T15:00:00Z',
    'iat may lie 60 s ahead',
  ),
  shows(
    'issued-ahead',
    issued('2026-03-02T04:01:01Z', '2026-03-02T15:00:00Z'),
    invalid('not-yet-valid'),
    '2026-03-02T04:00:01Z',
    'iat lies 61 s ahead',
    { colour: null },
  ),
  shows(
    'valid-from-within-the-uncertainty',
    issued('2026-03-02T03:00:00Z', '2026-03-02T15:00:00Z', { validFrom: '2026-03-02T04:01:00Z' }),
    granted,
    '2026-03-02T15:00:00Z',
    'nbf may lie 60 s ahead',
  ),
  shows(
    'valid-from-ahead',
    issued('2026-03-02T03:00:00Z', '2026-03-02T15:00:00Z', { validFrom: '2026-03-02T09:00:00Z' }),
    invalid('not-yet-valid'),
    '2026-03-02T08:59:00Z',
    'nbf lies five hours ahead; a minute less is enough',
  ),
  shows(
    'clock-behind-by-the-uncertainty',
    issued('2026-03-01T20:00:00Z', '2026-03-02T08:00:00Z'),
    granted,
    '2026-03-02T08:00:00Z',
    'a clock may lie 60 s behind the floor',
    { now: floorLessMinute },
  ),
  shows(
    'clock-behind-the-floor',
    issued('2026-03-01T20:00:00Z', '2026-03-02T08:00:00Z'),
    check('clock-suspect', rulePass),
    floorLessMinute,
    'a clock 61 s behind what was signed cannot be right',
    { now: '2026-03-01T23:58:59Z', colour: 'yellow' },
  ),
  shows(
    'clock-behind-the-floor-issued-ahead',
    issued('2026-03-02T00:30:00Z', '2026-03-02T08:00:00Z'),
    check('clock-suspect', rulePass),
    floorLessMinute,
    'a clock that is wrong cannot say that a code is not valid yet',
    { now: '2026-03-01T23:58:00Z' },
  ),
]

export const verifyValidity: VectorFile = {
  path: 'verify/validity.json',
  schema: 'verify',
  about: 'Validity in time, and the time floor (format.md 6.4).',
  groups: [{ given: standard, cases }],
}
