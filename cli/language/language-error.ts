/** What a rule author wrote wrong: at which character, and what was expected there. */

/** A stretch of a text that a person can find: line and column begin at 1, columns count UTF-16 units. */
export interface Place {
  readonly line: number
  readonly column: number
  /** From the beginning of the text. */
  readonly offset: number
  readonly length: number
}

/** A text that is not of the language. One error is thrown, and it knows the others. */
export class LanguageError extends Error {
  override name = 'LanguageError'
  readonly line: number
  readonly column: number
  readonly offset: number
  readonly length: number
  /** What might have stood there, one item a possibility. */
  readonly expected: readonly string[]
  /** Every error that was found in the text, this one among them, in order of place. */
  all: readonly LanguageError[] = [this]
  constructor(place: Place, expected: readonly string[], message: string) {
    super(message)
    this.line = place.line
    this.column = place.column
    this.offset = place.offset
    this.length = place.length
    this.expected = expected
  }
}

/** Makes one error of many: the first, which then knows all. There must be one. */
export function asOne(errors: readonly LanguageError[]): LanguageError {
  const sorted = errors.toSorted((a, b) => a.offset - b.offset)
  const [first] = sorted
  if (first === undefined) throw new TypeError('errors must not be empty')
  first.all = sorted
  return first
}
