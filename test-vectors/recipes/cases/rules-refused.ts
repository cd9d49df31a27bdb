/** rules/refused.json: rule sets that cannot be compiled, and why (rules.md 1 and 2). */
import type { Case, VectorFile } from '../hand/vector-file.ts'
import {
  and,
  compare,
  count,
  countDays,
  days,
  elapsed,
  field,
  isIn,
  latest,
  not,
  onSite,
  parameter,
  rule,
  ruleSet,
  some,
  value,
  years,
  type Expression,
} from '../hand/rule-set.ts'
import { factTypes } from '../world/fact-types.ts'

const always = rule(1, 'pass', value(true))

const refused = (id: string, set: Expression, comment: string, code = 'MALFORMED'): Case => ({
  id,
  comment,
  ruleSet: set,
  error: `ERR_RULE_SET_${code}`,
})

/** A set that is ordinary but for some of its members. */
const set = (id: string, more: Expression, comment: string): Case =>
  refused(`set-${id}`, ruleSet('vector', 1, [always], more), comment)

/** A set whose one rule is given. */
const ruled = (id: string, given: Expression, comment: string): Case =>
  refused(`rule-${id}`, ruleSet('vector', 1, [given]), comment)

/** A set whose one rule has this condition. */
const typed = (id: string, when: unknown, comment: string): Case =>
  refused(
    `type-${id}`,
    ruleSet('vector', 1, [rule(1, 'stop', when as Expression)], { valueSets: { risk: ['4401'] } }),
    comment,
  )

/** The same, with the condition on each test. */
const where = (id: string, condition: Expression, comment: string): Case =>
  typed(id, some('test', condition), comment)

const zone = (offsets: unknown): Expression => ({
  zone: { id: 'Asia/Shanghai', tzdata: '2026b', offsets: offsets as never },
})

/** A comparison, `days`, a field and a value. */
const fourSteps = compare(days(field('until')), '<=', value(14, 'day'))

const sets = [
  set('unknown-member', { more: 1 }, '`more`'),
  set('without-id', { id: undefined }, 'id is required'),
  set('version-zero', { version: 0 }, 'versions begin at 1'),
  set('version-text', { version: '1' }, 'text for a number'),
  set('title-missing', { title: undefined }, 'title is required'),
  set('title-in-one-language', { title: { en: 'x' } }, 'zh is required'),
  set('effective-missing', { effective: undefined }, 'effective is required'),
  set('effective-without-until', { effective: { from: '2026-01-01T00:00:00Z' } }, 'no end'),
  set(
    'effective-date',
    { effective: { from: '2026-01-01', until: '2026-12-01T00:00:00Z' } },
    'a date for an instant',
  ),
  set('zone-missing', { zone: undefined }, 'zone is required'),
  set(
    'zone-unsorted',
    zone([
      [2, 0],
      [1, 3600],
    ]),
    'offsets must ascend',
  ),
  set(
    'zone-twice',
    zone([
      [1, 0],
      [1, 3600],
    ]),
    'one instant, two offsets',
  ),
  set('zone-fraction', zone([[0.5, 0]]), 'whole seconds'),
  set('change-missing', { change: undefined }, 'change is required'),
  set('accepts-missing', { accepts: undefined }, 'accepts is required'),
  set(
    'accepts-without-age',
    { accepts: { assessments: [{ issuer: '*', set: '*' }] } },
    'maxAge is required',
  ),
  set('parameter-text', { parameters: { days: { value: '14' } } }, 'text for a number'),
  set('value-set-number', { valueSets: { risk: [4401] } }, 'a number for text'),
  set('colours-missing', { colours: undefined }, 'colours are required'),
  set('colours-without-stop', { colours: { pass: 'green', check: 'yellow' } }, 'stop has none'),
  set(
    'overridable-loosen',
    { parameters: { days: { value: 14, overridable: 'loosen' } } },
    'an overlay can only tighten',
  ),
  set('waiver-without-reason', { waivers: [{ finding: 'never-fires', no: 1 }] }, 'reason required'),
  set('otherwise-pass', { otherwise: 'pass' }, 'passage is granted, never left over'),
  set('otherwise-missing', { otherwise: undefined }, 'otherwise is required'),
  set('rules-none', { rules: [] }, 'a set of no rule'),
  set('rules-map', { rules: {} }, 'a map for the array'),
  refused(
    'set-cost',
    ruleSet('vector', 1, [rule(1, 'stop', some('test', some('contact', some('stay', fourSteps))))]),
    '1 + 64 * (1 + 64 * (1 + 64 * 4)) = 1,052,737 steps',
    'COST',
  ),
  refused('set-engine-two', ruleSet('vector', 1, [always], { engine: 2 }), 'engine 2', 'ENGINE'),
  refused(
    'set-kind-unknown',
    ruleSet('vector', 1, [rule(1, 'stop', some('sewage'))]),
    'no such kind among the fact types',
    'FACT_TYPE',
  ),
  refused(
    'set-required-kind-unknown',
    ruleSet('vector', 1, [
      rule(1, 'pass', value(true), { requires: [{ kind: 'sewage', maxAge: 'P1D' }] }),
    ]),
    'no such kind among the fact types',
    'FACT_TYPE',
  ),
]

/** A duration is one number and one unit: D, H or M. */
const durations = [
  ['weeks', 'P1W', 'weeks are no unit here'],
  ['months', 'P1M', 'M is minutes, and those stand after T'],
  ['two-units', 'P1DT12H', 'two numbers'],
  ['without-p', '1D', 'P is missing'],
  ['without-number', 'PT', 'nothing but PT'],
  ['negative', 'P-1D', 'a sign'],
  ['fraction', 'P1.5D', 'a fraction'],
  ['lower-case', 'p1d', 'lower case'],
  ['empty', '', 'no character'],
] as const

const rules = [
  ruled('unknown-member', { ...always, more: 1 }, '`more`'),
  ruled('without-id', { ...always, id: undefined }, 'id is required'),
  ruled('number-zero', { ...always, no: 0 }, 'numbers begin at 1'),
  ruled('number-fraction', { ...always, no: 1.5 }, 'a fraction'),
  ruled('outcome-invalid', { ...always, outcome: 'invalid' }, 'no rule can say that'),
  ruled('without-reason', { ...always, reason: undefined }, 'reason is required'),
  ruled('without-condition', { ...always, when: undefined }, 'when is required'),
  ruled(
    'requires-on-a-stop',
    rule(1, 'stop', value(true), { requires: [{ kind: 'contact', maxAge: 'P1D' }] }),
    'only a pass may require coverage',
  ),
  ruled(
    'requires-on-a-check',
    rule(1, 'check', value(true), { requires: [{ kind: 'contact', maxAge: 'P1D' }] }),
    'only a pass may require coverage',
  ),
  ...durations.map(([id, maxAge, comment]) =>
    ruled(
      `duration-${id}`,
      rule(1, 'pass', value(true), { requires: [{ kind: 'contact', maxAge }] }),
      comment,
    ),
  ),
  refused(
    'rule-number-twice',
    ruleSet('vector', 1, [always, { ...always, id: 'other' }]),
    'two rules 1',
  ),
  refused('rule-id-twice', ruleSet('vector', 1, [always, { ...always, no: 2 }]), 'two rule-1'),
]

const types = [
  typed('condition-number', value(1), 'a number is no condition'),
  typed('condition-text', value('true'), 'text is no condition'),
  typed('condition-null', null, 'null is no expression'),
  typed('expression-empty', {}, 'an object without a form'),
  typed('expression-two-forms', { value: true, parameter: 'x' }, 'a literal and a parameter'),
  typed('expression-unknown-member', { value: true, more: 1 }, '`more`'),
  typed('operator-unknown', { op: 'xor', of: [value(true), value(true)] }, 'no such operator'),
  typed('and-without-operands', { op: 'and', of: [] }, 'nothing to combine'),
  typed('and-of-a-number', and(value(true), value(1)), 'a number is no truth value'),
  typed('not-of-text', not(value('x')), 'text is no truth value'),
  typed('parameter-unknown', compare(parameter('x'), '>', value(1)), 'no such parameter'),
  typed('field-outside', compare(field('dose'), '>', value(1)), 'no fact is at hand here'),
  typed('on-site-unit', compare(onSite('temperature'), '>', value(37)), 'Cel and no unit'),
  typed(
    'on-site-other-unit',
    compare(onSite('temperature'), '>', value(99, '[degF]')),
    'Cel and [degF]',
  ),
  typed('count-unit', compare(count('test'), '>', value(1, 'day')), 'a plain number and days'),
  typed('less-of-truth', compare(value(true), '<', value(false)), 'truth values have no order'),
  typed('less-of-text', compare(value('a'), '<', value('b')), 'text has no order'),
  typed('equal-of-two-types', compare(value('1'), '==', value(1)), 'text and a number'),
  typed('in-of-a-number', isIn(value(1), 'risk'), 'a number is in no value set'),
  where('field-unknown', compare(field('dose'), '>', value(1)), 'a test has no dose'),
  where('days-without-unit', compare(days(field('at')), '<=', value(14)), 'days and no unit'),
  where('days-in-hours', compare(days(field('at')), '<=', value(14, 'hour')), 'days and hours'),
  where(
    'elapsed-in-days',
    compare(elapsed(field('at')), '<=', value(3, 'day')),
    'civil days are no seconds',
  ),
  where('days-of-text', compare(days(field('method')), '<=', value(1, 'day')), 'text has no day'),
  where('value-set-unknown', isIn(field('method'), 'methods'), 'no such value set'),
  where(
    'instant-with-text',
    compare(field('at'), '==', value('today')),
    'an instant and text that is none',
  ),
  where(
    'instant-with-date-literal',
    compare(field('at'), '>=', value('2026-03-01')),
    'an instant and a civil date',
  ),
  typed(
    'elapsed-of-a-date',
    some('stay', compare(elapsed(field('until')), '<=', value(1, 'hour'))),
    'a date is no instant',
  ),
  typed(
    'instant-with-date',
    compare(latest('test', 'at', 'at'), '>', latest('stay', 'until', 'until')),
    'an instant and a date',
  ),
  typed(
    'latest-by-text',
    compare(latest('test', 'method', 'at'), '>', latest('test', 'at', 'at')),
    'text has no order in time',
  ),
  typed(
    'count-days-unit',
    compare(countDays('test', 'at'), '>', value(1, 'day')),
    'a plain number',
  ),
  typed(
    'count-days-by-text',
    compare(countDays('test', 'method'), '>', value(1)),
    'text has no day',
  ),
  typed('count-days-by-unknown', compare(countDays('test', 'on'), '>', value(1)), 'no such field'),
  typed('count-days-without-by', { op: 'countDays', kind: 'test' }, 'by is required'),
  where('years-without-unit', compare(years(field('at')), '>=', value(1)), 'years and no unit'),
  where('years-in-days', compare(years(field('at')), '>=', value(1, 'day')), 'years and days'),
  where(
    'years-of-text',
    compare(years(field('method')), '>=', value(1, 'year')),
    'text has no day',
  ),
  typed('latest-field-unknown', compare(latest('test', 'at', 'dose'), '>', value(1)), 'no dose'),
]

export const rulesRefused: VectorFile = {
  path: 'rules/refused.json',
  prefix: 'refused',
  schema: 'rules-refused',
  about:
    'Rule sets that a compiler must refuse, one fault each, with the code of the error (rules.md 1 and 2).',
  shared: { factTypes },
  cases: [...sets, ...rules, ...types],
}
