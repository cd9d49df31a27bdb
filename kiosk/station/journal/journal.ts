/** The journal: receipts and events in segment files, each one on the disk before anything comes of it. */
import type { Decision, Receipt, ReceiptDetails, ReceiptPlace, StationEvent } from 'greengate'
import type { StorageState, UnsentState } from '../../shared/staff-api.ts'

export { openJournal } from './open-journal.ts'
export type { JournalOptions } from './journal-options.ts'

/** An append-only record. Calls may overlap: what writes waits for what was asked before it. */
export interface Journal {
  /**
   * Adds the receipt of a decision; it is durable when the promise resolves.
   *
   * @throws StationError `ERR_STATION_JOURNAL`; the journal then takes no more until it is renewed.
   */
  append(decision: Decision, details: JournalDetails): Promise<ReceiptPlace>
  /**
   * Notes what happened beside decisions; durable when the promise resolves.
   *
   * @throws StationError `ERR_STATION_JOURNAL`, as `append` does.
   */
  note(event: StationEvent): Promise<ReceiptPlace>
  /** The newest receipt of that number which is still whole; undefined: there is none here. */
  findAppeal(
    appeal: string,
  ): Promise<{ readonly receipt: Receipt; readonly place: ReceiptPlace } | undefined>
  storage(): StorageState
  unsent(): Pick<UnsentState, 'records' | 'bytes' | 'oldest'>
  /** Where the chain stands: what a fleet code and an export tell, so that a missing tail is noticed. */
  head(): ReceiptPlace & { readonly head: string }
  /**
   * The housekeeping of every few seconds: checkpoints, retention, the level of storage.
   *
   * @throws StationError `ERR_STATION_JOURNAL` where a checkpoint or a note could not be written.
   */
  tend(now: Date): Promise<void>
  /** After a failed append: cuts off what was half written and starts the next segment; fails while the storage is full. */
  renew(): Promise<void>
  close(): Promise<void>
}

/** What a station adds to a decision. */
export interface JournalDetails extends Omit<ReceiptDetails, 'secret'> {
  /** What only the operator may read, where the declared policy asks for it: canonical JSON of `greengate-sealed-1`. */
  readonly secret?: Uint8Array
}
