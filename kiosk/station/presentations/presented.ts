/** What one person shows: texts of codes, an identity card, or both together. Types only. */
import type { Card } from 'greengate'

/** At least one of the two is there. */
export interface Presented {
  readonly texts: readonly string[]
  readonly card: Card | undefined
}
