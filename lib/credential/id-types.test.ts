/** Tests of numbers of identity cards: one form for each, however it is written, and none for what is no number. */
import { expect, test } from 'vitest'
import { idTypes, parseIdNumber, type IdType } from './id-types.ts'

test.each<[IdType, string, string]>([
  ['cn-resident-id', '11010519491231002X', '11010519491231002X'],
  ['cn-resident-id', '１１０１０５ 19491231 002x', '11010519491231002X'],
  ['cn-resident-id', '810000199408230021', '810000199408230021'],
  ['passport', 'c01x00t47<<', 'C01X00T47'],
  ['passport', 'L898902C3', 'L898902C3'],
  ['hk-macao-permit', 'H01234567', 'H01234567'],
  ['hk-macao-permit', 'm0123456702', 'M01234567'],
  ['taiwan-permit', '0123 4567', '01234567'],
  ['permanent-residence', 'usa330080012345', 'USA330080012345'],
  ['permanent-residence', '933156199001010016', '933156199001010016'],
])('%s: %s is %s', (type, written, number) => {
  expect(parseIdNumber(type, written)).toBe(number)
  expect(parseIdNumber(type, number)).toBe(number)
})

test.each<[IdType, string, string]>([
  ['cn-resident-id', '110105194912310021', 'whose check character is another'],
  ['cn-resident-id', '110105491231002', 'of 15 digits, which no card has any more'],
  ['cn-resident-id', '110105194902300020', 'of a day that is none'],
  ['cn-resident-id', '933156199001010016', 'of a foreigner'],
  ['passport', 'L898902C3X', 'longer than a zone has room for'],
  ['passport', 'L89<8902', 'with a filler inside'],
  ['hk-macao-permit', 'T01234567', 'of another letter'],
  ['taiwan-permit', '0123456', 'too short'],
  ['permanent-residence', '933156199001010018', 'whose check character is another'],
  ['permanent-residence', '11010519491231002X', 'of a resident'],
  ['passport', ' '.repeat(90), 'of nothing but spaces'],
  ['passport', '', 'that is empty'],
])('%s: %s, %s, is none', (type, written) => {
  expect(parseIdNumber(type, written)).toBeUndefined()
})

test.each(['', 'driving-licence', 'constructor', '__proto__', 'Passport'])(
  'a number of the type "%s" is none',
  (type) => {
    expect(parseIdNumber(type, 'L898902C3')).toBeUndefined()
  },
)

test('there are five types', () => {
  expect(idTypes).toHaveLength(5)
})

test('no change of one digit of a checked number is a number', () => {
  for (const number of ['11010519491231002X', '933156199001010016']) {
    const type = number.startsWith('9') ? 'permanent-residence' : 'cn-resident-id'
    for (let at = 0; at < 17; at++) {
      for (const digit of '0123456789') {
        const changed = number.slice(0, at) + digit + number.slice(at + 1)
        expect(parseIdNumber(type, changed)).toBe(changed === number ? number : undefined)
      }
    }
  }
})
