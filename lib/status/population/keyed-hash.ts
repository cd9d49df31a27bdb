/** The keyed hash of a card number: SipHash-2-4 with 128 bits, four words of 32; without BigInt, since populations are hashed whole. */

/** 128 bits as four words, least significant first: the 16 bytes of SipHash-2-4-128 read as little-endian words. */
export type KeyedHash = Uint32Array

/** Words of a hash; in an array of hashes one stands behind the other. */
export const hashWords = 4

/** Stands before every number that is hashed, so that the key serves nothing else by accident. */
const domain = 'greengate-population-1'

/** Bytes of the longest number: far more than any has. */
const longest = 256
const tooLong = 'a number is longer than 256 bytes'

/** Hashes ASCII bytes of a number, `from` to `to`, into four words at `at`. */
export type NumberHasher = (
  bytes: Uint8Array,
  from: number,
  to: number,
  out: Uint32Array,
  at: number,
) => void

/**
 * Hashes numbers of one type of document: what stands before the number is taken in once.
 *
 * What is hashed is the ASCII bytes of `greengate-population-1`, 00, the type, 00, the number.
 *
 * @param key - 16 bytes.
 * @throws TypeError for a key of another length.
 */
export function numberHasher(key: Uint8Array, type: string): NumberHasher {
  const state = initialState(key)
  const before = ascii(`${domain}\0${type}\0`)
  const whole = before.length & ~7
  takeIn(state, before, whole)
  const rest = before.length - whole
  const tail = new Uint8Array(rest + longest)
  tail.set(before.subarray(whole))
  return (bytes, from, to, out, at) => {
    const length = to - from
    if (length > longest) throw new TypeError(tooLong)
    for (let i = 0; i < length; i++) tail[rest + i] = bytes[from + i] as number
    finish(state, tail, rest + length, before.length + length, out, at)
  }
}

/**
 * The keyed hash of one number.
 *
 * @param key - 16 bytes.
 * @param number - Checked and in its canonical form: what is not the same text is another person.
 * @throws TypeError for a key of another length, and for what is not ASCII.
 */
export function hashNumber(key: Uint8Array, type: string, number: string): KeyedHash {
  if (number.length > longest) throw new TypeError(tooLong)
  return sipHash128(key, ascii(`${domain}\0${type}\0${number}`))
}

/** SipHash-2-4-128 of any bytes. */
export function sipHash128(key: Uint8Array, bytes: Uint8Array): KeyedHash {
  const hash = new Uint32Array(hashWords)
  finish(initialState(key), bytes, bytes.length, bytes.length, hash, 0)
  return hash
}

function ascii(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length)
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit > 0x7e) throw new TypeError('a number or its type is not ASCII')
    bytes[i] = unit
  }
  return bytes
}

/** v0 to v3, the low half of each before its high half. */
function initialState(key: Uint8Array): Int32Array {
  if (key.length !== 16) throw new TypeError('a population key has 16 bytes')
  const [k0, k1, k2, k3] = [word(key, 0), word(key, 4), word(key, 8), word(key, 12)]
  return Int32Array.of(
    k0 ^ 0x70736575,
    k1 ^ 0x736f6d65,
    // The 128-bit form differs from the 64-bit one here and in how it ends.
    k2 ^ 0x6e646f6d ^ 0xee,
    k3 ^ 0x646f7261,
    k0 ^ 0x6e657261,
    k1 ^ 0x6c796765,
    k2 ^ 0x79746573,
    k3 ^ 0x74656462,
  )
}

function word(bytes: Uint8Array, at: number): number {
  return (
    (bytes[at] as number) |
    ((bytes[at + 1] as number) << 8) |
    ((bytes[at + 2] as number) << 16) |
    ((bytes[at + 3] as number) << 24)
  )
}

/** Takes in whole blocks of eight bytes, up to `end`. */
function takeIn(state: Int32Array, bytes: Uint8Array, end: number): void {
  for (let at = 0; at < end; at += 8) step(state, word(bytes, at), word(bytes, at + 4), 2)
}

const running = new Int32Array(8)

/** Ends a hash that began with `start`: `bytes` to `end` are left, `total` is the length of all. */
function finish(
  start: Int32Array,
  bytes: Uint8Array,
  end: number,
  total: number,
  out: Uint32Array,
  at: number,
): void {
  const whole = end & ~7
  running.set(start)
  takeIn(running, bytes, whole)
  let low = 0
  let high = total << 24
  for (let i = whole; i < end; i++) {
    const shift = (i - whole) * 8
    if (shift < 32) low |= (bytes[i] as number) << shift
    else high |= (bytes[i] as number) << (shift - 32)
  }
  step(running, low, high, 2)
  running[4] = (running[4] as number) ^ 0xee
  step(running, 0, 0, 4)
  put(running, out, at)
  running[2] = (running[2] as number) ^ 0xdd
  step(running, 0, 0, 4)
  put(running, out, at + 2)
}

/** Mixes a block in by so many rounds. The eight halves are locals: in the array they would cost twice as much. */
function step(state: Int32Array, low: number, high: number, rounds: number): void {
  let a = state[0] as number
  let A = state[1] as number
  let b = state[2] as number
  let B = state[3] as number
  let c = state[4] as number
  let C = state[5] as number
  let d = (state[6] as number) ^ low
  let D = (state[7] as number) ^ high
  for (let round = 0; round < rounds; round++) {
    a = (a + b) | 0
    A = (A + B + +(a >>> 0 < b >>> 0)) | 0
    let t = (b << 13) | (B >>> 19)
    B = ((B << 13) | (b >>> 19)) ^ A
    b = t ^ a
    t = a
    a = A
    A = t
    c = (c + d) | 0
    C = (C + D + +(c >>> 0 < d >>> 0)) | 0
    t = (d << 16) | (D >>> 16)
    D = ((D << 16) | (d >>> 16)) ^ C
    d = t ^ c
    a = (a + d) | 0
    A = (A + D + +(a >>> 0 < d >>> 0)) | 0
    t = (d << 21) | (D >>> 11)
    D = ((D << 21) | (d >>> 11)) ^ A
    d = t ^ a
    c = (c + b) | 0
    C = (C + B + +(c >>> 0 < b >>> 0)) | 0
    t = (b << 17) | (B >>> 15)
    B = ((B << 17) | (b >>> 15)) ^ C
    b = t ^ c
    t = c
    c = C
    C = t
  }
  state[0] = a ^ low
  state[1] = A ^ high
  state[2] = b
  state[3] = B
  state[4] = c
  state[5] = C
  state[6] = d
  state[7] = D
}

function put(state: Int32Array, out: Uint32Array, at: number): void {
  for (let half = 0; half < 2; half++) {
    out[at + half] =
      (state[half] as number) ^
      (state[half + 2] as number) ^
      (state[half + 4] as number) ^
      (state[half + 6] as number)
  }
}
