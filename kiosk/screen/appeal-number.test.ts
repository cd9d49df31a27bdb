/** A number that was misread or mistyped is noticed before anybody looks for a receipt. */
import { describe, expect, test } from 'vitest'
import { groupedAppeal, isAppeal } from './appeal-number.ts'

/** The standard's own words, by search rather than by formula. */
const withCheckDigit = (nine: string): string =>
  [...'0123456789'].map((digit) => nine + digit).find(isAppeal) ?? ''

describe('the appeal number', () => {
  test('the example of ISO 7064 holds: 0794 has the check digit 5', () => {
    // The standard's example is of four digits; nine zeros in front of none change the method, so it is run by hand here.
    let product = 10
    for (const digit of [0, 7, 9, 4]) {
      const sum = (product + digit) % 10
      product = ((sum === 0 ? 10 : sum) * 2) % 11
    }
    expect((product + 5) % 10).toBe(1)
  })

  test('has exactly one check digit', () => {
    for (const nine of ['000000000', '482913705', '999999999', '123456789']) {
      expect([...'0123456789'].filter((digit) => isAppeal(nine + digit))).toHaveLength(1)
    }
  })

  test('notices every single digit that is wrong', () => {
    const good = withCheckDigit('482913705')
    for (let at = 0; at < 10; at++) {
      for (const digit of '0123456789') {
        const typed = good.slice(0, at) + digit + good.slice(at + 1)
        expect(isAppeal(typed)).toBe(typed === good)
      }
    }
  })

  test.each(['', '482913705', '48291370561', '48291370 5', '4829137o56'])(
    '"%s" is none',
    (typed) => {
      expect(isAppeal(typed)).toBe(false)
    },
  )

  test('is written in threes', () => {
    expect(groupedAppeal('4829137056')).toBe('482 913 7056')
  })
})
