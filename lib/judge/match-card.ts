/** Whether the codes that were shown speak of the holder of the card that was read beside them (docs/formats.md). */
import type { ContextBasis } from '../decision.ts'
import type { Card } from './context.ts'
import { isGenuine } from './shown.ts'
import type { Reading } from './read-code.ts'
import type { GenuineOther } from './read-others.ts'

/**
 * What became of a card: the worst that any code makes of it.
 *
 * @returns `no-key`: something does not say enough, so that staff compare.
 */
export function matchCard(
  card: Card | undefined,
  readings: readonly Reading[],
): ContextBasis['card'] {
  if (card === undefined) return 'absent'
  const genuine = readings.filter(isGenuine)
  const states = new Set(
    genuine.map((code) =>
      // A code of ours is bound by its tag, and without binding keys in this version a tag is not matched.
      code.state === 'genuine' ? 'no-key' : matchPerson(card, code),
    ),
  )
  if (states.has('mismatch')) return 'mismatch'
  return states.has('no-key') || states.size === 0 ? 'no-key' : 'match'
}

/** Compares a card with the person of one code. */
function matchPerson(
  { name, birthDate }: Card,
  { credential: { person }, together: { samePerson } }: GenuineOther,
): 'match' | 'mismatch' | 'no-key' {
  const holder = {
    surname: name?.surname ?? null,
    given: name?.given ?? null,
    birthDate: birthDate ?? null,
  }
  switch (samePerson([holder, person]).state) {
    case 'same':
      return 'match'
    case 'different':
      return 'mismatch'
    case 'unproven':
      return 'no-key'
  }
}
