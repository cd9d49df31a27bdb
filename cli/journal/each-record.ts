/** Goes through the records of a journal that are asked for; what does not hold is told and left out. */
import type { SegmentStart } from 'greengate'
import { GreengateError } from 'greengate/issue'
import { printError } from '../edges/output.ts'
import type { JournalSegment } from './journal-segments.ts'
import { readPart } from './read-part.ts'
import { isSelected, type ReadRecord, type Selection } from './select-records.ts'

/** A record and its segment. */
export interface FoundRecord {
  readonly segment: JournalSegment
  readonly start: SegmentStart | null
  readonly record: ReadRecord
}

/** @param onBroken - Called for each segment that does not hold. */
export async function* eachRecord(
  segments: readonly JournalSegment[],
  wanted: Selection,
  onBroken: () => void,
): AsyncGenerator<FoundRecord> {
  for (const segment of segments) {
    const { id } = segment
    if (wanted.segment !== undefined && wanted.segment !== id) continue
    try {
      const { records, start } = await readPart(segment, await segment.bytes(), undefined)
      for (const record of records) {
        if (isSelected(record, id, wanted)) yield { segment, start, record }
      }
    } catch (error) {
      if (!(error instanceof GreengateError)) throw error
      printError(`${id}: ${error.code}; left out, run "greengate journal verify"`)
      onBroken()
    }
  }
}
