/** The rule sets of the bundle `standard`: one to decide by, and one for each way in which a set can fail a verifier. */
import type { Json } from '../hand/jcs.ts'
import {
  and,
  compare,
  count,
  days,
  elapsed,
  field,
  isIn,
  latest,
  onSite,
  parameter,
  rule,
  ruleSet,
  some,
  value,
  type Expression,
} from '../hand/rule-set.ts'

const accepted = (more: { readonly [name: string]: Json } = {}): Expression => ({
  assessments: [{ issuer: 'cn-33*', set: 'cn-33*', maxAge: 'PT24H', ...more }],
})

const negativeWithin = (hours: number): Expression =>
  some(
    'test',
    and(
      compare(field('result'), '==', value('negative')),
      compare(elapsed(field('at')), '<=', value(hours, 'hour')),
    ),
  )

/** Pass: a negative test of 72 hours and contacts stated within a day. Stop: contact, positive test. Check: a stay. */
const cityRules: readonly Expression[] = [
  rule(1, 'pass', negativeWithin(72), { requires: [{ kind: 'contact', maxAge: 'P1D' }] }),
  rule(7, 'stop', some('contact', compare(days(field('at')), '<=', parameter('quarantineDays')))),
  rule(
    8,
    'stop',
    some(
      'test',
      and(
        compare(field('result'), '==', value('positive')),
        compare(days(field('at')), '<=', value(10, 'day')),
      ),
    ),
  ),
  rule(
    9,
    'check',
    some(
      'stay',
      and(
        isIn(field('region'), 'riskRegions'),
        compare(days(field('until')), '<=', value(14, 'day')),
      ),
    ),
  ),
]

const city = (version: number, from: string, until: string, quarantineDays: number): Expression =>
  ruleSet('cn-3301', version, cityRules, {
    effective: { from, until },
    accepts: accepted({ minVersion: { 'cn-3301': Math.min(version, 15) } }),
    parameters: { quarantineDays: { value: quarantineDays, unit: 'day' } },
    valueSets: { riskRegions: ['4401', '81'] },
  })

/** The city's set: 14 is in force on 2 March 2026, 15 from 6 March on. */
export const city14 = city(14, '2026-02-25T16:00:00Z', '2026-08-25T16:00:00Z', 14)

const always = rule(1, 'pass', value(true))

const fever: readonly Expression[] = [
  always,
  rule(12, 'stop', compare(onSite('temperature'), '>=', value(37.3, 'Cel'))),
  rule(13, 'check', compare(onSite('temperature'), '>=', value(37, 'Cel'))),
]

const span = (from: string, until: string): Expression => ({ effective: { from, until } })

/** Clocks go back an hour at one minute past local midnight: 2 March begins twice, at 02:30 and at 03:30 UTC. */
const twice: Expression = {
  id: 'America/St_Johns',
  tzdata: '2026b',
  offsets: [
    [1_735_689_600, -9000],
    [1_772_418_660, -12_600],
  ],
}

const testedWithinDays = (limit: number): Expression =>
  compare(days(latest('test', 'at', 'at')), '<=', value(limit, 'day'))

const testedFor = (op: string, limit: number, unit: string): Expression =>
  compare(elapsed(field('at')), op, value(limit, unit))

/** Sets whose one condition turns with time, each in its own way. */
const turning: readonly Expression[] = [
  ruleSet('gate-day-equal', 1, [
    rule(1, 'pass', some('test', compare(days(field('at')), '==', value(1, 'day')))),
  ]),
  ruleSet('gate-waited', 1, [rule(1, 'pass', some('test', testedFor('>=', 12, 'hour')))]),
  ruleSet('gate-waited-longer', 1, [rule(1, 'pass', some('test', testedFor('>', 12, 'hour')))]),
  ruleSet('gate-below', 1, [rule(1, 'pass', some('test', testedFor('<', 12, 'hour')))]),
  ruleSet('gate-the-very-second', 1, [
    rule(1, 'pass', some('test', testedFor('==', 3600, 'second'))),
  ]),
  ruleSet('gate-window', 1, [
    rule(1, 'pass', some('test', and(testedFor('>=', 12, 'hour'), testedFor('<=', 13, 'hour')))),
  ]),
  ruleSet('gate-two-tests', 1, [
    rule(1, 'pass', compare(count('test', testedFor('<=', 72, 'hour')), '>=', value(2))),
  ]),
  ruleSet('gate-two-clocks', 1, [
    rule(
      1,
      'pass',
      compare(days(latest('test', 'at', 'at')), '<', days(latest('contact', 'at', 'at'))),
    ),
  ]),
  ruleSet('gate-two-stops', 1, [
    always,
    rule(2, 'stop', some('test', testedFor('<=', 12, 'hour'))),
    rule(3, 'stop', some('contact')),
  ]),
  ruleSet('gate-exempt', 1, [
    always,
    rule(2, 'stop', some('contact'), { unless: some('test', testedFor('<=', 12, 'hour')) }),
  ]),
]

/** All sets of the bundle `standard`. */
export const standardSets: readonly Expression[] = [
  city(13, '2026-02-01T00:00:00Z', '2026-08-01T00:00:00Z', 14),
  city14,
  city(15, '2026-03-05T16:00:00Z', '2026-09-05T16:00:00Z', 7),
  ruleSet('cn-33', 9, [always], { accepts: accepted() }),
  ruleSet('cn-3302', 1, [always], { accepts: accepted() }),
  ruleSet('gate-fever', 1, fever, { accepts: accepted() }),
  ruleSet('gate-ended', 1, [always], span('2026-01-01T00:00:00Z', '2026-03-02T04:00:00Z')),
  ruleSet('gate-ahead', 1, [always], span('2026-03-02T04:00:01Z', '2026-12-01T00:00:00Z')),
  ruleSet('gate-engine', 1, [always], { engine: 2 }),
  ruleSet('gate-untyped', 1, [rule(1, 'pass', value(1))]),
  ruleSet('gate-sewage', 1, [always, rule(2, 'stop', some('sewage'))]),
  ruleSet('gate-grants-nothing', 1, [rule(2, 'stop', some('contact'))]),
  ruleSet('gate-recovery', 1, [always, rule(2, 'stop', some('recovery'))]),
  ruleSet('gate-stay', 1, [always, rule(2, 'stop', some('stay'))]),
  ruleSet('gate-other-issuers', 1, [always], { accepts: accepted({ issuer: 'cn-44*' }) }),
  ruleSet('gate-other-sets', 1, [always], { accepts: accepted({ set: 'cn-44*' }) }),
  ruleSet('gate-tested', 1, [rule(1, 'pass', testedWithinDays(1))]),
  ruleSet('gate-twice', 1, [rule(1, 'pass', testedWithinDays(1))], { zone: twice }),
  ...turning,
  ruleSet('gate-takeover', 1, [always], { accepts: accepted() }),
  ruleSet('gate-takeover', 2, [always], {
    ...span('2026-03-02T05:00:00Z', '2026-12-01T00:00:00Z'),
    accepts: accepted(),
  }),
]
