/**
 * A strict subset of CBOR: the deterministic encoding of RFC 8949 section 4.2.1, and nothing else.
 *
 * Read and written: integers within ±(2^53 - 1), byte strings, text, arrays, maps with integer or text
 * keys, false, true, null, and the tags a caller names. Refused: floats, indefinite lengths, longer heads
 * than needed, unsorted or doubled keys, other simple values, text that is not UTF-8, trailing bytes.
 */
import { GreengateError } from '../errors.ts'
import { asciiAt } from './bytes.ts'

/** A tagged item, such as tag 1 (seconds since 1970). */
export interface CborTagged {
  readonly tag: number
  readonly value: CborValue
}

export type CborKey = number | string

/** What this subset can say. */
export type CborValue =
  | number
  | string
  | boolean
  | null
  | Uint8Array
  | readonly CborValue[]
  | ReadonlyMap<CborKey, CborValue>
  | CborTagged

export interface CborLimits {
  /** Longest input. Security-relevant: nothing longer is looked at. */
  readonly maxBytes: number
  /** Deepest nesting; a code needs 7. */
  readonly maxDepth?: number
  /** Tags that may occur. */
  readonly tags?: readonly number[]
}

const defaultDepth = 8
/** Texts up to so many bytes are read without the platform's decoder where they are ASCII. */
const shortText = 64
/** The least argument of a head of 2, 3, 5 and 9 bytes. */
const leasts = [24, 2 ** 8, 2 ** 16, 2 ** 32] as const
const textDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

interface Reader {
  readonly bytes: Uint8Array
  offset: number
  readonly tags: readonly number[]
}

/**
 * Decodes one item that fills the input.
 *
 * @throws {@link GreengateError} `ERR_CBOR_MALFORMED`, `ERR_CBOR_TOO_LARGE`
 */
export function decodeCbor(bytes: Uint8Array, limits: CborLimits): CborValue {
  if (bytes.length > limits.maxBytes) {
    throw new GreengateError('ERR_CBOR_TOO_LARGE', `more than ${String(limits.maxBytes)} bytes`)
  }
  const reader: Reader = { bytes, offset: 0, tags: limits.tags ?? [] }
  const value = readItem(reader, limits.maxDepth ?? defaultDepth)
  if (reader.offset !== bytes.length) throw malformed('trailing bytes')
  return value
}

function readItem(reader: Reader, depth: number): CborValue {
  if (depth < 1) throw malformed('nesting too deep')
  const first = byteAt(reader)
  const major = first >> 5
  switch (major) {
    case 0:
      return readArgument(reader, first)
    case 1:
      return negative(readArgument(reader, first))
    case 2:
      return readSlice(reader, readArgument(reader, first))
    case 3:
      return readText(reader, readArgument(reader, first))
    case 4:
      return readArray(reader, readArgument(reader, first), depth)
    case 5:
      return readMap(reader, readArgument(reader, first), depth)
    case 6: {
      const tag = readArgument(reader, first)
      if (!reader.tags.includes(tag)) throw malformed('a tag that is not allowed here')
      return { tag, value: readItem(reader, depth - 1) }
    }
    default:
      if (first === 0xf4) return false
      if (first === 0xf5) return true
      if (first === 0xf6) return null
      throw malformed('a float or a simple value other than false, true, null')
  }
}

function negative(argument: number): number {
  if (argument === Number.MAX_SAFE_INTEGER) throw malformed('an integer beyond 2^53 - 1')
  return -1 - argument
}

function byteAt(reader: Reader): number {
  const byte = reader.bytes[reader.offset++]
  if (byte === undefined) throw malformed('an end before its time')
  return byte
}

/** Reads the argument of a head, refusing any head longer than its value needs. */
function readArgument(reader: Reader, first: number): number {
  const info = first & 31
  if (info < 24) return info
  if (info > 27) throw malformed('an indefinite length or a reserved head')
  const size = 1 << (info - 24)
  let value = 0
  for (let i = 0; i < size; i++) value = value * 256 + byteAt(reader)
  if (value > 0xffffffff && !Number.isSafeInteger(value))
    throw malformed('an integer beyond 2^53 - 1')
  if (value < (leasts[info - 24] as number)) throw malformed('a head longer than needed')
  return value
}

function readSlice(reader: Reader, length: number): Uint8Array {
  const start = reader.offset
  if (length > reader.bytes.length - start) throw malformed('an end before its time')
  reader.offset = start + length
  return reader.bytes.subarray(start, reader.offset)
}

function readText(reader: Reader, length: number): string {
  if (length <= shortText) {
    const text = asciiAt(reader.bytes, reader.offset, length)
    if (text !== undefined) {
      reader.offset += length
      return text
    }
  }
  const slice = readSlice(reader, length)
  try {
    return textDecoder.decode(slice)
  } catch (cause) {
    throw malformed('text that is not UTF-8', cause)
  }
}

function readArray(reader: Reader, length: number, depth: number): CborValue[] {
  // Each item takes a byte at least, so a claimed length cannot make us allocate more than was sent.
  if (length > reader.bytes.length - reader.offset) throw malformed('an end before its time')
  const items: CborValue[] = []
  for (let i = 0; i < length; i++) items.push(readItem(reader, depth - 1))
  return items
}

function readMap(reader: Reader, length: number, depth: number): Map<CborKey, CborValue> {
  if (length > reader.bytes.length - reader.offset) throw malformed('an end before its time')
  const map = new Map<CborKey, CborValue>()
  let before = -1
  let beforeEnd = -1
  for (let i = 0; i < length; i++) {
    const start = reader.offset
    const key = readItem(reader, depth - 1)
    if (typeof key !== 'number' && typeof key !== 'string') {
      throw malformed('a map key that is neither integer nor text')
    }
    const end = reader.offset
    if (before >= 0 && compareRanges(reader.bytes, before, beforeEnd, start, end) >= 0) {
      throw malformed('map keys that are doubled or out of order')
    }
    before = start
    beforeEnd = end
    map.set(key, readItem(reader, depth - 1))
  }
  return map
}

/** Orders two ranges of one input, without making a view of either: this runs for every key of a code. */
export function compareRanges(
  bytes: Uint8Array,
  a: number,
  aEnd: number,
  b: number,
  bEnd: number,
): number {
  const shared = Math.min(aEnd - a, bEnd - b)
  for (let i = 0; i < shared; i++) {
    const difference = (bytes[a + i] as number) - (bytes[b + i] as number)
    if (difference !== 0) return difference
  }
  return aEnd - a - (bEnd - b)
}

function malformed(found: string, cause?: unknown): GreengateError {
  return new GreengateError('ERR_CBOR_MALFORMED', `CBOR has ${found}`, { cause })
}

/** The bytes that a byte string of so many bytes takes, head and all. */
export function byteStringSize(length: number): number {
  return length + (length < 24 ? 1 : length < 0x100 ? 2 : 3)
}

/**
 * Writes a byte string of less than 64 kB into others, for those who put a message together from parts; gives the
 * place after it.
 */
export function writeByteString(target: Uint8Array, start: number, bytes: Uint8Array): number {
  const { length } = bytes
  const head = byteStringSize(length) - length
  if (head === 1) target[start] = 0x40 | length
  else {
    target[start] = head === 2 ? 0x58 : 0x59
    if (head === 3) target[start + 1] = length >> 8
    target[start + head - 1] = length & 0xff
  }
  target.set(bytes, start + head)
  return start + head + length
}
