/** How the people of a file are written: JSON lines, or CSV whose first line names the columns. */
import { parse } from 'csv-parse/sync'
import { rowStartOf } from '../../edges/row-kind.ts'
import { OperatorError } from '../../operator-error.ts'
import type { PeopleForm } from '../job.ts'
import { csvColumns } from './csv-columns.ts'
import type { PeopleTerms } from './batch-person.ts'

const advice = 'name a file of people: CSV, or a line of JSON each'
const longestHeader = 65_536

/**
 * Finds out how a file is written.
 *
 * @param given - `csv` or `ndjson`; undefined: by the file's ending, else by its first character.
 * @param types - The kinds of fact that columns may name.
 * @throws {@link OperatorError} for another encoding, and for columns that cannot be right
 */
export function peopleFormOf(
  path: string,
  given: string | undefined,
  types: PeopleTerms['types'],
): PeopleForm {
  const { kind, bytes } = rowStartOf(path, { given, most: longestHeader, advice })
  if (kind === 'ndjson') return { kind }
  const columns = columnsOf(path, bytes)
  try {
    csvColumns(columns, types)
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error
    throw new OperatorError(`${path}: ${error.message}`)
  }
  return { kind, columns }
}

/** Where the first record begins, and how many lines lie before it. */
export function peopleStart(
  path: string,
  form: PeopleForm,
): { readonly start: number; readonly lines: number } {
  const { bytes, mark } = rowStartOf(path, { given: form.kind, most: longestHeader, advice })
  if (form.kind === 'ndjson') return { start: mark, lines: 0 }
  return { start: mark + headerOf(path, bytes).length, lines: 1 }
}

function headerOf(path: string, start: Buffer): Buffer {
  const end = start.indexOf('\n')
  if (end >= 0) return start.subarray(0, end + 1)
  if (start.length < longestHeader) return start
  throw new OperatorError(
    `${path}: the first line must name the columns, in less than ${longestHeader} bytes; correct it`,
  )
}

function columnsOf(path: string, start: Buffer): readonly string[] {
  try {
    const [names = []] = parse(headerOf(path, start), { record_delimiter: ['\r\n', '\n'] })
    return names.map((name) => name.trim())
  } catch (error) {
    if (!(error instanceof Error)) throw error
    throw new OperatorError(`${path}: the first line must name the columns, as CSV; correct it`)
  }
}
