/** Finds the receipt of an appeal's number: the newest first, one segment's index after the other. */
import type { Receipt, ReceiptPlace } from 'greengate'
import { readValue } from './read-journal.ts'
import { readIndex, type SegmentSummary } from './segment-summary.ts'
import type { SegmentRow } from './segment-row.ts'

/** A receipt and where it stands. */
export interface FoundReceipt {
  readonly receipt: Receipt
  readonly place: ReceiptPlace
}

/**
 * Looks in the live segment, then in the closed ones from the newest on.
 *
 * @param since - Segments whose newest record is older are not looked into.
 */
export async function findAppeal(
  folder: string,
  row: SegmentRow,
  appeal: string,
  since: Date,
): Promise<FoundReceipt | undefined> {
  const live = row.live()
  const seq = live?.appeals.get(appeal)
  if (live !== undefined && seq !== undefined) {
    return receiptAt(folder, { segment: live.id, seq }, live.length)
  }
  for (const summary of row.closed().toReversed()) {
    if (!mayHold(summary, since)) continue
    const { segment, fileBytes } = summary
    const index = await readIndex(folder, segment, fileBytes)
    const at = index?.appeals.get(appeal)
    if (at === undefined) continue
    const found = await receiptAt(folder, { segment, seq: at }, fileBytes)
    if (found !== undefined) return found
  }
  return undefined
}

/** A segment without an instant has no receipt that is whole. */
function mayHold({ newestAt, damaged }: SegmentSummary, since: Date): boolean {
  return damaged !== true && newestAt !== null && Date.parse(newestAt) >= since.getTime()
}

async function receiptAt(
  folder: string,
  place: ReceiptPlace,
  length: number,
): Promise<FoundReceipt | undefined> {
  const value = await readValue(folder, place, length)
  return value?.format === 'greengate-receipt-1' ? { receipt: value, place } : undefined
}
