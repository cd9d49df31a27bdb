/** How a segment begins: who writes it, after which other, sealed to whom and signed by whom (docs/receipt.md 3). */
import type { InstantText } from '../decision.ts'
import { encodeBase64url } from '../encoding/base64url.ts'
import { concat, utf8 } from '../encoding/bytes.ts'
import { canonicalJson } from '../encoding/canonical-json.ts'
import { firstState, magic, nextRecord, type SegmentState } from './record.ts'
import type { Appended } from './receipt.ts'

/** Where a segment ended, as the next one tells it. */
export interface SegmentEnd {
  readonly segment: string
  /** Of its last record. */
  readonly seq: number
  /** The chain after that record, base64url. */
  readonly head: string
}

/** The first record of every segment. */
export interface SegmentStart {
  readonly format: 'greengate-segment-1'
  readonly seq: 1
  readonly at: InstantText
  readonly station: string
  /** What wrote it, with its version. */
  readonly software: string
  /** The one before on this station; null: this is the first. */
  readonly previous: SegmentEnd | null
  /** The ephemeral X25519 key of its sealed parts and the name of the key that opens them; null: nothing is sealed. */
  readonly sealing: { readonly ephemeral: string; readonly to: string } | null
  /** The name of the station's key, which signs the checkpoints; null: nothing is signed. */
  readonly key: string | null
}

/** What a segment is begun with. */
export interface SegmentOptions {
  readonly at: InstantText
  readonly station: string
  readonly software: string
  /** Default: null, the first. */
  readonly previous?: SegmentEnd | null
  /** What its secrets are sealed by: a sealer of its own (`openSealer`). */
  readonly sealer?: { readonly ephemeral: string; readonly to: string }
  /** What its checkpoints are signed by. */
  readonly signer?: { readonly kid: Uint8Array }
}

/**
 * Begins a segment. A segment is never continued after a restart.
 *
 * @param id - Unique to the segment, such as station and start; the chain begins with it.
 * @returns The header and the first record, to be written, and the state to append to.
 *
 * @example
 * ```ts
 * import { startSegment } from 'greengate'
 *
 * const { bytes, state } = await startSegment('station-7/2020-03-01/1', {
 *   at: '2020-03-01T08:00:00Z',
 *   station: 'station-7',
 *   software: 'our gate 1.0',
 * })
 * ```
 */
export async function startSegment(
  id: string,
  { at, station, software, previous = null, sealer, signer }: SegmentOptions,
): Promise<Appended<SegmentStart>> {
  const empty = await firstState(id)
  const start: SegmentStart = {
    format: 'greengate-segment-1',
    seq: 1,
    at,
    station,
    software,
    previous,
    sealing: sealer === undefined ? null : { ephemeral: sealer.ephemeral, to: sealer.to },
    key: signer === undefined ? null : encodeBase64url(signer.kid),
  }
  const { bytes, state } = await nextRecord(empty, utf8(canonicalJson(start)))
  return { bytes: concat([magic, empty.head, bytes]), state, value: start }
}

/**
 * Where a segment stands, as the next one and an export tell it.
 *
 * @example
 * ```ts
 * import { segmentEnd, startSegment, type SegmentState } from 'greengate'
 *
 * const next = (state: SegmentState) =>
 *   startSegment('station-7/2020-03-02/1', {
 *     at: '2020-03-02T08:00:00Z',
 *     station: 'station-7',
 *     software: 'our gate 1.0',
 *     previous: segmentEnd(state),
 *   })
 * ```
 */
export function segmentEnd({ id, seq, head }: SegmentState): SegmentEnd {
  return { segment: id, seq, head: encodeBase64url(head) }
}
