/** What a journal knows of a segment without reading it again, in memory and in a file beside the segment. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { InstantText, ReceiptPlace, RecordValue, SegmentEnd, SegmentRecord } from 'greengate'
import { writeDurable } from '../durable-file.ts'
import { systemCode } from '../station-error.ts'
import { fileOfIndex } from './segments.ts'

/** A segment that nothing is added to any more. */
export interface SegmentSummary extends SegmentEnd {
  readonly fileBytes: number
  readonly oldestAt: InstantText | null
  /** The latest instant that any of its records names. */
  readonly newestAt: InstantText | null
  /** When the first of its sealed parts is due to go; null: it has none. */
  readonly sealedUntil: InstantText | null
  /** Of the oldest record whose clear part retention may take; null: there is none. */
  readonly clearSince: InstantText | null
  /** What it says last of what the collector signed for. */
  readonly collected: ReceiptPlace | null
  /** It does not hold: it is evidence, and nobody touches it. */
  readonly damaged?: true
}

/** Which appeal numbers stand where in a segment. */
export type Appeals = ReadonlyMap<string, number>

/** Gathers what is known of a segment, record by record. */
export interface SummaryBuilder {
  add(record: Pick<SegmentRecord, 'seq' | 'value'> & { readonly isSealed: boolean }): void
  summary(end: SegmentEnd, fileBytes: number): SegmentSummary
  readonly appeals: Appeals
  /** Records after a place that an upload is worth: others come of uploads and of minutes going by. */
  worthAfter(seq: number): number
}

/** Begins at nothing. */
export function startSummary(): SummaryBuilder {
  const appeals = new Map<string, number>()
  const worth: number[] = []
  let oldestAt: InstantText | null = null
  let newestAt: InstantText | null = null
  let sealedUntil: InstantText | null = null
  let clearSince: InstantText | null = null
  let collected: ReceiptPlace | null = null
  return {
    appeals,
    add({ seq, value, isSealed }) {
      if (value === null) return
      oldestAt ??= value.at
      newestAt = later(newestAt, value.at)
      if (isWorth(value)) worth.push(seq)
      if (mayGo(value)) clearSince = earlier(clearSince, value.at)
      if (value.format === 'greengate-receipt-1') {
        if (value.appeal !== null) appeals.set(value.appeal, seq)
        if (value.sealed !== null && isSealed) {
          sealedUntil = earlier(sealedUntil, value.sealed.deleteAfter)
        }
      }
      if (value.format === 'greengate-event-1' && value.event === 'collected') {
        collected = value.through
      }
    },
    summary: (end, fileBytes) => ({
      ...{ ...end, fileBytes, oldestAt, newestAt, sealedUntil, clearSince, collected },
    }),
    worthAfter: (after) => worth.filter((seq) => seq > after).length,
  }
}

/** Gathers what is known of a segment that was read. */
export function summarise(records: readonly SegmentRecord[]): SummaryBuilder {
  const builder = startSummary()
  for (const { seq, value, sealed } of records) {
    builder.add({ seq, value, isSealed: sealed !== null })
  }
  return builder
}

/** Whether an upload is made for its sake. */
function isWorth(value: RecordValue): boolean {
  if (value.format === 'greengate-event-1') return value.event !== 'collected'
  return value.format === 'greengate-receipt-1'
}

/** Whether retention may take its clear part; `pruneSegment` keeps the same. */
function mayGo(value: RecordValue): boolean {
  return isWorth(value) && !('event' in value && value.event === 'pruned')
}

const msOf = (at: InstantText): number => Date.parse(at)
const earlier = (a: InstantText | null, b: InstantText): InstantText =>
  a !== null && msOf(a) <= msOf(b) ? a : b
const later = (a: InstantText | null, b: InstantText): InstantText =>
  a !== null && msOf(a) >= msOf(b) ? a : b

interface IndexFile {
  readonly format: 'greengate-segment-index-1'
  readonly summary: SegmentSummary
  readonly appeals: Readonly<Record<string, number>>
}

/** Keeps what is known beside the segment. */
export async function writeIndex(
  folder: string,
  summary: SegmentSummary,
  appeals: Appeals,
): Promise<void> {
  const format = 'greengate-segment-index-1' as const
  const file: IndexFile = { format, summary, appeals: Object.fromEntries(appeals) }
  await writeDurable(join(folder, fileOfIndex(summary.segment)), JSON.stringify(file))
}

/** Reads what is known; undefined where it is not there, or half there, or of another state of the segment. */
export async function readIndex(
  folder: string,
  id: string,
  fileBytes: number,
): Promise<{ readonly summary: SegmentSummary; readonly appeals: Appeals } | undefined> {
  const file = await indexFile(join(folder, fileOfIndex(id)))
  if (file?.summary.segment !== id || file.summary.fileBytes !== fileBytes) return undefined
  return { summary: file.summary, appeals: new Map(Object.entries(file.appeals)) }
}

/** It is this program's own note, made again where it is not whole: a crash may have left none, or zeros. */
async function indexFile(path: string): Promise<IndexFile | undefined> {
  try {
    const value = JSON.parse(await readFile(path, 'utf8')) as Partial<IndexFile> | null
    return value?.format === 'greengate-segment-index-1' ? (value as IndexFile) : undefined
  } catch (error) {
    if (error instanceof SyntaxError || systemCode(error) === 'ENOENT') return undefined
    throw error
  }
}
