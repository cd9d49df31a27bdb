/** The segment that is being written: each record is on the disk before the next is begun. */
import { randomBytes } from 'node:crypto'
import { open, rename, rm, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import {
  appendCheckpoint,
  openSealer,
  segmentEnd,
  startSegment,
  type Appended,
  type InstantText,
  type RecordValue,
  type Sealer,
  type SealingPublicJwk,
  type SegmentEnd,
  type SegmentState,
} from 'greengate'
import type { Signer } from 'greengate/issue'
import { syncFolder } from '../durable-file.ts'
import { startSummary, type Appeals, type SegmentSummary } from './segment-summary.ts'
import { fileOfSegment } from './segments.ts'

/** A segment that takes records. Calls must not overlap. */
export interface LiveSegment {
  readonly id: string
  /** After the last durable record. */
  readonly state: SegmentState
  /** Of the file, up to and with the last durable record. */
  readonly length: number
  readonly startedAt: InstantText
  readonly sealer: Sealer | undefined
  readonly appeals: Appeals
  summary(): SegmentSummary
  worthAfter(seq: number): number
  /** Records that no checkpoint signs for; checkpoints themselves are not counted. */
  unsigned(): number
  /** Puts a record on the disk. When it fails the segment takes no more: `cut` it. */
  put(made: Appended<RecordValue>): Promise<void>
  /** Signs for all that is there; nothing where all is signed and it is not the last. */
  checkpoint(at: InstantText, closed: boolean): Promise<void>
  /** Forgets the key of what is sealed, and closes the file. */
  end(): Promise<void>
  /** Cuts off what was half written, and ends. */
  cut(): Promise<void>
}

/** What a segment is begun with. */
export interface LiveOptions {
  readonly folder: string
  readonly station: string
  readonly software: string
  readonly at: InstantText
  readonly previous: SegmentEnd | null
  readonly signer: Signer
  readonly recipient: SealingPublicJwk | undefined
  readonly write: (file: FileHandle, bytes: Uint8Array) => Promise<void>
}

/** Begins a segment; it has its name only when its first record is durable, so that no reader meets half of it. */
export async function beginSegment(id: string, options: LiveOptions): Promise<LiveSegment> {
  const { folder, station, software, at, previous, signer, recipient, write } = options
  const sealer = recipient && (await openSealer(recipient, new Uint8Array(randomBytes(32))))
  const given = { at, station, software, previous, signer, ...(sealer && { sealer }) }
  const started = await startSegment(id, given)
  const path = join(folder, fileOfSegment(id))
  const file = await open(`${path}.new`, 'wx', 0o600)
  try {
    await write(file, started.bytes)
    await rename(`${path}.new`, path)
    await syncFolder(folder)
  } catch (error) {
    await file.close()
    await rm(`${path}.new`, { force: true })
    throw error
  }
  const builder = startSummary()
  let { state } = started
  let { length } = started.bytes
  let unsigned = 0

  const took = ({ value }: Appended<RecordValue>) => {
    const isSealed = value.format === 'greengate-receipt-1' && value.sealed !== null
    builder.add({ seq: value.seq, value, isSealed })
    if (value.format === 'greengate-checkpoint-1') unsigned = 0
    else unsigned += 1
  }
  took(started)

  const segment: LiveSegment = {
    id,
    startedAt: at,
    sealer,
    appeals: builder.appeals,
    get state() {
      return state
    },
    get length() {
      return length
    },
    summary: () => builder.summary(segmentEnd(state), length),
    worthAfter: (seq) => builder.worthAfter(seq),
    unsigned: () => unsigned,
    async put(made) {
      await write(file, made.bytes)
      state = made.state
      length += made.bytes.length
      took(made)
    },
    async checkpoint(signedAt, closed) {
      if (unsigned === 0 && !closed) return
      await segment.put(await appendCheckpoint(state, { at: signedAt, station, signer, closed }))
    },
    async end() {
      sealer?.end()
      await file.close()
    },
    async cut() {
      sealer?.end()
      await file.truncate(length)
      await file.datasync()
      await file.close()
    },
  }
  return segment
}
