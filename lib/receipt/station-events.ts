/** Events as records: what a station notes beside its decisions (docs/receipt.md 4). */
import type { InstantText } from '../decision.ts'
import { utf8 } from '../encoding/bytes.ts'
import { canonicalJson } from '../encoding/canonical-json.ts'
import { nextRecord, type SegmentState } from './record.ts'
import type { Appended } from './receipt.ts'
import type { StationEvent } from './station-event.ts'

/** An event as it stands in a segment. */
export type EventRecord = StationEvent & EventDetails & { readonly format: 'greengate-event-1' }

interface EventDetails extends EventSurroundings {
  readonly seq: number
}

/** When and where something happened. */
export interface EventSurroundings {
  readonly at: InstantText
  readonly station: string
  readonly lane: string
}

/**
 * Makes the record of an event.
 *
 * @example
 * ```ts
 * import { appendEvent, type SegmentState } from 'greengate'
 *
 * const record = async (state: SegmentState): Promise<Uint8Array> => {
 *   const where = { at: '2020-03-01T08:00:00Z', station: 'station-7', lane: '1' }
 *   return (await appendEvent(state, { event: 'forced' }, where)).bytes
 * }
 * ```
 */
export async function appendEvent(
  state: SegmentState,
  event: StationEvent,
  { at, station, lane }: EventSurroundings,
): Promise<Appended<EventRecord>> {
  const record: EventRecord = {
    ...event,
    format: 'greengate-event-1',
    seq: state.seq + 1,
    at,
    station,
    lane,
  }
  return { ...(await nextRecord(state, utf8(canonicalJson(record)))), value: record }
}
