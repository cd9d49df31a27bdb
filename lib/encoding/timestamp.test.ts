/** Timestamps with offsets, against the platform's own reader of them. */
import { expect, test } from 'vitest'
import { parseTimestamp } from './timestamp.ts'

test.each([
  '2021-12-10T08:27:00Z',
  '2021-12-10T08:27:00.999Z',
  '2021-12-10T08:27:00+08:00',
  '2021-01-01T00:27:00+13:45',
  '2020-02-29T23:59:59-03:30',
])('%s is the instant that it names', (text) => {
  expect(parseTimestamp(text)).toBe(Math.floor(Date.parse(text) / 1000))
})

test.each([
  '2021-12-10T08:27:00',
  '2021-12-10',
  '2021-02-29T08:27:00Z',
  '2021-12-10T24:00:00Z',
  '2021-12-10T08:27:00+24:00',
  '1821-12-10T08:27:00Z',
  '2021-12-10T08:27:00Zulu',
  '2021-12-10T08:27Z',
  '',
])('%s is none', (text) => {
  expect(parseTimestamp(text)).toBeUndefined()
})
