/** Cuts a shard into parts: whole records, and no part much longer than asked. */
import type { BatchJob, Part, Shard } from './job.ts'
import { maxRecordBytes, recordEnd } from './people/main.ts'

const newline = 0x0a

/** A part, as far as the bytes say. */
export type CutPart = Pick<Part, 'shard' | 'part' | 'start' | 'bytes'>

/**
 * Cuts the bytes of a shard. A record that is longer than a part is one of its own; of one that is too long to be read
 * there is as much as shows that it is.
 */
export function* cutParts(
  { input: { form }, partBytes }: Pick<BatchJob, 'input' | 'partBytes'>,
  { shard, start }: Pick<Shard, 'shard' | 'start'>,
  bytes: Uint8Array,
): Generator<CutPart> {
  let part = 0
  let from = 0
  for (let at = 0; at < bytes.length;) {
    const { to } = recordEnd(bytes, at, form.kind)
    const isTooLong = to < 0
    const end = isTooLong ? afterLine(bytes, at) : to
    if (at > from && (isTooLong || end - from > partBytes)) {
      yield { shard, part: part++, start: start + from, bytes: bytes.subarray(from, at) }
      from = at
    }
    if (isTooLong) {
      const seen = bytes.subarray(at, at + maxRecordBytes + 1)
      yield { shard, part: part++, start: start + at, bytes: seen }
      from = end
    }
    at = end
  }
  if (from < bytes.length) yield { shard, part, start: start + from, bytes: bytes.subarray(from) }
}

function afterLine(bytes: Uint8Array, at: number): number {
  const found = bytes.indexOf(newline, at)
  return found < 0 ? bytes.length : found + 1
}
