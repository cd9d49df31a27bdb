/** Everyone that a set was built over, as a count and a sum of hashes: the same for any order and any parts. */
import { encodeBase64url } from '../../encoding/base64url.ts'
import { hashWords } from './keyed-hash.ts'

/** What is known of everyone that a set was built over. */
export interface Universe {
  readonly count: number
  /** The sum of all hashes mod 2^128, four words, least significant first. */
  readonly sum: Uint32Array
}

/** Nobody. */
export const emptyUniverse: Universe = { count: 0, sum: new Uint32Array(hashWords) }

/** The universe and those of an array of hashes. Every person may be added once only. */
export function addToUniverse(universe: Universe, hashes: Uint32Array): Universe {
  // Columns first, as doubles: exact for 2^21 hashes at a time.
  const most = hashWords << 21
  let sum = universe.sum
  for (let from = 0; from < hashes.length; from += most) {
    const columns = [0, 0, 0, 0]
    const end = Math.min(from + most, hashes.length)
    let [a, b, c, d] = [0, 0, 0, 0]
    for (let at = from; at < end; at += hashWords) {
      a += hashes[at] as number
      b += hashes[at + 1] as number
      c += hashes[at + 2] as number
      d += hashes[at + 3] as number
    }
    columns.splice(0, hashWords, a, b, c, d)
    sum = addWords(sum, columns)
  }
  return { count: universe.count + hashes.length / hashWords, sum }
}

/** Two universes that share nobody as one. */
export function joinUniverses(a: Universe, b: Universe): Universe {
  return { count: a.count + b.count, sum: addWords(a.sum, b.sum) }
}

/** Whether two are the same. */
export function sameUniverse(a: Universe, b: Universe): boolean {
  return a.count === b.count && a.sum.every((word, at) => word === b.sum[at])
}

/** The sum as the headers of sets name it: its 16 bytes, least significant first, in base64url. */
export function universeDigest(universe: Universe): string {
  const bytes = new Uint8Array(hashWords * 4)
  const view = new DataView(bytes.buffer)
  universe.sum.forEach((word, at) => {
    view.setUint32(at * 4, word, true)
  })
  return encodeBase64url(bytes)
}

function addWords(sum: Uint32Array, columns: ArrayLike<number>): Uint32Array {
  const words = new Uint32Array(hashWords)
  let carry = 0
  for (let k = 0; k < hashWords; k++) {
    const column = (sum[k] as number) + (columns[k] as number) + carry
    words[k] = column % 0x1_0000_0000
    carry = Math.floor(column / 0x1_0000_0000)
  }
  return words
}
