/** Chooses records of a journal by instant, outcome and appeal number. */
import type { ReadPart } from './read-part.ts'

/** What is asked for; what is not said chooses nothing out. */
export interface Selection {
  readonly since?: Date
  readonly until?: Date
  readonly outcome?: string
  /** Ten digits. */
  readonly appeal?: string
  readonly segment?: string
  readonly seq?: number
}

/** A record of a read segment. */
export type ReadRecord = ReadPart['records'][number]

/** Whether a record is asked for; one whose clear part is gone says neither instant nor outcome. */
export function isSelected(record: ReadRecord, segment: string, wanted: Selection): boolean {
  const { value, seq } = record
  const receipt = value?.format === 'greengate-receipt-1' ? value : undefined
  if (wanted.segment !== undefined && wanted.segment !== segment) return false
  if (wanted.seq !== undefined && wanted.seq !== seq) return false
  if (wanted.outcome !== undefined && receipt?.outcome !== wanted.outcome) return false
  if (wanted.appeal !== undefined && receipt?.appeal !== wanted.appeal) return false
  if (wanted.since === undefined && wanted.until === undefined) return true
  if (value === null) return false
  const at = Date.parse(value.at)
  return at >= (wanted.since?.getTime() ?? -Infinity) && at < (wanted.until?.getTime() ?? Infinity)
}
