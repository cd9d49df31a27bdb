/** A receipt segment by hand, after receipt.md section 2. */
import { createHmac } from 'node:crypto'
import { base64url, concat, sha256, utf8 } from './bytes.ts'
import { crc32c } from './crc32c.ts'
import { jcs, type Json } from './jcs.ts'

const uint32 = (value: number): Uint8Array => {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setUint32(0, value)
  return bytes
}

/** The parts of a segment file: its header, then each record. */
export interface Parts {
  readonly header: Uint8Array
  readonly records: readonly Uint8Array[]
}

/** Builds a segment; each clear part is given whole. */
export const segment = (id: string, clearParts: readonly Json[]): Parts =>
  segmentOfTexts(
    id,
    clearParts.map((part) => jcs(part)),
  )

/** Builds a segment of texts that need not be receipts. */
export const segmentOfTexts = (id: string, texts: readonly string[]): Parts => {
  let head = sha256(utf8(`greengate-segment-1:${id}`))
  const header = concat(utf8('GGRCPT1\n'), head)
  const records = texts.map((text) => {
    const clear = utf8(text)
    head = sha256(concat(head, clear))
    return concat(uint32(clear.length), uint32(crc32c(clear)), clear, head)
  })
  return { header, records }
}

/** The subject of a receipt: 16 bytes of the keyed hash of a presentation's id. */
export const subject = (dayKey: Uint8Array, presentationId: string): string =>
  base64url(
    new Uint8Array(createHmac('sha256', dayKey).update(presentationId).digest()).subarray(0, 16),
  )
