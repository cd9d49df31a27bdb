/** Takes a line of CSV with quotes in it apart (RFC 4180); a cell never holds the end of a line here. */

const cell = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/y

/** The cells of a line; undefined for quotes that are wrong. */
export function splitCells(line: string): readonly string[] | undefined {
  const cells: string[] = []
  cell.lastIndex = 0
  for (;;) {
    const [whole, quoted, bare, end] = cell.exec(line) ?? []
    if (whole === undefined) return undefined
    cells.push(quoted?.replaceAll('""', '"') ?? bare ?? '')
    if (end === '') return cells
  }
}
