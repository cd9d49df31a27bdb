/** Counts lines that are no people, and remembers the first of them with their reasons. */

/** A line that is no person. */
export interface BadLine {
  /** From 1. */
  readonly line: number
  readonly reason: string
}

/** What was wrong with lines: all counted, the first named. */
export interface BadLines {
  readonly count: number
  readonly first: readonly BadLine[]
}

/** So many are named. */
const most = 100

/** None yet. */
export const noBadLines: BadLines = { count: 0, first: [] }

/** Adds the bad lines of a later range, whose numbers count from the lines before it. */
export function addBadLines(to: BadLines, later: BadLines, linesBefore: number): BadLines {
  if (later.count === 0) return to
  const moved = later.first.map(({ line, reason }) => ({ line: line + linesBefore, reason }))
  return { count: to.count + later.count, first: [...to.first, ...moved].slice(0, most) }
}
