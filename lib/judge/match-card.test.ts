/** Tests of the comparison of a card with a code: only what both state can match or contradict. */
import { expect, test } from 'vitest'
import type { Card } from './context.ts'
import { matchPerson } from './match-card.ts'

const person = { surname: 'Müller', given: 'Jörg', birthDate: '1964-08-12' }
const read: Card = {
  type: 'passport',
  number: 'C01X00T47',
  source: 'mrz',
  name: { surname: 'MUELLER', given: 'JOERG' },
  birthDate: '1964-08-12',
}
const { name: _name, ...nameless } = read
const { birthDate: _birthDate, ...undated } = read

test.each<[string, Card, typeof person | null, string]>([
  ['the holder’s', read, person, 'match'],
  [
    'another’s by name',
    { ...read, name: { surname: 'MEIER', given: 'JOERG' } },
    person,
    'mismatch',
  ],
  ['another’s by birth date', { ...read, birthDate: '1964-08-13' }, person, 'mismatch'],
  ['another’s by birth date alone', { ...nameless, birthDate: '1999-01-01' }, person, 'mismatch'],
  ['without a name', nameless, person, 'no-key'],
  ['without a birth date', undated, person, 'no-key'],
  ['beside a code that names nobody', read, null, 'no-key'],
])('a card %s: %#', (_, card, stated, expected) => {
  expect(matchPerson(card, stated)).toBe(expected)
})
