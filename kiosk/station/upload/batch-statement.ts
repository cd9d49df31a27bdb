/** What a station says of a batch, signed by its key: travels as a header, or as a file beside the records. */
import { createHash, type KeyObject } from 'node:crypto'
import type { RecordBatch } from '../journal/upload-source.ts'
import { openCompact, signCompact } from './compact-jws.ts'

/** A batch with its statement. */
export interface StatedBatch {
  readonly batch: RecordBatch
  readonly idempotencyKey: string
  /** Compact JWS. */
  readonly statement: string
}

/** States a batch. */
export function stateBatch(batch: RecordBatch, station: string, key: KeyObject): StatedBatch {
  const { segment, firstSeq: first, lastSeq: last, bytes } = batch
  const [before, head] = [base64url(batch.before), base64url(batch.head)]
  const sha256 = createHash('sha256').update(bytes).digest('base64url')
  const place = { station, segment, first, last, before, head }
  const said = { format: 'greengate-batch-1', ...place, sha256 }
  return {
    batch,
    idempotencyKey: `${station}/${segment}/${String(first)}-${String(last)}/${head}`,
    statement: signCompact('greengate-batch', said, key),
  }
}

/**
 * Checks what a collector signed against what was sent to it.
 *
 * @returns Whether it is a receipt for just these records by just that key.
 */
export function isReceiptFor(
  receipt: string,
  {
    segment,
    firstSeq,
    lastSeq,
    head,
  }: Pick<RecordBatch, 'segment' | 'firstSeq' | 'lastSeq' | 'head'>,
  station: string,
  key: KeyObject,
): boolean {
  const said = openCompact(receipt, 'greengate-collected', key)
  return (
    said?.['format'] === 'greengate-collected-1' &&
    said['station'] === station &&
    said['segment'] === segment &&
    said['first'] === firstSeq &&
    said['last'] === lastSeq &&
    said['head'] === base64url(head) &&
    typeof said['at'] === 'string'
  )
}

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')
