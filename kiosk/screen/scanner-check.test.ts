/** The test code as scanners of many settings type it, and what is said of each. */
import { expect, test } from 'vitest'
import { checkScan, testText } from './scanner-check.ts'

/** What comes of it where a scanner is set to a German keyboard: written by hand, from the two keyboards. */
const german = 'GREENGATE TEST AQWYZM 0123456789 $%}]/.&> aqwyzm'
/** A scanner whose small and capital letters are the wrong way round. */
const swapped = 'greengate test aqwzym 0123456789 $%*+-./: AQWZYM'

test('a scanner that is set rightly is right, and one without its suffix lacks just that', () => {
  expect(checkScan(testText)).toEqual({ finding: 'right' })
  expect(checkScan(testText, 'no-suffix')).toEqual({ finding: 'no-suffix' })
})

test('another layout is told by what changes places', () => {
  expect(checkScan(german)).toEqual({
    finding: 'layout',
    swapped: [
      ['Z', 'Y'],
      ['Y', 'Z'],
      ['*', '}'],
      ['+', ']'],
      ['-', '/'],
      ['/', '&'],
      [':', '>'],
      ['z', 'y'],
      ['y', 'z'],
    ],
  })
})

test.each([
  ['letters the wrong way round', swapped, 'caps-lock'],
  ['an AIM identifier before it', `]Q1${testText}`, 'prefix'],
  ['half of it', testText.slice(0, 20), 'cut'],
  ['another code', '6901234567892', 'other-code'],
  ['another code of the same length', '7'.repeat(testText.length), 'other-code'],
  ['nothing', '', 'other-code'],
] as const)('%s is %3$s', (_what, text, finding) => {
  expect(checkScan(text)).toMatchObject({ finding })
})

test('a key that types nothing is told as such', () => {
  expect(checkScan('GREENGATE', 'unknown-key')).toEqual({ finding: 'cut' })
  expect(checkScan('GRÖ', 'unknown-key')).toEqual({ finding: 'unknown-key' })
})
