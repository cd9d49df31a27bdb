/** Tests of machine-readable zones: the specimens of ICAO 9303, China's permits, and everything that is none. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readZone } from './read-zone.ts'
import { birthDate, expiryDate } from './zone-dates.ts'

const now = new Date('2020-03-01T00:00:00Z')
/** ICAO 9303-4, appendix B. */
const passport = [
  'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<',
  'L898902C36UTO7408122F1204159ZE184226B<<<<<10',
]
const person = {
  name: { surname: 'ERIKSSON', given: 'ANNA MARIA' },
  birthDate: '1974-08-12',
  source: 'mrz',
}
const hongKong = [
  'CRCHNH012345677<<<<<<<<<<<<<<<',
  '9408230F3301018CHN<<<<<<<<<<<0',
  'CHAN<<TAI<MAN<<<<<<<<<<<<<<<<<',
]

test.each([
  [
    'a passport (TD3)',
    passport,
    { ...person, type: 'passport', number: 'L898902C3', validUntil: '2012-04-15' },
  ],
  [
    'the permit of a resident of Hong Kong, as from 2013 (TD1)',
    hongKong,
    {
      type: 'hk-macao-permit',
      number: 'H01234567',
      validUntil: '2033-01-01',
      source: 'mrz',
      name: { surname: 'CHAN', given: 'TAI MAN' },
      birthDate: '1994-08-23',
    },
  ],
  [
    'the same, as from 1999: how often it was made is not the number',
    [
      'C<CHNH01234567702<<<<<<<<<<<<<',
      '9408230F3301018CHN<<<<<<<<<<<2',
      'CHAN<<TAI<MAN<<<<<<<<<<<<<<<<<',
    ],
    {
      type: 'hk-macao-permit',
      number: 'H01234567',
      validUntil: '2033-01-01',
      source: 'mrz',
      name: { surname: 'CHAN', given: 'TAI MAN' },
      birthDate: '1994-08-23',
    },
  ],
  [
    'the permit of a resident of Taiwan',
    [
      'CTCHN01234567<6<<<<<<<<<<<<<<<',
      '8805050F3301018CHN<<<<<<<<<<<6',
      'LIN<<MEI<HUA<<<<<<<<<<<<<<<<<<',
    ],
    {
      type: 'taiwan-permit',
      number: '01234567',
      validUntil: '2033-01-01',
      source: 'mrz',
      name: { surname: 'LIN', given: 'MEI HUA' },
      birthDate: '1988-05-05',
    },
  ],
])('%s is read', (_name, lines, card) => {
  expect(readZone(lines, now)).toEqual({ read: 'card', card })
})

test.each([
  [
    'a permit for Hong Kong and Macao, of a citizen who has an identity card',
    [
      'CSCHNC123456788<<<<<<<<<<<<<<<',
      '8805050F3301018CHN<<<<<<<<<<<2',
      'ZHANG<<SAN<<<<<<<<<<<<<<<<<<<<',
    ],
  ],
  [
    'an identity card of another country (TD1)',
    [
      'I<UTOD231458907<<<<<<<<<<<<<<<',
      '7408122F1204159UTO<<<<<<<<<<<6',
      'ERIKSSON<<ANNA<MARIA<<<<<<<<<<',
    ],
  ],
  [
    'the same (TD2)',
    ['I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<', 'D231458907UTO7408122F1204159<<<<<<<6'],
  ],
])('%s is of no kind that codes are bound to', (_name, lines) => {
  expect(readZone(lines, now)).toEqual({ read: 'wrong-kind' })
})

test('a digit that is read wrongly is never corrected', () => {
  for (const zone of [passport, hongKong]) {
    const checked = zone === passport ? 1 : 0
    zone.forEach((line, which) => {
      for (let at = 0; at < line.length; at++) {
        const digit = line.charAt(at)
        if (!/\d/.test(digit) || which < checked) continue
        const changed = line.slice(0, at) + String((Number(digit) + 1) % 10) + line.slice(at + 1)
        const lines = zone.map((one, i) => (i === which ? changed : one))
        expect(readZone(lines, now)).toEqual({ read: 'malformed' })
      }
    })
  }
})

test('lines of the right lengths with anything in them never throw', () => {
  const unit = fc.constantFrom(...Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<<<<<<'))
  const line = (length: number) => fc.string({ unit, minLength: length, maxLength: length })
  const zone = fc.oneof(
    fc.tuple(line(30), line(30), line(30)),
    fc.tuple(line(36), line(36)),
    fc.tuple(line(44), line(44)),
  )
  fc.assert(
    fc.property(zone, (lines) => {
      expect(['card', 'malformed', 'wrong-kind']).toContain(readZone(lines, now).read)
    }),
  )
})

test.each([
  ['200301', '2020-03-01'],
  ['200302', '1920-03-02'],
  ['000229', '2000-02-29'],
  ['740812', '1974-08-12'],
  ['190229', undefined],
  ['7408<<', undefined],
  ['<<<<<<', undefined],
])('born %s is %s', (digits, day) => {
  expect(birthDate(digits, now)).toBe(day)
})

test.each([
  ['200229', '2020-02-29'],
  ['690101', '2069-01-01'],
  ['710101', '1971-01-01'],
  ['991231', '1999-12-31'],
  ['310101', '2031-01-01'],
  ['<<<<<<', undefined],
  ['311301', undefined],
])('valid until %s is %s', (digits, day) => {
  expect(expiryDate(digits, now)).toBe(day)
})
