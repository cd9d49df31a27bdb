/** Takes what is offered into the draft of the trust list. */
import type { Document } from '../document.ts'
import type { Shelf } from '../shelf.ts'
import { currentTrust, editTrust } from '../trust.ts'
import { mergeOffers, type Merged } from './merge-offers.ts'
import type { Wishes } from './offer.ts'
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
  const merged = mergeOffers(currentTrust(shelf).authorities ?? [], offers)
  const hasNews = merged.taken.length + merged.changed.length > 0
  if (wishes.isDry || !hasNews) return { ...merged, document: undefined }
  const { authorities } = merged
  const document = await editTrust(shelf, wishes.now, (trust) => ({ ...trust, authorities }))
  return { ...merged, document }
}
