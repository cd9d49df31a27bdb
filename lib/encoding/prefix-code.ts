/** The prefix codes of deflate (RFC 1951 3.2.2): set from the lengths of their symbols, refused as zlib refuses them. */

const longest = 15
/** Bits that one look settles; codes beyond are rare. */
const fastBits = 9

/** A prefix code; an entry is `(symbol << 4) | bits`, 0 where there is none. */
export interface PrefixCode {
  /** Entries by the next nine bits. */
  readonly fast: Uint16Array
  /** How many symbols there are of each length, and the symbols by length and value. */
  readonly counts: Uint16Array
  readonly symbols: Uint16Array
}

function emptyCode(): PrefixCode {
  return {
    fast: new Uint16Array(1 << fastBits),
    counts: new Uint16Array(longest + 1),
    symbols: new Uint16Array(288),
  }
}

/** Held for all streams: each block that states codes of its own sets them anew. */
export const codeLengthsCode: PrefixCode = /* @__PURE__ */ emptyCode()
export const literalCode: PrefixCode = /* @__PURE__ */ emptyCode()
export const distanceCode: PrefixCode = /* @__PURE__ */ emptyCode()

/** Nine bits turned round: codes stand in the stream with their highest bit first. */
const turnedCodes: Uint16Array = /* @__PURE__ */ turnAll()
const offsets = new Uint16Array(longest + 2)
let fixed: readonly [PrefixCode, PrefixCode] | undefined

function turnAll(): Uint16Array {
  const turned = new Uint16Array(1 << fastBits)
  for (let code = 1; code < turned.length; code++) {
    // As the code without its last bit, moved on by one, and that bit in front.
    turned[code] = ((turned[code >> 1] as number) >> 1) | ((code & 1) << (fastBits - 1))
  }
  return turned
}

/** The codes of blocks that state none. */
export function fixedCodes(): readonly [literals: PrefixCode, distances: PrefixCode] {
  if (fixed !== undefined) return fixed
  const [literals, distances] = [emptyCode(), emptyCode()]
  setCode(literals, new Uint8Array(288).fill(8).fill(9, 144, 256).fill(7, 256, 280), 0, 288)
  setCode(distances, new Uint8Array(32).fill(5), 0, 32)
  return (fixed = [literals, distances])
}

/**
 * Sets a code from the lengths of `size` symbols; false where they make none.
 *
 * As zlib has it, every string of bits must be of some symbol; where it may lack some, there may also be one symbol of
 * one bit, or none.
 */
export function setCode(
  { fast, counts, symbols }: PrefixCode,
  lengths: Uint8Array,
  from: number,
  size: number,
  mayLack = true,
): boolean {
  counts.fill(0)
  for (let i = from; i < from + size; i++) {
    const bits = lengths[i] as number
    counts[bits] = (counts[bits] as number) + 1
  }
  const used = size - (counts[0] as number)
  let left = 1
  offsets[1] = 0
  for (let bits = 1; bits <= longest; bits++) {
    left = left * 2 - (counts[bits] as number)
    if (left < 0) return false
    offsets[bits + 1] = (offsets[bits] as number) + (counts[bits] as number)
  }
  const isSingle = used === 0 || (used === 1 && counts[1] === 1)
  if (left > 0 && !(mayLack && isSingle)) return false
  for (let i = 0; i < size; i++) {
    const bits = lengths[from + i] as number
    if (bits === 0) continue
    const place = offsets[bits] as number
    symbols[place] = i
    offsets[bits] = place + 1
  }
  fillFast(fast, counts, symbols)
  return true
}

function fillFast(fast: Uint16Array, counts: Uint16Array, symbols: Uint16Array): void {
  fast.fill(0)
  let next = 0
  let code = 0
  for (let bits = 1; bits <= fastBits; bits++) {
    for (let i = counts[bits] as number; i > 0; i--) {
      const entry = ((symbols[next++] as number) << 4) | bits
      const step = 1 << bits
      const turned = (turnedCodes[code++] as number) >> (fastBits - bits)
      for (let at = turned; at < fast.length; at += step) fast[at] = entry
    }
    code <<= 1
  }
}

/** Finds the entry of the next bits, one after the other; 0 where they are no symbol. */
export function slowEntry({ counts, symbols }: PrefixCode, held: number): number {
  let code = 0
  let first = 0
  let index = 0
  for (let bits = 1; bits <= longest; bits++) {
    code |= held & 1
    held >>>= 1
    const count = counts[bits] as number
    if (code - count < first) return ((symbols[index + code - first] as number) << 4) | bits
    index += count
    first = (first + count) << 1
    code <<= 1
  }
  return 0
}
