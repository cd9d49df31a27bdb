/** Finds the word that somebody may have meant. */

/** The most alike of some words; undefined where none is within two letters, or a third of the word. */
export function nearest(word: string, words: Iterable<string>): string | undefined {
  let found: string | undefined
  let least = Math.min(2, Math.ceil(word.length / 3)) + 1
  for (const known of words) {
    const away = distance(word.toLowerCase(), known.toLowerCase())
    if (away < least) [found, least] = [known, away]
  }
  return found
}

/** How many letters must be put in, taken out, changed, or swapped with their neighbour (optimal string alignment). */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return Infinity
  let before: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1]
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      next[j] = Math.min(
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + (isSame ? 0 : 1),
        isSwapped ? (before[j - 2] ?? 0) + 1 : Infinity,
      )
    }
    ;[before, row] = [row, next]
  }
  return row[b.length] ?? Infinity
}
