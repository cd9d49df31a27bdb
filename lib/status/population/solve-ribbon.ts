/** Solves a ribbon: slots whose sums give every row its value; rows that cannot be satisfied are named. */
import { hashWords } from './keyed-hash.ts'
import { fingerprintAt, makeRow, newRow, parity, wordBits } from './row.ts'

/** A ribbon to be solved. */
export interface RibbonShape {
  readonly seed: number
  /** Coefficients by 32: 2, 4 or 8. */
  readonly words: number
  /** Bits of a value, 1 to 32. */
  readonly bits: number
}

/** Rows with a slot of their own each. */
export interface Eliminated {
  readonly shape: RibbonShape
  /** Slots, a multiple of 32. */
  readonly slots: number
  /** By slot: the coefficients of the row that begins there, from the word of the slot on; zeros: none. */
  readonly rows: Int32Array
  /** By slot: the value of that row. */
  readonly values: Int32Array
  /** Places of the hashes that contradict those before them. */
  readonly refused: readonly number[]
}

/** At least so many slots: whole words of them, and never fewer than a row is wide. */
export function slotsFor(least: number, words: number): number {
  return Math.max(Math.ceil(least / wordBits), words) * wordBits
}

/** In how many slots a row can start. */
export function spanOf(slots: number, words: number): number {
  return slots - words * wordBits + 1
}

/** Most slots of one ribbon: more hashes take shards. */
export const mostSlots = 2 ** 21

/**
 * Gives every row a slot of its own, as far as they are free of contradiction (Gaussian elimination on the fly).
 *
 * @param hashes - Sorted, so that the same ones give the same ribbon; none twice.
 * @param wanted - The value of each; undefined: its fingerprint.
 * @param most - Stops at more refusals than these: another shape will be better.
 */
export function eliminate(
  shape: RibbonShape,
  slots: number,
  hashes: Uint32Array,
  wanted: ArrayLike<number> | undefined,
  most = Infinity,
): Eliminated {
  const { seed, words, bits } = shape
  const stride = words + 1
  const span = Math.max(0, spanOf(slots, words))
  const rows = new Int32Array((slots + 1) * stride)
  const values = new Int32Array(slots)
  const refused: number[] = []
  const mask = bits === wordBits ? -1 : (1 << bits) - 1
  const row = newRow()
  for (const place of byStart(shape, span, hashes)) {
    const start = makeRow(row, hashes, place * hashWords, seed, words, span)
    let value =
      (wanted === undefined ? (row[fingerprintAt] as number) : (wanted[place] as number)) & mask
    let base = start >>> 5
    let slot = start
    for (;;) {
      const at = slot * stride
      const pivot = rows[at] as number
      if (pivot === 0) {
        for (let k = 0; k < stride; k++) rows[at + k] = row[k] as number
        values[slot] = value
        break
      }
      row[0] = (row[0] as number) ^ pivot
      for (let k = 1; k < stride; k++) row[k] = (row[k] as number) ^ (rows[at + k] as number)
      value ^= values[slot] as number
      let empty = 0
      while (empty < stride && row[empty] === 0) empty++
      if (empty === stride) {
        if (value !== 0) refused.push(place)
        break
      }
      if (empty > 0) {
        for (let k = 0; k < stride - empty; k++) row[k] = row[k + empty] as number
        for (let k = stride - empty; k < stride; k++) row[k] = 0
        base += empty
      }
      const low = row[0]
      slot = base * wordBits + 31 - Math.clz32(low & -low)
    }
    if (refused.length > most) break
  }
  return { shape, slots, rows, values, refused }
}

/** Places by first slots: neighbours are met while they are near, and the elimination is short. */
function byStart(shape: RibbonShape, span: number, hashes: Uint32Array): Uint32Array {
  const count = hashes.length / hashWords
  const starts = new Uint32Array(count)
  const ends = new Uint32Array(span + 1)
  const row = newRow()
  for (let i = 0; i < count; i++) {
    const start = makeRow(row, hashes, i * hashWords, shape.seed, shape.words, span)
    starts[i] = start
    ends[start + 1] = (ends[start + 1] as number) + 1
  }
  for (let i = 0; i < span; i++) ends[i + 1] = (ends[i + 1] as number) + (ends[i] as number)
  const order = new Uint32Array(count)
  for (let i = 0; i < count; i++) {
    const start = starts[i] as number
    const to = ends[start] as number
    order[to] = i
    ends[start] = to + 1
  }
  return order
}

/** The slots, by words of 32 and in each word one plane a bit of the value; slots that no row needs are 0. */
export function substitute({ shape, slots, rows, values }: Eliminated): Uint32Array {
  const { words, bits } = shape
  const stride = words + 1
  const planes = new Int32Array((slots / wordBits + stride) * bits)
  for (let slot = slots - 1; slot >= 0; slot--) {
    const at = slot * stride
    if (rows[at] === 0) continue
    const base = (slot >>> 5) * bits
    const value = values[slot] as number
    for (let bit = 0; bit < bits; bit++) {
      let sum = 0
      for (let k = 0; k < stride; k++) {
        sum ^= (rows[at + k] as number) & (planes[base + k * bits + bit] as number)
      }
      if ((parity(sum) ^ ((value >>> bit) & 1)) === 1) {
        planes[base + bit] = (planes[base + bit] as number) | (1 << (slot & 31))
      }
    }
  }
  return new Uint32Array(planes.buffer, 0, (slots / wordBits) * bits)
}
