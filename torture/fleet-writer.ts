/** Writes journals of nothing but receipts, as a station has them on its disk, for the trial of the fleet. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  appendCheckpoint,
  appendReceipt,
  segmentEnd,
  startSegment,
  verify,
  type SegmentEnd,
} from 'greengate'
import type { Signer } from 'greengate/issue'

/** A segment on the disk. */
export interface WrittenSegment {
  readonly id: string
  readonly path: string
  /** Where each record begins in the file, and where the last one ends. */
  readonly starts: readonly number[]
  readonly receipts: number
}

/** Writes a journal of so many receipts, so many in each segment. */
export async function writeReceipts(
  folder: string,
  station: string,
  signer: Signer,
  receipts: number,
  perSegment: number,
): Promise<readonly WrittenSegment[]> {
  const at = '2026-11-26T08:00:00Z'
  const decision = await verify('no code', { bundle: undefined, now: new Date(at), context: {} })
  const segments: WrittenSegment[] = []
  let previous: SegmentEnd | null = null
  for (let left = receipts; left > 0; left -= perSegment) {
    const number = String(segments.length + 1).padStart(8, '0')
    const id = `${station}-${number}-${number}`
    let { bytes, state } = await startSegment(id, {
      at,
      station,
      software: 'trial',
      previous,
      signer,
    })
    const parts = [bytes]
    const starts = [40, bytes.length]
    let length = bytes.length
    const add = (made: { readonly bytes: Uint8Array; readonly state: typeof state }): void => {
      bytes = made.bytes
      state = made.state
      parts.push(bytes)
      starts.push((length += bytes.length))
    }
    const own = Math.min(left, perSegment)
    const details = { station, lane: '1', subject: null, appeal: null }
    for (let n = 0; n < own; n++) add(await appendReceipt(state, decision, details))
    add(await appendCheckpoint(state, { at, station, signer, closed: true }))
    previous = segmentEnd(state)
    const path = join(folder, `${id}.receipts`)
    await writeFile(path, Buffer.concat(parts))
    segments.push({ id, path, starts, receipts: own })
  }
  return segments
}
