/** Reads the clear part of a record: whoever keeps the chain may have written something else into it. */
import { shapeOf } from '../encoding/json-shape.ts'
import { parseCanonicalJson } from '../encoding/canonical-json.ts'
import { GreengateError } from '../errors.ts'
import type { Checkpoint } from './checkpoint.ts'
import { parseShadowCounts } from './parse-shadow-counts.ts'
import type { Receipt } from './receipt.ts'
import type { SegmentStart } from './segment-start.ts'
import type { EventRecord } from './station-events.ts'

/** The clear part of a record. */
export type RecordValue = SegmentStart | Receipt | EventRecord | Checkpoint

const shape = /* @__PURE__ */ shapeOf('ERR_RECEIPT_MALFORMED')

/**
 * Reads a clear part; what is relied on when segments are checked, pruned and added up must be what it says.
 *
 * @throws GreengateError `ERR_RECEIPT_MALFORMED`.
 */
export function parseRecord(clear: Uint8Array): RecordValue {
  const value = parse(clear)
  if (typeof value !== 'object' || value === null) throw shape.refuse('record', 'must be an object')
  const members = value as Readonly<Record<string, unknown>>
  shape.integer(members['seq'], 'record.seq', 1)
  shape.instant(members['at'], 'record.at')
  shape.text(members['station'], 'record.station')
  switch (members['format']) {
    case 'greengate-receipt-1':
      checkReceipt(members)
      break
    case 'greengate-event-1':
      shape.text(members['event'], 'event.event')
      break
    case 'greengate-segment-1':
      checkStart(members)
      break
    case 'greengate-checkpoint-1':
      checkCheckpoint(members)
      break
    default:
      throw shape.refuse('record', 'must be of a known format')
  }
  return value as RecordValue
}

function parse(clear: Uint8Array): unknown {
  try {
    return parseCanonicalJson(clear)
  } catch (cause) {
    if (!(cause instanceof GreengateError)) throw cause
    const fault = 'record: must be canonical JSON'
    throw new GreengateError('ERR_RECEIPT_MALFORMED', fault, { cause })
  }
}

function checkReceipt({ shadow, sealed, appeal }: Readonly<Record<string, unknown>>): void {
  if (shadow !== undefined) parseShadowCounts(shadow)
  if (appeal !== null) shape.text(appeal, 'receipt.appeal')
  if (sealed === null) return
  const members = shape.record(sealed, 'receipt.sealed', ['sha256', 'deleteAfter'])
  shape.text(members['sha256'], 'receipt.sealed.sha256')
  shape.instant(members['deleteAfter'], 'receipt.sealed.deleteAfter')
}

function checkStart(value: object): void {
  const members = shape.record(value, 'start', [
    ...['format', 'seq', 'at', 'station', 'software', 'previous', 'sealing', 'key'],
  ])
  shape.text(members['software'], 'start.software')
  if (members['key'] !== null) shape.text(members['key'], 'start.key')
  if (members['previous'] !== null) {
    const previous = shape.record(members['previous'], 'start.previous', ['segment', 'seq', 'head'])
    shape.text(previous['segment'], 'start.previous.segment')
    shape.integer(previous['seq'], 'start.previous.seq', 0)
    shape.text(previous['head'], 'start.previous.head')
  }
  if (members['sealing'] !== null) {
    const sealing = shape.record(members['sealing'], 'start.sealing', ['ephemeral', 'to'])
    shape.text(sealing['ephemeral'], 'start.sealing.ephemeral')
    shape.text(sealing['to'], 'start.sealing.to')
  }
}

function checkCheckpoint(value: object): void {
  const members = shape.record(value, 'checkpoint', [
    ...['format', 'seq', 'at', 'station', 'segment', 'head', 'closed', 'signature'],
  ])
  shape.text(members['segment'], 'checkpoint.segment')
  shape.text(members['head'], 'checkpoint.head')
  shape.text(members['signature'], 'checkpoint.signature')
  if (typeof members['closed'] !== 'boolean') {
    throw shape.refuse('checkpoint.closed', 'must be true or false')
  }
}
