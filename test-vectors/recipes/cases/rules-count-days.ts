/** rules/count-days.json: on how many different days facts lie (rules.md 2, 3 and 6). */
import type { Fact } from '../hand/claims.ts'
import { compare, countDays, field, value, type Expression } from '../hand/rule-set.ts'
import type { VectorFile } from '../hand/vector-file.ts'
import { factTypes } from '../world/fact-types.ts'
import { fact } from '../world/people.ts'
import { condition, type Asked, type RuleGroup } from '../world/rule-case.ts'

/** A check-in at an instant, at place x unless another or none is given. */
const at = (instant: string | undefined, place: string | undefined = 'x'): Fact =>
  fact(`c-${String(instant)}-${place}`, 'checkin', {
    ...(instant === undefined ? {} : { at: instant }),
    ...(place === '' ? {} : { place }),
  })
const covered = (...facts: readonly Fact[]): Asked => ({ facts, covers: ['checkin'] })
const open = (...facts: readonly Fact[]): Asked => ({ facts })

/** Noon of three days in Shanghai, and the evening of the first. */
const [first, second, third] = [
  '2026-02-26T04:00:00Z',
  '2026-02-27T04:00:00Z',
  '2026-02-28T04:00:00Z',
]
const evening = '2026-02-26T14:00:00Z'

const visits = (op: string, limit: number): Expression =>
  compare(countDays('checkin', 'at'), op, value(limit))

const comparisons: readonly RuleGroup[] = [
  condition(
    'at-least',
    visits('>=', 2),
    ['checkin'],
    [
      ['two-days', 'true', covered(at(first), at(second)), '2 to 2'],
      ['one-day-twice', 'false', covered(at(first), at(evening)), '1 to 1: noon and evening'],
      ['none', 'false', covered(), '0 to 0'],
      [
        'one-and-blank',
        'unknown',
        covered(at(first), at(undefined)),
        '1 to 2: when was the other?',
      ],
      ['blank', 'false', covered(at(undefined)), '0 to 1'],
      ['two-and-blank', 'true', covered(at(first), at(second), at(undefined)), '2 to 3'],
      ['open-one', 'unknown', open(at(first)), '1 and more'],
      ['open-two', 'true', open(at(first), at(second)), '2 and more'],
      [
        'taken-back',
        'false',
        covered(at(first), { ...at(second), id: 'b' }, { ...at(first, 'y'), retracts: 'b' }),
        'the second is taken back by another of the first day: 1 to 1',
      ],
    ],
  ),
  condition(
    'below',
    visits('<', 2),
    ['checkin'],
    [
      ['one-day-twice', 'true', covered(at(first), at(evening)), '1 to 1'],
      ['one-and-blank', 'unknown', covered(at(first), at(undefined)), '1 to 2'],
      ['open-two', 'false', open(at(first), at(second)), '2 and more'],
      ['open-none', 'unknown', open(), '0 and more'],
    ],
  ),
  condition(
    'equal',
    visits('==', 2),
    ['checkin'],
    [
      ['two-days', 'true', covered(at(first), at(second), at(evening)), '2 to 2'],
      ['one-day', 'false', covered(at(first), at(evening)), '1 to 1'],
      ['one-and-blank', 'unknown', covered(at(first), at(undefined)), '1 to 2'],
      ['open-two', 'unknown', open(at(first), at(second)), '2 and more'],
      ['open-three', 'false', open(at(first), at(second), at(third)), '3 and more: never 2'],
    ],
  ),
]

const inPlace = (op: string, limit: number): Expression =>
  compare(countDays('checkin', 'at', compare(field('place'), '==', value('x'))), op, value(limit))

/** With a condition: facts that match, that do not, and of which it is not known. */
const conditions: readonly RuleGroup[] = [
  condition(
    'where-two',
    inPlace('>=', 2),
    ['checkin'],
    [
      ['both-match', 'true', covered(at(first), at(second)), '2 to 2'],
      [
        'one-matches',
        'false',
        covered(at(first), at(second, 'y')),
        'the other is elsewhere: 1 to 1',
      ],
      ['no-match-blank', 'false', covered(at(first), at(undefined, 'y')), 'elsewhere, whenever'],
      [
        'doubtful-same-day',
        'false',
        covered(at(first), at(evening, '')),
        'where the other was does not matter: its day is counted already',
      ],
      ['doubtful-other-day', 'unknown', covered(at(first), at(second, '')), '1 to 2'],
      ['doubtful-and-blank', 'unknown', covered(at(first), at(undefined, '')), '1 to 2'],
      ['doubtful-alone', 'false', covered(at(first, '')), '0 to 1'],
    ],
  ),
  condition(
    'where-three',
    inPlace('>=', 3),
    ['checkin'],
    [
      [
        'doubtful-of-one-day',
        'false',
        covered(at(third), at(first, ''), at(evening, '')),
        'two in doubt of one day are one day at most: 1 to 2',
      ],
      [
        'doubtful-of-two-days',
        'unknown',
        covered(at(third), at(first, ''), at(second, '')),
        '1 to 3',
      ],
      [
        'blank-twice',
        'unknown',
        covered(at(third), at(undefined), at(undefined, '')),
        'two whose day is unknown may be of two days: 1 to 3',
      ],
    ],
  ),
]

const berlin: Expression = {
  id: 'Europe/Berlin',
  tzdata: '2026b',
  offsets: [
    [1_735_689_600, 3600],
    [1_743_296_400, 7200],
    [1_761_440_400, 3600],
  ],
}

/** Back an hour at one minute past midnight: 2 March 2026 begins at 02:30 UTC, is left at 02:31, and begins again at 03:30. */
const stJohns: Expression = {
  id: 'America/St_Johns',
  tzdata: '2026b',
  offsets: [
    [1_735_689_600, -9000],
    [1_772_418_660, -12_600],
  ],
}

const two = visits('==', 2)

/** Days in the zone of the set. */
const zones: readonly RuleGroup[] = [
  condition(
    'shanghai',
    two,
    ['checkin'],
    [
      [
        'around-midnight',
        'true',
        covered(at('2026-02-28T15:59:59Z'), at('2026-02-28T16:00:00Z')),
        'a second apart, and two days',
      ],
      [
        'from-midnight-to-midnight',
        'false',
        covered(at('2026-02-27T16:00:00Z'), at('2026-02-28T15:59:59Z')),
        'the first and the last second of 28 February',
      ],
    ],
  ),
  condition(
    'long-day',
    two,
    ['checkin'],
    [
      [
        'its-25-hours',
        'false',
        covered(at('2025-10-25T22:00:00Z'), at('2025-10-26T22:59:59Z')),
        'the first and the last second of 26 October, both hours of the fold in it',
      ],
      [
        'and-the-next',
        'true',
        covered(at('2025-10-25T22:00:00Z'), at('2025-10-26T23:00:00Z')),
        'the first second of 27 October',
      ],
    ],
    { zone: berlin },
  ),
  condition(
    'short-day',
    two,
    ['checkin'],
    [
      [
        'its-23-hours',
        'false',
        covered(at('2025-03-29T23:00:00Z'), at('2025-03-30T21:59:59Z')),
        'the first and the last second of 30 March',
      ],
      [
        'and-the-next',
        'true',
        covered(at('2025-03-29T23:00:00Z'), at('2025-03-30T22:00:00Z')),
        '23 hours, and two days',
      ],
    ],
    { zone: berlin },
  ),
  condition(
    'day-that-comes-twice',
    two,
    ['checkin'],
    [
      [
        'both-times',
        'false',
        covered(at('2026-03-02T02:30:30Z'), at('2026-03-02T03:30:00Z')),
        'its first minute and its second beginning',
      ],
      [
        'and-between',
        'true',
        covered(at('2026-03-02T02:30:59Z'), at('2026-03-02T02:31:00Z')),
        'a second later it is the day before',
      ],
    ],
    { zone: stJohns },
  ),
  condition(
    'before-the-table',
    two,
    ['checkin'],
    [
      [
        'unknown-day',
        'unknown',
        covered(at('2024-12-31T23:59:59Z'), at(first)),
        'the earlier has no day here: 1 to 2',
      ],
      ['first-day', 'true', covered(at('2025-01-01T00:00:00Z'), at(first)), 'the table begins'],
    ],
    { zone: berlin },
  ),
]

const stay = (id: string, from: string): Fact => fact(id, 'stay', { from, region: '3301' })

const dates: readonly RuleGroup[] = [
  condition(
    'dates',
    compare(countDays('stay', 'from'), '>', value(1)),
    ['stay'],
    [
      [
        'two',
        'true',
        { facts: [stay('a', '2026-02-01'), stay('b', '2026-02-02')], covers: ['stay'] },
        'two dates',
      ],
      [
        'one-twice',
        'false',
        { facts: [stay('a', '2026-02-01'), stay('b', '2026-02-01')], covers: ['stay'] },
        'one date',
      ],
      [
        'before-the-table',
        'true',
        { facts: [stay('a', '1950-02-01'), stay('b', '1950-02-02')], covers: ['stay'] },
        'a date is a civil day without any table',
      ],
    ],
  ),
]

export const rulesCountDays: VectorFile = {
  path: 'rules/count-days.json',
  prefix: 'engine-count-days',
  schema: 'rules',
  about:
    'countDays: on how many civil days of the zone facts lie, as a range (rules.md 2, 3 and 6). Rule 1 stops under the condition, rule 2 always passes.',
  shared: { factTypes },
  groups: [...comparisons, ...conditions, ...zones, ...dates],
}
