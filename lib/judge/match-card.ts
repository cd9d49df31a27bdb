/** Whether a code of other people speaks of the holder of the card that was shown with it (docs/formats.md 2). */
import type { ContextBasis } from '../decision.ts'
import type { StatedPerson } from '../formats/person.ts'
import { samePerson } from '../formats/same-person.ts'
import type { Card } from './context.ts'

/**
 * Compares a card with the person of a code.
 *
 * @returns `no-key`: one of them does not say enough, so that staff compare.
 */
export function matchCard(
  card: Card | undefined,
  person: StatedPerson | null,
): ContextBasis['card'] {
  if (card === undefined) return 'absent'
  const { name, birthDate = null } = card
  const holder = { surname: name?.surname ?? null, given: name?.given ?? null, birthDate }
  switch (samePerson([holder, person]).state) {
    case 'same':
      return 'match'
    case 'different':
      return 'mismatch'
    case 'unproven':
      return 'no-key'
  }
}
