/** Checks the records of a batch: check sums, chain, sealed parts, checkpoints, and that they are the station's own. */
import { createHash } from 'node:crypto'
import { readRecords, type ReadRecords, type SegmentEnd } from 'greengate'
import { GreengateError, type PublicJwk } from 'greengate/issue'
import { partsAt } from '../journal/record-bytes.ts'
import { Problem } from './problem.ts'

/** A record as it is stored. What retention took away is null. */
export interface CheckedRecord {
  readonly seq: number
  readonly format: string | null
  readonly instant: string | null
  readonly outcome: string | null
  readonly appeal: string | null
  readonly deleteAfter: string | null
  readonly clear: string | null
  readonly leaf: Buffer
  readonly sealed: Uint8Array | null
  readonly head: Buffer
  /** Of the first record of a segment: the one before it. */
  readonly previous?: SegmentEnd | null
}

/** Where a batch belongs, and who signs its checkpoints. */
export interface BatchPlace {
  readonly station: string
  readonly segment: string
  readonly first: number
  readonly before: Uint8Array
  readonly key: PublicJwk | undefined
}

/**
 * Reads the records of a batch.
 *
 * @throws Problem `broken-chain`, `wrong-checkpoint`
 */
export async function checkRecords(
  body: Uint8Array,
  { station, segment, first, before, key }: BatchPlace,
): Promise<readonly CheckedRecord[]> {
  const from = { id: segment, head: before, seq: first - 1 }
  const { records, wholeBytes } = await reading(
    readRecords(body, from, { keys: key === undefined ? [] : [key] }),
  )
  const isOwn = records.every(({ value }) => value === null || value.station === station)
  if (!isOwn || wholeBytes !== body.length) throw new Problem('broken-chain')
  return records.map(({ seq, kind, value, sealed, start }) => {
    const { clear, head } = partsAt(body, start)
    const receipt = value?.format === 'greengate-receipt-1' ? value : undefined
    return {
      seq,
      format: value?.format ?? null,
      instant: value?.at ?? null,
      outcome: receipt?.outcome ?? null,
      appeal: receipt?.appeal ?? null,
      deleteAfter: receipt?.sealed?.deleteAfter ?? null,
      clear: kind === 'hash' ? null : Buffer.from(clear).toString(),
      leaf: kind === 'hash' ? Buffer.from(clear) : createHash('sha256').update(clear).digest(),
      sealed,
      head: Buffer.from(head),
      ...(value?.format === 'greengate-segment-1' && { previous: value.previous }),
    }
  })
}

async function reading(work: Promise<ReadRecords>): Promise<ReadRecords> {
  try {
    return await work
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    throw new Problem(error.code === 'ERR_RECEIPT_SIGNATURE' ? 'wrong-checkpoint' : 'broken-chain')
  }
}
