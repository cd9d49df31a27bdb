/** A zlib stream (RFC 1950) of one stored block (RFC 1951): the same bytes wherever a recipe runs. */
import { concat } from './bytes.ts'

const adler32 = (bytes: Uint8Array): number => {
  let [a, b] = [1, 0]
  for (const byte of bytes) {
    a = (a + byte) % 65_521
    b = (b + a) % 65_521
  }
  return b * 65_536 + a
}

/** Wraps fewer than 65,536 bytes. */
export const stored = (bytes: Uint8Array): Uint8Array => {
  const { length } = bytes
  const block = new DataView(new ArrayBuffer(5))
  block.setUint8(0, 1)
  block.setUint16(1, length, true)
  block.setUint16(3, length ^ 0xffff, true)
  const sum = new DataView(new ArrayBuffer(4))
  sum.setUint32(0, adler32(bytes))
  const head = Uint8Array.of(0x78, 0x01)
  return concat(head, new Uint8Array(block.buffer), bytes, new Uint8Array(sum.buffer))
}
