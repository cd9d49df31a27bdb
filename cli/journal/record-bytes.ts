/** The bytes of a record, taken apart and put together again (docs/receipt.md 2); the library has checked them before or will after. */

/** Kind, two lengths and the check sum. */
const leadBytes = 13
const headBytes = 32
/** Of a segment's file: its first bytes, and the chain before the first record. */
export const headerBytes = 40

/** The parts of a record as they stand in its bytes. */
export interface RecordParts {
  /** Of a record whose clear part is gone: its leaf. */
  readonly clear: Uint8Array
  readonly sealed: Uint8Array
  readonly head: Uint8Array
  /** Where the next one begins. */
  readonly end: number
}

/** Takes the record at a place apart; undefined parts are never given: whoever asks knows that it is whole. */
export function partsAt(bytes: Uint8Array, start: number): RecordParts {
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, leadBytes)
  const from = start + leadBytes
  const [n, m] = [view.getUint32(1), view.getUint32(5)]
  const end = from + n + m + headBytes
  return {
    clear: bytes.subarray(from, from + n),
    sealed: bytes.subarray(from + n, from + n + m),
    head: bytes.subarray(end - headBytes, end),
    end,
  }
}

/** What is left of a record. */
export type RecordKind = 'whole' | 'unsealed' | 'hash'

/** Puts a record together as a station writes it. */
export function recordBytes(
  kind: RecordKind,
  { clear, sealed, head }: Omit<RecordParts, 'end'>,
): Buffer {
  const lead = Buffer.alloc(leadBytes)
  lead[0] = { whole: 1, unsealed: 2, hash: 3 }[kind]
  lead.writeUInt32BE(clear.length, 1)
  lead.writeUInt32BE(sealed.length, 5)
  const rest = Buffer.concat([clear, sealed, head])
  lead.writeUInt32BE(crc32c(Buffer.concat([lead.subarray(0, 9), rest])), 9)
  return Buffer.concat([lead, rest])
}

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0x82f63b78 : value >>> 1
  return value
})

/** CRC-32C (Castagnoli). */
function crc32c(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) crc = (table[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8)
  return (crc ^ 0xffffffff) >>> 0
}
