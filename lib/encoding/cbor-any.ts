/**
 * CBOR as other people write it (RFC 8949): whatever is well-formed, valid and within bounds.
 *
 * Read: floats, indefinite lengths, heads longer than needed, keys in any order, every tag and simple value. Refused:
 * doubled keys, keys that are neither number nor text, text that is not UTF-8, trailing bytes, nesting beyond the limit.
 * Nothing is interpreted: a tag is kept beside its item.
 */
import { GreengateError } from '../errors.ts'
import { asciiAt, concat } from './bytes.ts'
import type { CborLimits } from './cbor.ts'

/** A tagged item, such as tag 0 (a date as text). */
export interface AnyTagged {
  readonly tag: number | bigint
  readonly value: AnyCbor
}

/** A simple value without a meaning of its own. */
export interface AnySimple {
  readonly simple: number
}

/** bigint: an integer beyond 2^53 - 1. */
export type AnyKey = number | bigint | string

/** A map, in the order that it was written in. */
export type AnyMap = ReadonlyMap<AnyKey, AnyCbor>

/** Everything that CBOR can say. */
export type AnyCbor =
  | AnyKey
  | boolean
  | null
  | undefined
  | Uint8Array
  | readonly AnyCbor[]
  | AnyMap
  | AnyTagged
  | AnySimple

const defaultDepth = 16
/** Texts up to so many bytes are read without the platform's decoder where they are ASCII. */
const shortText = 64
const textDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
/** The byte that ends what has no length. */
const stop = 0xff

interface Reader {
  readonly bytes: Uint8Array
  offset: number
}

/**
 * Decodes one item that fills the input.
 *
 * @throws GreengateError `ERR_CBOR_MALFORMED`, `ERR_CBOR_TOO_LARGE`
 */
export function decodeAnyCbor(bytes: Uint8Array, limits: Omit<CborLimits, 'tags'>): AnyCbor {
  if (bytes.length > limits.maxBytes) {
    throw new GreengateError('ERR_CBOR_TOO_LARGE', `more than ${String(limits.maxBytes)} bytes`)
  }
  const reader: Reader = { bytes, offset: 0 }
  const value = readItem(reader, limits.maxDepth ?? defaultDepth)
  if (reader.offset !== bytes.length) throw malformed('trailing bytes')
  return value
}

/** `Array.isArray` does not narrow readonly arrays. */
export function isArray(value: AnyCbor): value is readonly AnyCbor[] {
  return Array.isArray(value)
}

/** Whether an item is a map. */
export function isMap(value: AnyCbor): value is AnyMap {
  return value instanceof Map
}

/** Whether an item has a tag. */
export function isTagged(value: AnyCbor): value is AnyTagged {
  return typeof value === 'object' && value !== null && 'tag' in value
}

function readItem(reader: Reader, depth: number): AnyCbor {
  if (depth < 1) throw malformed('nesting too deep')
  const first = byteAt(reader)
  const info = first & 31
  switch (first >> 5) {
    case 0:
      return readArgument(reader, info)
    case 1: {
      const argument = readArgument(reader, info)
      const isSafe = typeof argument === 'number' && argument < Number.MAX_SAFE_INTEGER
      return isSafe ? -1 - argument : large(-1) - large(argument)
    }
    case 2:
      return info === 31 ? concat(readChunks(reader, 2, readSlice)) : readSlice(reader, info)
    case 3:
      return info === 31 ? readChunks(reader, 3, readText).join('') : readText(reader, info)
    case 4:
      return readArray(reader, info, depth - 1)
    case 5:
      return readMap(reader, info, depth - 1)
    case 6: {
      const tag = readArgument(reader, info)
      return { tag, value: readItem(reader, depth - 1) }
    }
    default:
      return readSimple(reader, info)
  }
}

function byteAt(reader: Reader): number {
  const byte = reader.bytes[reader.offset++]
  if (byte === undefined) throw malformed('an end before its time')
  return byte
}

function readArgument(reader: Reader, info: number): number | bigint {
  if (info < 24) return info
  if (info === 24) return byteAt(reader)
  if (info > 27) throw malformed('a reserved head, or no length where one is needed')
  let value = 0
  if (info < 27) {
    for (let i = info === 25 ? 2 : 4; i > 0; i--) value = value * 256 + byteAt(reader)
    return value
  }
  const high = Number(readArgument(reader, 26))
  const low = Number(readArgument(reader, 26))
  value = high * 2 ** 32 + low
  if (Number.isSafeInteger(value)) return value
  return (large(high) << large(32)) | large(low)
}

/** In an engine without BigInt it would become another number: the code is refused. */
function large(value: number | bigint): bigint {
  if (typeof BigInt !== 'function') throw malformed('an integer that is too large for this engine')
  return BigInt(value)
}

/** A length, of items or bytes that take a byte each at least: no claimed length makes us allocate more than was sent. */
function readLength(reader: Reader, info: number): number {
  const length = readArgument(reader, info)
  if (length > reader.bytes.length - reader.offset) throw malformed('an end before its time')
  return length as number
}

function readSlice(reader: Reader, info: number): Uint8Array {
  return take(reader, readLength(reader, info))
}

function take(reader: Reader, length: number): Uint8Array {
  const start = reader.offset
  if (length > reader.bytes.length - start) throw malformed('an end before its time')
  reader.offset = start + length
  return reader.bytes.subarray(start, reader.offset)
}

function readText(reader: Reader, info: number): string {
  const length = readLength(reader, info)
  const start = reader.offset
  reader.offset = start + length
  const text = length <= shortText ? asciiAt(reader.bytes, start, length) : undefined
  if (text !== undefined) return text
  try {
    return textDecoder.decode(reader.bytes.subarray(start, reader.offset))
  } catch (cause) {
    throw malformed('text that is not UTF-8', cause)
  }
}

/** The pieces of a string without a length: each of its kind and with one. */
function readChunks<T>(
  reader: Reader,
  major: number,
  read: (reader: Reader, info: number) => T,
): T[] {
  const chunks: T[] = []
  for (let first = byteAt(reader); first !== stop; first = byteAt(reader)) {
    if (first >> 5 !== major) throw malformed('a string with a piece of another kind')
    chunks.push(read(reader, first & 31))
  }
  return chunks
}

/** Whether what has no length ends here. */
function isAtStop(reader: Reader): boolean {
  if (reader.bytes[reader.offset] !== stop) return false
  reader.offset++
  return true
}

function readArray(reader: Reader, info: number, depth: number): AnyCbor[] {
  const items: AnyCbor[] = []
  if (info === 31) while (!isAtStop(reader)) items.push(readItem(reader, depth))
  else
    for (let left = readLength(reader, info); left > 0; left--) items.push(readItem(reader, depth))
  return items
}

function readMap(reader: Reader, info: number, depth: number): AnyMap {
  const map = new Map<AnyKey, AnyCbor>()
  if (info === 31) while (!isAtStop(reader)) readEntry(reader, map, depth)
  else for (let left = readLength(reader, info); left > 0; left--) readEntry(reader, map, depth)
  return map
}

function readEntry(reader: Reader, map: Map<AnyKey, AnyCbor>, depth: number): void {
  const key = readItem(reader, depth)
  if (typeof key !== 'string' && typeof key !== 'number' && typeof key !== 'bigint') {
    throw malformed('a map key that is neither number nor text')
  }
  const { size } = map
  map.set(key, readItem(reader, depth))
  // Two readers of one code must not see different values.
  if (map.size === size) throw malformed('a doubled map key')
}

function readSimple(reader: Reader, info: number): AnyCbor {
  switch (info) {
    case 20:
      return false
    case 21:
      return true
    case 22:
      return null
    case 23:
      return undefined
    case 24: {
      const simple = byteAt(reader)
      if (simple < 32) throw malformed('a simple value in a form that it does not have')
      return { simple }
    }
    case 25:
      return halfFloat(Number(readArgument(reader, 25)))
    case 26:
    case 27: {
      const size = info === 26 ? 4 : 8
      const { buffer, byteOffset } = take(reader, size)
      const view = new DataView(buffer, byteOffset, size)
      return size === 4 ? view.getFloat32(0) : view.getFloat64(0)
    }
    default:
      if (info > 27) throw malformed('a reserved head, or an end of what did not begin')
      return { simple: info }
  }
}

/** IEEE 754 binary16: a sign, 5 bits of exponent, 10 of fraction. */
function halfFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >> 10) & 31
  const fraction = bits & 0x3ff
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN
  if (exponent === 0) return sign * fraction * 2 ** -24
  return sign * (1024 + fraction) * 2 ** (exponent - 25)
}

function malformed(found: string, cause?: unknown): GreengateError {
  return new GreengateError('ERR_CBOR_MALFORMED', `CBOR has ${found}`, { cause })
}
