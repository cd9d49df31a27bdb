/**
 * Takes deflate off, raw (RFC 1951) or in a zlib wrapper (RFC 1950): bounded, strict as zlib is, and to the last byte.
 *
 * Our own, because at a gate the bound is what matters: fflate's own runs on past a full buffer (a bomb of 4 kB costs
 * it 60 ms), says nothing of what follows the stream, and takes codes and lengths that zlib refuses.
 */
import { GreengateError } from '../errors.ts'
import { freshBytes } from './bytes.ts'
import {
  codeLengthsCode,
  distanceCode,
  fixedCodes,
  literalCode,
  setCode,
  slowEntry,
  type PrefixCode,
} from './prefix-code.ts'

/** A stream of at most `limit` bytes has no need of more than this on top: headers of stored blocks, checksum. */
const overhead = 1024
/** Held for all: making one for every code would cost more than inflating it. */
const scratch = new Uint8Array(65_536)

const lengthBase = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
  163, 195, 227, 258,
] as const
const distanceBase = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049,
  3073, 4097, 6145, 8193, 12289, 16385, 24577,
] as const
/** The order in which a block states the lengths of its code of code lengths. */
const lengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15] as const
const lengths = new Uint8Array(320)

/** Bytes read bit by bit, lowest bit first, and what has been made of them. */
interface Stream {
  readonly input: Uint8Array
  at: number
  /** Bits taken from the input and not yet used, and how many; what is past the end reads as zeros. */
  held: number
  count: number
  output: Uint8Array
  length: number
  readonly limit: number
}

/**
 * Inflates a raw deflate stream that fills the bytes to the last.
 *
 * @param limit - Security-relevant: no more than this many bytes are made.
 * @throws {@link GreengateError} `ERR_INFLATE_MALFORMED`, `ERR_INFLATE_TOO_LARGE`
 */
export function inflateRaw(bytes: Uint8Array, limit: number): Uint8Array {
  const stream = inflate(bytes, 0, limit)
  if (stream.at !== bytes.length) throw malformed('bytes after the stream')
  return made(stream)
}

/**
 * Inflates a zlib stream that fills the bytes to the last, and checks its Adler-32.
 *
 * @param limit - Security-relevant: no more than this many bytes are made.
 * @throws {@link GreengateError} `ERR_INFLATE_MALFORMED`, `ERR_INFLATE_TOO_LARGE`
 */
export function inflateZlib(bytes: Uint8Array, limit: number): Uint8Array {
  const method = bytes[0] ?? 0
  const flags = bytes[1] ?? 0
  const hasHeader = (method & 15) === 8 && method >> 4 <= 7 && (method * 256 + flags) % 31 === 0
  if (!hasHeader || (flags & 0x20) !== 0) throw malformed('no zlib header')
  const stream = inflate(bytes, 2, limit)
  if (bytes.length - stream.at !== 4) throw malformed('no checksum at its end')
  let stated = 0
  for (let at = stream.at; at < bytes.length; at++) stated = stated * 256 + (bytes[at] as number)
  if (stated !== adler32(stream.output, stream.length)) throw malformed('another checksum')
  return made(stream)
}

/** What has been made, in bytes of its own: the next stream is inflated where this one was. */
function made({ output, length }: Stream): Uint8Array {
  const bytes = freshBytes(length)
  bytes.set(output.subarray(0, length))
  return bytes
}

function adler32(bytes: Uint8Array, length: number): number {
  let a = 1
  let b = 0
  for (let at = 0; at < length;) {
    // As many as cannot overflow 32 bits.
    const end = Math.min(at + 3800, length)
    while (at < end) b += a += bytes[at++] as number
    a %= 65_521
    b %= 65_521
  }
  return b * 65_536 + a
}

function inflate(input: Uint8Array, start: number, limit: number): Stream {
  if (input.length > limit + overhead) throw tooLarge(limit)
  const stream: Stream = { input, at: start, held: 0, count: 0, output: scratch, length: 0, limit }
  for (let isLast = false; !isLast;) {
    isLast = take(stream, 1) === 1
    const kind = take(stream, 2)
    if (kind === 0) copyStored(stream)
    else if (kind === 1) readBlock(stream, ...fixedCodes())
    else if (kind === 2) {
      readCodes(stream)
      readBlock(stream, literalCode, distanceCode)
    } else throw malformed('a block of no known kind')
  }
  stream.at -= stream.count >> 3
  if (stream.at > input.length) throw cutShort()
  return stream
}

/** Takes up to 16 bits. */
function take(stream: Stream, wanted: number): number {
  while (stream.count < wanted) {
    if (stream.at >= stream.input.length) throw cutShort()
    stream.held |= (stream.input[stream.at++] as number) << stream.count
    stream.count += 8
  }
  const bits = stream.held & ((1 << wanted) - 1)
  stream.held >>>= wanted
  stream.count -= wanted
  return bits
}

function copyStored(stream: Stream): void {
  stream.at -= stream.count >> 3
  stream.held = stream.count = 0
  const length = take(stream, 16)
  if (take(stream, 16) !== (length ^ 0xffff)) throw malformed('a stored length that is in doubt')
  const end = stream.at + length
  if (end > stream.input.length) throw cutShort()
  makeRoom(stream, length)
  stream.output.set(stream.input.subarray(stream.at, end), stream.length)
  stream.length += length
  stream.at = end
}

function readCodes(stream: Stream): void {
  const literals = take(stream, 5) + 257
  const distances = take(stream, 5) + 1
  if (literals > 286 || distances > 30) throw malformed('too many symbols')
  const stated = take(stream, 4) + 4
  lengths.fill(0)
  for (let i = 0; i < stated; i++) lengths[lengthOrder[i] as number] = take(stream, 3)
  if (!setCode(codeLengthsCode, lengths, 0, 19, false)) throw malformed('no code of code lengths')
  const total = literals + distances
  lengths.fill(0)
  for (let i = 0; i < total;) {
    const symbol = takeSymbol(stream, codeLengthsCode)
    if (symbol < 16) {
      lengths[i++] = symbol
      continue
    }
    if (symbol === 16 && i === 0) throw malformed('nothing to repeat')
    const value = symbol === 16 ? (lengths[i - 1] as number) : 0
    const times = symbol === 18 ? 11 + take(stream, 7) : 3 + take(stream, symbol === 17 ? 3 : 2)
    if (i + times > total) throw malformed('a repetition beyond the end')
    lengths.fill(value, i, (i += times))
  }
  if (lengths[256] === 0) throw malformed('no end of block')
  if (!setCode(literalCode, lengths, 0, literals)) throw malformed('no code of literals')
  if (!setCode(distanceCode, lengths, literals, distances)) throw malformed('no code of distances')
}

/** Takes one symbol of a code, slowly. */
function takeSymbol(stream: Stream, code: PrefixCode): number {
  const { input } = stream
  while (stream.count < 15) {
    stream.held |= (input[stream.at++] ?? 0) << stream.count
    stream.count += 8
  }
  const entry = code.fast[stream.held & 511] || slowEntry(code, stream.held)
  if (entry === 0) throw malformed('bits that are no symbol')
  stream.held >>>= entry & 15
  stream.count -= entry & 15
  if (stream.at - (stream.count >> 3) > input.length) throw cutShort()
  return entry >> 4
}

/** The symbols of one block: all time is spent here, so that the stream's state is held in variables. */
function readBlock(stream: Stream, literal: PrefixCode, distance: PrefixCode): void {
  const { input } = stream
  const { fast } = literal
  const { fast: fastDistance } = distance
  let { at, held, count, output, length } = stream
  let room = Math.min(output.length, stream.limit)
  for (;;) {
    // A symbol and its extra bits are 20 at most, a distance 28: both are read from what is held.
    while (count < 24) {
      held |= (input[at++] ?? 0) << count
      count += 8
    }
    const entry = fast[held & 511] || slowEntry(literal, held)
    const bits = entry & 15
    held >>>= bits
    count -= bits
    const symbol = entry >> 4
    // The end may stand in the last byte: what was read past it must not have been used.
    if (at - (count >> 3) > input.length) throw cutShort()
    if (symbol < 256) {
      if (entry === 0) throw malformed('bits that are no symbol')
      if (length >= room) {
        stream.length = length
        output = makeRoom(stream, 1)
        room = Math.min(output.length, stream.limit)
      }
      output[length++] = symbol
      continue
    }
    if (symbol === 256) break
    if (symbol > 285) throw malformed('a length that is none')
    let extra = symbol < 265 || symbol === 285 ? 0 : (symbol - 261) >> 2
    const run = (lengthBase[symbol - 257] as number) + (held & ((1 << extra) - 1))
    held >>>= extra
    count -= extra
    while (count < 24) {
      held |= (input[at++] ?? 0) << count
      count += 8
    }
    const far = fastDistance[held & 511] || slowEntry(distance, held)
    if (far === 0 || far >> 4 > 29) throw malformed('a distance that is none')
    held >>>= far & 15
    count -= far & 15
    while (count < 16) {
      held |= (input[at++] ?? 0) << count
      count += 8
    }
    extra = far >> 4 < 4 ? 0 : ((far >> 4) - 2) >> 1
    const back = (distanceBase[far >> 4] as number) + (held & ((1 << extra) - 1))
    held >>>= extra
    count -= extra
    if (back > length) throw malformed('a distance before the beginning')
    if (length + run > room) {
      stream.length = length
      output = makeRoom(stream, run)
      room = Math.min(output.length, stream.limit)
    }
    for (const end = length + run; length < end; length++)
      output[length] = output[length - back] as number
  }
  stream.at = at
  stream.held = held
  stream.count = count
  stream.length = length
}

/** Makes room for so many bytes more. */
function makeRoom(stream: Stream, more: number): Uint8Array {
  const { output, length, limit } = stream
  if (length + more > limit) throw tooLarge(limit)
  if (length + more <= output.length) return output
  const grown = new Uint8Array(Math.min(limit, Math.max(length + more, output.length * 2)))
  grown.set(output.subarray(0, length))
  return (stream.output = grown)
}

function cutShort(): GreengateError {
  return malformed('its end before its time')
}

function malformed(found: string): GreengateError {
  return new GreengateError('ERR_INFLATE_MALFORMED', `deflate stream has ${found}`)
}

function tooLarge(limit: number): GreengateError {
  return new GreengateError('ERR_INFLATE_TOO_LARGE', `more than ${String(limit)} bytes`)
}
