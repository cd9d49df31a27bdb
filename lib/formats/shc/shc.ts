/** SMART Health Cards: signed FHIR in the form `shc:/` of digits, whole or in parts. */
import type { CodeFormat } from '../format.ts'
import { together } from '../together.ts'
import { decodeCards, isOfCard } from './gather-cards.ts'
import { warmChains } from './key-standing.ts'
import { proveCard } from './prove-card.ts'

/** Reads SMART Health Cards (docs/formats.md). */
export const shc: CodeFormat = {
  name: 'shc',
  together,
  recognises: isOfCard,
  decode: decodeCards,
  prove: proveCard,
  warmUp: warmChains,
}
