/** Cuts a shard into parts: whole records, and no part much longer than asked. */
import type { BatchJob, Part, PeopleForm } from './job.ts'

const newline = 0x0a
const quote = 0x22

/** A part, as far as the bytes say. */
export type CutPart = Pick<Part, 'shard' | 'part' | 'start' | 'bytes'>

/**
 * Cuts the bytes of a shard. A record that is longer than a part is one of its own.
 *
 * @param start - Where the first of them stands in the input.
 */
export function* cutParts(
  { input: { form }, partBytes }: Pick<BatchJob, 'input' | 'partBytes'>,
  { shard, start }: { readonly shard: number; readonly start: number },
  bytes: Uint8Array,
): Generator<CutPart> {
  let from = 0
  for (let part = 0; from < bytes.length; part++) {
    const to = endOfPart(bytes, from, partBytes, form)
    yield { shard, part, start: start + from, bytes: bytes.subarray(from, to) }
    from = to
  }
}

/** After the last record that ends within so many bytes, or after the first where it does not. */
function endOfPart(bytes: Uint8Array, from: number, size: number, form: PeopleForm): number {
  if (from + size >= bytes.length) return bytes.length
  if (form.kind === 'csv') return endOfRows(bytes, from, size)
  const last = bytes.lastIndexOf(newline, from + size - 1)
  if (last >= from) return last + 1
  const first = bytes.indexOf(newline, from + size)
  return first < 0 ? bytes.length : first + 1
}

/** A line end inside quotes is a part of its cell. */
function endOfRows(bytes: Uint8Array, from: number, size: number): number {
  let [isQuoted, end] = [false, from]
  for (let at = from; at < bytes.length; at++) {
    if (at - from >= size && end > from) return end
    if (bytes[at] === quote) isQuoted = !isQuoted
    else if (bytes[at] === newline && !isQuoted) end = at + 1
  }
  return bytes.length
}
