/** Puts the entries of one bucket in order, finds who is there twice, and keeps one of each. */
import { isGreen } from './class-code.ts'
import { codeWord, entryWords, hashWords, lineWord, rangeWord } from './entry.ts'
import { sortPlaces } from './sort-places.ts'

/** Rows about one person: the place of a row, and of the first about the same. Four numbers each: range, line, range, line. */
export type Pairs = readonly number[]

/** What is in a bucket. */
export interface Sifted {
  /** Of everybody once, in order. */
  readonly hashes: Uint32Array<ArrayBuffer>
  /** Of those who are not green, in the same order: {@link hashWords} words and the code. */
  readonly others: Uint32Array<ArrayBuffer>
  /** By code. */
  readonly counts: ReadonlyMap<number, number>
  /** Rows that say what another said. */
  readonly repeats: Pairs
  /** Rows that say something else than another. */
  readonly conflicts: Pairs
  /** People about whom rows do not agree: they are in none of the above. */
  readonly disputed: number
}

/** Sifts. The result depends on the rows alone, not on the order in which threads left them. */
export function siftBucket(entries: Uint32Array): Sifted {
  const count = entries.length / entryWords
  const places = sortPlaces(entries, entryWords)
  const hashes = new Uint32Array(count * hashWords)
  const others: number[] = []
  const counts = new Map<number, number>()
  const [repeats, conflicts]: [number[], number[]] = [[], []]
  let [kept, disputed] = [0, 0]
  // Most say the same as the one before: a map is not asked for each.
  let [lastCode, run] = [0, 0]
  const counted = (): void => {
    if (run > 0) counts.set(lastCode, (counts.get(lastCode) ?? 0) + run)
    run = 0
  }
  const person = (rows: readonly number[]): void => {
    const first = rows[0] as number
    const code = entries[first + codeWord] as number
    let isDisputed = false
    for (let i = 1; i < rows.length; i++) {
      const row = rows[i] as number
      const isSame = entries[row + codeWord] === code
      if (!isSame) isDisputed = true
      tell(isSame ? repeats : conflicts, row, first)
    }
    if (isDisputed) {
      disputed += 1
      return
    }
    for (let word = 0; word < hashWords; word++) {
      hashes[kept * hashWords + word] = entries[first + word] as number
    }
    kept += 1
    if (code !== lastCode) counted()
    lastCode = code
    run += 1
    if (!isGreen(code)) others.push(...entries.subarray(first, first + hashWords), code)
  }
  const tell = (pairs: number[], row: number, first: number): void => {
    for (const at of [row, first])
      pairs.push(entries[at + rangeWord] as number, entries[at + lineWord] as number)
  }
  const alone = [0]
  for (let i = 0; i < count;) {
    const start = i
    const word = entries[places[start] as number]
    i += 1
    while (i < count && entries[places[i] as number] === word) i += 1
    if (i - start === 1) {
      alone[0] = places[start] as number
      person(alone)
      continue
    }
    const rows = [...places.subarray(start, i)].sort((a, b) => compare(entries, a, b))
    for (let from = 0; from < rows.length;) {
      let to = from + 1
      while (to < rows.length && isSamePerson(entries, rows[from], rows[to])) to += 1
      person(rows.slice(from, to))
      from = to
    }
  }
  counted()
  return {
    hashes: hashes.slice(0, kept * hashWords),
    others: Uint32Array.from(others),
    counts,
    repeats,
    conflicts,
    disputed,
  }
}

/** By hash, then by place: the first row about a person is the one that stands first in the file. */
function compare(entries: Uint32Array, a: number, b: number): number {
  for (const word of [1, 2, 3, rangeWord, lineWord]) {
    const difference = (entries[a + word] as number) - (entries[b + word] as number)
    if (difference !== 0) return difference
  }
  return 0
}

function isSamePerson(entries: Uint32Array, a = 0, b = 0): boolean {
  for (let word = 0; word < hashWords; word++) {
    if (entries[a + word] !== entries[b + word]) return false
  }
  return true
}
