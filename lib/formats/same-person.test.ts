/** Tests of the comparison of persons: what spells one name is one, and no doubt is taken for sameness. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { StatedPerson } from './person.ts'
import { samePerson } from './same-person.ts'

const born = '1964-08-12'
const person = (surname: string | null, given: string | null, birthDate: string | null = born) => ({
  surname,
  given,
  birthDate,
})

const same = { state: 'same' }
const unproven = { state: 'unproven' }
const otherName = { state: 'different', differs: ['name'] }

const both = (one: StatedPerson, other: StatedPerson) => {
  const found = samePerson([one, other])
  expect(samePerson([other, one])).toEqual(found)
  return found
}

test.each<[string, StatedPerson, StatedPerson]>([
  ['case and fillers', person('Musterfrau', 'Erika'), person('MUSTERFRAU', 'ERIKA<<<')],
  ['umlauts spelled out', person('Müller', 'Jörg'), person('MUELLER', 'JOERG')],
  ['umlauts without their dots', person('Müller', 'Jörg'), person('MULLER', 'JORG')],
  ['a sharp s', person('Groß', 'Anna'), person('GROSS', 'ANNA')],
  ['Nordic letters', person('Sørensen', 'Åse'), person('SOERENSEN', 'AASE')],
  ['Nordic letters without marks', person('Sørensen', 'Åse'), person('SORENSEN', 'ASE')],
  ['a tilde', person('Muñoz', 'José'), person('MUNOZ', 'JOSE')],
  ['marks beside their letters', person('Muñoz', 'Jose\u0301'), person('MUÑOZ', 'JOSÉ')],
  ['ligatures', person('Œuf', 'Æmilia'), person('OEUF', 'AEMILIA')],
  ['Polish and Icelandic', person('Łódź', 'Þórður'), person('LODZ', 'THORDUR')],
  ['an apostrophe', person('D’Artagnan', 'Charles'), person("D'ARTAGNAN", 'CHARLES')],
  ['an apostrophe left out', person("O'Neil", 'Sinead'), person('ONEIL', 'SINEAD')],
  ['a hyphen', person('Garcia-Lopez', 'Ana-Maria'), person('GARCIA<LOPEZ', 'ANA  MARIA')],
  ['full-width letters', person('ＷＡＮＧ', 'ＷＥＩ'), person('Wang', 'Wei')],
  ['other scripts as they stand', person('王', '伟'), person('王', '伟')],
  ['one field, surname first', person('SMITH JOHN', null), person('Smith', 'John')],
  ['one field, given name first', person('JOHN SMITH', null), person('Smith', 'John')],
  ['one field in both', person('John Smith', null), person('JOHN SMITH', null)],
  ['a given name alone', person(null, 'Suharto'), person('SUHARTO', null)],
  ['a partial date twice', person('A', 'B', '1964'), person('A', 'B', '1964')],
])('%s: one person', (_, one, other) => {
  expect(both(one, other)).toEqual(same)
})

test.each<[string, StatedPerson, StatedPerson, unknown]>([
  ['another surname', person('Smith', 'John'), person('Smyth', 'John'), otherName],
  ['another given name', person('Smith', 'John'), person('Smith', 'Joan'), otherName],
  ['one given name more', person('Smith', 'John'), person('Smith', 'John Paul'), otherName],
  ['letters that only look folded', person('Samuel', 'X'), person('Samul', 'X'), otherName],
  ['two spellings that one letter has', person('Mueller', 'X'), person('Muller', 'X'), otherName],
  [
    'another birth date',
    person('A', 'B'),
    person('A', 'B', '1964-08-13'),
    { state: 'different', differs: ['birth-date'] },
  ],
  [
    'all of it',
    person('A', 'B'),
    person('C', 'B', '1965'),
    { state: 'different', differs: ['name', 'birth-date'] },
  ],
  [
    'another birth date and no name',
    person(null, null),
    person('A', 'B', '1964-08-13'),
    { state: 'different', differs: ['birth-date'] },
  ],
  ['no name in either', person(null, null), person(null, null), unproven],
  ['a name of nothing', person('<<', '-'), person('<<', '-'), unproven],
  ['no birth date in either', person('A', 'B', null), person('A', 'B', null), unproven],
  ['an empty birth date', person('A', 'B', ''), person('A', 'B', ''), unproven],
  ['a birth date within the other', person('A', 'B', '1964'), person('A', 'B'), unproven],
  [
    'months that begin alike',
    person('A', 'B', '1964-0'),
    person('A', 'B'),
    { state: 'different', differs: ['birth-date'] },
  ],
  ['a surname alone', person('Smith', null), person('Smith', 'John'), unproven],
  ['parts turned about', person('John', 'Smith'), person('Smith', 'John'), unproven],
  ['words turned about', person('Maria Anna', null), person('Anna Maria', null), unproven],
  ['another script', person('Иванов', 'Иван'), person('IVANOV', 'IVAN'), unproven],
  [
    'a name that may be cut',
    person('Papandropoulou', 'Alexandra-Konst'),
    person('Papandropoulou', 'Alexandra-Konstantina'),
    unproven,
  ],
])('%s: not one person', (_, one, other, expected) => {
  expect(both(one, other)).toEqual(expected)
})

test('a code that names nobody proves nothing, and each is compared with each', () => {
  expect(samePerson([person('A', 'B'), null])).toEqual(unproven)
  const [oe, plain, letter] = ['MUELLER', 'MULLER', 'Müller'].map((name) => person(name, 'X'))
  expect(samePerson([letter!, oe!])).toEqual(same)
  expect(samePerson([oe!, letter!, plain!])).toEqual(otherName)
})

test('the order in which codes are shown changes nothing, and a difference is never lost', () => {
  const anybody = fc.record({
    surname: fc.constantFrom('Müller', 'MUELLER', 'MULLER', 'Ng', 'Ng Müller', '', null),
    given: fc.constantFrom('Müller', 'Ng', '', null),
    birthDate: fc.constantFrom('1964', '1964-08', born, '1964-08-13', '', null),
  })
  fc.assert(
    fc.property(fc.array(anybody, { minLength: 2, maxLength: 4 }), (persons) => {
      const found = samePerson(persons)
      expect(samePerson(persons.toReversed())).toEqual(found)
      const states = persons.flatMap((one, i) =>
        persons.slice(i + 1).map((other) => samePerson([one, other]).state),
      )
      const worst = ['different', 'unproven', 'same'].find((state) =>
        states.some((each) => each === state),
      )
      expect(found.state).toBe(worst)
    }),
  )
})

test('names of which every letter has several spellings are left to staff, and at once', () => {
  const [one, other] = ['ÄÖÜÅØÑ', 'ÑØÅÜÖÄ']
  expect(both(person(one, one), person(other, other))).toEqual(unproven)
  expect(both(person(one, one), person(one, one))).toEqual(same)
})
