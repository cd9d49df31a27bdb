/** Reads the lines of a range of bytes, never holding more than a block and one line. */
import { closeSync, openSync, readSync } from 'node:fs'
import type { ByteRange } from './line-ranges.ts'

/** A line, and where in the file it begins; undefined for one that is too long to be a person. */
export interface RangeLine {
  readonly at: number
  readonly bytes: Buffer | undefined
}

/** Longest line that is read: a person with thousands of facts. */
export const maxLineBytes = 1_048_576

const blockBytes = 262_144
const newline = 0x0a

/** Reads all lines of a range that begins and ends with whole lines. The bytes are good until the next line is asked for. */
export function* readRange(path: string, { start, end }: ByteRange): Generator<RangeLine> {
  const file = openSync(path, 'r')
  try {
    // A line that is not yet whole lies at the front of the block.
    const block = Buffer.allocUnsafe(blockBytes + maxLineBytes)
    let [held, lineAt, isTooLong] = [0, start, false]
    for (let at = start; at < end;) {
      const read = readSync(file, block, held, Math.min(blockBytes, end - at), at)
      if (read === 0) break
      const filled = held + read
      let from = 0
      for (let to = block.indexOf(newline, held); to >= 0 && to < filled;) {
        const isWhole = !isTooLong && to - from <= maxLineBytes
        yield { at: lineAt, bytes: isWhole ? block.subarray(from, to) : undefined }
        isTooLong = false
        from = to + 1
        lineAt = at + (from - held)
        to = block.indexOf(newline, from)
      }
      at += read
      held = filled - from
      if (held > maxLineBytes) isTooLong = true
      if (isTooLong) held = 0
      else block.copyWithin(0, from, filled)
    }
    if (held > 0 || isTooLong) {
      yield { at: lineAt, bytes: isTooLong ? undefined : block.subarray(0, held) }
    }
  } finally {
    closeSync(file)
  }
}
