/** The equation of a hash in a ribbon: where it starts, which slots it adds up, and what should come out. */

/** Bits of a word. */
export const wordBits = 32

/** Words that a row can have: the widest is 256 coefficients, and one word more since rows start at any bit. */
const rowWords = 9

/** Where the fingerprint stands in a row. */
export const fingerprintAt = rowWords

/** A row to be filled again and again: the coefficients by words of slots, then the fingerprint. */
export function newRow(): Int32Array {
  return new Int32Array(rowWords + 1)
}

/** A permutation of 32 bits that is not linear: what two levels make of one hash has nothing in common. */
export function mix(value: number): number {
  let x = value
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d)
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b)
  return x ^ (x >>> 16)
}

/**
 * Makes the row of a hash.
 *
 * @param row - Gets `words + 1` words of coefficients, from the word of the first slot on, and the fingerprint.
 * @param words - Coefficients of the ribbon by 32.
 * @param span - In how many slots a row can start; at most 2^21, so that the product is exact.
 * @returns The first slot: its coefficient is 1.
 */
export function makeRow(
  row: Int32Array,
  hashes: Uint32Array,
  at: number,
  seed: number,
  words: number,
  span: number,
): number {
  const t0 = mix((hashes[at] as number) ^ seed)
  const t1 = mix(((hashes[at + 1] as number) + t0) | 0)
  const t2 = mix(((hashes[at + 2] as number) + t1) | 0)
  const t3 = mix(((hashes[at + 3] as number) + t2) | 0)
  const start = Math.floor(((mix(t3 ^ 0x5bd1e995) >>> 0) * span) / 0x1_0000_0000)
  row[fingerprintAt] = mix(t2 ^ 0x27d4eb2f)
  const shift = start & 31
  let before = 0
  for (let i = 0; i < words; i++) {
    const k = i & 3
    const t = k === 0 ? t0 : k === 1 ? t1 : k === 2 ? t2 : t3
    let word = mix((t + Math.imul(i + 1, 0x9e3779b9)) | 0)
    if (i === 0) word |= 1
    // In two steps, since a shift by 32 is one by 0.
    row[i] = (word << shift) | ((before >>> 1) >>> (31 - shift))
    before = word
  }
  row[words] = (before >>> 1) >>> (31 - shift)
  return start
}

/** The parity of a word's bits. */
export function parity(word: number): number {
  let x = word ^ (word >>> 16)
  x ^= x >>> 8
  x ^= x >>> 4
  return (0x6996 >>> (x & 15)) & 1
}
