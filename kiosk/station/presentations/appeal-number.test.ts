/** Appeal numbers: what is typed wrongly is noticed. */
import { expect, test } from 'vitest'
import { isAppealNumber, makeAppealNumber, withCheckDigit } from './appeal-number.ts'

test('the check digit is that of ISO 7064 MOD 11,10', () => {
  // The standard's own example.
  expect(withCheckDigit('0794')).toBe('07945')
})

test('a number that was made is one, and no two are alike', () => {
  const made = Array.from({ length: 200 }, makeAppealNumber)
  for (const number of made) expect(isAppealNumber(number)).toBe(true)
  expect(new Set(made).size).toBe(made.length)
})

test('no digit can be mistyped without being noticed', () => {
  const number = withCheckDigit('482913705')
  for (let at = 0; at < number.length; at++)
    for (let digit = 0; digit < 10; digit++) {
      const typed = number.slice(0, at) + String(digit) + number.slice(at + 1)
      expect(isAppealNumber(typed)).toBe(typed === number)
    }
})

test.each(['', '12345', '12345678951', 'abcdefghij', '１２３４５６７８９５'])(
  '%j is none',
  (text) => {
    expect(isAppealNumber(text)).toBe(false)
  },
)
