/** The base that the overlays of the vectors extend. */
import {
  compare,
  count,
  countDays,
  days,
  elapsed,
  field,
  latest,
  none,
  not,
  parameter,
  rule,
  ruleSet,
  some,
  value,
  type Expression,
} from '../hand/rule-set.ts'

/** A parameter that overlays may set. */
export const tighten = (given: number, unit?: string): Expression => ({
  value: given,
  unit,
  overridable: 'tighten',
})

/** A fact of the kind that lies at most so many days back. */
const within = (kind: string, by: string, name: string): Expression =>
  some(kind, compare(days(field(by)), '<=', parameter(name)))

/** Stops after a contact, unless recovered of late; checks after a stay; lets pass with a test. */
export const province: Expression = ruleSet(
  'vector-base',
  9,
  [
    rule(1, 'stop', within('contact', 'at', 'contactDays'), {
      unless: within('recovery', 'on', 'exemptDays'),
    }),
    rule(2, 'check', within('stay', 'until', 'stayDays')),
    rule(9, 'pass', some('test', compare(elapsed(field('at')), '<=', parameter('testHours')))),
  ],
  {
    accepts: {
      assessments: [
        { issuer: 'cn-33*', set: 'cn-33*', maxAge: 'PT24H', minVersion: { 'cn-3301': 13 } },
        { issuer: 'cn-44', set: 'cn-44', maxAge: 'PT12H' },
      ],
    },
    parameters: {
      // Stricter when larger; when smaller; not to be set; stricter when smaller.
      contactDays: tighten(14, 'day'),
      exemptDays: tighten(30, 'day'),
      stayDays: { value: 14, unit: 'day' },
      testHours: tighten(72, 'hour'),
    },
    valueSets: { risk: ['4401'] },
  },
)

/** A base whose parameters stand in every other place. */
export const crooked: Expression = ruleSet(
  'vector-crooked',
  1,
  [
    rule(1, 'check', none('test', compare(elapsed(field('at')), '<=', parameter('none')))),
    rule(2, 'check', not(compare(count('checkin'), '>=', parameter('not')))),
    rule(
      3,
      'stop',
      compare(
        days(latest('test', 'at', 'at', compare(days(field('at')), '<', parameter('latest')))),
        '>',
        value(9, 'day'),
      ),
    ),
    rule(4, 'stop', compare(countDays('checkin', 'at'), '==', parameter('equal'))),
    rule(5, 'stop', within('contact', 'at', 'both')),
    rule(6, 'pass', within('recovery', 'on', 'both')),
    rule(9, 'pass', some('test')),
    rule(7, 'check', compare(parameter('left'), '<=', count('stay'))),
  ],
  {
    parameters: {
      none: tighten(72, 'hour'),
      not: tighten(3),
      latest: tighten(30, 'day'),
      equal: tighten(3),
      both: tighten(7, 'day'),
      left: tighten(3),
    },
  },
)
