/** Tests of the comparison of a card with a code: only what both state can match or contradict. */
import { expect, test } from 'vitest'
import type { Card } from './context.ts'
import { together } from '../formats/together.ts'
import { matchCard } from './match-card.ts'
import type { GenuineOther } from './read-others.ts'

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
])('a card %s: %#', async (_, card, stated, expected) => {
  const code = { state: 'genuine-other', credential: { person: stated }, together } as GenuineOther
  expect(await matchCard(card, [code])).toBe(expected)
  expect(await matchCard(undefined, [code])).toBe('absent')
  expect(await matchCard(card, [])).toBe('no-key')
})
