/** Shows a place in a text: its line, with the characters marked below. */
import { widthOf } from '../language/doc.ts'
import type { TextPlace } from './json-places.ts'

/** How number and mark look; plain where nothing is said. */
export interface Looks {
  readonly number: (text: string) => string
  readonly mark: (text: string) => string
}

const plain: Looks = { number: (text) => text, mark: (text) => text }

/** Of a very long line, such as JSON without line breaks, so many characters around the place are shown. */
const width = 100

/** Gives the two lines. */
export function excerpt(
  text: string,
  { line, column, length }: Pick<TextPlace, 'line' | 'column' | 'length'>,
  looks: Looks = plain,
): readonly string[] {
  // Neither a tab nor an escape sequence in the text may move the mark, or speak to the terminal.
  const whole = (text.split(/\r?\n/)[line - 1] ?? '').replace(/\p{Cc}/gu, ' ')
  const number = String(line)
  const from = column > width ? column - 1 - width / 2 : 0
  const shown = whole.slice(from, from + width)
  const before = shown.slice(0, column - 1 - from)
  const marked = Math.max(1, Math.min(length, shown.length - before.length))
  const mark = '^'.repeat(widthOf(shown.slice(before.length, before.length + marked)) || 1)
  return [
    `${looks.number(`${number} |`)} ${shown}`,
    `${looks.number(`${' '.repeat(number.length)} |`)} ${' '.repeat(widthOf(before))}${looks.mark(mark)}`,
  ]
}
