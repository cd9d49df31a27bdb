/** rules/days.json: civil days in the zone of a set (rules.md 2 and 3). */
import type { VectorFile } from '../hand/vector-file.ts'
import { compare, days, field, some, value, type Expression } from '../hand/rule-set.ts'
import { factTypes } from '../world/fact-types.ts'
import { fact } from '../world/people.ts'
import { condition, type Asked, type RuleGroup } from '../world/rule-case.ts'

const tested = (at: string, now: string): Asked => ({
  now,
  facts: [fact('t1', 'test', { at })],
  covers: ['test'],
})
const stayedUntil = (until: string, now: string): Asked => ({
  now,
  facts: [fact('s1', 'stay', { until })],
  covers: ['stay'],
})

const testDays = (op: string, limit: number): Expression =>
  some('test', compare(days(field('at')), op, value(limit, 'day')))
const stayDays = (op: string, limit: number): Expression =>
  some('stay', compare(days(field('until')), op, value(limit, 'day')))

/** Midnight in Shanghai is 16:00 UTC. */
const shanghai: readonly RuleGroup[] = [
  condition(
    'days',
    testDays('==', 1),
    ['test'],
    [
      [
        'from-the-first-second',
        'true',
        tested('2026-02-28T16:00:00Z', '2026-03-02T15:59:59Z'),
        '00:00:00 of 1 March, looked at in the last second of 2 March',
      ],
      [
        'from-the-last-second',
        'true',
        tested('2026-03-01T15:59:59Z', '2026-03-01T16:00:00Z'),
        '23:59:59 of 1 March, looked at a second later: yesterday',
      ],
      [
        'a-second-before-midnight',
        'false',
        tested('2026-03-01T15:59:58Z', '2026-03-01T15:59:59Z'),
        'the same day',
      ],
      [
        'a-second-after-midnight',
        'true',
        tested('2026-03-01T15:59:59Z', '2026-03-01T16:00:01Z'),
        'two seconds, and a day',
      ],
      [
        'second-midnight',
        'false',
        tested('2026-03-01T15:59:59Z', '2026-03-02T16:00:00Z'),
        'a day and a second, and two days',
      ],
      [
        'over-the-end-of-february',
        'true',
        tested('2026-02-28T04:00:00Z', '2026-03-01T04:00:00Z'),
        '28 February and 1 March',
      ],
      [
        'over-a-leap-day',
        'false',
        tested('2024-02-28T04:00:00Z', '2024-03-01T04:00:00Z'),
        'two days in a leap year',
      ],
      [
        'blank',
        'unknown',
        { facts: [fact('t1', 'test', { method: 'pcr' })], covers: ['test'] },
        'no instant, no day',
      ],
    ],
  ),
  condition(
    'days-ahead',
    testDays('<', 0),
    ['test'],
    [
      ['tomorrow', 'true', tested('2026-03-03T04:00:00Z', '2026-03-02T04:00:00Z'), '-1'],
      ['later-today', 'false', tested('2026-03-02T15:59:59Z', '2026-03-02T04:00:00Z'), '0'],
      ['blank', 'unknown', { facts: [fact('t1', 'test', {})], covers: ['test'] }, 'no instant'],
    ],
  ),
  condition(
    'days-of-a-date',
    stayDays('<=', 14),
    ['stay'],
    [
      ['today', 'true', stayedUntil('2026-03-02', '2026-03-02T04:00:00Z'), '0'],
      [
        'fourteenth-last-second',
        'true',
        stayedUntil('2026-02-16', '2026-03-02T15:59:59Z'),
        'the last second of the fourteenth day',
      ],
      [
        'fifteenth-first-second',
        'false',
        stayedUntil('2026-02-16', '2026-03-02T16:00:00Z'),
        'the first second of the fifteenth day',
      ],
      ['ahead', 'true', stayedUntil('2026-03-03', '2026-03-02T04:00:00Z'), '-1'],
    ],
  ),
]

/** Central Europe in 2026: an hour forward on 29 March, back on 25 October; nothing is said of before 2025. */
const berlin: Expression = {
  zone: {
    id: 'Europe/Berlin',
    tzdata: '2026b',
    offsets: [
      [1_735_686_000, 3600],
      [1_743_296_400, 7200],
      [1_761_440_400, 3600],
      [1_774_746_000, 7200],
      [1_792_890_000, 3600],
    ],
  },
}

const summerTime: readonly RuleGroup[] = [
  condition(
    'zone-forward',
    testDays('==', 1),
    ['test'],
    [
      [
        'last-second-of-the-short-day',
        'true',
        tested('2026-03-28T22:59:59Z', '2026-03-29T21:59:59Z'),
        '29 March has 23 hours: this is its last second',
      ],
      [
        'first-second-after-the-short-day',
        'false',
        tested('2026-03-28T22:59:59Z', '2026-03-29T22:00:00Z'),
        '30 March begins at 22:00 UTC',
      ],
      [
        'within-the-short-day',
        'false',
        tested('2026-03-28T23:00:00Z', '2026-03-29T21:59:59Z'),
        'both are 29 March',
      ],
    ],
    berlin,
  ),
  condition(
    'zone-back',
    testDays('==', 1),
    ['test'],
    [
      [
        'last-second-of-the-long-day',
        'true',
        tested('2026-10-24T21:59:59Z', '2026-10-25T22:59:59Z'),
        '25 October has 25 hours: this is its last second',
      ],
      [
        'first-second-after-the-long-day',
        'false',
        tested('2026-10-24T21:59:59Z', '2026-10-25T23:00:00Z'),
        '26 October begins at 23:00 UTC',
      ],
    ],
    berlin,
  ),
  condition(
    'zone-table',
    testDays('<=', 100_000),
    ['test'],
    [
      [
        'first-instant',
        'true',
        tested('2024-12-31T23:00:00Z', '2025-01-02T00:00:00Z'),
        'the table begins at midnight of 1 January 2025 in Berlin',
      ],
      [
        'before-it-begins',
        'unknown',
        tested('2024-12-31T22:59:59Z', '2025-01-02T00:00:00Z'),
        'a second earlier the zone is not known',
      ],
      [
        'now-before-it-begins',
        'unknown',
        tested('2024-12-31T22:00:00Z', '2024-12-31T22:59:59Z'),
        'nor is today',
      ],
    ],
    berlin,
  ),
  condition(
    'zone-table-date',
    stayDays('<=', 100_000),
    ['stay'],
    [
      [
        'date-before-it-begins',
        'true',
        stayedUntil('2024-06-01', '2025-01-02T00:00:00Z'),
        'a date needs no zone, today does',
      ],
      [
        'now-before-it-begins',
        'unknown',
        stayedUntil('2024-06-01', '2024-12-31T22:59:59Z'),
        'today is not known',
      ],
    ],
    berlin,
  ),
]

/** Clocks go back an hour at one minute past midnight: 2 March begins at 02:30 UTC and again at 03:30. */
const twice: Expression = {
  zone: {
    id: 'America/St_Johns',
    tzdata: '2026b',
    offsets: [
      [1_735_689_600, -9000],
      [1_772_418_660, -12_600],
    ],
  },
}

const dayTwice: readonly RuleGroup[] = [
  condition(
    'zone-day-twice',
    testDays('==', 1),
    ['test'],
    [
      ['before', 'true', tested('2026-02-28T15:00:00Z', '2026-03-02T02:29:59Z'), 'still 1 March'],
      ['begun', 'false', tested('2026-02-28T15:00:00Z', '2026-03-02T02:30:00Z'), '2 March'],
      ['last', 'false', tested('2026-02-28T15:00:00Z', '2026-03-02T02:30:59Z'), '2 March'],
      ['back', 'true', tested('2026-02-28T15:00:00Z', '2026-03-02T02:31:00Z'), '1 March again'],
      [
        'again',
        'false',
        tested('2026-02-28T15:00:00Z', '2026-03-02T03:30:00Z'),
        '2 March for good',
      ],
    ],
    twice,
  ),
]

export const rulesDays: VectorFile = {
  path: 'rules/days.json',
  prefix: 'engine',
  schema: 'rules',
  about: 'Civil days in the zone of the set, over midnights and changes of the clock (rules.md 2).',
  shared: { factTypes },
  groups: [...shanghai, ...summerTime, ...dayTwice],
}
