/** rules/time.json: elapsed seconds, and coverage that grows old (rules.md 2 to 4). */
import type { VectorFile } from '../hand/vector-file.ts'
import { compare, elapsed, field, rule, some, value, type Expression } from '../hand/rule-set.ts'
import { byRule, check, missing, pass } from '../hand/reasons.ts'
import { factTypes } from '../world/fact-types.ts'
import { fact } from '../world/people.ts'
import { condition, table, type Asked, type RuleGroup } from '../world/rule-case.ts'

const tested = (at: string, now: string): Asked => ({
  now,
  facts: [fact('t1', 'test', { at })],
  covers: ['test'],
})
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

const since = (op: string, limit: number, unit: string): Expression =>
  some('test', compare(elapsed(field('at')), op, value(limit, unit)))
const noonMinus = (at: string): Asked => tested(at, '2026-03-02T04:00:00Z')

const elapsing: readonly RuleGroup[] = [
  condition(
    'elapsed-hours',
    since('<=', 72, 'hour'),
    ['test'],
    [
      ['exactly', 'true', noonMinus('2026-02-27T04:00:00Z'), '72 hours'],
      ['a-second-more', 'false', noonMinus('2026-02-27T03:59:59Z'), '72 hours and a second'],
      ['ahead', 'true', noonMinus('2026-03-02T05:00:00Z'), '-1 hour'],
      ['blank', 'unknown', { facts: [fact('t1', 'test', {})], covers: ['test'] }, 'no instant'],
    ],
  ),
  condition(
    'elapsed-minutes',
    since('<', 30, 'minute'),
    ['test'],
    [
      ['exactly', 'false', noonMinus('2026-03-02T03:30:00Z'), '30 minutes'],
      ['a-second-less', 'true', noonMinus('2026-03-02T03:30:01Z'), '29 minutes and 59 seconds'],
    ],
  ),
  condition(
    'elapsed-seconds',
    since('>=', 10, 'second'),
    ['test'],
    [
      ['exactly', 'true', noonMinus('2026-03-02T03:59:50Z'), '10 seconds'],
      ['a-second-less', 'false', noonMinus('2026-03-02T03:59:51Z'), '9 seconds'],
    ],
  ),
  condition(
    'elapsed-over-summer-time',
    since('<=', 24, 'hour'),
    ['test'],
    [
      [
        'exactly',
        'true',
        tested('2026-03-28T12:00:00Z', '2026-03-29T12:00:00Z'),
        'seconds know no summer time',
      ],
      [
        'a-second-more',
        'false',
        tested('2026-03-28T11:59:59Z', '2026-03-29T12:00:00Z'),
        'seconds know no summer time',
      ],
    ],
    berlin,
  ),
]

const needs = (maxAge: string): readonly Expression[] => [
  rule(1, 'pass', value(true), { requires: [{ kind: 'contact', maxAge }] }),
]
const stated = (until: string): Asked => ({
  now: '2026-03-02T04:00:00Z',
  covers: { contact: until },
})

const coverage = (id: string, maxAge: string, limit: string, over: string): RuleGroup => {
  const granted = pass(byRule('rule-pass', `vector-${id}/1#1`))
  return table(id, needs(maxAge), [
    ['exactly', stated(limit), { 1: 'true' }, granted, 'as old as it may be'],
    ['a-second-more', stated(over), { 1: 'unknown' }, check(missing('contact')), 'older'],
    ['not-covered', {}, { 1: 'unknown' }, check(missing('contact')), 'nobody stated anything'],
  ])
}

export const rulesTime: VectorFile = {
  path: 'rules/time.json',
  prefix: 'engine',
  schema: 'rules',
  about: 'Elapsed seconds, and the age of coverage (rules.md 2 to 4).',
  shared: { factTypes },
  groups: [
    ...elapsing,
    coverage('requires-days', 'P1D', '2026-03-01T04:00:00Z', '2026-03-01T03:59:59Z'),
    coverage('requires-hours', 'PT72H', '2026-02-27T04:00:00Z', '2026-02-27T03:59:59Z'),
    coverage('requires-minutes', 'PT30M', '2026-03-02T03:30:00Z', '2026-03-02T03:29:59Z'),
  ],
}
