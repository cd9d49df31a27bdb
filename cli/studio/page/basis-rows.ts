/** What a change rests on, as rows of document and article: the list in the text is flat. */

/** One row of the form. */
export interface BasisRow {
  readonly document: string
  readonly article: string
}

/** How articles begin, in both languages. */
const article =
  /^(?:art(?:icle|\.)|sec(?:tion|\.)|para(?:graph|\.)|clause|chapter|annex|appendix|no\.|§|第|附件|附录|条)/i

/** Rows of a list. Nothing is lost: {@link basisOf} gives the same list again. */
export function basisRows(basis: readonly string[]): readonly BasisRow[] {
  const rows: { document: string; article: string }[] = []
  for (const text of basis) {
    const last = rows.at(-1)
    if (last?.article === '' && article.test(text.trim())) last.article = text
    else rows.push({ document: text, article: '' })
  }
  return rows
}

/** The list of rows; what was left empty is not in it. */
export function basisOf(rows: readonly BasisRow[]): readonly string[] {
  return rows
    .flatMap(({ document, article: of }) => [document, of])
    .filter((text) => text.trim() !== '')
}
