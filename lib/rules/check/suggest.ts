/** Finds the name that was probably meant. */

/** How many characters were added, left out, exchanged or swapped with their neighbour. */
export function editDistance(a: string, b: string): number {
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1]
      let least = Math.min(
        (row[j - 1] as number) + 1,
        (last[j] as number) + 1,
        (last[j - 1] as number) + (isSame ? 0 : 1),
      )
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      if (isSwapped) least = Math.min(least, (before[j - 2] as number) + 1)
      row.push(least)
    }
    before = last
    last = row
  }
  return last[b.length] as number
}

const longest = 64

/** The nearest of the names that would be right, if it is near enough to be meant. */
export function suggest(name: unknown, known: Iterable<string>): string | null {
  if (typeof name !== 'string' || name.length > longest) return null
  let best: string | null = null
  let least = Math.max(1, Math.floor(name.length / 2.5)) + 1
  for (const candidate of known) {
    if (candidate.length > longest) continue
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase())
    if (distance < least) {
      best = candidate
      least = distance
    }
  }
  return best
}
