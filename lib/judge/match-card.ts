/** Whether the codes that were shown speak of the holder of the card that was read beside them (docs/format.md 6.6). */
import type { Credential } from '../credential/credential.ts'
import { identityTag } from '../credential/identity-tag.ts'
import type { CardMatch } from '../decision.ts'
import { formatInstant } from '../encoding/instant.ts'
import type { Card } from './context.ts'
import { isGenuine, type Reading } from './read-code.ts'
import type { GenuineOther } from './read-others.ts'
import { bindingKeyOf, type StationKeys } from './station-keys.ts'

/**
 * What became of a card: the worst that any code makes of it.
 *
 * @param card - Or what became of it when it was there: a decision is repeated without its number.
 * @returns `no-key`: something does not say enough, so that staff compare.
 */
export async function matchCard(
  card: Card | CardMatch | undefined,
  readings: readonly Reading[],
  keys?: StationKeys,
): Promise<CardMatch> {
  if (card === undefined) return 'absent'
  if (typeof card === 'string') return card
  const states: CardMatch[] = []
  for (const code of readings.filter(isGenuine)) {
    states.push(
      code.state === 'genuine'
        ? await matchTag(card, code.credential, keys)
        : matchPerson(card, code),
    )
  }
  if (states.includes('mismatch')) return 'mismatch'
  return states.includes('no-key') || states.length === 0 ? 'no-key' : 'match'
}

/** Makes the tag anew with the card's number, which is forgotten with it. */
async function matchTag(
  { type, number }: Card,
  { tag, id, issuer, issuedAt }: Credential,
  keys: StationKeys | undefined,
): Promise<CardMatch> {
  const key = bindingKeyOf(keys, issuer, formatInstant(issuedAt).slice(0, 7))
  if (tag === null || key === undefined) return 'no-key'
  const made = await identityTag(key, id, type, number)
  return made.every((byte, i) => byte === tag[i]) ? 'match' : 'mismatch'
}

/** Compares a card with the person of one code. */
function matchPerson(
  { name, birthDate }: Card,
  { credential: { person }, together: { samePerson } }: GenuineOther,
): CardMatch {
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
