/** Reads the records of a segment wherever it lies, and finds the place where a chain breaks. */
import { readRecords, readSegment, type ReadRecords, type SegmentStart } from 'greengate'
import { GreengateError, type PublicJwk } from 'greengate/issue'
import type { JournalSegment } from './journal-segments.ts'
import { headerBytes, partsAt } from './record-bytes.ts'

/** What was read of a segment. */
export interface ReadPart extends ReadRecords {
  /** How the segment begins; null: its first record is not here. */
  readonly start: SegmentStart | null
  readonly tornBytes: number
}

/** Where a chain breaks. */
export interface Break {
  readonly code: string
  /** Of the first record that does not hold. */
  readonly seq: number
  /** Where it begins among the bytes that were read. */
  readonly offset: number
}

/**
 * Reads a segment.
 *
 * @param keys - The station's; undefined: checkpoints are not checked.
 * @throws GreengateError `ERR_RECEIPT_...`
 */
export async function readPart(
  { id, first, before }: JournalSegment,
  bytes: Uint8Array,
  keys: readonly PublicJwk[] | undefined,
): Promise<ReadPart> {
  const options = keys === undefined ? {} : { keys }
  if (before === undefined) {
    const read = await readSegment(bytes, id, options)
    return { ...read, tornBytes: bytes.length - read.wholeBytes }
  }
  const read = await readRecords(bytes, { id, head: before, seq: first - 1 }, options)
  const [value] = read.records.map((record) => record.value)
  const start = value?.format === 'greengate-segment-1' ? value : null
  return { ...read, start, tornBytes: bytes.length - read.wholeBytes }
}

/** Goes through a segment that does not hold, record by record, to the first that does not. */
export async function findBreak(
  { id, first, before }: JournalSegment,
  bytes: Uint8Array,
  keys: readonly PublicJwk[] | undefined,
  code: string,
): Promise<Break> {
  const isFile = before === undefined
  let offset = isFile ? headerBytes : 0
  const head = before ?? bytes.subarray(headerBytes - 32, headerBytes)
  let state = { id, head, seq: first - 1 }
  while (offset + headerBytes < bytes.length) {
    const { end } = partsAt(bytes, offset)
    if (end > bytes.length) break
    try {
      const options = keys === undefined ? {} : { keys }
      const read = await readRecords(bytes.subarray(offset, end), state, options)
      if (read.records.length !== 1) break
      state = read.state
    } catch (error) {
      if (!(error instanceof GreengateError)) throw error
      return { code: error.code, seq: state.seq + 1, offset }
    }
    offset = end
  }
  return { code, seq: state.seq + 1, offset }
}
