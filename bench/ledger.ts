/** The ledger of what was measured, kept in the repository: a row is replaced only by a newer one of its benchmark in its form. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Measured } from './measured.ts'
import type { SectionName } from './sections.ts'

/** What a benchmark gave, of what, when, and where. */
export interface LedgerRow extends Measured {
  readonly name: string
  readonly section: SectionName
  /** With all rounds and at the whole size; else in the quick form. */
  readonly full: boolean
  /** The digest of what was measured. */
  readonly build: string
  /** The day in UTC. */
  readonly date: string
  readonly machine: string
  readonly node: string
  /** Where the benchmark runs in it. */
  readonly chromium?: string
  /** How long it took. */
  readonly seconds: number
}

/** Where it is kept. */
const ledgerPath = fileURLToPath(new URL('results.json', import.meta.url))

/**
 * Reads it.
 *
 * @throws SyntaxError where it is no JSON: an hour of measuring is not silently begun again.
 */
export const readLedger = (path = ledgerPath): readonly LedgerRow[] => {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as readonly LedgerRow[]
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}

/** Writes it whole or not at all. */
export const writeLedger = (rows: readonly LedgerRow[], path = ledgerPath): void => {
  writeFileSync(`${path}.new`, `${JSON.stringify(rows, undefined, 2)}\n`)
  renameSync(`${path}.new`, path)
}

/** The ledger with a row in it: in place of the last one of its benchmark and form, and of a quick one that a full one of the same build outdoes. */
export const withRow = (rows: readonly LedgerRow[], row: LedgerRow): readonly LedgerRow[] => {
  const isOutdone = (other: LedgerRow): boolean =>
    other.name === row.name && (other.full === row.full || (row.full && other.build === row.build))
  return [...rows.filter((other) => !isOutdone(other)), row].toSorted(
    (a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0) || Number(a.full) - Number(b.full),
  )
}

/** A row, and whether it is of an older build than the one that is here. */
export interface Dated {
  readonly row: LedgerRow
  readonly isOlder: boolean
}

/**
 * What is to be said of a benchmark, the first row first: the full form of this build, else its quick form with a full one of an older build beside, else what older builds gave.
 *
 * @param build - The one that is here.
 */
export const toldOf = (
  rows: readonly LedgerRow[],
  name: string,
  build: string,
): readonly Dated[] => {
  const own = rows.filter((row) => row.name === name)
  const [full, quick] = [true, false].map((form) => own.find((row) => row.full === form))
  const dated = (row: LedgerRow): Dated => ({ row, isOlder: row.build !== build })
  if (full?.build === build) return [dated(full)]
  return (quick?.build === build ? [quick, full] : [full, quick]).flatMap((row) =>
    row === undefined ? [] : [dated(row)],
  )
}
