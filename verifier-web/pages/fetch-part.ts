/** Fetches parts of the page that are not loaded with it. */
import { isNoPart } from '../elements/is-no-part.ts'

/** What decides, and what shows the answer: fetched beside the decoder, while the first code is being read. */
export const fetchDeciding = () => import('./decide-codes.ts')

/** What reads pictures that are chosen, dropped or pasted, and says what is wrong with them. */
export const fetchReading = () => import('./read-picture.ts')

/** Whether a part could be had; without a network, and with nothing kept, it cannot, nor is one of another version of the page a part of this one. */
export async function canFetch(part: () => Promise<unknown>): Promise<boolean> {
  try {
    await part()
    return true
  } catch (error) {
    if (!isNoPart(error)) throw error
    return false
  }
}
