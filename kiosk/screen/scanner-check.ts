/** Says what is wrong with how a scanner is set, from what it made of the test code. */
import type { WedgeNoise } from '../../verifier-web/edges/wedge-text.ts'

/** The test code: what codes are written in, letters that change places between layouts, and small letters. */
export const testText = 'GREENGATE TEST AQWZYM 0123456789 $%*+-./: aqwzym'

/** What came of a scan of the test code. */
export type ScannerFinding =
  | { readonly finding: 'right' | 'caps-lock' | 'no-suffix' | 'prefix' | 'unknown-key' | 'cut' }
  /** Characters change places: the scanner is set to another keyboard than a US one. */
  | { readonly finding: 'layout'; readonly swapped: readonly (readonly [is: string, as: string])[] }
  /** It is not the test code. */
  | { readonly finding: 'other-code' }

/** Looks at a text, or at what a scanner typed that is none. */
export function checkScan(text: string, noise?: WedgeNoise['why']): ScannerFinding {
  if (text === testText) return { finding: noise === 'no-suffix' ? 'no-suffix' : 'right' }
  if (text !== '' && text.length >= testText.length - 2 && text === swapCase(testText))
    return { finding: 'caps-lock' }
  if (text.length > testText.length && text.endsWith(testText)) return { finding: 'prefix' }
  if (text.length !== testText.length) {
    const isPart = text.length >= 6 && testText.includes(text)
    if (isPart) return { finding: 'cut' }
    return { finding: noise === 'unknown-key' ? 'unknown-key' : 'other-code' }
  }
  const swapped = new Map<string, string>()
  for (const [i, is] of testText.split('').entries()) {
    const as = text.charAt(i)
    if (as !== is) swapped.set(is, as)
  }
  // A test code that is misread keeps most of its letters; anything else is another code.
  const isSame = testText.split('').filter((is, i) => text.charAt(i) === is).length
  return isSame < testText.length / 3
    ? { finding: 'other-code' }
    : { finding: 'layout', swapped: [...swapped] }
}

const swapCase = (text: string): string =>
  text
    .split('')
    .map((one) => (one === one.toUpperCase() ? one.toLowerCase() : one.toUpperCase()))
    .join('')
