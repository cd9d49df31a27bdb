/** Tells whether the other half, a card or a code, could make a decision better. */
import { reasons as reasonTable, type Decision, type Reason } from 'greengate'
import type { Awaited } from './held-half.ts'
import type { Presented } from './presented.ts'

/** What the station can read just now. */
export interface Readable {
  readonly code: boolean
  readonly card: boolean
}

/** A card mends these of a code. */
const byCard = ['card-required', 'person-unproven']
/** A code mends these of a card alone: the population sets cannot answer, and the code can. */
const byCode = ['not-covered', 'card-not-chip', 'population-mismatch']
const setRoles = ['covered', 'notGreen']

/** Which half is worth waiting for; null: none, or the station cannot read it. */
export function awaitedHalf(
  { outcome, reasons }: Decision,
  { texts, card }: Presented,
  readable: Readable,
): Awaited | null {
  if (outcome !== 'check' || (card !== undefined && texts.length > 0)) return null
  // Whatever else stands against the person stays, and nobody is sent for a card in vain.
  const against = reasons.filter(({ code }) => reasonTable[code].outcome !== 'pass')
  if (card === undefined)
    return readable.card && against.every(({ code }) => byCard.includes(code)) ? 'card' : null
  return readable.code && against.every(isMendedByCode) ? 'code' : null
}

function isMendedByCode(reason: Reason): boolean {
  return reason.code === 'bundle-stale'
    ? setRoles.includes(reason.role)
    : byCode.includes(reason.code)
}
