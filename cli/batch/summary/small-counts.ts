/** Takes small numbers out of a row that strangers may see: a count of three in a village says who it is. */

/** Fewer people than these are not told apart. */
export const leastShown = 5

/**
 * The counts of a row; undefined where one is hidden. With a lone one the next smallest is hidden too, or the sum of the row
 * would tell it.
 */
export function shownCounts(counts: readonly number[]): readonly (number | undefined)[] {
  const isSmall = (count: number): boolean => count > 0 && count < leastShown
  const hidden = new Set(counts.flatMap((count, i) => (isSmall(count) ? [i] : [])))
  if (hidden.size === 1) {
    const others = [...counts.entries()].filter(([i, count]) => count > 0 && !hidden.has(i))
    const [next] = others.sort(([, a], [, b]) => a - b)
    if (next !== undefined) hidden.add(next[0])
  }
  return counts.map((count, i) => (hidden.has(i) ? undefined : count))
}
