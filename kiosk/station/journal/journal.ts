/** The journal: receipts in segment files, each one on the disk before its outcome is shown. */
import { randomBytes } from 'node:crypto'
import { mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import {
  appendReceipt,
  startSegment,
  type Decision,
  type Receipt,
  type ReceiptDetails,
  type ReceiptPlace,
  type SegmentState,
  type StationEvent,
} from 'greengate'
import type { StorageState, UnsentState } from '../../shared/staff-api.ts'
import { syncFolder } from '../durable-file.ts'
import { fileOfSegment, repairSegments, segmentId } from './segments.ts'
import { onDisk, StationError } from '../station-error.ts'

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
  /** The housekeeping of every few seconds: checkpoints, retention, the level of storage. */
  tend(now: Date): Promise<void>
  /** After a failed append: cuts off what was half written and starts the next segment; fails while the storage is full. */
  renew(): Promise<void>
  close(): Promise<void>
}

/** What a station adds to a decision. */
export interface JournalDetails extends ReceiptDetails {
  /** The number of an appeal; null: there is nothing to appeal against. */
  readonly appeal: string | null
  /** What only the operator may read, where the declared policy asks for it. */
  readonly secret?: Uint8Array
}

/** What a journal is opened with. */
export interface JournalOptions {
  readonly folder: string
  readonly station: string
  readonly log: (line: string) => void
  /** A full segment is followed by the next one. */
  readonly segmentBytes?: number
  /** Puts bytes at the end of the file, on the disk; a test puts a full disk here. */
  readonly write?: (file: FileHandle, bytes: Uint8Array) => Promise<void>
}

interface OpenSegment {
  readonly file: FileHandle
  readonly state: SegmentState
  readonly length: number
}

const fourMebibytes = 4 * 1024 * 1024

async function writeDurably(file: FileHandle, bytes: Uint8Array): Promise<void> {
  await file.appendFile(bytes)
  await file.datasync()
}

/**
 * Opens the journal of this process: repairs what the one before left, and starts a segment of its own,
 * because no segment is ever continued by another process.
 *
 * @returns The journal, and the receipts of the segments written since `since`, oldest first.
 */
export async function openJournal(
  options: JournalOptions,
  since: Date,
): Promise<{ readonly journal: Journal; readonly recent: readonly Receipt[] }> {
  const { folder, station, log, segmentBytes = fourMebibytes, write = writeDurably } = options
  const cannot = `cannot write receipts to ${folder}`
  const { next, recent } = await onDisk(cannot, async () => {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    return repairSegments(folder, since, log)
  })
  let number = next
  let segment: OpenSegment | undefined = await onDisk(cannot, begin)
  let broken: OpenSegment | undefined

  async function begin(): Promise<OpenSegment> {
    const id = segmentId(station, number, randomBytes(4))
    const { bytes, state } = await startSegment(id)
    const path = join(folder, fileOfSegment(id))
    // Under its own name only when its header is whole, so that no reader meets half a header.
    const file = await open(`${path}.new`, 'wx', 0o600)
    try {
      await write(file, bytes)
      await rename(`${path}.new`, path)
      await syncFolder(folder)
    } catch (error) {
      await file.close()
      await rm(`${path}.new`, { force: true })
      throw error
    }
    number++
    return { file, state, length: bytes.length }
  }

  const turnOver = async (full: OpenSegment) => {
    await full.file.close()
    segment = undefined
    segment = await begin()
    return segment
  }

  const journal: Journal = {
    append: (decision, details) =>
      onDisk(cannot, async () => {
        if (segment === undefined) throw new StationError('ERR_STATION_JOURNAL', cannot)
        const to = segment.length >= segmentBytes ? await turnOver(segment) : segment
        const { bytes, state } = await appendReceipt(to.state, decision, details)
        segment = undefined
        broken = to
        await write(to.file, bytes)
        broken = undefined
        segment = { file: to.file, state, length: to.length + bytes.length }
        return { segment: '', seq: state.seq }
      }),
    note: () => Promise.resolve({ segment: '', seq: 0 }),
    findAppeal: () => Promise.resolve(undefined),
    storage: () => ({ usedBytes: 0, quotaBytes: 0, level: 'ok' }),
    unsent: () => ({ records: 0, bytes: 0, oldest: null }),
    head: () => ({ segment: '', seq: 0, head: '' }),
    tend: () => Promise.resolve(),
    renew: () =>
      onDisk(cannot, async () => {
        if (broken !== undefined) {
          await broken.file.truncate(broken.length)
          await broken.file.close()
          broken = undefined
        }
        segment ??= await begin()
      }),
    async close() {
      await segment?.file.close()
      await broken?.file.close()
      segment = undefined
      broken = undefined
    },
  }
  return { journal, recent }
}
