/** All segments of a journal in their row: the closed ones, and the one that is written, if it can be. */
import { randomBytes } from 'node:crypto'
import type { Appended, InstantText, RecordValue, SegmentEnd, SegmentState } from 'greengate'
import { StationError } from '../station-error.ts'
import { beginSegment, type LiveOptions, type LiveSegment } from './live-segment.ts'
import { writeIndex, type SegmentSummary } from './segment-summary.ts'
import { segmentId } from './segments.ts'

/** Segments in their order. What writes must not overlap. */
export interface SegmentRow {
  /** Oldest first. */
  closed(): readonly SegmentSummary[]
  /** The one that is written, or waits to be renewed: what it holds is durable. undefined: the journal is closed. */
  live(): LiveSegment | undefined
  /** Whether it takes records. */
  isOpen(): boolean
  /** The newest, whether or not it takes records. */
  end(): SegmentEnd
  usedBytes(): number
  /** Takes what is known of a segment anew. */
  replace(summary: SegmentSummary): void
  /**
   * Puts a record on the disk, in the next segment where this one is full.
   *
   * @throws StationError `ERR_STATION_JOURNAL` where there is no segment to write to.
   */
  add<T extends RecordValue>(
    at: InstantText,
    make: (state: SegmentState, live: LiveSegment) => Promise<Appended<T>>,
  ): Promise<T>
  checkpoint(at: InstantText): Promise<void>
  /** Closes the segment and begins the next. */
  turnOver(at: InstantText): Promise<void>
  /** Cuts off what was half written, and begins the next segment where there is none. */
  renew(at: InstantText): Promise<void>
  close(at: InstantText): Promise<void>
}

/** What a row is made of. */
export interface RowOptions extends Omit<LiveOptions, 'at' | 'previous'> {
  readonly closed: readonly SegmentSummary[]
  /** The number of the first segment to come. */
  readonly next: number
  readonly segmentBytes: number
}

/** Begins a row with what was found; it takes records once it is renewed. */
export function openSegmentRow(options: RowOptions): SegmentRow {
  const { folder, station, segmentBytes } = options
  const closed = [...options.closed]
  let closedBytes = closed.reduce((sum, { fileBytes }) => sum + fileBytes, 0)
  let number = options.next
  let live: LiveSegment | undefined
  let isBroken = false

  const begin = async (at: InstantText): Promise<LiveSegment> => {
    const id = segmentId(station, number, randomBytes(4))
    const previous = closed.at(-1)
    const link = previous && {
      ...{ segment: previous.segment, seq: previous.seq, head: previous.head },
    }
    const begun = await beginSegment(id, { ...options, at, previous: link ?? null })
    number++
    return begun
  }

  const retire = async (ended: LiveSegment): Promise<void> => {
    const summary = ended.summary()
    closed.push(summary)
    closedBytes += summary.fileBytes
    await writeIndex(folder, summary, ended.appeals)
  }

  /** What fails in the middle leaves the segment broken. */
  const guarded = async (work: () => Promise<void>): Promise<void> => {
    isBroken = true
    await work()
    isBroken = false
  }

  const writable = (): LiveSegment => {
    if (live === undefined || isBroken) {
      throw new StationError('ERR_STATION_JOURNAL', `no segment of ${folder} takes records`)
    }
    return live
  }

  const finish = async (segment: LiveSegment, at: InstantText): Promise<void> => {
    await guarded(() => segment.checkpoint(at, true))
    // In one turn from one list to the other: in neither its records would seem to be sent.
    live = undefined
    await Promise.all([segment.end(), retire(segment)])
  }

  const row: SegmentRow = {
    closed: () => closed,
    live: () => live,
    isOpen: () => live !== undefined && !isBroken,
    end() {
      const { segment, seq, head } = live?.summary() ?? closed.at(-1) ?? none
      return { segment, seq, head }
    },
    usedBytes: () => closedBytes + (live?.length ?? 0),
    replace(summary) {
      const place = closed.findIndex(({ segment }) => segment === summary.segment)
      if (place < 0) return
      closedBytes += summary.fileBytes - (closed[place]?.fileBytes ?? 0)
      closed[place] = summary
    },
    async add(at, make) {
      if (writable().length >= segmentBytes) await row.turnOver(at)
      const segment = writable()
      const made = await make(segment.state, segment)
      await guarded(() => segment.put(made))
      return made.value
    },
    async checkpoint(at) {
      const segment = writable()
      await guarded(() => segment.checkpoint(at, false))
    },
    async turnOver(at) {
      await finish(writable(), at)
      live = await begin(at)
    },
    async renew(at) {
      if (live !== undefined && isBroken) {
        const segment = live
        await segment.cut()
        live = undefined
        isBroken = false
        await retire(segment)
      }
      live ??= await begin(at)
    },
    async close(at) {
      if (live !== undefined && isBroken) await live.end()
      else if (live !== undefined) await finish(live, at)
      live = undefined
    },
  }
  return row
}

const none: SegmentEnd = { segment: '', seq: 0, head: '' }
