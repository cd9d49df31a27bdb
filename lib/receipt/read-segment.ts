/** Reads a segment, or a row of records of one, back: recomputes the chain and checks what is signed. */
import { backend } from '#backend'
import { parsePublicJwk, type PublicJwk } from '../crypto/jwk.ts'
import { openVerifyKey } from '../crypto/verify-key.ts'
import { encodeBase64url } from '../encoding/base64url.ts'
import { equalBytes } from '../encoding/bytes.ts'
import { GreengateError } from '../errors.ts'
import { isSigned, type Checkpoint } from './checkpoint.ts'
import { parseRecord, type RecordValue } from './parse-record.ts'
import type { Receipt } from './receipt.ts'
import {
  firstState,
  follows,
  headBytes,
  holdsRecord,
  magic,
  recordAt,
  type PlacedRecord,
  type RecordKind,
  type SegmentState,
} from './record.ts'
import type { SegmentStart } from './segment-start.ts'

/** A record as read. */
export interface SegmentRecord {
  readonly seq: number
  /** `unsealed`: retention took the sealed part; `hash`: the clear part too. */
  readonly kind: RecordKind
  /** null of kind `hash`. */
  readonly value: RecordValue | null
  /** null: there is none, or it is gone. */
  readonly sealed: Uint8Array | null
  /** The chain after it. */
  readonly head: Uint8Array
  /** Where it begins and ends in the bytes that were read. */
  readonly start: number
  readonly end: number
}

/** What was read. */
export interface ReadRecords {
  readonly records: readonly SegmentRecord[]
  /** Those that are still whole in their clear part. */
  readonly receipts: readonly Receipt[]
  readonly state: SegmentState
  /** Length of what is whole; the rest is a torn tail, to be cut off before anything is appended. */
  readonly wholeBytes: number
  /** The last checkpoint; its signature holds if keys were given. Records from its own on are not signed for. */
  readonly checkpoint: Checkpoint | null
}

/** A segment as read. */
export interface ReadSegment extends ReadRecords {
  /** null: the file ends before its first record. */
  readonly start: SegmentStart | null
}

/** What a segment is read with. */
export interface ReadOptions {
  /** The station's, now and earlier; every checkpoint must be signed by one of them. None given: none is checked. */
  readonly keys?: readonly PublicJwk[]
}

/**
 * Reads a segment.
 *
 * @param bytes - The file's content.
 * @param id - The id that the segment was started with.
 * @throws {@link GreengateError} `ERR_RECEIPT_MALFORMED` if it is no segment of that id or holds what is no record of a
 * known format, `ERR_RECEIPT_CHAIN` if a whole record was changed, taken out or put in, `ERR_RECEIPT_SIGNATURE` if a
 * checkpoint is of none of the keys.
 *
 * @example
 * ```ts
 * import { readSegment } from 'greengate'
 *
 * const count = async (file: Uint8Array): Promise<number> =>
 *   (await readSegment(file, 'station-7/2020-03-01/1')).receipts.length
 * ```
 */
export async function readSegment(
  bytes: Uint8Array,
  id: string,
  options: ReadOptions = {},
): Promise<ReadSegment> {
  const first = await firstState(id)
  const offset = magic.length + headBytes
  if (bytes.length < offset || !equalBytes(bytes.subarray(0, magic.length), magic)) {
    throw malformed('segment: not a segment of receipts')
  }
  if (!equalBytes(bytes.subarray(magic.length, offset), first.head)) {
    throw malformed('segment: begins with another id')
  }
  const read = await readFrom(bytes, offset, first, options)
  const start = read.records[0]?.value ?? null
  return { ...read, start: start as SegmentStart | null }
}

/**
 * Reads records without the segment's header, such as a batch that a station sent.
 *
 * @param from - Where the segment stood before the first of them; {@link SegmentState} of seq 0 is `firstState`'s.
 * @throws {@link GreengateError} as `readSegment` does.
 *
 * @example
 * ```ts
 * import { readRecords, type SegmentState } from 'greengate'
 *
 * const next = async (batch: Uint8Array, from: SegmentState): Promise<SegmentState> =>
 *   (await readRecords(batch, from)).state
 * ```
 */
export async function readRecords(
  bytes: Uint8Array,
  from: SegmentState,
  options: ReadOptions = {},
): Promise<ReadRecords> {
  return readFrom(bytes, 0, from, options)
}

async function readFrom(
  bytes: Uint8Array,
  from: number,
  before: SegmentState,
  options: ReadOptions,
): Promise<ReadRecords> {
  const keys = options.keys?.map((jwk) => openVerifyKey(parsePublicJwk(jwk)))
  const records: SegmentRecord[] = []
  let state = before
  let offset = from
  let checkpoint: Checkpoint | null = null
  for (let found = recordAt(bytes, offset); found; found = recordAt(bytes, offset)) {
    if (checkpoint?.closed === true) throw changed()
    if (!(await follows(found, state.head))) throw changed()
    const seq = state.seq + 1
    const value = valueOf(found, seq)
    const sealed = await sealedOf(found, value)
    if (value?.format === 'greengate-checkpoint-1') {
      if (value.segment !== state.id || value.head !== encodeBase64url(state.head)) throw changed()
      if (keys !== undefined && !(await isSigned(value, keys))) {
        throw new GreengateError(
          'ERR_RECEIPT_SIGNATURE',
          `segment: checkpoint ${String(seq)} is of none of the keys`,
        )
      }
      checkpoint = value
    }
    const head = found.head.slice()
    records.push({ seq, kind: found.kind, value, sealed, head, start: offset, end: found.end })
    state = { id: state.id, head, seq }
    offset = found.end
  }
  if (holdsRecord(bytes, offset)) throw changed()
  const receipts = records.flatMap(({ value }) =>
    value?.format === 'greengate-receipt-1' ? [value] : [],
  )
  return { records, receipts, state, wholeBytes: offset, checkpoint }
}

/** The clear part; each kind of record has its place. */
function valueOf({ kind, clear }: PlacedRecord, seq: number): RecordValue | null {
  if (kind === 'hash') {
    if (clear.length !== headBytes) throw malformed('segment: a hash must be 32 bytes')
    if (seq === 1) throw malformed('segment: the first record must be whole')
    return null
  }
  const value = parseRecord(clear)
  if (value.seq !== seq) throw changed()
  if ((value.format === 'greengate-segment-1') !== (seq === 1)) {
    throw malformed('segment: the first record, and no other, must say how it begins')
  }
  return value
}

/** The sealed part is bound to the chain by what the clear part says of it. */
async function sealedOf(
  { kind, sealed }: PlacedRecord,
  value: RecordValue | null,
): Promise<Uint8Array | null> {
  const said = value?.format === 'greengate-receipt-1' ? value.sealed : null
  if (kind !== 'whole' || said === null) {
    const isRight = sealed.length === 0 && (kind !== 'unsealed' || said !== null)
    if (!isRight) throw malformed('segment: a record holds a part that it cannot have')
    return null
  }
  if (encodeBase64url(await backend.sha256(sealed)) !== said.sha256) throw changed()
  return sealed
}

function changed(): GreengateError {
  return new GreengateError('ERR_RECEIPT_CHAIN', 'segment: a record was changed')
}

function malformed(message: string): GreengateError {
  return new GreengateError('ERR_RECEIPT_MALFORMED', message)
}
