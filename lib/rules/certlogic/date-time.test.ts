/** CertLogic's date-times: every form of the specification, none besides, and sums as Date has them. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { refusal } from '../../testing/refusal.ts'
import { evaluateCertLogic } from './compile.ts'

const code = 'ERR_CERTLOGIC_MALFORMED'
const codeOf = (logic: unknown) => refusal(() => evaluateCertLogic(logic, null))
const timeOf = (text: string, amount = 0, unit = 'day'): string =>
  (evaluateCertLogic({ plusTime: [text, amount, unit] }, null) as Date).toISOString()
const at = (date: string) => ({ plusTime: [date, 0, 'day'] })

describe('date-times', () => {
  test.each([
    ['2021', '2021-12-31T00:00:00.000Z'],
    ['0099', '0099-12-31T00:00:00.000Z'],
    ['2020-02', '2020-02-29T00:00:00.000Z'],
    ['1900-02', '1900-02-28T00:00:00.000Z'],
    ['2021-06-01', '2021-06-01T00:00:00.000Z'],
    ['2021-06-01T01:02:03', '2021-06-01T01:02:03.000Z'],
    ['2021-06-01T24:00:00', '2021-06-02T00:00:00.000Z'],
    ['2021-06-01T01:02:03.4', '2021-06-01T01:02:03.400Z'],
    ['2021-06-01T01:02:03.9999999Z', '2021-06-01T01:02:03.999Z'],
    ['2021-06-01T01:02:03+1', '2021-06-01T00:02:03.000Z'],
    ['2021-06-01T01:02:03-01', '2021-06-01T02:02:03.000Z'],
    ['2021-06-01T01:02:03+130', '2021-05-31T23:32:03.000Z'],
    ['2021-06-01T01:02:03+0130', '2021-05-31T23:32:03.000Z'],
    ['2021-06-01T01:02:03.5+1:30', '2021-05-31T23:32:03.500Z'],
    ['2021-06-01T01:02:03.5-01:30', '2021-06-01T02:32:03.500Z'],
  ])('%s is read as %s', (text, expected) => {
    expect(timeOf(text)).toBe(expected)
  })

  test.each([
    '',
    '21',
    '2021-13',
    '2021-00',
    '2021-02-29',
    '2021-06-31',
    '2021-06-00',
    '2021/06/01',
    ' 2021',
    '2021-06-01 01:02:03',
    '2021-06-01T25:00:00',
    '2021-06-01T24:00:01',
    '2021-06-01T01:60:00',
    '2021-06-01T01:02:60',
    '2021-06-01T01:02',
    '2021-06-01T01:02:03.',
    '2021-06-01T01:02:03.Z',
    '2021-06-01T01:02:03z',
    '2021-06-01T01:02:03ZZ',
    '2021-06-01T01:02:03+',
    '2021-06-01T01:02:03+1:',
    '2021-06-01T01:02:03+:30',
    '2021-06-01T01:02:03+1:3',
    '2021-06-01T01:02:03+24:00',
    '2021-06-01T01:02:03+01:60',
    '2021-06-01T01:02:03+01000',
    '２０２１',
  ])('%j is none', (text) => {
    expect(codeOf(at(text))).toBe(code)
  })

  test.each([
    ['2020-02-29', 1, 'year', '2021-03-01'],
    ['2020-02-29', 1, 'month', '2020-03-29'],
    ['2021-01-31', 1, 'month', '2021-03-03'],
    ['2021-03-31', -1, 'month', '2021-03-03'],
    ['2021-01-01', -1, 'day', '2020-12-31'],
    ['2021-01-01', 49, 'hour', '2021-01-03'],
  ])('%s and %i %s is %s', (text, amount, unit, expected) => {
    expect(timeOf(text, amount, unit).slice(0, 10)).toBe(expected)
  })

  test('any form agrees with Date where both read it, and any sum with the methods of Date', () => {
    const units = { year: 'FullYear', month: 'Month', day: 'Date', hour: 'Hours' } as const
    fc.assert(
      fc.property(
        fc.date({ min: new Date('0100-01-01'), max: new Date('9999-01-01'), noInvalidDate: true }),
        fc.integer({ min: -5000, max: 5000 }),
        fc.constantFrom('year', 'month', 'day', 'hour'),
        (date, amount, unit) => {
          expect(timeOf(date.toISOString())).toBe(date.toISOString())
          const sum = new Date(date)
          const name = units[unit]
          sum[`setUTC${name}`](sum[`getUTC${name}`]() + amount)
          expect(timeOf(date.toISOString(), amount, unit)).toBe(sum.toISOString())
        },
      ),
    )
  })

  test('a date of birth has no time, and a sum beyond all dates is none', () => {
    expect(codeOf({ dccDateOfBirth: ['2000-01-01T00:00:00Z'] })).toBe(code)
    for (const unit of ['year', 'month', 'day', 'hour'])
      expect(codeOf({ plusTime: ['2021', 1e15, unit] })).toBe(code)
  })
})
