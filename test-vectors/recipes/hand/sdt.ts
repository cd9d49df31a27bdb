/** Frames and cards of the SDT protocol by a second hand: from docs/card-reader.md alone. */
import { concat, fromHex } from './bytes.ts'

const head = fromHex('aaaaaa9669')

/** A frame from a reader: status, data, and the check over all from the length on. */
export const sdtReply = (status: number, data: Uint8Array = new Uint8Array()): Uint8Array => {
  const size = data.length + 4
  const checked = concat(Uint8Array.of(size >> 8, size & 255, 0, 0, status), data)
  return concat(head, checked, Uint8Array.of(checked.reduce((check, byte) => check ^ byte, 0)))
}

/** A field: where it begins, and what stands there. */
export type CardField = readonly [offset: number, text: string]

/** The 256 bytes of text of a card: UTF-16, low byte first, blanks where nothing stands. */
export const cardText = (...fields: readonly CardField[]): Uint8Array => {
  const bytes = Buffer.from(' '.repeat(128), 'utf16le')
  for (const [offset, text] of fields) bytes.write(text, offset, 'utf16le')
  return new Uint8Array(bytes)
}

/** The data of a reply to 30 01: two lengths, the text, a photograph of nobody. */
export const baseMessage = (text: Uint8Array): Uint8Array =>
  concat(
    fromHex('01000400'),
    text,
    Uint8Array.from({ length: 1024 }, (_, i) => (i * 31) & 255),
  )
