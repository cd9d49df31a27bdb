/** Reads a segment of receipts back, recomputing its chain. */
import { backend } from '#backend'
import { equalBytes, utf8 } from '../encoding/bytes.ts'
import { parseCanonicalJson } from '../encoding/canonical-json.ts'
import { GreengateError } from '../errors.ts'
import { crc32c } from '../encoding/crc32c.ts'
import { parseShadowCounts } from './parse-shadow-counts.ts'
import { headBytes, magic, nextHead, type Receipt, type SegmentState } from './receipt.ts'

const leadBytes = 8

/** A segment as read. */
export interface ReadSegment {
  readonly receipts: readonly Receipt[]
  readonly state: SegmentState
  /** Length of what is whole; the rest is a torn tail, to be cut off before anything is appended. */
  readonly wholeBytes: number
}

/**
 * Reads a segment.
 *
 * @param bytes - The file's content.
 * @param id - The id that the segment was started with.
 * @throws {@link GreengateError} `ERR_RECEIPT_MALFORMED` if it is no segment of that id or holds what is no
 * receipt, `ERR_RECEIPT_CHAIN` if a whole record was changed, taken out or put in.
 *
 * @example
 * ```ts
 * import { readSegment } from 'greengate'
 *
 * const count = async (file: Uint8Array): Promise<number> =>
 *   (await readSegment(file, 'station-7/2020-03-01/1')).receipts.length
 * ```
 */
export async function readSegment(bytes: Uint8Array, id: string): Promise<ReadSegment> {
  const first = await backend.sha256(utf8(`greengate-segment-1:${id}`))
  let offset = magic.length + headBytes
  if (bytes.length < offset || !equalBytes(bytes.subarray(0, magic.length), magic)) {
    throw new GreengateError('ERR_RECEIPT_MALFORMED', 'segment: not a segment of receipts')
  }
  if (!equalBytes(bytes.subarray(magic.length, offset), first)) {
    throw new GreengateError('ERR_RECEIPT_MALFORMED', 'segment: begins with another id')
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const receipts: Receipt[] = []
  let state: SegmentState = { head: first, seq: 0 }
  while (offset + leadBytes <= bytes.length) {
    const start = offset + leadBytes
    const end = start + view.getUint32(offset)
    if (end + headBytes > bytes.length) break
    const clear = bytes.subarray(start, end)
    const head = await nextHead(state.head, clear)
    const isWhole = crc32c(clear) === view.getUint32(offset + 4)
    if (!isWhole || !equalBytes(head, bytes.subarray(end, end + headBytes))) throw changed()
    const receipt = parseReceipt(clear)
    state = { head, seq: state.seq + 1 }
    if (receipt.seq !== state.seq) throw changed()
    receipts.push(receipt)
    offset = end + headBytes
  }
  return { receipts, state, wholeBytes: offset }
}

/** Whoever keeps the chain may still have written something else into it. */
function parseReceipt(clear: Uint8Array): Receipt {
  const fault = 'segment: a record is no receipt of this format'
  try {
    const value = parseCanonicalJson(clear)
    const isReceipt =
      typeof value === 'object' &&
      value !== null &&
      'format' in value &&
      value.format === 'greengate-receipt-1'
    if (isReceipt) {
      // What is summed up over many stations must be what it says.
      if ('shadow' in value) parseShadowCounts(value.shadow)
      return value as unknown as Receipt
    }
  } catch (cause) {
    if (!(cause instanceof GreengateError)) throw cause
    throw new GreengateError('ERR_RECEIPT_MALFORMED', fault, { cause })
  }
  throw new GreengateError('ERR_RECEIPT_MALFORMED', fault)
}

function changed(): GreengateError {
  return new GreengateError('ERR_RECEIPT_CHAIN', 'segment: a record was changed')
}
