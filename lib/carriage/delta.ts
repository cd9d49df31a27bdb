/** Deltas: what turns one raw data into another of the same or a greater length (docs/bundle.md 8). */
import { concat, utf8 } from '../encoding/bytes.ts'
import { GreengateError } from '../errors.ts'

const magic = utf8('GGD1')
/** A run of its own costs two bytes at least: fewer unchanged ones between two runs are carried along. */
const leastGap = 3
/** Longer than any data: five bytes of varint say no more. */
const maxVarint = 2 ** 32 - 1

/**
 * Writes what turns one data into another.
 *
 * @throws TypeError where the new data are shorter: data grow, or stay as long as they are.
 *
 * @example
 * ```ts
 * import { makeDelta } from 'greengate/issue'
 *
 * const delta: Uint8Array = makeDelta(Uint8Array.of(0, 0, 0), Uint8Array.of(0, 4, 0))
 * ```
 */
export function makeDelta(from: Uint8Array, to: Uint8Array): Uint8Array {
  if (to.length < from.length) throw new TypeError('delta: data must not shrink')
  const parts: Uint8Array[] = [magic]
  let end = 0
  for (let start = nextChange(from, to, 0); start < to.length;) {
    let stop = start + 1
    let next = nextChange(from, to, stop)
    while (next < to.length && next - stop < leastGap) {
      stop = next + 1
      next = nextChange(from, to, stop)
    }
    const run = to.slice(start, stop)
    for (let i = 0; i < run.length; i++) run[i] = (run[i] as number) ^ (from[start + i] ?? 0)
    parts.push(varint(start - end), varint(run.length), run)
    end = stop
    start = next
  }
  return concat(parts)
}

/**
 * Turns one data into another. Whether it is the wanted one, its digest says.
 *
 * @param length - Of the wanted data, as its signed header states it. Security-relevant: as much is allocated.
 * @throws {@link GreengateError} `ERR_DELTA_MALFORMED`
 *
 * @example
 * ```ts
 * import { applyDelta } from 'greengate/update'
 *
 * const next = (held: Uint8Array, delta: Uint8Array): Uint8Array =>
 *   applyDelta(held, delta, held.length)
 * ```
 */
export function applyDelta(from: Uint8Array, delta: Uint8Array, length: number): Uint8Array {
  if (length < from.length) throw malformed('data must not shrink')
  if (magic.some((byte, i) => delta[i] !== byte)) throw malformed('is no delta')
  const to = new Uint8Array(length)
  to.set(from)
  let end = 0
  for (let offset = magic.length; offset < delta.length;) {
    const gap = readVarint(delta, offset)
    const run = readVarint(delta, gap.offset)
    // Two runs that touch are one: there is one way to say a thing.
    if (gap.value === 0 && offset > magic.length) throw malformed('two runs must not touch')
    if (run.value === 0) throw malformed('a run must not be empty')
    const start = end + gap.value
    end = start + run.value
    offset = run.offset + run.value
    if (end > length) throw malformed('a run must end within the data')
    if (offset > delta.length) throw malformed('is cut short')
    for (let i = 0; i < run.value; i++) {
      to[start + i] = (to[start + i] as number) ^ (delta[run.offset + i] as number)
    }
  }
  return to
}

function nextChange(from: Uint8Array, to: Uint8Array, start: number): number {
  let at = start
  while (at < to.length && (from[at] ?? 0) === to[at]) at++
  return at
}

function varint(value: number): Uint8Array {
  const bytes: number[] = []
  let rest = value
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128)
  return Uint8Array.from([...bytes, rest])
}

function readVarint(bytes: Uint8Array, start: number): { value: number; offset: number } {
  let value = 0
  let scale = 1
  for (let offset = start; ; scale *= 128) {
    const byte = bytes[offset++]
    if (byte === undefined) throw malformed('is cut short')
    value += (byte & 127) * scale
    if (value > maxVarint) throw malformed('a number is too large')
    if (byte >= 128) continue
    if (byte === 0 && scale > 1) throw malformed('a number is longer than needed')
    return { value, offset }
  }
}

function malformed(found: string): GreengateError {
  return new GreengateError('ERR_DELTA_MALFORMED', `delta: ${found}`)
}
