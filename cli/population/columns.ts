/** How the rows of a file are written: JSON lines, or CSV whose first line names the columns. */
import { rowStartOf, type RowKind } from '../edges/row-kind.ts'
import { OperatorError } from '../operator-error.ts'

/** What a row may say, in the order in which a reader keeps it. */
export const columns = ['type', 'number', 'outcome', 'rule', 'holdsUntil'] as const

export type Column = (typeof columns)[number]

/** How rows are written. */
export interface RowForm {
  readonly kind: RowKind
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
  const { kind, bytes } = rowStartOf(path, { given, most: longestHeader, advice })
  if (kind === 'ndjson') return { kind, order: [] }
  return { kind, order: orderOf(path, /^[^\r\n]*/.exec(bytes.toString('latin1'))?.[0] ?? '') }
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
