/** CBOR through `cbor2`, and by hand where a vector must break a rule that an encoder keeps. */
import { encode, Tag } from 'cbor2'
import { concat, fromHex } from './bytes.ts'

/** Deterministic CBOR (RFC 8949 section 4.2.1) of numbers, text, bytes, arrays, Maps and tags. */
export const cbor = (value: unknown): Uint8Array => encode(value, { cde: true })

/** A tagged item. */
export const tag = (number: number, content: unknown): Tag => new Tag(number, content)

/** An item that is encoded already, wherever a value may stand. */
export const raw = (bytes: Uint8Array | string): unknown => ({
  toCBOR: (writer: { write: (bytes: Uint8Array) => void }): undefined => {
    writer.write(typeof bytes === 'string' ? fromHex(bytes) : bytes)
  },
})

type Width = 0 | 1 | 2 | 4 | 8

const shortest = (value: number): Width =>
  value < 24 ? 0 : value < 256 ? 1 : value < 65_536 ? 2 : value < 2 ** 32 ? 4 : 8

/** The head of an item; `width` asks for more bytes than the number needs. */
export const head = (major: number, value: number, width: Width = shortest(value)): Uint8Array =>
  width === 0
    ? Uint8Array.of((major << 5) | value)
    : concat(
        Uint8Array.of((major << 5) | (24 + Math.log2(width))),
        fromHex(value.toString(16).padStart(width * 2, '0')),
      )

/** A label or name of a map, and its value. */
export type Pair = readonly [unknown, unknown]

/** A map of these pairs in the order given, doubles and all. */
export const rawMap = (...pairs: readonly Pair[]): Uint8Array =>
  concat(head(5, pairs.length), ...pairs.flat().map((item) => cbor(item)))
