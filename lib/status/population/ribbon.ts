/** A ribbon as it is asked: does a hash bear its fingerprint, and which bit was stored for it. */
import { hashWords } from './keyed-hash.ts'
import { fingerprintAt, makeRow, newRow, parity, wordBits } from './row.ts'
import { malformedSet, type WordReader } from './set-words.ts'
import { mostSlots, spanOf, type RibbonShape } from './solve-ribbon.ts'

/** A solved ribbon. */
export interface Ribbon {
  /** Bits of its values. */
  readonly bits: number
  /** Whether a hash's value is its fingerprint: so for all that it was built over, and for 2^-bits of all others. */
  readonly matches: (hashes: Uint32Array, at: number) => boolean
  /** The lowest bit of a hash's value: what was stored for it, if it was built over. */
  readonly bitOf: (hashes: Uint32Array, at: number) => number
}

/** Most shards of a ribbon. */
export const mostShards = 2 ** 18

/** In which shard of so many a hash is: by its first word, so that sorted hashes come shard by shard. */
export function shardOf(firstWord: number, shards: number): number {
  return Math.floor((firstWord * shards) / 0x1_0000_0000)
}

/** The words of a ribbon in a file; the shards one behind the other. */
export function ribbonWords(
  shape: RibbonShape,
  shards: readonly { readonly slots: number; readonly planes: Uint32Array }[],
): ArrayLike<number>[] {
  return [
    [shape.seed >>> 0, (shape.words << 16) | (shape.bits << 8), shards.length],
    shards.map(({ slots }) => slots / wordBits),
    ...shards.map(({ planes }) => planes),
  ]
}

/** @throws GreengateError `ERR_POPULATION_MALFORMED` */
export function openRibbon(reader: WordReader): Ribbon {
  const seed = reader.next() | 0
  const form = reader.next()
  const words = form >>> 16
  const bits = (form >>> 8) & 0xff
  if (![1, 2, 4, 8].includes(words) || bits < 1 || bits > wordBits || (form & 0xff) !== 0) {
    throw malformedSet('has a ribbon of another form')
  }
  const shards = reader.next()
  if (shards < 1 || shards > mostShards) throw malformedSet('has a ribbon of so many shards')
  const lengths = reader.take(shards)
  const offsets = new Uint32Array(shards + 1)
  let total = 0
  for (let i = 0; i < shards; i++) {
    const length = lengths[i] as number
    if (length > mostSlots / wordBits || (length > 0 && length < words)) {
      throw malformedSet('has a shard of so many slots')
    }
    total += length * bits
    offsets[i + 1] = total
  }
  const planes = reader.take(total)
  const row = newRow()

  /** Fills the row, and says where its first word of slots begins; -1: nobody is in that shard. */
  const rowOf = (hashes: Uint32Array, at: number): number => {
    const shard = shards === 1 ? 0 : shardOf(hashes[at] as number, shards)
    const length = lengths[shard] as number
    if (length === 0) return -1
    const start = makeRow(row, hashes, at, seed, words, spanOf(length * wordBits, words))
    return (offsets[shard] as number) + (start >>> 5) * bits
  }
  const sumAt = (base: number): number => {
    // The last word is all zeros for a row that starts at a word, and may lie past the end.
    const last = row[words] === 0 ? words : words + 1
    let sum = 0
    for (let k = 0; k < last; k++) sum ^= (row[k] as number) & (planes[base + k * bits] as number)
    return parity(sum)
  }
  return {
    bits,
    matches: (hashes, at) => {
      const base = rowOf(hashes, at)
      if (base < 0) return false
      const fingerprint = row[fingerprintAt] as number
      for (let bit = 0; bit < bits; bit++) {
        if (sumAt(base + bit) !== ((fingerprint >>> bit) & 1)) return false
      }
      return true
    },
    bitOf: (hashes, at) => {
      const base = rowOf(hashes, at)
      return base < 0 ? 0 : sumAt(base)
    },
  }
}

/** Those of an array of hashes that match. */
export function matchesOf(ribbon: Ribbon, hashes: Uint32Array): Uint32Array {
  const kept: number[] = []
  for (let at = 0; at < hashes.length; at += hashWords) {
    if (ribbon.matches(hashes, at)) {
      kept.push(
        hashes[at] as number,
        hashes[at + 1] as number,
        hashes[at + 2] as number,
        hashes[at + 3] as number,
      )
    }
  }
  return Uint32Array.from(kept)
}
