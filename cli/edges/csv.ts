/** Cells of a table that is written as CSV (RFC 4180), for whoever opens it with a spreadsheet. */

/** A row, without its line end. */
export function csvLine(cells: readonly (string | number | null | undefined)[]): string {
  return cells.map(csvCell).join(',')
}

function csvCell(value: string | number | null | undefined): string {
  const text = String(value ?? '')
  // A spreadsheet takes what begins so for a formula, in China also in full width; a number that was counted is none.
  const safe =
    typeof value !== 'number' && /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
