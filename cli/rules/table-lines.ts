/** Sets rows of cells in columns on a terminal, where a Chinese character is two columns wide. */

/**
 * Sets a table.
 *
 * @param left - The columns that are set to the left; all others hold numbers.
 */
export function tableLines(
  head: readonly string[] | undefined,
  rows: readonly (readonly string[])[],
  left: readonly number[] = [0],
): readonly string[] {
  const all = head === undefined ? rows : [head, ...rows]
  const widths = (all[0] ?? []).map((_, column) =>
    Math.max(...all.map((cells) => columnsOf(cells[column] ?? ''))),
  )
  return all.map((cells) => {
    const padded = cells.map((cell, column) => {
      const space = ' '.repeat((widths[column] ?? 0) - columnsOf(cell))
      return left.includes(column) ? cell + space : space + cell
    })
    return `  ${padded.join('  ')}`.trimEnd()
  })
}

/** How many columns of a terminal a text takes. */
function columnsOf(text: string): number {
  let columns = 0
  for (const character of text) {
    columns +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(
        character,
      )
        ? 2
        : 1
  }
  return columns
}
