/** Tests of instants and civil dates, with the platform's Date as the oracle, and of durations. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseDuration } from '../rules/duration.ts'
import {
  formatDate,
  formatInstant,
  isDay,
  isInstant,
  parseDate,
  parseInstant,
  unixSeconds,
} from './instant.ts'

const dayMs = 86_400_000
const first = Date.UTC(1900, 0, 1) / dayMs
const last = Date.UTC(2199, 11, 31) / dayMs

test('every day of 1900 to 2199 is written and read as Date has it', () => {
  const wrong: number[] = []
  for (let days = first; days <= last; days++) {
    const text = new Date(days * dayMs).toISOString().slice(0, 10)
    if (formatDate(days) !== text || parseDate(text) !== days || !isDay(days)) wrong.push(days)
  }
  expect(wrong).toEqual([])
  expect(last - first + 1).toBe(109_573)
})

test('every month and day that could be written is a date only where the calendar has it', () => {
  const wrong: string[] = []
  for (const year of [1899, 1900, 1999, 2000, 2004, 2100, 2199, 2200])
    for (let month = 0; month <= 13; month++)
      for (let day = 0; day <= 32; day++) {
        const [y, m, d] = [year, month, day].map((n, i) => String(n).padStart(i === 0 ? 4 : 2, '0'))
        const text = `${y!}-${m!}-${d!}`
        const date = new Date(`${text}T00:00:00Z`)
        const isReal =
          year >= 1900 &&
          year <= 2199 &&
          !Number.isNaN(date.getTime()) &&
          date.toISOString().startsWith(text)
        if ((parseDate(text) !== undefined) !== isReal) wrong.push(text)
      }
  expect(wrong).toEqual([])
})

test('any second of 1900 to 2199 is written and read as Date has it', () => {
  const second = fc.integer({ min: first * 86_400, max: last * 86_400 + 86_399 })
  fc.assert(
    fc.property(second, (seconds) => {
      const text = new Date(seconds * 1000).toISOString().replace('.000', '')
      expect(formatInstant(seconds)).toBe(text)
      expect(parseInstant(text)).toBe(seconds)
      expect(isInstant(seconds)).toBe(true)
    }),
    { numRuns: 2000 },
  )
})

test.each([
  ['24 o’clock', '2020-03-01T24:00:00Z'],
  ['a leap second', '2016-12-31T23:59:60Z'],
  ['a minute of 60', '2020-03-01T12:60:00Z'],
  ['30 February', '2020-02-30T00:00:00Z'],
  ['a fraction of a second', '2020-03-01T12:00:00.0Z'],
  ['an offset', '2020-03-01T12:00:00+00:00'],
  ['no zone', '2020-03-01T12:00:00'],
  ['lower case', '2020-03-01t12:00:00z'],
  ['a space for the T', '2020-03-01 12:00:00Z'],
  ['a line end', '2020-03-01T12:00:00Z\n'],
  ['white space before', ' 2020-03-01T12:00:00Z'],
  ['other digits', '２０２０-03-01T12:00:00Z'],
  ['a year of five digits', '12020-03-01T12:00:00Z'],
  ['the year 1899', '1899-12-31T23:59:59Z'],
  ['the year 2200', '2200-01-01T00:00:00Z'],
])('%s is no instant', (_name, text) => {
  expect(parseInstant(text)).toBeUndefined()
})

test('the seconds beside the first and the last instant are outside', () => {
  expect(isInstant(first * 86_400 - 1)).toBe(false)
  expect(isInstant(last * 86_400 + 86_400)).toBe(false)
})

test('a clock is read as the whole second that it is in, before 1970 too', () => {
  expect(unixSeconds(new Date(1999))).toBe(1)
  expect(unixSeconds(new Date(-1))).toBe(-1)
  expect(() => unixSeconds(new Date(NaN))).toThrow(TypeError)
})

test.each([
  ['P14D', 1_209_600],
  ['PT72H', 259_200],
  ['PT30M', 1800],
  ['P0D', 0],
  ['PT999999H', 3_599_996_400],
])('the duration %s is %i seconds', (text, seconds) => {
  expect(parseDuration(text)).toBe(seconds)
})

test.each([
  '',
  'P',
  'PT',
  'P1',
  'P1H',
  'PT1D',
  'PT1S',
  'P1DT1H',
  'P-1D',
  'P1.5D',
  'p1d',
  'P1000000D',
  'P1D\n',
  ' P1D',
  'P１D',
  'P1W',
])('the text %j is no duration', (text) => {
  expect(parseDuration(text)).toBeUndefined()
})
