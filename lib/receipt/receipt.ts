/** Receipts: the record of decisions, and whom they are about (docs/receipt.md 1). */
import { backend } from '#backend'
import type { Sealer } from '../crypto/seal.ts'
import type { Basis, Decision, InstantText, Reason } from '../decision.ts'
import { encodeBase64url } from '../encoding/base64url.ts'
import { utf8 } from '../encoding/bytes.ts'
import { canonicalJson } from '../encoding/canonical-json.ts'
import type { Outcome } from '../reasons.ts'
import { nextRecord, type SegmentState } from './record.ts'
import type { ShadowCount } from './shadow-counts.ts'

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
  /** The number that an appeal names; null where there is nothing to appeal against. */
  readonly appeal: string | null
  /** Of the sealed part, and until when it is kept; null: there is none. */
  readonly sealed: SealedPart | null
  /** What the next version would have made of decisions before this one; of groups, never of one person. */
  readonly shadow?: readonly ShadowCount[]
}

/** What a receipt says of its sealed part: what it was stays known when it is gone. */
export interface SealedPart {
  /** Of the sealed bytes, base64url. */
  readonly sha256: string
  readonly deleteAfter: InstantText
}

/** What a station adds to a decision. */
export interface ReceiptDetails {
  readonly station: string
  readonly lane: string
  readonly subject: string | null
  /** Ten digits of which the last checks the others; null: there is nothing to appeal against. */
  readonly appeal: string | null
  /** What the operator alone may read. */
  readonly secret?: {
    readonly sealer: Sealer
    readonly plaintext: Uint8Array
    readonly deleteAfter: InstantText
  }
  /** Counts of earlier decisions that are due; none: the receipt has no such member. */
  readonly shadow?: readonly ShadowCount[]
}

/** A record that was made. */
export interface Appended<T> {
  /** To be written at the end of the segment. */
  readonly bytes: Uint8Array
  readonly state: SegmentState
  /** Its clear part. */
  readonly value: T
}

/**
 * Makes the record of a decision. Write the bytes durably before a gate opens.
 *
 * @example
 * ```ts
 * import { appendReceipt, type Decision, type SegmentState } from 'greengate'
 *
 * const record = async (state: SegmentState, decision: Decision): Promise<Uint8Array> => {
 *   const details = { station: 'station-7', lane: '1', subject: null, appeal: null }
 *   return (await appendReceipt(state, decision, details)).bytes
 * }
 * ```
 */
export async function appendReceipt(
  state: SegmentState,
  decision: Decision,
  { station, lane, subject, appeal, secret, shadow = [] }: ReceiptDetails,
): Promise<Appended<Receipt>> {
  const seq = state.seq + 1
  const sealed = secret?.sealer.seal(seq, secret.plaintext)
  const receipt: Receipt = {
    format: 'greengate-receipt-1',
    seq,
    at: decision.basis.now,
    station,
    lane,
    outcome: decision.outcome,
    reasons: decision.reasons,
    holdsUntil: decision.holdsUntil,
    subject,
    basis: decision.basis,
    appeal,
    sealed:
      secret === undefined || sealed === undefined
        ? null
        : {
            sha256: encodeBase64url(await backend.sha256(sealed)),
            deleteAfter: secret.deleteAfter,
          },
    ...(shadow.length > 0 && { shadow }),
  }
  return { ...(await nextRecord(state, utf8(canonicalJson(receipt)), sealed)), value: receipt }
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
