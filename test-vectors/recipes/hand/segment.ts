/** A segment of the journal by hand, after receipt.md. */
import { createHmac } from 'node:crypto'
import { base64url, concat, flipBit, sha256, utf8 } from './bytes.ts'
import { crc32c } from './crc32c.ts'
import { jcs, type Json } from './jcs.ts'
import { signWith, type Key } from './keys.ts'

const uint32 = (value: number): Uint8Array => {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setUint32(0, value)
  return bytes
}

/** The parts of a segment file: its header, then each record. */
export interface Parts {
  readonly header: Uint8Array
  readonly records: readonly Uint8Array[]
  /** The chain after each record. */
  readonly heads: readonly Uint8Array[]
}

/** A record to be: its clear part as text, and what is sealed beside it. */
export interface Draft {
  readonly text: string
  readonly sealed?: Uint8Array
}

/** A record of any kind; kind 1 is whole. */
export const record = (
  kind: number,
  clear: Uint8Array,
  sealed: Uint8Array,
  head: Uint8Array,
): Uint8Array => {
  const lead = concat(Uint8Array.of(kind), uint32(clear.length), uint32(sealed.length))
  const rest = concat(clear, sealed, head)
  return concat(lead, uint32(crc32c(concat(lead, rest))), rest)
}

/** The chain before the first record. */
const firstHead = (id: string): Uint8Array => sha256(utf8(`greengate-segment-1:${id}`))
/** The chain after a record. */
export const headAfter = (before: Uint8Array, clear: Uint8Array): Uint8Array =>
  sha256(concat(before, sha256(clear)))

/** Builds a segment of drafts, one of which may need the chain before it. */
export const segmentOf = (
  id: string,
  drafts: readonly (Draft | ((before: Uint8Array, seq: number) => Draft))[],
): Parts => {
  let head = firstHead(id)
  const header = concat(utf8('GGRCPT2\n'), head)
  const heads: Uint8Array[] = []
  const records = drafts.map((given, at) => {
    const { text, sealed = new Uint8Array() } =
      typeof given === 'function' ? given(head, at + 1) : given
    const clear = utf8(text)
    head = headAfter(head, clear)
    heads.push(head)
    return record(1, clear, sealed, head)
  })
  return { header, records, heads }
}

/** Builds a segment; each clear part is given whole. */
export const segment = (id: string, clearParts: readonly Json[]): Parts =>
  segmentOf(
    id,
    clearParts.map((part) => ({ text: jcs(part) })),
  )

/** A checkpoint over all before it. */
export const checkpoint =
  (
    key: Key,
    segmentId: string,
    { at, station, closed }: { at: string; station: string; closed: boolean },
  ) =>
  (before: Uint8Array, seq: number): Draft => {
    const signed = {
      ...{ format: 'greengate-checkpoint-1', seq, at, station, closed },
      ...{ segment: segmentId, head: base64url(before) },
    }
    const signature = signWith(key, utf8(`greengate-checkpoint-1:${jcs(signed)}`))
    return { text: jcs({ ...signed, signature: base64url(signature) }) }
  }

/** The subject of a receipt: 16 bytes of the keyed hash of a presentation's id. */
export const subject = (dayKey: Uint8Array, presentationId: string): string =>
  base64url(
    new Uint8Array(createHmac('sha256', dayKey).update(presentationId).digest()).subarray(0, 16),
  )

const clearOf = (bytes: Uint8Array): Uint8Array =>
  bytes.slice(13, 13 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(1))

/** A record without a sealed part with a text of its clear part changed, and its CRC made right again. */
export const forged = (bytes: Uint8Array, from: string, to: string): Uint8Array => {
  const text = new TextDecoder().decode(clearOf(bytes))
  return record(1, utf8(text.replace(from, to)), new Uint8Array(), bytes.slice(-32))
}

/** A record without a sealed part with one bit of its head changed, and its CRC made right again. */
export const unchained = (bytes: Uint8Array): Uint8Array =>
  record(1, clearOf(bytes), new Uint8Array(), flipBit(bytes.slice(-32), -1))
