/** How the rows of a file are written: JSON lines, or CSV whose first line names the columns. */
import { closeSync, openSync, readSync } from 'node:fs'
import { extname } from 'node:path'
import { fileError } from '../edges/file.ts'
import { OperatorError } from '../operator-error.ts'

/** What a row may say, in the order in which a reader keeps it. */
export const columns = ['type', 'number', 'outcome', 'rule', 'holdsUntil'] as const

export type Column = (typeof columns)[number]

/** How rows are written. */
export interface RowForm {
  readonly kind: 'csv' | 'ndjson'
  /** Of CSV: for each cell, which of {@link columns} it is. */
  readonly order: readonly number[]
}

const advice = 'name a CSV file whose first line names its columns, or JSON lines'
const longestHeader = 1024

/**
 * Finds out how a file is written.
 *
 * @param given - `csv` or `ndjson`; undefined: by the file's ending, else by its first character.
 * @throws {@link OperatorError} for another encoding, and for columns that cannot be right
 */
export function rowFormOf(path: string, given: string | undefined): RowForm {
  const start = startOf(path)
  if (given !== undefined && given !== 'csv' && given !== 'ndjson') {
    throw new OperatorError('--format: must be csv or ndjson; leave it out to go by the file')
  }
  refuseEncoding(path, start)
  const text = start.toString('latin1').replace(/^\u00ef\u00bb\u00bf/, '')
  if ((given ?? kindOf(path, text)) === 'ndjson') return { kind: 'ndjson', order: [] }
  return { kind: 'csv', order: orderOf(path, /^[^\r\n]*/.exec(text)?.[0] ?? '') }
}

function startOf(path: string): Buffer {
  try {
    const file = openSync(path, 'r')
    try {
      const start = Buffer.alloc(longestHeader)
      return start.subarray(0, readSync(file, start, 0, start.length, 0))
    } finally {
      closeSync(file)
    }
  } catch (error) {
    throw fileError(path, error, advice)
  }
}

/** A file in UTF-16 or UTF-32 has no row that can be read: said once, not of every line. */
function refuseEncoding(path: string, start: Buffer): void {
  const mark = start.subarray(0, 2).toString('hex')
  const isWide = mark === 'fffe' || mark === 'feff' || start.includes(0)
  if (!isWide) return
  throw new OperatorError(`${path}: is not UTF-8 but UTF-16, or no text at all; save it as UTF-8`)
}

function kindOf(path: string, text: string): RowForm['kind'] {
  const ending = extname(path).toLowerCase()
  if (ending === '.csv') return 'csv'
  if (ending === '.ndjson' || ending === '.jsonl') return 'ndjson'
  return text.trimStart().startsWith('{') ? 'ndjson' : 'csv'
}

function orderOf(path: string, header: string): readonly number[] {
  const names = header.split(',').map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'))
  const order = names.map((name) => columns.indexOf(name as Column))
  const isKnown = order.every((place) => place >= 0) && new Set(order).size === order.length
  if (isKnown && order.includes(1) && order.includes(2)) return order
  throw new OperatorError(
    `${path}: the first line must name the columns, number and outcome among them, out of ${columns.join(', ')}; correct it`,
  )
}
