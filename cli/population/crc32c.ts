/** CRC-32C, by which a set's file is checked: needed here to turn a bit in a way that the check sum does not tell. */

const polynomial = 0x82f6_3b78
const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte
  for (let bit = 0; bit < 8; bit++) sum = (sum & 1) === 1 ? (sum >>> 1) ^ polynomial : sum >>> 1
  return sum
})

/** The check sum of bytes. */
export function crc32c(bytes: Uint8Array): number {
  let sum = 0xffff_ffff
  for (const byte of bytes) sum = (sum >>> 8) ^ (table[(sum ^ byte) & 0xff] as number)
  return (sum ^ 0xffff_ffff) >>> 0
}
