/** Reads records of a journal back from the disk, one by one or as batches. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  GreengateError,
  readRecords,
  sliceRecords,
  type RecordValue,
  type ReceiptPlace,
} from 'greengate'
import { StationError } from '../station-error.ts'
import { fileOfSegment } from './segments.ts'
import type { RecordBatch } from './upload-source.ts'

/**
 * Reads whole records from one on.
 *
 * @param length - Bytes of the file that are durable.
 */
export async function readBatch(
  folder: string,
  { segment, seq }: ReceiptPlace,
  length: number,
  mostBytes: number,
): Promise<RecordBatch | undefined> {
  const file = new Uint8Array(await readFile(join(folder, fileOfSegment(segment))))
  const slice = sliceRecords(file.subarray(0, length), seq, mostBytes)
  return slice && { segment, ...slice }
}

/**
 * Reads one record; null: its clear part is gone.
 *
 * @throws StationError `ERR_STATION_JOURNAL` where it was changed, or is not there.
 */
export async function readValue(
  folder: string,
  place: ReceiptPlace,
  length: number,
): Promise<RecordValue | null> {
  const { segment: id, seq } = place
  const batch = await readBatch(folder, place, length, 0)
  if (batch === undefined) throw unreadable(place)
  try {
    const from = { id, head: batch.before, seq: seq - 1 }
    return (await readRecords(batch.bytes, from)).records[0]?.value ?? null
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    throw unreadable(place, error)
  }
}

function unreadable({ segment, seq }: ReceiptPlace, cause?: unknown): StationError {
  const what = `record ${String(seq)} of segment ${segment} does not hold`
  return new StationError('ERR_STATION_JOURNAL', what, { cause })
}
