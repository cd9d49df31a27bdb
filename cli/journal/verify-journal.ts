/** Checks a whole journal: the chain of each segment, what is signed of it, and that each goes on where the one before ended. */
import type { SegmentEnd } from 'greengate'
import { GreengateError, type PublicJwk } from 'greengate/issue'
import { findBreak, readPart, type Break } from './read-part.ts'
import type { JournalSegment } from './journal-segments.ts'

/** What came of a segment. */
export interface SegmentReport {
  readonly segment: string
  readonly place: string
  readonly first: number
  /** How many records are there. */
  readonly records: number
  readonly receipts: number
  /** How many stand after the last checkpoint; nobody has signed for them. */
  readonly unsigned: number
  /** Whether checkpoints were held against a key. */
  readonly isKeyKnown: boolean
  readonly tornBytes: number
  /** Where the chain breaks; null: nowhere. */
  readonly break: Break | null
  /**
   * How it hangs on the segment before: `none`: it is the station's first; `absent`: that one is not here; `gap`: others
   * are here, that one is not; `broken`: that one ends otherwise than this one says.
   */
  readonly link: 'none' | 'linked' | 'absent' | 'gap' | 'broken' | 'unknown'
  readonly isSound: boolean
}

/** The key of the station that a segment is of; undefined: nobody said. */
export type KeyOfStation = (station: string) => PublicJwk | undefined

/** The station of a segment, as its name says. */
export const stationOf = (segment: string): string => segment.replace(/-\d{8}-[0-9a-f]{8}$/, '')

interface Before {
  readonly id: string
  readonly end: Omit<SegmentEnd, 'segment'> | undefined
}

/** Checks segment after segment; they must come by station, oldest first. */
export async function* verifyJournal(
  segments: readonly JournalSegment[],
  keyOf: KeyOfStation,
): AsyncGenerator<SegmentReport> {
  let before: Before | undefined
  for (const [at, segment] of segments.entries()) {
    const station = stationOf(segment.id)
    const known = before !== undefined && stationOf(before.id) === station ? before : undefined
    const isNewest = stationOf(segments[at + 1]?.id ?? '') !== station
    const { report, end } = await verifyOne(segment, keyOf(station), known, isNewest)
    yield report
    before = { id: segment.id, end }
  }
}

async function verifyOne(
  segment: JournalSegment,
  key: PublicJwk | undefined,
  before: Before | undefined,
  isNewest: boolean,
): Promise<{ report: SegmentReport; end: Before['end'] }> {
  const { id, place, first } = segment
  const keys = key === undefined ? undefined : [key]
  const bytes = await segment.bytes()
  const said = { segment: id, place, first, isKeyKnown: key !== undefined }
  try {
    const read = await readPart(segment, bytes, keys)
    const { records, receipts, state, checkpoint, start, tornBytes } = read
    const link = first > 1 ? partLink(segment, before) : linkOf(start?.previous, before)
    const report: SegmentReport = {
      ...said,
      records: records.length,
      receipts: receipts.length,
      unsigned: state.seq - Math.max(checkpoint?.seq ?? 0, first - 1),
      tornBytes,
      break: null,
      link,
      // Only what is still being written may end in the middle of a record.
      isSound: link !== 'broken' && link !== 'gap' && (tornBytes === 0 || isNewest),
    }
    const head = Buffer.from(state.head).toString('base64url')
    return { report, end: { seq: state.seq, head } }
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    const found = await findBreak(segment, bytes, keys, error.code)
    const counts = { records: found.seq - first, receipts: 0, unsigned: 0, tornBytes: 0 }
    const report: SegmentReport = {
      ...said,
      ...counts,
      break: found,
      link: 'unknown',
      isSound: false,
    }
    return { report, end: undefined }
  }
}

function linkOf(
  previous: SegmentEnd | null | undefined,
  before: Before | undefined,
): SegmentReport['link'] {
  if (previous === undefined) return 'unknown'
  if (previous === null) return before === undefined ? 'none' : 'broken'
  if (before === undefined) return 'absent'
  if (previous.segment !== before.id) return 'gap'
  if (before.end === undefined) return 'unknown'
  return before.end.seq === previous.seq && before.end.head === previous.head ? 'linked' : 'broken'
}

/** A part of a segment goes on from an earlier part, or its beginning is elsewhere. */
function partLink(
  { id, first, before: head }: JournalSegment,
  before: Before | undefined,
): SegmentReport['link'] {
  if (before?.id !== id || before.end === undefined) return 'absent'
  if (before.end.seq < first - 1) return 'gap'
  const said = Buffer.from(head ?? []).toString('base64url')
  return before.end.seq === first - 1 && before.end.head === said ? 'linked' : 'broken'
}
