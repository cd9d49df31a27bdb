/** What a station does at start with the segments that it finds: torn tails are cut off, what is known is gathered. */
import { readFile, stat, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import {
  firstState,
  GreengateError,
  readSegment,
  segmentEnd,
  type Receipt,
  type ReceiptPlace,
} from 'greengate'
import { readIndex, summarise, writeIndex, type SegmentSummary } from './segment-summary.ts'
import { deleteHalfMade, fileOfSegment, listSegments } from './segments.ts'

/** What was found. */
export interface FoundJournal {
  /** Oldest first. */
  readonly summaries: readonly SegmentSummary[]
  /** The number of the next segment. */
  readonly next: number
  /** The receipts written of late, oldest first, but for those whose grant was released. */
  readonly recent: readonly Receipt[]
  /** Segments that do not hold and were not known as such. */
  readonly damaged: readonly string[]
}

/** As many files are open at once. */
const width = 16

interface Found {
  readonly summary: SegmentSummary
  readonly receipts: readonly Receipt[]
  /** Receipts, of this segment or of one before, on which nobody went through after all. */
  readonly released: readonly ReceiptPlace[]
  readonly isNew: boolean
}

/**
 * Goes through the folder. What an index tells is believed as long as the file is as long as it says: a segment is read
 * at start when the process before did not come to close it, and when it was written of late.
 *
 * A segment that was changed is told and left as it is: it is evidence, and the gate must open all the same.
 */
export async function repairSegments(
  folder: string,
  since: Date,
  log: (line: string) => void,
): Promise<FoundJournal> {
  await deleteHalfMade(folder)
  const segments = await listSegments(folder)
  const summaries: SegmentSummary[] = []
  const recent: { readonly place: string; readonly receipt: Receipt }[] = []
  const released = new Set<string>()
  const damaged: string[] = []
  for (let place = 0; place < segments.length; place += width) {
    const some = segments.slice(place, place + width)
    for (const found of await Promise.all(some.map(({ id }) => look(folder, id, since, log)))) {
      summaries.push(found.summary)
      const { segment } = found.summary
      for (const receipt of found.receipts)
        recent.push({ place: keyOf({ segment, seq: receipt.seq }), receipt })
      for (const place of found.released) released.add(keyOf(place))
      if (found.isNew && found.summary.damaged) damaged.push(found.summary.segment)
    }
  }
  const kept = recent.filter(({ place }) => !released.has(place)).map(({ receipt }) => receipt)
  return { summaries, next: (segments.at(-1)?.number ?? 0) + 1, recent: kept, damaged }
}

const keyOf = ({ segment, seq }: ReceiptPlace) => `${segment} ${seq}`
const nothing = { receipts: [], released: [] } as const

async function look(
  folder: string,
  id: string,
  since: Date,
  log: (line: string) => void,
): Promise<Found> {
  const { size } = await stat(join(folder, fileOfSegment(id)))
  const known = await readIndex(folder, id, size)
  if (known === undefined) return repair(folder, id, log)
  const { summary } = known
  const isOld = summary.newestAt === null || Date.parse(summary.newestAt) < since.getTime()
  if (isOld || summary.damaged) return { summary, ...nothing, isNew: false }
  return repair(folder, id, log)
}

async function repair(folder: string, id: string, log: (line: string) => void): Promise<Found> {
  const path = join(folder, fileOfSegment(id))
  const bytes = new Uint8Array(await readFile(path))
  try {
    const { records, receipts, state, wholeBytes } = await readSegment(bytes, id)
    if (wholeBytes < bytes.length) {
      await truncate(path, wholeBytes)
      log(`cut a torn tail of ${bytes.length - wholeBytes} bytes off segment ${id}`)
    }
    const builder = summarise(records)
    const summary = builder.summary(segmentEnd(state), wholeBytes)
    await writeIndex(folder, summary, builder.appeals)
    return { summary, receipts, released: releasedIn(records), isNew: true }
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    log(`segment ${id} was changed (${error.code}); it is left as it is`)
    const summary = await damagedSummary(id, bytes.length)
    await writeIndex(folder, summary, new Map())
    return { summary, ...nothing, isNew: true }
  }
}

const releasedIn = (records: Awaited<ReturnType<typeof readSegment>>['records']) =>
  records.flatMap(({ value }) =>
    value?.format === 'greengate-event-1' && value.event === 'released' ? value.receipts : [],
  )

/** Nothing that it says is believed. */
export async function damagedSummary(id: string, fileBytes: number): Promise<SegmentSummary> {
  return {
    ...segmentEnd(await firstState(id)),
    ...{ fileBytes, oldestAt: null, newestAt: null, sealedUntil: null, clearSince: null },
    ...{ collected: null, damaged: true },
  }
}
