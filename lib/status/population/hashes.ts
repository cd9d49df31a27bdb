/** Arrays of keyed hashes, four words each: in order, and which are in two of them. */
import { hashWords } from './keyed-hash.ts'

/** Compares two hashes of arrays, first words first: negative, zero or positive. */
export function compareHashes(a: Uint32Array, i: number, b: Uint32Array, j: number): number {
  for (let k = 0; k < hashWords; k++) {
    const difference = (a[i + k] as number) - (b[j + k] as number)
    if (difference !== 0) return difference
  }
  return 0
}

/**
 * In which order hashes stand when they are sorted: by their first words, then by the next.
 *
 * A radix sort of the first words; hashes are even, so that few share one.
 */
export function orderOf(hashes: Uint32Array): Uint32Array {
  const count = hashes.length / hashWords
  let order = Uint32Array.from({ length: count }, (_, i) => i)
  for (const shift of [0, 16]) {
    const ends = new Uint32Array(65537)
    for (let i = 0; i < count; i++) {
      const digit = ((hashes[i * hashWords] as number) >>> shift) & 0xffff
      ends[digit + 1] = (ends[digit + 1] as number) + 1
    }
    for (let digit = 0; digit < 65536; digit++) {
      ends[digit + 1] = (ends[digit + 1] as number) + (ends[digit] as number)
    }
    const next = new Uint32Array(count)
    for (const i of order) {
      const digit = ((hashes[i * hashWords] as number) >>> shift) & 0xffff
      const at = ends[digit] as number
      next[at] = i
      ends[digit] = at + 1
    }
    order = next
  }
  for (let at = 1; at < count; at++) {
    const moved = order[at] as number
    let to = at
    while (to > 0) {
      const before = order[to - 1] as number
      if (compareHashes(hashes, before * hashWords, hashes, moved * hashWords) <= 0) break
      order[to] = before
      to--
    }
    order[to] = moved
  }
  return order
}

/** The hashes at the given places. */
export function pickHashes(hashes: Uint32Array, places: ArrayLike<number>): Uint32Array {
  const picked = new Uint32Array(places.length * hashWords)
  for (let i = 0; i < places.length; i++) {
    const from = (places[i] as number) * hashWords
    for (let k = 0; k < hashWords; k++) picked[i * hashWords + k] = hashes[from + k] as number
  }
  return picked
}

/** The same hashes in order. */
export function sortHashes(hashes: Uint32Array): Uint32Array {
  return pickHashes(hashes, orderOf(hashes))
}

/** Where a hash stands in a sorted array, counted in hashes; -1: nowhere. */
export function findHash(sorted: Uint32Array, hashes: Uint32Array, at: number): number {
  let low = 0
  let high = sorted.length / hashWords
  while (low < high) {
    const middle = (low + high) >>> 1
    const difference = compareHashes(sorted, middle * hashWords, hashes, at)
    if (difference === 0) return middle
    if (difference < 0) low = middle + 1
    else high = middle
  }
  return -1
}

/** What is in one sorted array and not in another sorted one, each once. */
export function withoutHashes(sorted: Uint32Array, others: Uint32Array): Uint32Array {
  const kept: number[] = []
  let j = 0
  for (let i = 0; i < sorted.length; i += hashWords) {
    if (i > 0 && compareHashes(sorted, i, sorted, i - hashWords) === 0) continue
    while (j < others.length && compareHashes(others, j, sorted, i) < 0) j += hashWords
    if (j < others.length && compareHashes(others, j, sorted, i) === 0) continue
    kept.push(i / hashWords)
  }
  return pickHashes(sorted, kept)
}
