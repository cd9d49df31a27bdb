/** What an uploader and an export read of the journal: durable records alone, as they stand on the disk. */
import type { ReceiptPlace } from 'greengate'

/** A segment and how far it has come. Records are numbered from 1; all up to `lastSeq` are durable. */
export interface SegmentRange {
  readonly segment: string
  readonly lastSeq: number
  /** The collector signed for all up to and with this one; 0: for none. */
  readonly collectedSeq: number
  /** Of the file, header and all. */
  readonly bytes: number
  /** Whether records are still added to it. */
  readonly live: boolean
}

/** Whole records of one segment, one after the other, without the file's header. */
export interface RecordBatch {
  readonly segment: string
  readonly firstSeq: number
  readonly lastSeq: number
  /** The chain before the first record (32 bytes): with it and `firstSeq - 1` `readRecords` of greengate reads the batch. */
  readonly before: Uint8Array
  /** The chain after the last record (32 bytes). */
  readonly head: Uint8Array
  readonly bytes: Uint8Array
}

/** The journal as its uploader sees it. Calls may overlap each other and those of the `Journal`. */
export interface UploadSource {
  /** Every segment on the disk, oldest first, the live one last. Nothing is read from the disk for it. */
  segments(): readonly SegmentRange[]
  /**
   * Reads whole records from `fromSeq` on, as many as fit into `mostBytes` and at least one; undefined where no record
   * of that number is durable. What retention took away is sent as its hash (kinds 2 and 3 of docs/receipt.md).
   *
   * @throws StationError `ERR_STATION_JOURNAL` where the segment cannot be read or was changed.
   */
  read(segment: string, fromSeq: number, mostBytes: number): Promise<RecordBatch | undefined>
  /** Where to go on: the first record that is not collected and worth a journey; undefined: there is nothing to send. */
  nextUnsent(): ReceiptPlace | undefined
  /**
   * Notes that the collector signed for all up to and with `through` (event `collected`, `receipt` whole); durable when
   * the promise resolves. Only then may retention take clear parts away. The caller has checked the signature.
   *
   * @throws StationError `ERR_STATION_JOURNAL`.
   */
  markCollected(through: ReceiptPlace, receipt: string): Promise<void>
}
