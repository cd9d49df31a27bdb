/** How far the collector has signed for a journal, and what is left to be sent. */
import type { ReceiptPlace } from 'greengate'
import type { UnsentState } from '../../shared/staff-api.ts'
import type { SegmentRow } from './segment-row.ts'
import type { SegmentRange } from './upload-source.ts'

/** Knows what is collected. */
export interface Collected {
  /** Up to and with which record; later segments are after it. */
  mark(through: ReceiptPlace): void
  ranges(): readonly SegmentRange[]
  /** The first record to send; undefined: there is nothing that is worth it. */
  next(): ReceiptPlace | undefined
  /** The segments that it has signed for to their ends, at one look: a journal may have thousands. */
  whole(): ReadonlySet<string>
  counts(): Pick<UnsentState, 'records' | 'bytes'>
}

/** Begins with what the newest segment that says anything of it says. */
export function startCollected(row: Pick<SegmentRow, 'closed' | 'live'>): Collected {
  let through = row
    .closed()
    .toReversed()
    .find(({ collected }) => collected !== null)?.collected

  const ranges = (): readonly SegmentRange[] => {
    const live = row.live()
    const all = row.closed().map(({ segment, seq, fileBytes, damaged }) => ({
      ...{ segment, lastSeq: damaged ? 0 : seq, bytes: fileBytes, live: false },
    }))
    if (live !== undefined) {
      all.push({ segment: live.id, lastSeq: live.state.seq, bytes: live.length, live: true })
    }
    const place = all.findIndex(({ segment }) => segment === through?.segment)
    const seqAt = through?.seq ?? 0
    return all.map((range, i) => ({
      ...range,
      collectedSeq: i < place ? range.lastSeq : i === place ? Math.min(seqAt, range.lastSeq) : 0,
    }))
  }

  /** Of the live segment, records that come of uploads and of minutes going by are not worth one. */
  const left = ({ live, lastSeq, collectedSeq }: SegmentRange): number =>
    live ? (row.live()?.worthAfter(collectedSeq) ?? 0) : lastSeq - collectedSeq

  return {
    mark(place) {
      through = place
    },
    ranges,
    next() {
      const range = ranges().find((one) => left(one) > 0)
      return range && { segment: range.segment, seq: range.collectedSeq + 1 }
    },
    whole: () =>
      new Set(ranges().flatMap((one) => (one.collectedSeq >= one.lastSeq ? [one.segment] : []))),
    counts() {
      let records = 0
      let bytes = 0
      for (const range of ranges()) {
        const count = left(range)
        records += count
        bytes += range.lastSeq === 0 ? 0 : Math.round((range.bytes * count) / range.lastSeq)
      }
      return { records, bytes }
    },
  }
}
