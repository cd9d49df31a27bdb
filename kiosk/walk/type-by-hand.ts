/** Types as a person does, for fields that a scanner must not fill. */
import type { Browser } from 'webdriverio'

/** No faster than a person: what comes faster is a scanner's, and is taken out of the field again. */
export async function typeByHand(browser: Browser, ...words: readonly string[]): Promise<void> {
  for (const word of words) {
    const keys = word === 'Tab' || word === 'Enter' ? [word] : Array.from(word)
    for (const key of keys) {
      await browser.keys([key])
      await browser.pause(120)
    }
  }
}
