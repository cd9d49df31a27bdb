/** The bytes of a record: its kinds, its check sum and its place in the chain (docs/receipt.md 2). */
import { backend } from '#backend'
import { concat, equalBytes, utf8 } from '../encoding/bytes.ts'
import { crc32c } from '../encoding/crc32c.ts'

/** First bytes of every segment. */
export const magic = /* @__PURE__ */ utf8('GGRCPT2\n')
/** Bytes of a digest in the chain. */
export const headBytes = 32
/** Kind, two lengths and the check sum. */
const leadBytes = 13
/** More than any receipt needs; a length beyond it is no length. */
const mostBytes = 0x10_0000
/** Of places in a torn tail that look like a record and are none, there is hardly ever one. */
const mostTried = 1_000

/** Where a segment stands: what the next record is bound to. */
export interface SegmentState {
  readonly id: string
  readonly head: Uint8Array
  /** Of the last record; 0 before the first. */
  readonly seq: number
}

/** What retention left of a record: all of it, all but the sealed part, or the hash alone. */
export type RecordKind = 'whole' | 'unsealed' | 'hash'

const kinds: readonly RecordKind[] = ['whole', 'unsealed', 'hash']

/** The parts of a record. */
export interface RecordParts {
  readonly kind: RecordKind
  /** The clear part; of kind `hash` its 32-byte leaf stands here. */
  readonly clear: Uint8Array
  readonly sealed: Uint8Array
  readonly head: Uint8Array
}

/** A record and where it ends. */
export interface PlacedRecord extends RecordParts {
  readonly end: number
}

/**
 * The state of a segment that holds nothing yet: what the first batch of its records is read from.
 *
 * @example
 * ```ts
 * import { firstState, readRecords } from 'greengate'
 *
 * const count = async (batch: Uint8Array): Promise<number> =>
 *   (await readRecords(batch, await firstState('station-7/2020-03-01/1'))).records.length
 * ```
 */
export async function firstState(id: string): Promise<SegmentState> {
  return { id, head: await backend.sha256(utf8(`greengate-segment-1:${id}`)), seq: 0 }
}

/** Writes a record. */
export function encodeRecord({ kind, clear, sealed, head }: RecordParts): Uint8Array {
  const lead = new Uint8Array(leadBytes)
  const view = new DataView(lead.buffer)
  lead[0] = kinds.indexOf(kind) + 1
  view.setUint32(1, clear.length)
  view.setUint32(5, sealed.length)
  const bytes = concat([lead, clear, sealed, head])
  new DataView(bytes.buffer).setUint32(9, checkSum(bytes))
  return bytes
}

/** Makes the next record of a segment. */
export async function nextRecord(
  { id, head: before, seq }: SegmentState,
  clear: Uint8Array,
  sealed: Uint8Array = new Uint8Array(),
): Promise<{ readonly bytes: Uint8Array; readonly state: SegmentState }> {
  const head = await nextHead(before, await leafOf(clear))
  const bytes = encodeRecord({ kind: 'whole', clear, sealed, head })
  return { bytes, state: { id, head, seq: seq + 1 } }
}

/** The whole record that begins at a place; undefined: there is none, or its check sum is not right. */
export function recordAt(bytes: Uint8Array, offset: number): PlacedRecord | undefined {
  const start = offset + leadBytes
  if (start + headBytes > bytes.length) return undefined
  const kind = kinds[(bytes[offset] as number) - 1]
  if (kind === undefined) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset + offset, leadBytes)
  const [n, m] = [view.getUint32(1), view.getUint32(5)]
  if (n > mostBytes || m > mostBytes) return undefined
  const end = start + n + m + headBytes
  if (end > bytes.length) return undefined
  if (checkSum(bytes.subarray(offset, end)) !== view.getUint32(9)) return undefined
  return {
    kind,
    clear: bytes.subarray(start, start + n),
    sealed: bytes.subarray(start + n, start + n + m),
    head: bytes.subarray(end - headBytes, end),
    end,
  }
}

/**
 * Whether a whole record begins anywhere after a place: a process that died in the middle of a write leaves a tail
 * without one, so that bytes before a whole record were not torn but changed.
 */
export function holdsRecord(bytes: Uint8Array, from: number): boolean {
  let tried = 0
  for (let offset = from; offset + leadBytes + headBytes <= bytes.length; offset++) {
    const isLike =
      kinds[(bytes[offset] as number) - 1] !== undefined &&
      // The lengths of all records begin with a zero, which text does not have.
      bytes[offset + 1] === 0 &&
      bytes[offset + 5] === 0
    if (!isLike) continue
    if (recordAt(bytes, offset) !== undefined) return true
    // Bytes that were made to be like one again and again were not torn.
    tried += 1
    if (tried > mostTried) return true
  }
  return false
}

/** Whether a record follows the one before in the chain. */
export async function follows(
  { kind, clear, head }: RecordParts,
  before: Uint8Array,
): Promise<boolean> {
  const leaf = kind === 'hash' ? clear : await leafOf(clear)
  return equalBytes(await nextHead(before, leaf), head)
}

/** The hash of a clear part, which outlives it. */
export async function leafOf(clear: Uint8Array): Promise<Uint8Array> {
  return backend.sha256(clear)
}

/** Binds a leaf to all before it. */
async function nextHead(before: Uint8Array, leaf: Uint8Array): Promise<Uint8Array> {
  return backend.sha256(concat([before, leaf]))
}

/** Over all of the record but the sum itself. */
function checkSum(bytes: Uint8Array): number {
  return crc32c(bytes.subarray(leadBytes), crc32c(bytes.subarray(0, leadBytes - 4)))
}
