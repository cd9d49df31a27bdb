/** rules/outcomes.json: from the values of all rules to one outcome and its reasons (rules.md 5). */
import type { VectorFile } from '../hand/vector-file.ts'
import { byRule, check, missing, pass, stop, type Reason } from '../hand/reasons.ts'
import {
  compare,
  every,
  field,
  none,
  onSite,
  rule,
  some,
  value,
  type Expression,
} from '../hand/rule-set.ts'
import { factTypes } from '../world/fact-types.ts'
import { fact } from '../world/people.ts'
import { table, type Asked, type RuleGroup } from '../world/rule-case.ts'

/** Each kind is one switch: there, known not to be there, or unknown. */
const there = (kind: string): Asked => ({ facts: [fact(`${kind}-1`, kind, {})] })
const absent = (kind: string): Asked => ({ covers: [kind] })
const both = (...asked: readonly Asked[]): Asked => ({
  facts: asked.flatMap(({ facts = [] }) => facts),
  covers: asked.flatMap(({ covers = [] }) => covers as readonly string[]),
})

const named = (set: string, code: string, no: number): Reason =>
  byRule(code, `vector-${set}/1#${no}`)

const always = rule(1, 'pass', value(true))

const order: readonly RuleGroup[] = [
  table(
    'many-stops',
    [
      rule(9, 'stop', some('test')),
      rule(1, 'pass', value(true)),
      rule(4, 'check', some('test')),
      rule(3, 'stop', some('stay')),
      rule(7, 'stop', some('contact')),
    ],
    [
      [
        'two-true',
        both(there('test'), there('stay'), absent('contact')),
        { 1: 'true', 3: 'true', 4: 'true', 7: 'false', 9: 'true' },
        stop(named('many-stops', 'rule-stop', 3), named('many-stops', 'rule-stop', 9)),
        'in the order of their numbers, not of the set; checks and passes are not named',
      ],
      [
        'one-true-one-unknown',
        both(there('stay'), absent('test')),
        { 1: 'true', 3: 'true', 4: 'false', 7: 'unknown', 9: 'false' },
        stop(named('many-stops', 'rule-stop', 3)),
        'nothing is worse than stop, so that the unknown rule is not named',
      ],
    ],
  ),
  table(
    'many-checks',
    [
      rule(8, 'check', some('test')),
      rule(2, 'check', some('stay')),
      rule(5, 'stop', some('contact')),
      always,
    ],
    [
      [
        'two-true',
        both(there('test'), there('stay'), absent('contact')),
        { 1: 'true', 2: 'true', 5: 'false', 8: 'true' },
        check(named('many-checks', 'rule-check', 2), named('many-checks', 'rule-check', 8)),
        'in the order of their numbers',
      ],
      [
        'true-and-a-stop-unknown',
        both(there('test'), absent('stay')),
        { 1: 'true', 2: 'false', 5: 'unknown', 8: 'true' },
        check(named('many-checks', 'rule-check', 8), missing('contact')),
        'the stop rule could make it worse',
      ],
      [
        'true-and-a-check-unknown',
        both(there('test'), absent('contact')),
        { 1: 'true', 2: 'unknown', 5: 'false', 8: 'true' },
        check(named('many-checks', 'rule-check', 8)),
        'another check would change nothing',
      ],
      [
        'only-a-check-unknown',
        both(absent('stay'), absent('contact')),
        { 1: 'true', 2: 'false', 5: 'false', 8: 'unknown' },
        check(missing('test')),
        'without it the answer would be pass',
      ],
      [
        'stop-and-check-unknown',
        absent('test'),
        { 1: 'true', 2: 'unknown', 5: 'unknown', 8: 'false' },
        check(missing('contact', 'stay')),
        'what both read, sorted',
      ],
    ],
  ),
  table(
    'many-passes',
    [
      rule(6, 'pass', value(true)),
      rule(2, 'pass', some('test')),
      rule(4, 'pass', some('vaccination')),
    ],
    [
      [
        'two-true',
        both(there('test'), absent('vaccination')),
        { 2: 'true', 4: 'false', 6: 'true' },
        pass(named('many-passes', 'rule-pass', 2)),
        'the lowest number alone is named',
      ],
      [
        'lowest-unknown',
        absent('vaccination'),
        { 2: 'unknown', 4: 'false', 6: 'true' },
        pass(named('many-passes', 'rule-pass', 6)),
        'it would pass either way: no reason to ask',
      ],
    ],
  ),
]

const granting: readonly RuleGroup[] = [
  table(
    'nothing',
    [rule(5, 'stop', some('contact'))],
    [
      [
        'false',
        absent('contact'),
        { 5: 'false' },
        check('not-granted'),
        'passage is granted, never left over',
      ],
      ['unknown', {}, { 5: 'unknown' }, check(missing('contact')), 'it could be a stop'],
      ['true', there('contact'), { 5: 'true' }, stop(named('nothing', 'rule-stop', 5)), 'a stop'],
    ],
  ),
  table(
    'grants',
    [rule(1, 'pass', some('test')), rule(2, 'pass', some('vaccination'))],
    [
      [
        'none',
        both(absent('test'), absent('vaccination')),
        { 1: 'false', 2: 'false' },
        check('not-granted'),
        'no pass rule is true, and none could be',
      ],
      [
        'one-unknown',
        absent('test'),
        { 1: 'false', 2: 'unknown' },
        check(missing('vaccination')),
        'this one could grant it',
      ],
      [
        'both-unknown',
        {},
        { 1: 'unknown', 2: 'unknown' },
        check(missing('test', 'vaccination')),
        'either could grant it',
      ],
      [
        'one-true-one-unknown',
        there('vaccination'),
        { 1: 'unknown', 2: 'true' },
        pass(named('grants', 'rule-pass', 2)),
        'granted whatever the other says',
      ],
    ],
  ),
]

const exempt = (outcome: 'check' | 'stop'): readonly Expression[] => [
  rule(3, outcome, some('contact'), { unless: some('recovery') }),
  always,
]

const exemptions: readonly RuleGroup[] = [
  table('unless', exempt('stop'), [
    [
      'true-not-exempt',
      both(there('contact'), absent('recovery')),
      { 1: 'true', 3: 'true' },
      stop(named('unless', 'rule-stop', 3)),
      'no exemption',
    ],
    [
      'true-exempt',
      both(there('contact'), there('recovery')),
      { 1: 'true', 3: 'false' },
      pass(named('unless', 'rule-pass', 1)),
      'exempt',
    ],
    [
      'true-exemption-unknown',
      there('contact'),
      { 1: 'true', 3: 'unknown' },
      check(missing('contact', 'recovery')),
      'the exemption might hold; all that the rule reads is named',
    ],
    [
      'false-exemption-unknown',
      absent('contact'),
      { 1: 'true', 3: 'false' },
      pass(named('unless', 'rule-pass', 1)),
      'nothing to be exempt from',
    ],
    [
      'unknown-exempt',
      there('recovery'),
      { 1: 'true', 3: 'false' },
      pass(named('unless', 'rule-pass', 1)),
      'exempt from whatever it is',
    ],
  ]),
]

const required: readonly Expression[] = [
  rule(1, 'pass', none('contact'), {
    requires: [
      { kind: 'contact', maxAge: 'P1D' },
      { kind: 'stay', maxAge: 'P1D' },
    ],
  }),
]

const requirements: readonly RuleGroup[] = [
  table('requires', required, [
    [
      'both-covered',
      both(absent('contact'), absent('stay')),
      { 1: 'true' },
      pass(named('requires', 'rule-pass', 1)),
      'both kinds are covered',
    ],
    [
      'one-not-covered',
      absent('contact'),
      { 1: 'unknown' },
      check(missing('contact', 'stay')),
      'a kind that is required counts as read',
    ],
    [
      'false-and-not-covered',
      there('contact'),
      { 1: 'false' },
      check('not-granted'),
      'no coverage could make it true',
    ],
  ]),
  table(
    'mixed',
    [
      always,
      rule(5, 'stop', every('test', compare(field('result'), '==', value('positive')))),
      rule(6, 'check', compare(onSite('temperature'), '>=', value(37, 'Cel'))),
    ],
    [
      [
        'kind-and-measurement',
        {},
        { 1: 'true', 5: 'unknown', 6: 'unknown' },
        check(missing('temperature', 'test')),
        'kinds and measurements in one list, sorted',
      ],
      [
        'measured',
        { ...absent('stay'), onSite: { temperature: 36.5 } },
        { 1: 'true', 5: 'unknown', 6: 'false' },
        check(missing('test')),
        'the measurement settles its own rule',
      ],
    ],
  ),
]

export const rulesOutcomes: VectorFile = {
  path: 'rules/outcomes.json',
  prefix: 'engine',
  schema: 'rules',
  about:
    'Several rules, one outcome: which stands, which are named, and what is missing (rules.md 5).',
  shared: { factTypes },
  groups: [...order, ...granting, ...exemptions, ...requirements],
}
