/** Finds out how the rows of a file are written, by its first bytes: JSON lines or CSV, and in UTF-8. */
import { closeSync, openSync, readSync } from 'node:fs'
import { extname } from 'node:path'
import { OperatorError } from '../operator-error.ts'
import { fileError } from './file.ts'

/** How rows are written. */
export type RowKind = 'csv' | 'ndjson'

/** The start of a file, and how its rows are written. */
export interface RowStart {
  readonly kind: RowKind
  /** Without a mark of UTF-8. */
  readonly bytes: Buffer
  /** How long that mark is. */
  readonly mark: number
}

/** What to look by. */
export interface RowQuestion {
  /** `csv` or `ndjson`; undefined: by the file's ending, else by its first character. */
  readonly given: string | undefined
  /** So many bytes are looked at. */
  readonly most: number
  /** What the operator should name, for the error. */
  readonly advice: string
}

/** @throws {@link OperatorError} for what cannot be read, and for another encoding */
export function rowStartOf(path: string, { given, most, advice }: RowQuestion): RowStart {
  const start = startOf(path, most, advice)
  if (given !== undefined && given !== 'csv' && given !== 'ndjson') {
    throw new OperatorError('--format: must be csv or ndjson; leave it out to go by the file')
  }
  refuseEncoding(path, start)
  const mark = start.subarray(0, 3).toString('hex') === 'efbbbf' ? 3 : 0
  const bytes = start.subarray(mark)
  return { kind: given ?? kindOf(path, bytes), bytes, mark }
}

function startOf(path: string, most: number, advice: string): Buffer {
  try {
    const file = openSync(path, 'r')
    try {
      const start = Buffer.alloc(most)
      return start.subarray(0, readSync(file, start, 0, most, 0))
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
  let zeros = 0
  for (const byte of start) if (byte === 0) zeros += 1
  // A stray one spoils one row; of wide characters every other byte or more is one.
  const isWide = mark === 'fffe' || mark === 'feff' || zeros * 8 > start.length
  if (!isWide) return
  throw new OperatorError(`${path}: is not UTF-8 but UTF-16, or no text at all; save it as UTF-8`)
}

function kindOf(path: string, start: Buffer): RowKind {
  const ending = extname(path).toLowerCase()
  if (ending === '.csv') return 'csv'
  if (ending === '.ndjson' || ending === '.jsonl') return 'ndjson'
  return start.toString('latin1').trimStart().startsWith('{') ? 'ndjson' : 'csv'
}
