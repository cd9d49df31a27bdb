/** zlib streams (RFC 1950) by hand, so that they are the same whatever library would have packed them. */
import { concat } from './bytes.ts'

const adler32 = (bytes: Uint8Array): Uint8Array => {
  let [a, b] = [1, 0]
  for (const byte of bytes) {
    a = (a + byte) % 65_521
    b = (b + a) % 65_521
  }
  return Uint8Array.of(b >> 8, b & 255, a >> 8, a & 255)
}

const header = Uint8Array.of(0x78, 0x01)

/** One block, stored as it is. */
export const stored = (bytes: Uint8Array): Uint8Array => {
  const { length } = bytes
  const sizes = Uint8Array.of(length & 255, length >> 8, ~length & 255, (~length >> 8) & 255)
  return concat(header, Uint8Array.of(1), sizes, bytes, adler32(bytes))
}

/** A nought, and 258 more of them so many times: what grows most by being unpacked. */
export const noughts = (times: number): Uint8Array => {
  // The fixed codes of RFC 1951, 3.2.6: literal 0, length 258, distance 1, end of block.
  const run = '11000101' + '00000'
  const bits = '110' + '00110000' + run.repeat(times) + '0000000'
  const packed = (bits.match(/.{1,8}/g) ?? []).map((eight) =>
    Number.parseInt(Array.from(eight.padEnd(8, '0')).reverse().join(''), 2),
  )
  return concat(header, Uint8Array.from(packed), adler32(new Uint8Array(1 + 258 * times)))
}
