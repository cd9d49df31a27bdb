/** Receipts: the record of decisions as bytes, each bound to the one before (docs/receipt.md). */
import { backend } from '#backend'
import type { Basis, Decision, InstantText, Reason } from '../decision.ts'
import { encodeBase64url } from '../encoding/base64url.ts'
import { concat, utf8 } from '../encoding/bytes.ts'
import { canonicalJson } from '../encoding/canonical-json.ts'
import type { Outcome } from '../reasons.ts'
import { crc32c } from '../encoding/crc32c.ts'
import type { ShadowCount } from './shadow-counts.ts'

/** First bytes of every segment. */
export const magic = /* @__PURE__ */ utf8('GGRCPT1\n')
/** Bytes of a digest in the chain. */
export const headBytes = 32

/** The clear part of a receipt. No claim, no text of a code, no name and no number is in it. */
export interface Receipt {
  readonly format: 'greengate-receipt-1'
  /** 1 for the first of a segment. */
  readonly seq: number
  readonly at: InstantText
  readonly station: string
  readonly lane: string
  readonly outcome: Outcome
  readonly reasons: readonly Reason[]
  readonly holdsUntil: InstantText | null
  /** Keyed hash of the presentation, from `receiptSubject`; null where nothing could be read. */
  readonly subject: string | null
  readonly basis: Basis
  readonly sealed: null
  /** What the next version would have made of decisions before this one; of groups, never of one person. */
  readonly shadow?: readonly ShadowCount[]
}

/** Where a segment stands: what the next record is bound to. */
export interface SegmentState {
  readonly head: Uint8Array
  /** Of the last record; 0 before the first. */
  readonly seq: number
}

/** What a station adds to a decision. */
export interface ReceiptDetails {
  readonly station: string
  readonly lane: string
  readonly subject: string | null
  /** Counts of earlier decisions that are due; none: the receipt has no such member. */
  readonly shadow?: readonly ShadowCount[]
}

/**
 * Begins a segment. A segment is never continued after a restart.
 *
 * @param id - Unique to the segment, such as station and start; the chain begins with it.
 * @returns The header to write, and the state to append to.
 *
 * @example
 * ```ts
 * import { startSegment } from 'greengate'
 *
 * const { bytes, state } = await startSegment('station-7/2020-03-01/1')
 * ```
 */
export async function startSegment(
  id: string,
): Promise<{ readonly bytes: Uint8Array; readonly state: SegmentState }> {
  const head = await backend.sha256(utf8(`greengate-segment-1:${id}`))
  return { bytes: concat([magic, head]), state: { head, seq: 0 } }
}

/**
 * Makes the record of a decision. Write the bytes durably before a gate opens.
 *
 * @example
 * ```ts
 * import { appendReceipt, type Decision, type SegmentState } from 'greengate'
 *
 * const record = async (state: SegmentState, decision: Decision): Promise<Uint8Array> => {
 *   const details = { station: 'station-7', lane: '1', subject: null }
 *   return (await appendReceipt(state, decision, details)).bytes
 * }
 * ```
 */
export async function appendReceipt(
  state: SegmentState,
  decision: Decision,
  { station, lane, subject, shadow = [] }: ReceiptDetails,
): Promise<{ readonly bytes: Uint8Array; readonly state: SegmentState }> {
  const receipt: Receipt = {
    format: 'greengate-receipt-1',
    seq: state.seq + 1,
    at: decision.basis.now,
    station,
    lane,
    outcome: decision.outcome,
    reasons: decision.reasons,
    holdsUntil: decision.holdsUntil,
    subject,
    basis: decision.basis,
    sealed: null,
    ...(shadow.length > 0 && { shadow }),
  }
  const clear = utf8(canonicalJson(receipt))
  const head = await nextHead(state.head, clear)
  const lead = new DataView(new ArrayBuffer(8))
  lead.setUint32(0, clear.length)
  lead.setUint32(4, crc32c(clear))
  const bytes = concat([new Uint8Array(lead.buffer), clear, head])
  return { bytes, state: { head, seq: receipt.seq } }
}

/** Binds a clear part to all before it. */
export async function nextHead(head: Uint8Array, clear: Uint8Array): Promise<Uint8Array> {
  return backend.sha256(concat([head, clear]))
}

/**
 * Names whom a receipt is about for one day and one station only: with the day's key gone, nobody can.
 *
 * @param dayKey - 32 random bytes of the station, a new one each day.
 * @param code - Of `presentationId`: the same whether a code is shown live or bare.
 *
 * @example
 * ```ts
 * import { receiptSubject } from 'greengate'
 *
 * const subject: string = await receiptSubject(crypto.getRandomValues(new Uint8Array(32)), 'code')
 * ```
 */
export async function receiptSubject(dayKey: Uint8Array, code: string): Promise<string> {
  const mac = await backend.hmacSha256(dayKey, utf8(code))
  return encodeBase64url(mac.subarray(0, 16))
}
