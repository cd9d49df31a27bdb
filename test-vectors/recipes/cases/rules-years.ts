/** rules/years.json: completed civil years in the zone of a set (rules.md 2, 3 and 6). */
import { compare, field, some, value, years, type Expression } from '../hand/rule-set.ts'
import type { VectorFile } from '../hand/vector-file.ts'
import { factTypes } from '../world/fact-types.ts'
import { fact } from '../world/people.ts'
import { condition, type Asked, type RuleGroup } from '../world/rule-case.ts'

/** A fact of a date, looked at at an instant. */
const since = (on: string, now: string): Asked => ({
  now,
  facts: [fact('r1', 'recovery', { on })],
  covers: ['recovery'],
})
const tested = (at: string, now: string): Asked => ({
  now,
  facts: [fact('t1', 'test', { at })],
  covers: ['test'],
})

const recovered = (op: string, limit: number): Expression =>
  some('recovery', compare(years(field('on')), op, value(limit, 'year')))
const testYears = (op: string, limit: number): Expression =>
  some('test', compare(years(field('at')), op, value(limit, 'year')))

/** Midnight in Shanghai is 16:00 UTC. */
const birthdays: readonly RuleGroup[] = [
  condition(
    'completed',
    recovered('>=', 18),
    ['recovery'],
    [
      [
        'a-second-before-the-birthday',
        'false',
        since('2008-03-02', '2026-03-01T15:59:59Z'),
        'the last second of 1 March: 17 years are complete',
      ],
      ['on-the-birthday', 'true', since('2008-03-02', '2026-03-01T16:00:00Z'), '2 March begins'],
      ['a-year-later', 'true', since('2008-03-02', '2027-03-02T04:00:00Z'), '19 years'],
      ['later-in-the-month', 'false', since('2008-03-31', '2026-03-30T04:00:00Z'), 'tomorrow'],
      [
        'earlier-in-a-later-month',
        'false',
        since('2008-12-01', '2026-11-30T04:00:00Z'),
        'tomorrow',
      ],
      ['later-in-an-earlier-month', 'true', since('2008-01-31', '2026-03-01T04:00:00Z'), 'passed'],
      ['open', 'unknown', { now: '2026-03-02T04:00:00Z', facts: [] }, 'not covered'],
      [
        'blank',
        'unknown',
        { facts: [fact('r1', 'recovery', {})], covers: ['recovery'] },
        'no date, no years',
      ],
    ],
  ),
  condition(
    'exactly',
    recovered('==', 18),
    ['recovery'],
    [
      ['first-day', 'true', since('2008-03-02', '2026-03-01T16:00:00Z'), 'its first second'],
      ['last-day', 'true', since('2008-03-02', '2027-03-01T15:59:59Z'), 'its last second'],
      ['over', 'false', since('2008-03-02', '2027-03-01T16:00:00Z'), '19 years'],
      ['new-years-eve', 'true', since('2007-12-31', '2025-12-30T16:00:00Z'), 'the year ends'],
      ['new-year', 'false', since('2008-01-01', '2025-12-31T15:59:59Z'), 'a second too early'],
      ['new-year-begun', 'true', since('2008-01-01', '2025-12-31T16:00:00Z'), 'the year begins'],
    ],
  ),
  condition(
    'none-yet',
    recovered('==', 0),
    ['recovery'],
    [
      ['today', 'true', since('2026-03-02', '2026-03-02T04:00:00Z'), 'no year is complete'],
      ['a-year-less-a-day', 'true', since('2025-03-03', '2026-03-02T04:00:00Z'), 'tomorrow'],
      ['a-year', 'false', since('2025-03-02', '2026-03-02T04:00:00Z'), 'one year'],
      ['tomorrow', 'false', since('2026-03-03', '2026-03-02T04:00:00Z'), 'it lies ahead'],
    ],
  ),
  condition(
    'ahead',
    recovered('<', 0),
    ['recovery'],
    [
      ['today', 'false', since('2026-03-02', '2026-03-02T04:00:00Z'), 'not ahead'],
      ['tomorrow', 'true', since('2026-03-03', '2026-03-02T04:00:00Z'), 'negative'],
      ['next-year', 'true', since('2027-03-02', '2026-03-02T04:00:00Z'), 'negative'],
    ],
  ),
]

/** Who was born on 29 February. */
const leapDays: readonly RuleGroup[] = [
  condition(
    'leap-day',
    recovered('>=', 18),
    ['recovery'],
    [
      [
        'on-28-february',
        'false',
        since('2008-02-29', '2026-02-28T15:59:59Z'),
        'the last second of 28 February of a year without a 29th',
      ],
      ['on-1-march', 'true', since('2008-02-29', '2026-02-28T16:00:00Z'), '1 March begins'],
      [
        'born-on-28-february',
        'true',
        since('2008-02-28', '2026-02-28T04:00:00Z'),
        'the 28th itself',
      ],
      ['born-on-1-march', 'false', since('2008-03-01', '2026-02-28T15:59:59Z'), 'not yet 1 March'],
    ],
  ),
  condition(
    'leap-day-kept',
    recovered('>=', 20),
    ['recovery'],
    [
      ['on-28-february', 'false', since('2008-02-29', '2028-02-28T15:59:59Z'), 'there is a 29th'],
      ['on-29-february', 'true', since('2008-02-29', '2028-02-28T16:00:00Z'), 'and it begins'],
    ],
  ),
  condition(
    'leap-day-of-a-century',
    recovered('>=', 4),
    ['recovery'],
    [
      ['2100-has-none', 'false', since('2096-02-29', '2100-02-28T15:59:59Z'), 'still 28 February'],
      ['2100-on-1-march', 'true', since('2096-02-29', '2100-02-28T16:00:00Z'), '1 March begins'],
      ['2000-has-one', 'false', since('1996-02-29', '2000-02-28T15:59:59Z'), '29 February follows'],
      ['2000-on-29-february', 'true', since('1996-02-29', '2000-02-28T16:00:00Z'), 'it begins'],
    ],
  ),
]

const late: Expression = {
  id: 'Asia/Shanghai',
  tzdata: '2026b',
  offsets: [[1_577_836_800, 28_800]],
}

const instants: readonly RuleGroup[] = [
  condition(
    'instant',
    testYears('>=', 18),
    ['test'],
    [
      [
        'last-second-of-a-day',
        'true',
        tested('2008-03-01T15:59:59Z', '2026-02-28T16:00:00Z'),
        'an instant of 1 March in Shanghai, looked at when 1 March begins',
      ],
      [
        'first-second-of-a-day',
        'false',
        tested('2008-03-01T16:00:00Z', '2026-03-01T15:59:59Z'),
        'an instant of 2 March, looked at a second before that day',
      ],
      [
        'before-the-table',
        'unknown',
        tested('1991-12-31T15:59:59Z', '2026-03-02T04:00:00Z'),
        'no day',
      ],
    ],
  ),
  condition(
    'zone-begins-late',
    recovered('>=', 18),
    ['recovery'],
    [
      ['date', 'true', since('1950-03-02', '2026-03-02T04:00:00Z'), 'a date needs no table'],
      ['no-today', 'unknown', since('1950-03-02', '2019-12-31T23:59:59Z'), 'today is not known'],
      ['today', 'true', since('1950-03-02', '2020-01-01T00:00:00Z'), 'the table begins'],
    ],
    { zone: late },
  ),
]

export const rulesYears: VectorFile = {
  path: 'rules/years.json',
  prefix: 'engine-years',
  schema: 'rules',
  about:
    'years: completed civil years in the zone of the set (rules.md 2, 3 and 6). Rule 1 stops under the condition, rule 2 always passes.',
  shared: { factTypes },
  groups: [...birthdays, ...leapDays, ...instants],
}
