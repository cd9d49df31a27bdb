/** Takes out of a closed segment what may not be kept longer; its chain stays, and what went is noted before it goes. */
import { open, readFile, rename, rm, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import {
  pruneSegment,
  readSegment,
  segmentEnd,
  type Pruning,
  type SegmentRecord,
  type StationEvent,
} from 'greengate'
import { syncFolder } from '../durable-file.ts'
import { summarise, writeIndex, type SegmentSummary } from './segment-summary.ts'
import { fileOfSegment } from './segments.ts'

/** What retention goes by. */
export interface RetentionRules {
  readonly now: Date
  readonly keepDays: number
  /** Whether the collector has signed for all of the segment. */
  readonly isCollected: boolean
}

const dayMs = 86_400_000
const isPast = (at: string, days: number, now: Date): boolean =>
  Date.parse(at) + days * dayMs <= now.getTime()

/** Whether anything of a segment is due to go. */
export function isDue(summary: SegmentSummary, rules: RetentionRules): boolean {
  const { sealedUntil, clearSince, damaged } = summary
  const { now, keepDays, isCollected } = rules
  if (damaged) return false
  if (sealedUntil !== null && isPast(sealedUntil, 0, now)) return true
  return isCollected && clearSince !== null && isPast(clearSince, keepDays, now)
}

function pruningOf({ value, sealed }: SegmentRecord, rules: RetentionRules): Pruning {
  if (value === null) return 'nothing'
  const { now, keepDays, isCollected } = rules
  if (isCollected && isPast(value.at, keepDays, now)) return 'clear'
  const isSealed = value.format === 'greengate-receipt-1' && sealed !== null
  const isOver = isSealed && value.sealed !== null && isPast(value.sealed.deleteAfter, 0, now)
  return isOver ? 'sealed' : 'nothing'
}

/** What retention does its work with. */
export interface PruneHands {
  readonly folder: string
  readonly note: (event: StationEvent) => Promise<unknown>
  readonly write: (file: FileHandle, bytes: Uint8Array) => Promise<void>
}

/**
 * Prunes one segment: the new file is written beside the old one and takes its place, so that a crash leaves one of the
 * two whole. An event that was noted and whose pruning a crash prevented comes again with it.
 *
 * @throws GreengateError where the segment does not hold; it is left as it is then.
 */
export async function prune(
  { folder, note, write }: PruneHands,
  { segment }: SegmentSummary,
  rules: RetentionRules,
): Promise<SegmentSummary> {
  const path = join(folder, fileOfSegment(segment))
  const file = new Uint8Array(await readFile(path))
  const pruned = await pruneSegment(file, segment, (record) => pruningOf(record, rules))
  for (const part of ['sealed', 'clear'] as const) {
    const records = pruned[part]
    if (records > 0) await note({ event: 'pruned', segment, part, records })
  }
  if (pruned.sealed + pruned.clear > 0) await replace(folder, path, pruned.bytes, write)
  const { records, state, wholeBytes } = await readSegment(pruned.bytes, segment)
  const builder = summarise(records)
  const summary = builder.summary(segmentEnd(state), wholeBytes)
  await writeIndex(folder, summary, builder.appeals)
  return summary
}

async function replace(
  folder: string,
  path: string,
  bytes: Uint8Array,
  write: PruneHands['write'],
): Promise<void> {
  const file = await open(`${path}.new`, 'w', 0o600)
  try {
    await write(file, bytes)
    await file.close()
    await rename(`${path}.new`, path)
    await syncFolder(folder)
  } catch (error) {
    await file.close()
    await rm(`${path}.new`, { force: true })
    throw error
  }
}
