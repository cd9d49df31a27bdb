/** Takes what is offered into the draft of the trust list. */
import type { Document } from '../document.ts'
import type { Shelf } from '../shelf.ts'
import { currentTrust, editTrust } from '../trust.ts'
import { mergeOffers, type Merged } from './merge-offers.ts'
import { anyIssuer, type Offer, type Skipped, type Wishes } from './offer.ts'
import { readOffers } from './read-offers.ts'

/** What was done. */
export interface Imported extends Merged {
  /** The draft; undefined: nothing was new, or nothing was to be written. */
  readonly document: Document | undefined
}

/** Imports files and folders. */
export async function importAuthorities(
  shelf: Shelf,
  paths: readonly string[],
  wishes: Wishes & { readonly isDry: boolean },
): Promise<Imported> {
  const offers = await readOffers(paths, wishes)
  const stated = offers.map((offer) => withIssuer(offer, wishes))
  const merged = mergeOffers(currentTrust(shelf).authorities ?? [], stated)
  const hasNews = merged.taken.length + merged.changed.length > 0
  if (wishes.isDry || !hasNews) return { ...merged, document: undefined }
  const { authorities } = merged
  const document = await editTrust(shelf, wishes.now, (trust) => ({ ...trust, authorities }))
  return { ...merged, document }
}

/** Keys that count for every issuer are taken only from whoever says so, whatever a list calls itself. */
function withIssuer(offer: Offer | Skipped, { issuer }: Wishes): Offer | Skipped {
  const isOpen = !('skipped' in offer) && offer.id === anyIssuer && issuer !== anyIssuer
  return isOpen ? { source: offer.source, skipped: 'no-issuer' } : offer
}
