/** What a station says of a batch, signed by its key: travels as a header, or as a file beside the records. */
import type { KeyObject } from 'node:crypto'
import type { Signer } from 'greengate/issue'
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
export async function stateBatch(
  batch: RecordBatch,
  station: string,
  signer: Pick<Signer, 'sign'>,
): Promise<StatedBatch> {
  const { segment, firstSeq: first, lastSeq: last, bytes } = batch
  const [before, head] = [base64url(batch.before), base64url(batch.head)]
  // By a thread of its own: nobody at the gate waits for a mebibyte to be hashed.
  const digest = await crypto.subtle.digest('SHA-256', Uint8Array.from(bytes))
  const sha256 = base64url(new Uint8Array(digest))
  const place = { station, segment, first, last, before, head }
  const said = { format: 'greengate-batch-1', ...place, sha256 }
  return {
    batch,
    idempotencyKey: `${station}/${segment}/${String(first)}-${String(last)}/${head}`,
    statement: await signCompact('greengate-batch', said, signer),
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
