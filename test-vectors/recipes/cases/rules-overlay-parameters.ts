/** Parameters that an overlay sets, in every place where one way is stricter (part of rules/overlays.json). */
import type { Expression } from '../hand/rule-set.ts'
import { crooked, tighten } from '../world/province.ts'
import {
  ago,
  city,
  contact,
  known,
  laid,
  recovery,
  stay,
  tested,
  visits,
} from '../world/overlay-case.ts'
import type { RuleGroup } from '../world/rule-case.ts'

const parameters = (given: Expression): Expression => ({ parameters: given })
const larger = laid(
  'larger-is-tighter',
  city(parameters({ contactDays: { value: 21, unit: 'day' } })),
  [],
  [
    ['at-the-limit', known(contact(ago[21])), { 1: 'true' }, 'stop 1', '21 days in the overlay'],
    ['beyond', known(contact(ago[22])), {}, 'pass', '22 days'],
  ],
)

const smallerExemption = laid(
  'smaller-is-tighter-in-unless',
  city(parameters({ exemptDays: tighten(10, 'day') })),
  [],
  [
    [
      'at-the-limit',
      known(contact(ago[14]), recovery('2026-02-20')),
      {},
      'pass',
      'recovered ten days ago: exempt',
    ],
    [
      'beyond',
      known(contact(ago[14]), recovery('2026-02-19')),
      { 1: 'true' },
      'stop 1',
      'eleven days ago: exempt under the base, not under the overlay',
    ],
  ],
)

const smallerGrant = laid(
  'smaller-is-tighter-in-a-pass-rule',
  city(parameters({ testHours: { value: 48, unit: 'hour' } })),
  [],
  [
    ['at-the-limit', known(tested('2026-02-28T04:00:00Z')), {}, 'pass', '48 hours'],
    ['beyond', known(tested('2026-02-28T03:59:59Z')), { 9: 'false' }, 'nothing', 'a second more'],
  ],
)

const same = laid(
  'the-same-value',
  city(parameters({ contactDays: { value: 14, unit: 'day' } })),
  [],
  [['as-before', known(contact(ago[14])), { 1: 'true' }, 'stop 1', 'not looser']],
)

/** Where a parameter stands on the left, under not, and in none. */
const crookedly = laid(
  'tightened-in-other-places',
  city(
    {
      parameters: {
        none: { value: 48, unit: 'hour' },
        not: { value: 2 + 2 },
        left: { value: 1 },
      },
    },
    crooked,
  ),
  [3, 4, 5, 6, 7],
  [
    [
      'no-test-of-48-hours',
      known(tested('2026-02-28T03:59:59Z'), ...visits(4)),
      { 1: 'true', 9: 'true' },
      'check 1',
      'a test of 48 hours and a second',
    ],
    [
      'three-visits',
      known(...visits(3)),
      { 2: 'true' },
      'check 2',
      'not four, three under the base',
    ],
    ['four-visits', known(...visits(4)), {}, 'pass', 'four'],
    [
      'one-stay',
      known(...visits(4), stay('3301', '2025-02-20')),
      { 7: 'true' },
      'check 7',
      'one is enough, three under the base',
    ],
  ],
  [crooked],
)

export const tightened: readonly RuleGroup[] = [
  larger,
  smallerExemption,
  smallerGrant,
  same,
  crookedly,
]
