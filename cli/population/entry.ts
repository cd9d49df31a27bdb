/** What is kept of a row until all are there: who it is about, what it says, and where it stands. */

/** Four words of the keyed hash, one of what is stored, two of the place: range of the file, and line in it. */
export const entryWords = 7
export const entryBytes = entryWords * 4
export const hashWords = 4
export const codeWord = 4
export const rangeWord = 5
export const lineWord = 6

/** Which bucket a hash belongs to, of a power of two of them: by its first bits. */
export function bucketOf(firstWord: number, bucketBits: number): number {
  return bucketBits === 0 ? 0 : firstWord >>> (32 - bucketBits)
}
