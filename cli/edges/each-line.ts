/** Goes through the lines of a range of bytes without making anything of them: for tens of millions. */
import { closeSync, openSync, readSync } from 'node:fs'

/** Takes a line: `bytes` from `from` to `to`, good until it returns. `at`: where in the file it begins. */
export type TakeLine = (bytes: Buffer, from: number, to: number, at: number) => void

const blockBytes = 262_144
const newline = 0x0a

/**
 * Goes through the lines of a range that begins and ends with whole lines.
 *
 * @param maxBytes - A line that is longer comes cut: as its first `maxBytes` + 1 bytes.
 */
export function eachLine(
  path: string,
  { start, end }: { readonly start: number; readonly end: number },
  maxBytes: number,
  take: TakeLine,
): void {
  const file = openSync(path, 'r')
  try {
    // A line that is not yet whole lies at the front of the block.
    const block = Buffer.allocUnsafe(blockBytes + maxBytes + 1)
    let [held, lineAt] = [0, start]
    for (let at = start; at < end;) {
      const read = readSync(file, block, held, Math.min(blockBytes, end - at), at)
      if (read === 0) break
      const filled = held + read
      let from = 0
      for (let to = held; to < filled; to++) {
        if (block[to] !== newline) continue
        take(block, from, Math.min(to, from + maxBytes + 1), lineAt)
        from = to + 1
        lineAt = at + (from - held)
      }
      at += read
      // Of what is longer than any line its first bytes are enough to say so.
      const rest = Math.min(filled - from, maxBytes + 1)
      block.copyWithin(0, from, from + rest)
      held = rest
    }
    if (held > 0) take(block, 0, held, lineAt)
  } finally {
    closeSync(file)
  }
}
