/** What the form of the change record shows and writes. */
import { expect, test } from 'vitest'
import { basisOf, basisRows } from './basis-rows.ts'
import { toInstant, toLocal } from './zone-time.ts'

test.each([
  [[], []],
  [['a plan', 'article 9'], [['a plan', 'article 9']]],
  [
    ['办法', '第九条', '通知'],
    [
      ['办法', '第九条'],
      ['通知', ''],
    ],
  ],
  [
    ['one', 'another', 'Art. 2'],
    [
      ['one', ''],
      ['another', 'Art. 2'],
    ],
  ],
  [
    ['article 1', 'article 2', 'article 3'],
    [
      ['article 1', 'article 2'],
      ['article 3', ''],
    ],
  ],
])('the basis %j has its rows, and they make the same list again', (basis, rows) => {
  expect(basisRows(basis).map(({ document, article }) => [document, article])).toEqual(rows)
  expect(basisOf(basisRows(basis))).toEqual(basis)
})

test('a row that is not filled in is not written', () => {
  expect(
    basisOf([
      { document: '', article: ' ' },
      { document: 'a', article: '' },
    ]),
  ).toEqual(['a'])
})

const shanghai = [[0, 28_800]] as const
/** Berlin in 2024: an hour skipped on 31 March, one doubled on 27 October. */
const berlin = [
  [0, 3600],
  [1_711_846_800, 7200],
  [1_729_990_800, 3600],
] as const

test.each([
  ['2020-03-01T00:00:00Z', shanghai, '2020-03-01T08:00:00'],
  ['2024-03-31T00:59:59Z', berlin, '2024-03-31T01:59:59'],
  ['2024-03-31T01:00:00Z', berlin, '2024-03-31T03:00:00'],
  ['2024-10-27T00:30:00Z', berlin, '2024-10-27T02:30:00'],
  ['2020-03-01T00:00:00Z', [], '2020-03-01T00:00:00'],
])('the instant %s is shown by the clocks there, and read back', (instant, offsets, local) => {
  expect(toLocal(instant, offsets)).toBe(local)
  expect(toInstant(local, offsets)).toBe(instant)
})

test('an hour that is skipped is some instant, and what is no time is none', () => {
  expect(toInstant('2024-03-31T02:30:00', berlin)).toMatch(/^2024-03-31T0[01]:30:00Z$/)
  expect([toInstant('', berlin), toLocal('soon', berlin)]).toEqual(['', ''])
})
