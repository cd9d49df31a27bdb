/** Texts that stand inside of others, such as a condition in a YAML file: each character knows its place in the whole. */
import type { Place } from './language-error.ts'

/** A text cut out of a whole. */
export interface SourceText {
  readonly text: string
  /** Where a character, or the end, of this text stands in the whole. */
  readonly offsetAt: (index: number) => number
}

/** A stretch of the whole, for an offset and a length. */
export type Locate = (offset: number, length: number) => Place

/** A text that is the whole itself. */
export function wholeText(text: string): SourceText {
  return { text, offsetAt: (index) => index }
}

/** A stretch of the whole, as it stands there. */
export function slice(whole: string, start: number, end: number): SourceText {
  return { text: whole.slice(start, end), offsetAt: (index) => start + index }
}

/** Gives line and column for offsets of one text. */
export function locator(whole: string): Locate {
  const starts = [0]
  for (const { index } of whole.matchAll(/\n/g)) starts.push(index + 1)
  return (offset, length) => {
    let [low, high] = [0, starts.length - 1]
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1, offset, length }
  }
}
