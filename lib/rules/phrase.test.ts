/** Tests of words: every form in both languages, with labels and without, and who stands in brackets. */
import { expect, test } from 'vitest'
import { ruleSet } from '../testing/world.ts'
import type { Place } from './compiled.ts'
import { phraseOf, phraseOfDuration } from './phrase.ts'
import type { Expression } from './rule-set.ts'
import type { FieldType, Vocabulary } from './vocabulary.ts'

const fields = new Map<string, FieldType>([
  ['at', { type: 'instant', labels: { zh: '时间', en: 'time' } }],
  ['n', { type: 'integer' }],
  ['city', { type: 'region' }],
])
const vocabulary: Vocabulary = {
  types: new Map([
    ['stay', { labels: { zh: '停留', en: 'stay' }, fields }],
    ['bare', { fields }],
  ]),
  onSite: new Map([['heat', { type: 'decimal', labels: { zh: '体温', en: 'temperature' } }]]),
}
const set = ruleSet({ parameters: { limit: { value: 14, unit: 'day' } } })
const place: Place = { set, vocabulary, fields, at: '', asked: new Map() }

const yes: Expression = { value: true }
const at: Expression = { field: 'at' }
const few: Expression = { op: '<', left: { field: 'n' }, right: { value: 3 } }
const both: Expression = { op: 'and', of: [few, yes] }
const either: Expression = { op: 'or', of: [both, few] }
const comparing = (op: '<' | '<=' | '>' | '>=' | '==' | '!='): Expression => ({
  op,
  left: { field: 'n' },
  right: { value: 3 },
})
const stays = { kind: 'stay', where: few } as const

test.each<[Expression, string, string]>([
  [yes, 'true', 'true'],
  [{ value: 37.3, unit: 'Cel' }, '37.3℃', '37.3 °C'],
  [{ value: 2, unit: 'dose' }, '2 dose', '2 dose'],
  [{ value: 2, unit: 'toString' }, '2 toString', '2 toString'],
  [{ value: 2, unit: 'second' }, '2秒', '2 seconds'],
  [{ value: 2, unit: 'minute' }, '2分钟', '2 minutes'],
  [{ value: 2, unit: 'hour' }, '2小时', '2 hours'],
  [{ value: 2, unit: 'year' }, '2年', '2 years'],
  [{ value: 1, unit: 'day' }, '1天', '1 day'],
  [{ value: -1, unit: 'hour' }, '-1小时', '-1 hour'],
  [{ value: 0, unit: 'minute' }, '0分钟', '0 minutes'],
  [{ value: 1.5, unit: 'year' }, '1.5年', '1.5 years'],
  [{ value: 1, unit: 'Cel' }, '1℃', '1 °C'],
  [{ op: 'some', kind: 'arrival' }, '有arrival', 'there is an arrival'],
  [{ op: 'some', kind: 'hour' }, '有hour', 'there is an hour'],
  [{ op: 'some', kind: 'unit' }, '有unit', 'there is a unit'],
  [{ op: 'none', kind: 'arrival' }, '没有arrival', 'there is no arrival'],
  [{ parameter: 'limit' }, '14天', '14 days'],
  [at, '时间', 'time'],
  [{ field: 'n' }, 'n', 'n'],
  [{ onSite: 'heat' }, '现场体温', 'temperature measured here'],
  [{ op: 'days', of: at }, '距时间的天数', 'days since time'],
  [{ op: 'years', of: at }, '距时间的周年数', 'years since time'],
  [{ op: 'elapsed', of: at }, '距时间的时长', 'time since time'],
  [comparing('<'), 'n小于3', 'n is less than 3'],
  [comparing('<='), 'n不超过3', 'n is at most 3'],
  [comparing('>'), 'n大于3', 'n is more than 3'],
  [comparing('>='), 'n不少于3', 'n is at least 3'],
  [comparing('=='), 'n为3', 'n is 3'],
  [comparing('!='), 'n不为3', 'n is not 3'],
  [{ op: 'not', of: few }, '并非（n小于3）', 'not (n is less than 3)'],
  [both, 'n小于3，且true', 'n is less than 3 and true'],
  [either, '（n小于3，且true），或n小于3', '(n is less than 3 and true) or n is less than 3'],
  [
    { op: 'and', of: [yes, { op: 'or', of: [few, yes] }] },
    'true，且（n小于3，或true）',
    'true and (n is less than 3 or true)',
  ],
  [{ op: 'and', of: [yes, { op: 'not', of: yes }] }, 'true，且并非（true）', 'true and not (true)'],
  [{ op: 'in', left: { field: 'city' }, set: 'near' }, 'city在“near”中', 'city is in near'],
  [{ op: 'some', kind: 'stay' }, '有停留', 'there is a stay'],
  [{ op: 'some', kind: 'bare' }, '有bare', 'there is a bare'],
  [{ op: 'some', kind: 'lost', where: few }, '有lost', 'there is a lost'],
  [{ op: 'some', ...stays }, '有停留：n小于3', 'there is a stay where n is less than 3'],
  [{ op: 'none', ...stays }, '没有停留：n小于3', 'there is no stay where n is less than 3'],
  [{ op: 'every', ...stays }, '每次停留：n小于3', 'for every stay where n is less than 3'],
  [{ op: 'count', ...stays }, '次数（停留：n小于3）', 'the number of: stay where n is less than 3'],
  [{ op: 'countDays', by: 'at', kind: 'stay' }, '天数（停留）', 'the number of days with: stay'],
  [
    { op: 'latest', by: 'at', field: 'at', kind: 'stay' },
    '最近一次停留的时间',
    'time of the latest stay',
  ],
  [
    { op: 'earliest', by: 'at', field: 'n', kind: 'bare' },
    '最早一次bare的n',
    'n of the earliest bare',
  ],
])('%j', (expression, zh, en) => {
  expect(phraseOf(expression, place)).toEqual({ zh, en })
})

test.each([
  ['P14D', '14天', '14 days'],
  ['PT72H', '72小时', '72 hours'],
  ['PT30M', '30分钟', '30 minutes'],
])('%s', (duration, zh, en) => {
  expect(phraseOfDuration(duration)).toEqual({ zh, en })
})

test('the fields of a condition are those of its kind, not those around it', () => {
  const expression: Expression = {
    op: 'some',
    kind: 'stay',
    where: { op: '==', left: at, right: at },
  }
  const { en } = phraseOf(expression, { ...place, fields: undefined })
  expect(en).toBe('there is a stay where time is time')
})
