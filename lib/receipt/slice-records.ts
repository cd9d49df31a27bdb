/** Cuts whole records out of a segment's file, to be sent as they are. */
import { headBytes, magic, recordAt } from './record.ts'

/** Whole records of a segment, one after the other. */
export interface RecordSlice {
  readonly firstSeq: number
  readonly lastSeq: number
  /** The chain before the first and after the last of them. */
  readonly before: Uint8Array
  readonly head: Uint8Array
  readonly bytes: Uint8Array
}

/**
 * Cuts records out; their check sums are looked at, their chain is not (`readRecords` does).
 *
 * @param file - The segment's file, or its beginning.
 * @param fromSeq - The first record, from 1 on.
 * @param mostBytes - As many as fit into it, and at least one.
 * @returns undefined where there is no whole record of that number.
 *
 * @example
 * ```ts
 * import { sliceRecords } from 'greengate'
 *
 * const batch = (file: Uint8Array) => sliceRecords(file, 1, 1024 * 1024)
 * ```
 */
export function sliceRecords(
  file: Uint8Array,
  fromSeq: number,
  mostBytes: number,
): RecordSlice | undefined {
  let before = file.subarray(magic.length, magic.length + headBytes)
  let offset = magic.length + headBytes
  let seq = 1
  for (; seq < fromSeq; seq++) {
    const passed = recordAt(file, offset)
    if (passed === undefined) return undefined
    before = passed.head
    offset = passed.end
  }
  const start = offset
  let head = before
  for (let next = recordAt(file, offset); next; next = recordAt(file, offset)) {
    if (offset > start && next.end - start > mostBytes) break
    head = next.head
    offset = next.end
    seq++
  }
  if (offset === start) return undefined
  const bytes = file.subarray(start, offset)
  return { firstSeq: fromSeq, lastSeq: seq - 1, before, head, bytes }
}
