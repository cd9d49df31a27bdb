/** Rules with nothing wrong about them, from which sets are put together. */
import type { Expression, Rule } from '../rules/rule-set.ts'
import {
  all,
  any,
  days,
  daysAgo,
  elapsed,
  equals,
  field,
  is,
  lit,
  none,
  not,
  parameter,
  some,
  within,
  years,
} from './standard-facts.ts'

type Outcome = Rule['outcome']

const isIn = (name: string, set: string): Expression => ({ op: 'in', left: field(name), set })
const lookBack = parameter('lookBackDays')
const closeContact = all(equals('closeness', 'close'), is(days('at'), '<=', lookBack))
const released = equals('completed', true)
const latest = (kind: string, by: string, name: string, where?: Expression): Expression => ({
  op: 'latest',
  kind,
  by,
  field: name,
  ...(where === undefined ? {} : { where }),
})
const now = lit(0, 'second')

/** Grounds to let people pass. */
export const passes: readonly (readonly [string, Expression])[] = [
  [
    'recent-pcr',
    some(
      'test',
      equals('method', 'pcr'),
      equals('result', 'negative'),
      within('sampledAt', parameter('testHours')),
    ),
  ],
  [
    'young-child',
    some(
      'person',
      is(years('birthDate'), '>=', lit(0, 'year')),
      is(years('birthDate'), '<', lit(3, 'year')),
    ),
  ],
  [
    'vaccinated',
    some('vaccination', is(field('dose'), '>=', field('of')), daysAgo('at', 14, lit(365, 'day'))),
  ],
  ['recovered', some('recovery', daysAgo('at', 14, lit(180, 'day')))],
  [
    'healthy-fortnight',
    is(
      {
        op: 'countDays',
        kind: 'checkin',
        by: 'at',
        where: all(equals('unwell', false), daysAgo('at', 0, lit(13, 'day'))),
      },
      '>=',
      lit(14),
    ),
  ],
  [
    'three-negatives',
    is(
      {
        op: 'count',
        kind: 'test',
        where: all(equals('result', 'negative'), daysAgo('sampledAt', 0, lit(7, 'day'))),
      },
      '>=',
      lit(3),
    ),
  ],
  [
    'last-negative',
    all(
      is(latest('test', 'sampledAt', 'result'), '==', lit('negative')),
      some('test', within('sampledAt', lit(48, 'hour'))),
    ),
  ],
  [
    'unburdened',
    all(
      none('contact', is(days('at'), '<=', lookBack)),
      none('symptom', is(days('at'), '<=', lit(7, 'day'))),
    ),
  ],
]

/** Grounds to send people to the staff, or to stop them. */
export const refusals: readonly (readonly [string, Outcome, Expression, Expression?])[] = [
  [
    'close-contact',
    'stop',
    some('contact', closeContact),
    all(
      some('quarantine', released),
      is(
        latest('quarantine', 'until', 'until', released),
        '>=',
        latest('contact', 'at', 'at', closeContact),
      ),
    ),
  ],
  [
    'positive-test',
    'stop',
    some('test', equals('result', 'positive'), is(days('sampledAt'), '<=', lookBack)),
  ],
  [
    'high-risk-stay',
    'stop',
    some('stay', isIn('region', 'high'), is(days('until'), '<=', lookBack)),
  ],
  [
    'ordered-stop',
    'stop',
    some(
      'order',
      equals('outcome', 'stop'),
      is(elapsed('from'), '>=', now),
      is(elapsed('until'), '<', now),
    ),
  ],
  [
    'in-quarantine',
    'stop',
    some(
      'quarantine',
      is(days('from'), '>=', lit(0, 'day')),
      is(days('until'), '<=', lit(0, 'day')),
      not(field('completed')),
    ),
  ],
  [
    'last-assessed-stop',
    'stop',
    is(latest('assessment', 'at', 'outcome', within('at', lit(24, 'hour'))), '==', lit('stop')),
  ],
  ['fever-at-gate', 'check', is({ onSite: 'temperature' }, '>=', parameter('feverFrom'))],
  ['symptom', 'check', some('symptom', is(days('at'), '<=', lit(7, 'day')))],
  [
    'medium-risk-stay',
    'check',
    some(
      'stay',
      isIn('region', 'medium'),
      not(isIn('region', 'high')),
      is(days('until'), '<=', lookBack),
    ),
    some('entry', equals('quarantined', true), daysAgo('at', 0, lit(1, 'day'))),
  ],
  [
    'secondary-contact',
    'check',
    some('contact', equals('closeness', 'secondary'), is(days('at'), '<=', lit(7, 'day'))),
  ],
  [
    'unwell',
    'check',
    some('checkin', equals('unwell', true), is(elapsed('at'), '<=', lit(48, 'hour'))),
  ],
  [
    'warm-report',
    'check',
    some(
      'checkin',
      is(field('temperature'), '>=', lit(37.3, 'Cel')),
      is(lit(30, 'minute'), '>=', elapsed('at')),
    ),
  ],
  [
    'household',
    'check',
    any(
      is(latest('household', 'at', 'colour'), '==', lit('red')),
      is(latest('household', 'at', 'colour'), '==', lit('yellow')),
    ),
  ],
  [
    'fever-clinic',
    'check',
    some('clinic', equals('cleared', false), is(days('at'), '<=', lookBack)),
    { op: 'every', kind: 'test', where: equals('result', 'negative') },
  ],
  [
    'abroad',
    'check',
    some(
      'entry',
      not(isIn('from', 'home')),
      is(field('from'), '!=', lit('810000')),
      equals('quarantined', false),
      is(days('at'), '<=', lookBack),
    ),
  ],
  [
    'ordered-check',
    'check',
    some(
      'order',
      equals('outcome', 'check'),
      is(elapsed('from'), '>=', now),
      is(elapsed('until'), '<', now),
    ),
  ],
  [
    'many-contacts',
    'check',
    is({ op: 'count', kind: 'contact', where: is(days('at'), '<=', lit(30, 'day')) }, '>', lit(5)),
  ],
  [
    'two-warm-days',
    'check',
    is(
      {
        op: 'countDays',
        kind: 'temperature',
        by: 'at',
        where: all(
          is(field('celsius'), '>', parameter('feverFrom')),
          daysAgo('at', 0, lit(6, 'day')),
        ),
      },
      '>=',
      lit(2),
    ),
  ],
  [
    'last-stay-unknown-region',
    'check',
    all(
      { op: 'some', kind: 'stay' },
      is({ op: 'days', of: latest('stay', 'until', 'until') }, '>', lit(60, 'day')),
      is(latest('stay', 'until', 'region'), '!=', lit('330106')),
    ),
  ],
  [
    'since-opening',
    'check',
    some(
      'assessment',
      is(field('at'), '<', lit('2020-02-11T00:00:00Z')),
      equals('outcome', 'check'),
    ),
  ],
]

export const parameters = {
  lookBackDays: { value: 14, unit: 'day', overridable: 'tighten' },
  testHours: { value: 72, unit: 'hour', overridable: 'tighten' },
  feverFrom: { value: 37.3, unit: 'Cel' },
} as const

export const valueSets = {
  high: ['4201', '110102'],
  medium: ['42', '1101', '3301'],
  home: ['33', '31'],
}
