/** Retention: takes parts out of a segment so that its chain and its checkpoints still hold (docs/receipt.md 7). */
import { concat } from '../encoding/bytes.ts'
import { encodeRecord, leafOf, recordAt } from './record.ts'
import { readSegment, type SegmentRecord } from './read-segment.ts'

/** What may go of a record: nothing, its sealed part, or its clear part too. */
export type Pruning = 'nothing' | 'sealed' | 'clear'

/** A segment after retention. */
export interface PrunedSegment {
  readonly bytes: Uint8Array
  /** How many sealed and how many clear parts went. */
  readonly sealed: number
  readonly clear: number
}

/**
 * Takes parts out of a segment. How it begins, its checkpoints, and what a collector signed are never taken out.
 *
 * @param decide - Says what may go of a record that still has a clear part.
 * @returns What is left, without a torn tail.
 * @throws {@link GreengateError} as `readSegment` does: what was changed is evidence, and stays as it is.
 *
 * @example
 * ```ts
 * import { pruneSegment } from 'greengate'
 *
 * const withoutSealed = async (file: Uint8Array): Promise<Uint8Array> =>
 *   (await pruneSegment(file, 'station-7/2020-03-01/1', () => 'sealed')).bytes
 * ```
 */
export async function pruneSegment(
  file: Uint8Array,
  id: string,
  decide: (record: SegmentRecord) => Pruning,
): Promise<PrunedSegment> {
  const { records } = await readSegment(file, id)
  const parts: Uint8Array[] = [file.subarray(0, records[0]?.start ?? file.length)]
  const gone = { sealed: 0, clear: 0 }
  for (const record of records) {
    const what = isKept(record) ? 'nothing' : decide(record)
    const before = file.subarray(record.start, record.end)
    const parsed = recordAt(file, record.start)
    if (parsed === undefined || what === 'nothing' || (what === 'sealed' && !record.sealed)) {
      parts.push(before)
      continue
    }
    const { head } = parsed
    const sealed = new Uint8Array()
    if (record.sealed) gone.sealed++
    if (what === 'clear') {
      gone.clear++
      parts.push(encodeRecord({ kind: 'hash', clear: await leafOf(parsed.clear), sealed, head }))
    } else {
      parts.push(encodeRecord({ kind: 'unsealed', clear: parsed.clear, sealed, head }))
    }
  }
  return { bytes: concat(parts), ...gone }
}

/** What the chain is checked by, what the collector signed, and what retention itself took: it stays. */
function isKept({ value }: SegmentRecord): boolean {
  switch (value?.format) {
    case undefined:
    case 'greengate-segment-1':
    case 'greengate-checkpoint-1':
      return true
    case 'greengate-event-1':
      return value.event === 'collected' || value.event === 'pruned'
    case 'greengate-receipt-1':
      return false
  }
}
