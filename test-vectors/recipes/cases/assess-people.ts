/** assess/people.json: what an issuer makes of facts and coverage, by which rule, and until when (format.md 4, rules.md 5, 11). */
import { byRule, check, missing, pass, stop } from '../hand/reasons.ts'
import { bases, overlay } from '../hand/overlay.ts'
import { compare, onSite, rule, ruleSet, value } from '../hand/rule-set.ts'
import type { Case, VectorFile } from '../hand/vector-file.ts'
import { factTypes } from '../rule-sets/fact-types.ts'
import { assesses } from '../world/assess-case.ts'
import {
  assess,
  checks,
  covered,
  coveredBut,
  kinds,
  lacks,
  met,
  negative,
  notGranted,
  passes,
  setOfIssuer,
  stayed,
  stops,
  tested,
} from '../world/assess-set.ts'
import { fact } from '../world/people.ts'

/** Coverage of contacts is more than a day old. */
const stale = '2026-03-03T04:00:01Z'
/** Rule 1 no longer holds for a test of six hours. */
const testOver = '2026-03-04T22:00:01Z'
const setOver = '2026-12-01T00:00:00Z'
const contact = met('2026-03-01')
/** The first second of the fifteenth day after it. */
const contactOver = '2026-03-15T16:00:00Z'
const stay = stayed('440106', '2026-02-20')
const stayOver = '2026-03-06T16:00:00Z'

const outcomes: readonly Case[] = [
  assess(
    'pass',
    { facts: [negative], covers: covered() },
    passes(1),
    stale,
    'a negative test; what is known of contacts grows a day old before the test three',
  ),
  assess(
    'stop',
    { facts: [negative, contact], covers: covered() },
    stops(7),
    contactOver,
    'a contact yesterday, whatever the test says',
  ),
  assess(
    'stop-by-two-rules',
    { facts: [tested('2026-02-25T00:00:00Z', 'positive'), contact], covers: covered() },
    stops(7, 8),
    '2026-03-07T16:00:00Z',
    'the lowest number is stated; when rule 8 is over the outcome stays and its rules do not',
  ),
  assess(
    'check',
    { facts: [negative, stay], covers: covered() },
    checks(4),
    stayOver,
    'a stay in a region of risk',
  ),
  assess(
    'stop-before-check',
    { facts: [negative, stay, contact], covers: covered() },
    stops(7),
    contactOver,
    'of rules that fired those of the worst outcome are named',
  ),
  assess(
    'exempt',
    { facts: [negative, contact, fact('r1', 'recovery', { at: '2026-01-10' })], covers: covered() },
    passes(1),
    stale,
    'rule 7 exempts whoever recovered',
  ),
  assess(
    'not-granted',
    { covers: covered() },
    notGranted,
    setOver,
    'no test, and everything is known: no rule decides, so no code can state it',
  ),
]

const boundaries: readonly Case[] = [
  assess(
    'test-at-its-last-second',
    { facts: [tested('2026-02-27T04:00:00Z')], covers: covered() },
    passes(1),
    '2026-03-02T04:00:01Z',
    '72 hours to the second: it holds for one second more',
  ),
  assess(
    'test-a-second-too-old',
    { facts: [tested('2026-02-27T03:59:59Z')], covers: covered() },
    notGranted,
    setOver,
    '72 hours and a second; no time makes it younger',
  ),
  assess(
    'coverage-at-its-last-second',
    { facts: [negative], covers: covered({ contact: '2026-03-01T04:00:00Z' }) },
    passes(1),
    '2026-03-02T04:00:01Z',
    'a day to the second',
  ),
  assess(
    'coverage-a-second-too-old',
    { facts: [negative], covers: covered({ contact: '2026-03-01T03:59:59Z' }) },
    lacks('contact', 'test'),
    testOver,
    'rule 1 is unknown until its test is too old, and false then',
  ),
  assess(
    'contact-on-its-last-day',
    { facts: [negative, met('2026-02-16')], covers: covered() },
    stops(7),
    '2026-03-02T16:00:00Z',
    'day 14; midnight of the zone ends it',
  ),
  assess(
    'contact-a-day-later',
    { facts: [negative, met('2026-02-15')], covers: covered() },
    passes(1),
    stale,
    'day 15',
  ),
  assess(
    'at-the-first-second-of-the-set',
    {
      ...{ now: '2026-01-01T00:00:00Z', facts: [tested('2025-12-31T22:00:00Z')] },
      covers: kinds.map((kind) => ({ kind, until: '2026-01-01T00:00:00Z' })),
    },
    passes(1),
    '2026-01-02T00:00:01Z',
    'in force from its first second on',
  ),
  assess(
    'at-the-last-second-of-the-set',
    {
      ...{ now: '2026-11-30T23:59:59Z', facts: [tested('2026-11-30T22:00:00Z')] },
      covers: kinds.map((kind) => ({ kind, until: '2026-11-30T23:59:59Z' })),
    },
    passes(1),
    setOver,
    'a version that is over says nothing',
  ),
]

const coverage: readonly Case[] = [
  assess(
    'nothing-known',
    {},
    lacks('contact', 'order', 'recovery', 'stay', 'test'),
    setOver,
    'no fact, no coverage: every rule is unknown',
  ),
  assess(
    'contacts-unknown',
    { facts: [negative], covers: coveredBut('contact') },
    lacks('contact', 'recovery', 'test'),
    testOver,
    'rules 1 and 7 are unknown; a test too old makes rule 1 false',
  ),
  assess(
    'check-where-a-stop-may-be',
    { facts: [negative, stay], covers: coveredBut('order') },
    check(byRule('rule-check', 'cn-3301/3#4'), missing('order')),
    stayOver,
    'a rule decides, and something worse is not excluded: a code states rule 4',
  ),
  assess(
    'stop-whatever-is-unknown',
    { facts: [contact], covers: coveredBut('order', 'stay', 'test') },
    stops(7),
    contactOver,
    'nothing unknown could be worse',
  ),
  assess(
    'a-blank-field',
    { facts: [negative, fact('c1', 'contact', { closeness: 'close' })], covers: covered() },
    lacks('contact', 'recovery'),
    stale,
    'a contact of no day may be of any',
  ),
  assess(
    'coverage-from-later',
    { facts: [negative], covers: covered({ contact: '2026-03-09T04:00:00Z' }) },
    passes(1),
    stale,
    'counts up to now, and the opening says so',
  ),
]

const always = ruleSet('cn-33', 9, [rule(1, 'pass', value(true))], {
  effective: { from: '2026-03-01T00:00:00Z', until: '2026-03-02T10:00:00Z' },
})
const fever = ruleSet('cn-3301', 4, [
  rule(2, 'pass', compare(onSite('temperature'), '<', value(37.3, 'Cel'))),
])
const province = { ...setOfIssuer, id: 'cn-33' }
const stricter = overlay('cn-3301', 5, province, { rules: [rule(90, 'stop', value(true))] })

const others = [
  {
    given: { ruleSet: always },
    cases: [
      assesses('assess', always)(
        'set-of-another',
        {},
        pass(byRule('rule-pass', 'cn-33/9#1')),
        '2026-03-02T10:00:00Z',
        'a set that is not the issuer’s own, on no facts at all, until it is over',
      ),
    ],
  },
  {
    given: { ruleSet: fever },
    cases: [
      assesses('assess', fever)(
        'grant-by-measurement',
        { covers: covered() },
        check(missing('temperature')),
        setOver,
        'a pass rule that reads a measurement is not left to the gate: it is unknown here',
      ),
    ],
  },
  {
    given: { ruleSet: stricter, bases: bases(province) },
    cases: [
      assesses('assess', stricter)(
        'overlay',
        { facts: [negative, contact], covers: covered() },
        stop(byRule('rule-stop', 'cn-3301/5#7'), byRule('rule-stop', 'cn-3301/5#90')),
        '2026-03-15T16:00:00Z',
        'rules of its base and of its own, all under its name',
      ),
    ],
  },
]

export const assessPeople: VectorFile = {
  path: 'assess/people.json',
  prefix: 'assess',
  schema: 'assess',
  about:
    'Assessing: outcome, rules and until when; the opening, what it commits to, and the code that states it (format.md 4, 4.2).',
  shared: { factTypes },
  groups: [
    {
      given: { ruleSet: setOfIssuer },
      cases: [...outcomes, ...boundaries, ...coverage],
    },
    ...others,
  ],
}
