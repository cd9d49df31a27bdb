/** A status list: one bit for each code of an issuer and month, set where the code does not count (docs/format.md 6.5). */

/** Bytes that so many entries need. */
export function bytesFor(entries: number): number {
  return Math.ceil(entries / 8)
}

/** Whether an entry is set: the least significant bit of a byte is the first, as in IETF status lists. */
export function isSet(bits: Uint8Array, index: number): boolean {
  return (((bits[Math.floor(index / 8)] as number) >> (index % 8)) & 1) === 1
}
