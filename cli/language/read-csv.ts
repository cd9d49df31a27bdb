/** Reads CSV (RFC 4180) as a table whose cells know their places in the file. */
import { LanguageError } from './language-error.ts'
import { locator, slice, type Locate, type SourceText } from './source-text.ts'

/** The cells of a file, row by row; rows without anything in them are left out. */
export interface CsvFile {
  readonly locate: Locate
  readonly rows: readonly CsvRow[]
}

export interface CsvRow {
  /** As a spreadsheet counts them, the first is 1. */
  readonly number: number
  readonly cells: readonly SourceText[]
}

/** @throws {@link LanguageError} for quotes that are wrong. */
export function readCsv(text: string): CsvFile {
  const locate = locator(text)
  const rows: CsvRow[] = []
  let cells: SourceText[] = []
  let number = 1
  let at = text.startsWith('\ufeff') ? 1 : 0
  for (;;) {
    const [cell, end] = text[at] === '"' ? quoted(text, at, locate) : bare(text, at, locate)
    cells.push(cell)
    if (text[end] === ',') {
      at = end + 1
      continue
    }
    if (cells.some((found) => found.text.trim() !== '')) rows.push({ number, cells })
    if (end >= text.length) return { locate, rows }
    at = end + (text.startsWith('\r\n', end) ? 2 : 1)
    cells = []
    number++
  }
}

function bare(text: string, start: number, locate: Locate): readonly [SourceText, number] {
  const length = /[,\r\n]/.exec(text.slice(start))?.index ?? text.length - start
  const cell = slice(text, start, start + length)
  const quote = cell.text.indexOf('"')
  // A quote inside of a cell without quotes: a spreadsheet never writes that, and it can be read in two ways.
  if (quote >= 0) {
    const message = 'a cell with a quote in it needs quotes around it, and its own doubled'
    throw new LanguageError(locate(start + quote, 1), [','], message)
  }
  return [cell, start + length]
}

function quoted(text: string, start: number, locate: Locate): readonly [SourceText, number] {
  const offsets: number[] = []
  let inner = ''
  for (let at = start + 1; ; at++) {
    if (at >= text.length) {
      throw new LanguageError(locate(start, 1), ['"'], 'the quote that begins here is never closed')
    }
    if (text[at] === '"') {
      if (text[at + 1] !== '"') {
        const end = at + 1
        if (end < text.length && !/[,\r\n]/.test(text.charAt(end))) {
          const message = 'expected a comma or the end of the row behind a cell in quotes'
          throw new LanguageError(locate(end, 1), [',', 'the end of the row'], message)
        }
        return [{ text: inner, offsetAt: (index) => offsets[index] ?? at }, end]
      }
      at++
    }
    offsets.push(at)
    inner += text.charAt(at)
  }
}
